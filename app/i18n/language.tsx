import type { MetaFunction } from "@remix-run/react";
import { createContext, Fragment, type ReactNode, useContext } from "react";
import type { CatalogueFile } from "./catalogue-file";
import { readMessage } from "./message";
import { type Key, type Params, type PiecesOf, type Translate, translateBy } from "./translate";

/** The language of a page. */
export interface Spoken {
  /** BCP 47: the page's `lang`. */
  readonly tag: string;
  readonly piecesOf: PiecesOf;
  /** The files of the texts that the page has so far; asked for at its end. */
  readonly files?: () => readonly CatalogueFile[];
}

const LanguageContext = createContext<Spoken | null>(null);

/** Around every page: what is inside speaks this language. */
export const LanguageProvider = LanguageContext.Provider;

export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext);
  if (!spoken) throw new Error("Nobody said which language this page has.");
  return spoken;
}

/** `t("accounts.logIn.title")`: a text in the page's language, what it leaves open filled in. */
export function useT(): Translate {
  return translateBy(useLanguage().piecesOf);
}

/** Says a message (app/i18n/message.ts) in the page's language; any other text is said as it is. */
export function useSay(): (text: string) => string {
  const t = useT();
  const { piecesOf } = useLanguage();
  return (text) => {
    const read = readMessage(text);
    // A newer server may know texts that this page does not.
    return read ? (piecesOf(...read)?.join("") ?? t("errors.newer")) : text;
  };
}

type TProps<K extends Key> = { id: K } & (Params<K, ReactNode> extends [infer All] ? All : unknown);

/** A text in the page's language with links or controls in it: `<T id="accounts.noBusiness" data={<TextLink … />} />`. */
export function T<K extends Key>({ id, ...params }: TProps<K>) {
  const pieces = useLanguage().piecesOf<ReactNode>(id, params as Record<string, ReactNode>) ?? [];
  // A piece has no other identity than its place.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return pieces.map((piece, index) => <Fragment key={index}>{piece}</Fragment>);
}

/** Asks for the files of all texts on the page: at its end, where it is known which they are. */
export function CatalogueLinks() {
  const files = useLanguage().files?.() ?? [];
  return files.map(({ area, href }) => <link key={area} rel="modulepreload" href={href} data-texts={area} />);
}

const BRAND = "Gapless";

/**
 * A route's `meta`: the document's title, from the page to the product: "Profile · Your account · Gapless". A part is a key, or comes from
 * the loader's data, which are undefined on an error page. Remix calls it while it renders <Meta>, so the page's language is known.
 */
export const titled =
  <L = unknown>(
    ...parts: readonly (CompleteKey | ((t: Translate, data: DataOf<L> | undefined) => string))[]
  ): MetaFunction<L> =>
  ({ data }) => {
    const t = useT();
    const said = parts.map((part) =>
      typeof part === "string" ? t(part) : part(t, data as DataOf<L> | undefined),
    );
    return [{ title: [...said, BRAND].join(" · ") }];
  };

/** A key whose text leaves nothing open. */
type CompleteKey = { [K in Key]: Params<K> extends [] ? K : never }[Key];

type DataOf<L> = L extends (...args: never[]) => Promise<infer D> ? D : unknown;
