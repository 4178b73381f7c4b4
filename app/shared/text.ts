import { message } from "~/i18n/message";
import { err, ok, type Result } from "./result";

// The one module that says what a text is: forms, registration, the lists' searches, the importer and the checker ask it
// (docs/decisions/028). Character classes are Unicode's; which joiners mean something follows UAX #31, 2.3.

/** `line`: a name, a street, a reference. `lines`: a note, a description. */
export type TextKind = "line" | "lines";

export type TextProblemKind =
  | "surrogate"
  | "nul"
  | "control"
  | "direction"
  | "tag"
  | "filler"
  | "hidden"
  | "unassigned"
  | "private"
  | "break"
  | "marks";

/** What is wrong with a text, and where. */
export interface TextProblem {
  readonly kind: TextProblemKind;
  /** `U+202E` */
  readonly code: string;
  /** The last of what stands before it: empty at the start. */
  readonly before: string;
}

const PLAIN = /^[\x20-\x7e]*$/;
const PLAIN_LINES = /^[\x20-\x7e\n]*$/;

/** Line breaks by any of their names; forms are sent with CRLF, which maxlength counts as one: so it is stored. */
const BREAKS = /\r\n?|[\u2028\u2029]/g;
/** Every other space there is, and the tab that a paste out of a table brings: nobody can tell them apart, and a search should not. */
const SPACES = /[\t\p{Zs}]/gu;
/** What a paste brings along and nobody sees: byte order mark, zero-width space, word joiner, soft hyphen, marks of direction, invisible operators. */
const UNSEEN = /[\ufeff\u200b\u2060\u00ad\u200e\u200f\u061c\u2061-\u2064]|\u034f/g;

/** Scripts whose letters join, or don't, by what stands between them: Arabic and those written like it, and those of India and beyond. */
const JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Phags_Pa}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}]/u;
/** Signs that take a consonant's vowel away. A joiner behind one says how the two are written, at a word's end too. */
const VIRAMA =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca\u0f84\u1039\u103a\u17d2\u1b44\ua9c0]/;
const LETTER_OR_MARK = /[\p{L}\p{M}]/u;
const PICTURE = /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f/u;
const NEXT_PICTURE = /\p{Extended_Pictographic}/u;
const IDEOGRAPH = /\p{Unified_Ideograph}/u;

const ZWNJ = "\u200c";
const ZWJ = "\u200d";

/** Joiners and variation selectors, each with the character before and behind. */
const MAY_MEAN = /\p{Join_Control}|(?![\u180b-\u180f])\p{Variation_Selector}/u;

/** The text with the joiners and selectors that mean something where they stand; the others are as invisible as they are idle. */
function withMeantJoiners(text: string): string {
  if (!MAY_MEAN.test(text)) return text;
  const all = [...text];
  let kept = "";
  let before = "";
  for (const [at, char] of all.entries()) {
    const behind = all[at + 1] ?? "";
    if (!MAY_MEAN.test(char) || isMeant(char, before, behind)) {
      kept += char;
      before = char;
    }
  }
  return kept;
}

function isMeant(char: string, before: string, behind: string): boolean {
  const isWord = (one: string) => LETTER_OR_MARK.test(one) && JOINING.test(one);
  if (char === ZWNJ || char === ZWJ) {
    if (VIRAMA.test(before) || (isWord(before) && isWord(behind))) return true;
    return char === ZWJ && PICTURE.test(before) && NEXT_PICTURE.test(behind);
  }
  // How a picture is drawn, or which form of an ideograph a name is written with.
  if (char === "\ufe0e" || char === "\ufe0f")
    return NEXT_PICTURE.test(before) || (/[0-9#*]/.test(before) && behind === "\u20e3");
  return IDEOGRAPH.test(before);
}

/** What reorders or disguises, by what to call it; the first that fits. */
const REFUSED: readonly (readonly [kind: TextProblemKind, found: RegExp])[] = [
  ["surrogate", /\p{Cs}/u],
  ["nul", /\0/],
  ["control", /\p{Cc}/u],
  ["direction", /[\u202a-\u202e\u2066-\u2069\u206a-\u206f]/],
  ["tag", /[\u{e0000}-\u{e007f}]/u],
  ["filler", /[\u115f\u1160\u3164\uffa0\u2800]|\u17b4|\u17b5|[\u180b-\u180f]|\u{1d159}|\u{16fe4}/u],
  ["private", /\p{Co}/u],
  ["unassigned", /\p{Noncharacter_Code_Point}/u],
];

/**
 * Whether a character is none that this engine's Unicode knows. New pictures, currency signs and ideographs come with each version, and
 * the Worker, the browser and the checker have different ones: those places are left open, so that all three say the same.
 */
const isUnassigned = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0;
  const isOpen =
    NEXT_PICTURE.test(char) || (code >= 0x20a0 && code <= 0x20cf) || (code >= 0x20000 && code <= 0x3fffd);
  return !isOpen && /\p{Cn}/u.test(char);
};

const HIDDEN = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;

function refusedAs(char: string, kind: TextKind): TextProblemKind | null {
  if (char === "\n") return kind === "line" ? "break" : null;
  const known = REFUSED.find(([, found]) => found.test(char));
  if (known) return known[0];
  if (isUnassigned(char)) return "unassigned";
  return HIDDEN.test(char) && !MAY_MEAN.test(char) ? "hidden" : null;
}

/** More marks on one letter than any script stacks: they cover the lines around. */
const STACKED = /\p{M}{9}/u;
/** Something that can be seen by itself. */
const VISIBLE = /[^\p{M}\p{Z}\p{C}]/u;

const codeOf = (char: string): string =>
  `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

function problemAt(kind: TextProblemKind, text: string, at: number): TextProblem {
  const before = cleanText(text.slice(0, at), "line");
  return { kind, code: codeOf(text.slice(at, at + 2)), before: [...before].slice(-12).join("") };
}

/** Without anything that has no meaning where it stands; refused characters are still in it. */
function normalized(raw: string): string {
  const text = raw.replace(BREAKS, "\n").replace(SPACES, " ").replace(UNSEEN, "").normalize("NFC");
  return withMeantJoiners(text).normalize("NFC").trim();
}

/** The characters that show nothing wrong one by one. */
const isPlain = (text: string, kind: TextKind): boolean => (kind === "line" ? PLAIN : PLAIN_LINES).test(text);

/**
 * A text as it is stored: NFC, one kind of space, one kind of line break, trimmed, without what nobody sees and nothing means; empty
 * where nothing can be seen in it. Refused is what turns the order of letters around, what looks like nothing and is something, and
 * what no two computers show alike.
 */
export function readText(raw: string, kind: TextKind): Result<string, TextProblem> {
  if (isPlain(raw, kind)) return ok(raw.trim());
  const text = normalized(raw);
  let at = 0;
  for (const char of text) {
    const problem = refusedAs(char, kind);
    if (problem) return err(problemAt(problem, text, at));
    at += char.length;
  }
  const stacked = STACKED.exec(text);
  if (stacked) return err(problemAt("marks", text, stacked.index));
  return ok(VISIBLE.test(text) ? text : "");
}

/** What of a text can be kept, where there is nobody to ask: a search in an address, say. */
export function cleanText(raw: string, kind: TextKind): string {
  if (isPlain(raw, kind)) return raw.trim();
  const kept = [...normalized(raw.toWellFormed())].filter((char) => !refusedAs(char, kind)).join("");
  // Again: what stood apart may belong together now.
  const text = normalized(kept).replace(/(\p{M}{8})\p{M}+/gu, "$1");
  return VISIBLE.test(text) ? text : "";
}

/** Whether a stored text is as readText would have stored it. */
export function isStoredText(text: string, kind: TextKind): boolean {
  const read = readText(text, kind);
  return read.ok && read.value === text;
}

/** Whether a database takes the text at all: what is compared and never shown, a password say, needs no more. */
export const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

export const NOT_STORABLE = message("forms.text.notStorable");

/** The problem as a message that says what it is, where, and what to do. */
export function textProblem({ kind, code, before }: TextProblem): string {
  if (kind === "surrogate" || kind === "nul") return NOT_STORABLE;
  // Two texts leave less open than the others.
  const params = { code, before };
  return before ? message(`forms.text.behind.${kind}`, params) : message(`forms.text.start.${kind}`, params);
}
