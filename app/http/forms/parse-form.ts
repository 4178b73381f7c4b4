import { createHash } from "node:crypto";
import type { SubmissionResult } from "@conform-to/react";
import { parseWithValibot } from "@conform-to/valibot";
import type { IdempotencyKey } from "@db/session-db";
import type { GenericSchema, InferOutput } from "valibot";
import { message } from "~/i18n/message";
import { FORM_LANG } from "~/shared/fields";
import { isId } from "~/shared/ids";
import { isLocale, type LocaleTag } from "~/shared/locales";
import { CONFLICT_FIELD, choiceName, type Entries, readConflict, resolve } from "./conflict";
import { readIntent } from "./form-intent";
import { type FormShape, placeOf, shapeOf } from "./form-shape";
import { isResumed } from "./resumed";
import { isForm, readFields, type SentField } from "./sent-fields";

/** Hidden field with the form's one-time key (rule 7). */
export const KEY_FIELD = "key";
/** Hidden field with the locale that a form's numbers are written in. */
const WRITTEN_IN_FIELD = "writtenIn";

export type ParsedForm<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Its hash is that of the path and of all fields. */
      readonly idempotencyKey: IdempotencyKey;
      /** The fields as they were typed. */
      readonly typed: Entries;
      readonly reply: Reply;
    }
  /** `status`: 422 for a mistake, 200 where a button only rearranged the form (Add line without JavaScript), or where it was kept. */
  | {
      readonly ok: false;
      readonly status: 200 | 422;
      readonly result: FormResult;
      readonly reply: Reply;
    };

/** `key`: that which it came with, since it was not read and still counts once. `asksPassword`: nothing is wrong, but the password is needed. */
export type FormResult = SubmissionResult<string[]> & {
  readonly key?: string;
  readonly asksPassword?: boolean;
};

/** What a form says that comes back after its person had to log in. */
const KEPT = message("forms.kept");

type Reply = (errors?: { form?: string[]; fields?: Record<string, string[]> }) => FormResult;

/** Conform's own field: a button that changes the form's shape. */
const INTENT_FIELD = "__intent__";

/** A text that no control takes and no page shows again. */
const LONGEST_VALUE = 16_000;

const STRANGE = message("forms.strange");
const TWICE = message("forms.twice");
const CROWDED = message("forms.crowded");
const ENDLESS = message("forms.endless");
const NOT_SHOWN = message("forms.linesNotShown");
const INCOMPLETE = message("forms.reload");

/** The answer to a conflict page is the form that results from its choices; everything else is as it was sent. */
function unfold(sent: readonly SentField[], shape: FormShape): readonly SentField[] {
  const text = sent.find(([name]) => name === CONFLICT_FIELD)?.[1];
  const conflict = text === undefined ? null : readConflict(text, shape);
  if (!conflict) return sent;
  const choices = new Map(conflict.groups.map((_, index) => [choiceName(index), index]));
  const chosen = new Map<number, string>();
  const others: SentField[] = [];
  for (const [name, value] of sent) {
    const index = choices.get(name);
    if (index !== undefined && !chosen.has(index)) chosen.set(index, value);
    else if (name !== CONFLICT_FIELD) others.push([name, value]);
  }
  return [...Object.entries(resolve(conflict, (index) => chosen.get(index) ?? null)), ...others];
}

interface Sorted {
  /** The fields that are the form's, each once, every list without a gap. */
  readonly fields: FormData;
  readonly key: string | undefined;
  readonly problems: readonly string[];
}

/** Takes of what was sent what the form has. Nothing is built of a name before it was found in the schema. */
function sorted(sent: readonly SentField[], shape: FormShape): Sorted {
  const problems = new Set<string>();
  const taken = new Map<string, string>();
  const rows = new Map<string, Set<number>>();
  let [key, intent]: (string | undefined)[] = [];
  for (const [name, value] of sent) {
    const place = placeOf(shape, name);
    if (name === KEY_FIELD && key === undefined) key = value;
    else if (name === INTENT_FIELD && intent === undefined) intent = value;
    else if (taken.has(name) || name === KEY_FIELD || name === INTENT_FIELD) problems.add(TWICE);
    else if (!place) problems.add(STRANGE);
    else if (value.length > LONGEST_VALUE) problems.add(ENDLESS);
    else if (place.kind === "field") taken.set(name, value);
    else {
      const list = shape.lists.get(place.list);
      if (!list) problems.add(STRANGE);
      else if (place.index >= list.most) problems.add(list.tooMany).add(NOT_SHOWN);
      else {
        taken.set(name, value);
        rows.set(place.list, (rows.get(place.list) ?? new Set()).add(place.index));
      }
    }
  }
  // A list with a gap was made by nobody's browser: what lies behind the gap is left out.
  const length = (list: string) => {
    const there = rows.get(list) ?? new Set();
    let next = 0;
    while (there.has(next)) next += 1;
    if (next < there.size) problems.add(STRANGE);
    return next;
  };
  const lengths = new Map([...rows.keys()].map((list) => [list, length(list)]));
  const fields = new FormData();
  for (const [name, value] of taken) {
    const place = placeOf(shape, name);
    if (place?.kind !== "row" || place.index < (lengths.get(place.list) ?? 0)) fields.append(name, value);
  }
  const known = intent === undefined ? null : readIntent(intent, shape, (list) => lengths.get(list) ?? 0);
  if (known !== null) fields.append(INTENT_FIELD, known);
  else if (intent !== undefined) problems.add(STRANGE);
  return { fields, key, problems: [...problems] };
}

/**
 * The one way a form is read. Names are counted and compared with the schema's before anything is built of them, then everything is
 * parsed by the whole schema before anything else happens; unknown, repeated or malformed fields are a message, never an exception,
 * and what was typed comes back (docs/decisions/027).
 */
export function parseForm<S extends GenericSchema>(
  request: Request,
  schema: S,
): Promise<ParsedForm<InferOutput<S>>> {
  return parseBy(request, shapeOf(schema), () => schema);
}

/**
 * The same for a form with numbers, whose schema is made for the locale that they are written in. The form says which that is: its own
 * text was written by it, and the business may have chosen another since. One that does not say is read by the business's.
 */
export function parseNumbersForm<S extends GenericSchema>(
  request: Request,
  schemaIn: (locale: LocaleTag) => S,
  ofBusiness: () => Promise<LocaleTag>,
): Promise<ParsedForm<InferOutput<S>>> {
  return parseBy(request, shapeOf(schemaIn("en-GB")), async (fields) => {
    const said = String(fields.get(WRITTEN_IN_FIELD) ?? "");
    return schemaIn(isLocale(said) ? said : await ofBusiness());
  });
}

async function parseBy<S extends GenericSchema>(
  request: Request,
  shape: FormShape,
  schemaFor: (fields: FormData) => S | Promise<S>,
): Promise<ParsedForm<InferOutput<S>>> {
  const body = await bodyOf(request);
  // Twice as many as there can be: a form with some lines too many still comes back with what was typed.
  const { fields: all, cut } = readFields(body, 2 * shape.size + 8);
  const sent = unfold(all, shape);
  const { fields, key, problems: found } = sorted(sent, shape);
  const problems = [...found, ...(cut ? [CROWDED] : [])];
  if (key === undefined || !isId(key)) problems.push(INCOMPLETE);

  const schema = await schemaFor(fields);
  const submission = parseWithValibot(fields, {
    schema,
    disableAutoCoercion: true,
    info: { lang: FORM_LANG },
  });
  const reply: Reply = (errors = {}) =>
    withoutPasswords(
      submission.reply({
        formErrors: errors.form ?? [],
        ...(errors.fields ? { fieldErrors: errors.fields } : {}),
      }),
    );
  const again = (status: 200 | 422, result: SubmissionResult<string[]>) =>
    ({
      ok: false,
      status,
      result: { ...result, ...(key !== undefined && isId(key) ? { key } : {}) },
      reply,
    }) as const;
  if (isResumed(request)) {
    const { initialValue } = reply();
    return again(200, { status: "error", initialValue, error: { "": [KEPT, ...problems] } });
  }
  if (key === undefined || problems.length > 0) return again(422, reply({ form: problems }));
  if (submission.status !== "success") {
    return again(submission.status === "error" ? 422 : 200, withoutPasswords(submission.reply()));
  }
  return {
    ok: true,
    value: submission.value,
    idempotencyKey: { key, requestHash: hashOf(request, sent) },
    typed: Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])),
    reply,
  };
}

/** What was typed comes back, but a password never does: the answer would carry it in the page. */
function withoutPasswords(result: SubmissionResult<string[]>): SubmissionResult<string[]> {
  const typed = Object.entries(result.initialValue ?? {}).filter(([name]) => !/password/i.test(name));
  return { ...result, initialValue: result.initialValue && Object.fromEntries(typed) };
}

/** A body that is no form is an empty one: every required field then says so. */
async function bodyOf(request: Request): Promise<Uint8Array> {
  return isForm(request.headers) ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array();
}

function hashOf(request: Request, sent: readonly SentField[]): string {
  const path = new URL(request.url).pathname.replace(/\.data$/, "");
  return createHash("sha256")
    .update(JSON.stringify([path, sent]))
    .digest("base64url");
}
