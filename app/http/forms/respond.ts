import type { Refusal, Written } from "@db/tenant-db";
import { data, redirect } from "@remix-run/cloudflare";
import { message } from "~/i18n/message";
import type { Result } from "~/shared/result";
import { type Conflict, conflictOf, type Describe, type Entries, type Labels } from "./conflict";
import type { FormResult, ParsedForm } from "./parse-form";

/** What a refusal says, where the page has nothing better to say. */
const WORDS = {
  "key-reused": message("errors.refusals.keyReused"),
  stale: message("errors.refusals.stale"),
  status: message("errors.refusals.status"),
  archived: message("errors.refusals.archived"),
  erased: message("errors.refusals.erased"),
  "no-lines": message("errors.refusals.noLines"),
  client: message("errors.refusals.client"),
  "tax-rate": message("errors.refusals.taxRate"),
  "paid-date": message("errors.refusals.paidDate"),
  currency: message("errors.refusals.currency"),
  receivable: message("errors.refusals.receivable"),
  "early-payment": message("errors.refusals.earlyPayment"),
  number: message("errors.refusals.number"),
  "last-owner": message("errors.refusals.lastOwner"),
  default: message("errors.refusals.default"),
  constraint: message("errors.refusals.constraint"),
} satisfies Record<Exclude<Refusal, "password">, string>;

const STATUS: Partial<Record<Refusal, 409>> = { stale: 409, status: 409, erased: 409 };

/**
 * The form again with what was typed, and a question: the password was given too long ago for this. No mistake, so nothing is called one
 * (PasswordAgainField asks).
 */
export function askForPassword({ reply }: Extract<ParsedForm<unknown>, { ok: true }>) {
  const { initialValue } = reply();
  const result: FormResult = { status: "error", initialValue, error: {}, asksPassword: true };
  return data({ result, conflict: null }, { status: 422 });
}

/**
 * The answer to a form that was carried out or refused: on to the next page, or the form again with what was typed.
 * `fields` puts a refusal at the field it is about.
 */
export function respondToForm(
  written: Result<Written, Refusal>,
  form: Extract<ParsedForm<unknown>, { ok: true }>,
  to: (result: string) => string,
  fields: Partial<Record<Refusal, string>> = {},
) {
  if (written.ok) return redirect(to(written.value.result));
  if (written.error === "password") return askForPassword(form);
  const field = fields[written.error];
  const words = WORDS[written.error];
  const result: FormResult = form.reply(field ? { fields: { [field]: [words] } } : { form: [words] });
  return data({ result, conflict: null }, { status: STATUS[written.error] ?? 422 });
}

/** What is stored now, as the form's fields, and its version. */
export interface Stored {
  readonly version: number;
  readonly values: object;
  /** What was typed, with the same values spelt as in `values`; as it was typed unless given. */
  readonly typed?: Entries;
  readonly describe?: Describe;
}

export interface EditAnswer {
  /** Where to go on to, by the result of the write. */
  readonly to: (result: string) => string;
  /** Reads what is there now; null when it was deleted meanwhile. */
  readonly stored: () => Promise<Stored | null>;
  readonly labels: Labels;
  /** Puts a refusal at the field it is about. */
  readonly fields?: Partial<Record<Refusal, string>>;
}

/** The same, for forms that edit: a stale save is answered by both versions side by side (rule 6). */
export async function respondToEdit(
  written: Result<Written, Refusal>,
  form: Extract<ParsedForm<unknown>, { ok: true }>,
  { to, stored, labels, fields }: EditAnswer,
) {
  if (written.ok || written.error !== "stale") return respondToForm(written, form, to, fields);
  const now = await stored();
  // The conflict's page carries what was typed; a password never.
  const { currentPassword: _, ...typed } = now?.typed ?? form.typed;
  const conflict: Conflict | null = now
    ? conflictOf(typed, flatten(now.values), now.version, labels, now.describe)
    : null;
  return data({ result: form.reply({ form: [WORDS.stale] }), conflict }, { status: 409 });
}

/** A form's values as its fields arrive: nothing is undefined, lists are `lines[0].quantity`. */
function flatten(values: object): Entries {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) {
      value.forEach((item: object, i) => {
        for (const [field, inner] of Object.entries(item))
          flat[`${name}[${i}].${field}`] = String(inner ?? "");
      });
    } else if (value !== null && value !== undefined) flat[name] = String(value);
  }
  return flat;
}
