import { createHash } from "node:crypto";
import type { SubmissionResult } from "@conform-to/react";
import { parseWithValibot } from "@conform-to/valibot";
import type { GenericSchema, InferOutput } from "valibot";
import { isId } from "~/shared/ids";
import { limits } from "~/shared/limits";
import { CONFLICT_FIELD, choiceName, type Entries, readConflict, resolve } from "./conflict";
import { isFormIntent } from "./form-intent";
import { isResumed } from "./resumed";

/** Hidden field with the form's one-time key (rule 7). */
export const KEY_FIELD = "key";

export interface Once {
  readonly key: string;
  /** base64url(SHA-256(path and all fields)): the same key with another hash is another request. */
  readonly requestHash: string;
}

export type ParsedForm<T> =
  | {
      readonly ok: true;
      readonly value: T;
      readonly once: Once;
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

/** With the key that it came with: it was not read, so it still counts once. */
export type FormResult = SubmissionResult<string[]> & { readonly key?: string };

/** What a form says that comes back after its person had to log in. */
const KEPT =
  "You were logged out before this was saved. Here is everything as you left it: check it, then save it again.";

type Reply = (errors?: { form?: string[]; fields?: Record<string, string[]> }) => SubmissionResult<string[]>;

/** Conform's own field: a button that changes the form's shape. */
const INTENT_FIELD = "__intent__";

/** Whether a name may stand in a form at all: dotted words and list indexes below the limit on lines. */
function isPlainName(name: string): boolean {
  if (name === INTENT_FIELD) return true;
  // What every object has ("toString", "constructor") is no field's name, and conform stumbles over it.
  if (name.length > 60 || name.split(/[[\].]/).some((word) => word in Object.prototype)) return false;
  return /^[A-Za-z][A-Za-z0-9]*(\[\d{1,6}\])?(\.[A-Za-z][A-Za-z0-9]*)?$/.test(name);
}

const lineIndex = (name: string): number => Number(/^lines\[(\d+)\]/.exec(name)?.[1] ?? -1);

/** The answer to a conflict page is the form that results from its choices; everything else is as it was sent. */
function unfold(sent: FormData): FormData {
  const text = sent.get(CONFLICT_FIELD);
  const conflict = typeof text === "string" ? readConflict(text) : null;
  if (!conflict) return sent;
  const chosen = (index: number) => {
    const choice = sent.get(choiceName(index));
    return typeof choice === "string" ? choice : null;
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(resolve(conflict, chosen))) form.append(name, value);
  form.append(KEY_FIELD, sent.get(KEY_FIELD) ?? "");
  return form;
}

/**
 * The one way a form is read. Everything is parsed by the whole schema before anything else happens; unknown, repeated
 * or malformed fields are a message, never an exception, and what was typed comes back.
 */
export async function parseForm<S extends GenericSchema>(
  request: Request,
  schema: S,
): Promise<ParsedForm<InferOutput<S>>> {
  const sent = unfold(await readFormData(request));
  const problems: string[] = [];
  const fields = new FormData();
  const seen = new Set<string>();
  let highest = -1;
  for (const [name, value] of sent) {
    highest = Math.max(highest, lineIndex(name));
    if (
      !isPlainName(name) ||
      typeof value !== "string" ||
      (name === INTENT_FIELD && !isFormIntent(value, sent))
    )
      problems.push("This form has a field that does not belong to it.");
    else if (seen.has(name)) problems.push("This form has a field twice.");
    else if (name !== KEY_FIELD && lineIndex(name) < limits.lines) fields.append(name, value);
    seen.add(name);
  }
  if (highest >= limits.lines)
    problems.push(`An invoice can have at most ${limits.lines} lines. The lines after that are not shown.`);
  const key = sent.get(KEY_FIELD);
  if (typeof key !== "string" || !isId(key))
    problems.push("This form is incomplete. Reload the page and try again.");

  const submission = parseWithValibot(fields, { schema, disableAutoCoercion: true });
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
      result: { ...result, ...(typeof key === "string" && isId(key) ? { key } : {}) },
      reply,
    }) as const;
  if (isResumed(request)) {
    const { initialValue } = reply();
    return again(200, { status: "error", initialValue, error: { "": [KEPT, ...new Set(problems)] } });
  }
  if (problems.length > 0) return again(422, reply({ form: [...new Set(problems)] }));
  if (submission.status !== "success") {
    return again(submission.status === "error" ? 422 : 200, withoutPasswords(submission.reply()));
  }
  return {
    ok: true,
    value: submission.value,
    once: { key: key as string, requestHash: hashOf(request, sent) },
    typed: Object.fromEntries([...fields].map(([name, value]) => [name, String(value)])),
    reply,
  };
}

/** What was typed comes back, but a password never does: the answer would carry it in the page. */
function withoutPasswords(result: SubmissionResult<string[]>): SubmissionResult<string[]> {
  const typed = Object.entries(result.initialValue ?? {}).filter(([name]) => !/password/i.test(name));
  return { ...result, initialValue: result.initialValue && Object.fromEntries(typed) };
}

/** An unreadable body is an empty form: every required field then says so. */
export async function readFormData(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    return new FormData();
  }
}

function hashOf(request: Request, sent: FormData): string {
  const path = new URL(request.url).pathname.replace(/\.data$/, "");
  const entries = [...sent].map(([name, value]) => [name, String(value)]);
  return createHash("sha256")
    .update(JSON.stringify([path, entries]))
    .digest("base64url");
}
