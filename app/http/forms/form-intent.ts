import * as v from "valibot";
import { type FormShape, isNameOf } from "./form-shape";
import { parseJsonWithin } from "./json-within";

const index = v.pipe(v.number(), v.integer(), v.minValue(0));
const values = v.record(v.string(), v.string());

/** What conform's buttons may ask of a form without JavaScript: move its rows, or only say what is wrong with it. */
const IntentSchema = v.variant("type", [
  v.strictObject({ type: v.literal("validate"), payload: v.strictObject({ name: v.optional(v.string()) }) }),
  v.strictObject({
    type: v.literal("insert"),
    payload: v.strictObject({ name: v.string(), index: v.optional(index), defaultValue: v.optional(values) }),
  }),
  v.strictObject({ type: v.literal("remove"), payload: v.strictObject({ name: v.string(), index }) }),
  v.strictObject({
    type: v.literal("reorder"),
    payload: v.strictObject({ name: v.string(), from: index, to: index }),
  }),
]);

type Intent = v.InferOutput<typeof IntentSchema>;

/** A button's request is short: a name, places, and the first values of a row. */
const LONGEST = 2_000;

/**
 * Whether the form has what the request is about. `rows`: how many rows each of its lists has now; a request is for one of them, or
 * for one more.
 */
function fits({ type, payload }: Intent, shape: FormShape, rows: (list: string) => number): boolean {
  if (type === "validate")
    return payload.name === undefined || shape.lists.has(payload.name) || isNameOf(shape, payload.name);
  const list = shape.lists.get(payload.name);
  if (!list) return false;
  const there = rows(payload.name);
  if (type === "remove") return payload.index < there;
  if (type === "reorder") return payload.from < there && payload.to < there;
  return (
    there < list.most &&
    (payload.index ?? 0) <= there &&
    Object.keys(payload.defaultValue ?? {}).every((field) => list.fields.has(field))
  );
}

/** The request as conform may read it: what was checked and nothing else; null for what no button of this form asks. */
export function readIntent(text: string, shape: FormShape, rows: (list: string) => number): string | null {
  if (text.length > LONGEST) return null;
  const read = v.safeParse(IntentSchema, parseJsonWithin(text, { depth: 3, values: 100 }));
  return read.success && fits(read.output, shape, rows) ? JSON.stringify(read.output) : null;
}
