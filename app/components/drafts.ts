import type { TypedField } from "./typed-fields";

/**
 * Forms that were left as they were typed, in the tab's own storage: each belongs to one place in the tab's history, and to one person.
 * A log-out clears them (Clear-Site-Data), closing the tab does, and a day.
 */
export interface Draft {
  /** The person's id; "" for nobody. */
  readonly owner: string;
  /** Path and query of the page. */
  readonly path: string;
  /** Milliseconds UTC. */
  readonly at: number;
  readonly fields: readonly TypedField[];
}

const PREFIX = "gapless.draft:";
const DAY = 86_400_000;
/** Characters of all drafts together: half of what browsers give a site. */
const MOST_CHARACTERS = 2_000_000;
const MOST_DRAFTS = 30;

interface HistoryOfTab {
  readonly currentEntry?: { readonly key: string } | null;
}

/** The place in the tab's history, which stays the same when the page is loaded again; null where the browser doesn't tell. */
export function placeInHistory(): string | null {
  const { navigation } = window as { readonly navigation?: HistoryOfTab };
  return navigation?.currentEntry?.key ?? null;
}

function read(key: string): Draft | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null") as Draft | null;
  } catch {
    return null;
  }
}

const keys = (): string[] => Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX));

/** The draft of this place, if it is this person's and of this page. Another person's drafts are deleted, and those of before yesterday. */
export function findDraft(place: string, owner: string, path: string): Draft | null {
  for (const key of keys()) {
    const draft = read(key);
    if (!draft || draft.owner !== owner || Date.now() - draft.at > DAY) sessionStorage.removeItem(key);
  }
  const draft = read(PREFIX + place);
  return draft?.path === path ? draft : null;
}

/** Keeps a draft; older ones make room for it. One that is too large by itself, or a storage that is closed, keeps nothing. */
export function keepDraft(place: string, draft: Draft): void {
  try {
    const text = JSON.stringify(draft);
    forgetDraft(place);
    const others = keys().sort((a, b) => (read(a)?.at ?? 0) - (read(b)?.at ?? 0));
    const size = () =>
      others.reduce((sum, key) => sum + (sessionStorage.getItem(key)?.length ?? 0), text.length);
    while (others.length > 0 && (others.length >= MOST_DRAFTS || size() > MOST_CHARACTERS))
      sessionStorage.removeItem(others.shift() ?? "");
    if (text.length <= MOST_CHARACTERS) sessionStorage.setItem(PREFIX + place, text);
  } catch {
    // Full, or forbidden by the browser's settings.
  }
}

export function forgetDraft(place: string): void {
  sessionStorage.removeItem(PREFIX + place);
}

export function forgetAllDrafts(): void {
  for (const key of keys()) sessionStorage.removeItem(key);
}
