import type { en } from "./en";
import { PSEUDO } from "./languages";
import { type PiecesOf, piecesIn, type Texts } from "./translate";

// For the browser alone, which loads the texts of a language area by area: all of them weigh more than a page may.

type Area = keyof typeof en;

const AREAS: { readonly [A in Area]: () => Promise<Record<A, Texts>> } = {
  accounts: () => import("./en/accounts"),
  audit: () => import("./en/audit"),
  clients: () => import("./en/clients"),
  components: () => import("./en/components"),
  dashboard: () => import("./en/dashboard"),
  document: () => import("./en/document"),
  drafts: () => import("./en/drafts"),
  erasure: () => import("./en/erasure"),
  errors: () => import("./en/errors"),
  exports: () => import("./en/exports"),
  forms: () => import("./en/forms"),
  frame: () => import("./en/frame"),
  invoices: () => import("./en/invoices"),
  notices: () => import("./en/notices"),
  numbering: () => import("./en/numbering"),
  retention: () => import("./en/retention"),
  taxRates: () => import("./en/tax-rates"),
  tenants: () => import("./en/tenants"),
  terms: () => import("./en/terms"),
  units: () => import("./en/units"),
};

const isArea = (name: string): name is Area => Object.hasOwn(AREAS, name);

export interface LoadedLanguage {
  readonly piecesOf: PiecesOf;
  /** Loads areas; one that can't be loaded has no texts. */
  readonly load: (areas: readonly string[]) => Promise<unknown>;
  /** Loads all the others: a page that is gone to, or an error without a network, then has its texts. */
  readonly loadAll: () => Promise<unknown>;
  /** Is told when texts have come that were asked for in vain; what it returns ends that. */
  readonly subscribe: (listener: () => void) => () => void;
}

/** A language of which texts are loaded. A text that is still on its way is empty, and subscribers are told when it has come. */
export function languageInBrowser(tag: string): LoadedLanguage {
  const texts: Partial<Record<Area, Texts>> = {};
  const loading = new Map<Area, Promise<void>>();
  const listeners = new Set<() => void>();
  const missed = new Set<Area>();
  let stale = false;
  const tell = () => {
    stale = listeners.size === 0;
    for (const listener of listeners) listener();
  };
  const pieces = piecesIn(tag, texts as Texts);
  const fetchArea = async (area: Area): Promise<void> => {
    try {
      const loaded: Partial<Record<Area, Texts>> = await AREAS[area]();
      const own = loaded[area] ?? {};
      texts[area] = tag === PSEUDO ? (await import("./pseudo")).pseudo(own) : own;
    } catch {
      texts[area] = {};
    }
    if (missed.delete(area)) tell();
  };
  const loadOne = (area: Area): Promise<void> => {
    const known = loading.get(area) ?? fetchArea(area);
    loading.set(area, known);
    return known;
  };
  const load = (areas: readonly string[]) => Promise.all(areas.filter(isArea).map(loadOne));
  return {
    piecesOf: (key, params) => {
      const [area = ""] = key.split(".", 1);
      if (!isArea(area) || texts[area]) return pieces(key, params);
      missed.add(area);
      void loadOne(area);
      return [];
    },
    load,
    loadAll: () => load(Object.keys(AREAS)),
    subscribe: (listener) => {
      listeners.add(listener);
      if (stale) tell();
      return () => listeners.delete(listener);
    },
  };
}
