import * as v from "valibot";
import { message } from "~/i18n/message";
import { type CivilDate, parseCivilDate } from "./dates";
import { isId } from "./ids";
import { readText, type TextKind, textProblem } from "./text";
import type { TextField } from "./text-field";

// Building blocks of form schemas. A control arrives as the text that was typed; one that is not there at all is undefined.

/** What the library says where a schema says nothing, of a field that is missing or does not belong: no page of ours sends that. */
export const FORM_LANG = "forms";
v.setGlobalMessage(() => message("forms.incomplete"), FORM_LANG);

const tooLong = (max: number) => message("forms.tooLong", { most: max });

/** Far more than any text of `max` can lose by being read: what is longer is not even looked at. */
const FAR = 8;

/** Reads a text (app/shared/text.ts); its length counts after that. */
const read = (max: number, kind: TextKind) =>
  v.rawTransform<string, string>(({ dataset, addIssue, NEVER }) => {
    const raw = dataset.value;
    const text = raw.length > FAR * max + 100 ? null : readText(raw, kind);
    if (text?.ok) return text.value;
    addIssue({ message: text ? textProblem(text.error) : tooLong(max) });
    return NEVER;
  });

/** A text on one line that must be there: at most `max` UTF-16 units. */
export const text = (max: number, required: string, kind: TextKind = "line") =>
  v.pipe(v.string(required), read(max, kind), v.nonEmpty(required), v.maxLength(max, tooLong(max)));

/** An optional control: always there for the schema, so that a missing field and an empty one are the same null. */
const maybe = v.optional(v.string(), "");

/** The same, or null when left empty. */
export const optionalText = (max: number, kind: TextKind = "line") =>
  v.pipe(
    maybe,
    read(max, kind),
    v.maxLength(max, tooLong(max)),
    v.transform((value) => value || null),
  );

/** An optional control for a text of a list of fields. */
export const optionalTextOf = ({ most, kind }: TextField) => optionalText(most, kind);

const EMAIL = message("forms.email");

const NOWHERE = message("forms.nobodysAddress");

/**
 * Whether the address lies below `.invalid`, where no mail ever arrives (RFC 2606): the product gives such addresses to people who were
 * erased and to its own job, so nobody may bring one. Also as a person or a program could spell it: capitals, full-width letters, other full
 * stops, a stop at the end, characters that are not seen.
 */
export function isInvalidAddress(address: string): boolean {
  const plain = address
    .normalize("NFKC")
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\s]/gu, "")
    .replace(/[\u3002\uFF0E\uFF61]/g, ".")
    .toLowerCase();
  return /(?:^|[@.])invalid\.*$/.test(plain);
}

export const email = (max: number) =>
  v.pipe(
    v.string(EMAIL),
    read(max, "line"),
    v.maxLength(max, tooLong(max)),
    v.check((value) => !isInvalidAddress(value), NOWHERE),
    v.rfcEmail(EMAIL),
  );

export const optionalEmail = (max: number) =>
  v.pipe(
    maybe,
    read(max, "line"),
    v.check((value) => !isInvalidAddress(value), NOWHERE),
    v.check((value) => value === "" || v.is(email(max), value), EMAIL),
    v.transform((value) => value || null),
  );

type IsKnown<T extends string> = ((value: string) => value is T) | ((value: string) => boolean);

/** One of a fixed list, told by a predicate. */
export const oneOf = <T extends string = string>(isKnown: IsKnown<T>, message: string) =>
  v.pipe(
    v.string(message),
    v.check(isKnown, message),
    v.transform((value) => value as T),
  );

export const optionalOneOf = <T extends string = string>(isKnown: IsKnown<T>, message: string) =>
  v.pipe(
    maybe,
    v.check((value) => value === "" || isKnown(value), message),
    v.transform((value) => (value || null) as T | null),
  );

export const idField = (message: string) => v.pipe(v.string(message), v.check(isId, message));
/** A civil date in a form: YYYY-MM-DD, as `<input type=date>` sends it. */
export const civilDate = (required: string) =>
  v.pipe(
    v.string(required),
    v.rawTransform<string, CivilDate>(({ dataset, addIssue, NEVER }) => {
      const parsed = parseCivilDate(dataset.value);
      if (parsed.ok) return parsed.value;
      addIssue({ message: parsed.error === "empty" ? required : message("forms.date") });
      return NEVER;
    }),
  );

/** A whole number typed as text, within bounds. */
export const wholeNumber = (min: number, max: number, message: string) =>
  v.pipe(
    v.string(message),
    v.trim(),
    v.regex(/^\d{1,9}$/, message),
    v.transform(Number),
    v.minValue(min, message),
    v.maxValue(max, message),
  );

export const optionalWholeNumber = (min: number, max: number, message: string) =>
  v.pipe(
    maybe,
    v.trim(),
    v.check((value) => value === "" || v.is(wholeNumber(min, max, message), value), message),
    v.transform((value) => (value === "" ? null : Number(value))),
  );

export const versionField = wholeNumber(1, 999_999_999, message("forms.incomplete"));

export const checkbox = v.pipe(
  v.optional(v.picklist(["", "on"]), ""),
  v.transform((value) => value === "on"),
);
