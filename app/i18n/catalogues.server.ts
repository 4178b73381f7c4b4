import { en } from "./en";
import type { LanguageTag } from "./languages";
import { pseudo } from "./pseudo";
import { type PiecesOf, piecesIn, type Texts, type Translate, translateBy } from "./translate";

/** What the Worker needs to speak a language. */
export interface Language {
  readonly tag: LanguageTag;
  readonly piecesOf: PiecesOf;
  readonly t: Translate;
}

const CATALOGUES: Record<LanguageTag, () => Texts> = { en: () => en, "en-XA": () => pseudo(en) };

const spoken = new Map<LanguageTag, Language>();

/** The language of a tag; made once. */
export function languageOf(tag: LanguageTag): Language {
  const known = spoken.get(tag);
  if (known) return known;
  const piecesOf = piecesIn(tag, CATALOGUES[tag]());
  const language = { tag, piecesOf, t: translateBy(piecesOf) };
  spoken.set(tag, language);
  return language;
}
