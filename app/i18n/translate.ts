import type { en } from "./en";

// Types: a key that is not there, a parameter that is missing and one that is misspelt do not compile.

/** One text in the forms of its number, which Intl.PluralRules chooses by `count`. */
export type Forms = Readonly<Partial<Record<Exclude<Intl.LDMLPluralRule, "other">, string>>> & {
  readonly other: string;
};

/** A text with `{name}` for what differs from time to time, or its forms. */
export type Text = string | Forms;

/** Texts by name, as deep as it helps. No name of a group is `other`: that is what tells forms from a group. */
export interface Texts {
  readonly [name: string]: Text | Texts;
}

type English = typeof en;

type KeyIn<T> = {
  [Name in keyof T & string]: T[Name] extends Text ? Name : `${Name}.${KeyIn<T[Name]>}`;
}[keyof T & string];

/** The names on the way to a text: "accounts.logIn.title". */
export type Key = KeyIn<English>;

type At<T, K extends string> = K extends `${infer Head}.${infer Rest}`
  ? Head extends keyof T
    ? At<T[Head], Rest>
    : never
  : K extends keyof T
    ? T[K]
    : never;

type NamesIn<T> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The names of what a text leaves open; forms ask for `count`, whether they show it or not. */
type NamesOf<T> = T extends string ? NamesIn<T> : T extends Forms ? "count" | NamesIn<T[keyof T]> : never;

type Param<Name, P> = Name extends "count" ? number : P;

/** What a key's text asks for: nothing, or one object with every name. `P`: what may stand in a text. */
export type Params<K extends Key, P = string | number> = [NamesOf<At<English, K>>] extends [never]
  ? []
  : [params: { readonly [Name in NamesOf<At<English, K>>]: Param<Name, P> }];

export type Translate = <K extends Key>(key: K, ...params: Params<K>) => string;

/** The same names, and in each text the same things left open. */
type Like<T> = T extends Text ? Text : { readonly [Name in keyof T]: Like<T[Name]> };

type Fits<T, E> = {
  readonly [Name in keyof E]: Name extends keyof T
    ? E[Name] extends Text
      ? [NamesOf<T[Name]>, NamesOf<E[Name]>] extends [NamesOf<E[Name]>, NamesOf<T[Name]>]
        ? T[Name]
        : never
      : Fits<T[Name], E[Name]>
    : never;
};

/** All texts of a language, in the shape of the English ones. */
export type Catalogue = Like<English>;

/** Another language's texts; does not compile where a text is missing, or leaves other things open than the English one. */
export const translationOf = <const T extends Catalogue>(texts: T & Fits<T, English>): Catalogue => texts;

/** The text of a key in pieces: every second one is what was filled in, numbers written by Intl. Undefined: there is no such text. */
export type PiecesOf = <P>(key: string, params?: Readonly<Record<string, P>>) => (string | P)[] | undefined;

/** How a language fills in its texts. `tag`: BCP 47. */
export function piecesIn(tag: string, catalogue: Texts): PiecesOf {
  // Made when first needed: each takes a while.
  let numbers: Intl.NumberFormat | undefined;
  let plurals: Intl.PluralRules | undefined;
  return <P>(key: string, params: Readonly<Record<string, P>> = {}) => {
    let text: Text | Texts | undefined = catalogue;
    for (const name of key.split("."))
      text = typeof text === "object" && Object.hasOwn(text, name) ? (text as Texts)[name] : undefined;
    if (typeof text === "object") {
      plurals ??= new Intl.PluralRules(tag);
      const forms = text as Texts;
      text = forms[plurals.select(Number(params.count))] ?? forms.other;
    }
    if (typeof text !== "string") return undefined;
    return text.split(/\{(\w+)\}/).map((piece, index) => {
      if (index % 2 === 0) return piece;
      const value = params[piece] as P;
      if (typeof value !== "number") return value;
      numbers ??= new Intl.NumberFormat(tag);
      return numbers.format(value);
    });
  };
}

/** A language's texts as strings. */
export const translateBy =
  (piecesOf: PiecesOf): Translate =>
  (key, ...[params]) =>
    piecesOf(key, params)?.join("") ?? key;
