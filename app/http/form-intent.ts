import * as v from "valibot";
import { limits } from "~/shared/limits";

const name = v.pipe(v.string(), v.regex(/^[A-Za-z]{1,30}$/));
const index = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(limits.lines));
const line = v.record(v.string(), v.nullable(v.string()));

/** What conform's buttons may ask of a form without JavaScript: move its lines, or only say what is wrong with it. */
const IntentSchema = v.variant("type", [
  v.strictObject({ type: v.literal("validate"), payload: v.strictObject({ name: v.optional(name) }) }),
  v.strictObject({
    type: v.literal("insert"),
    payload: v.strictObject({ name, index: v.optional(index), defaultValue: v.optional(line) }),
  }),
  v.strictObject({ type: v.literal("remove"), payload: v.strictObject({ name, index }) }),
  v.strictObject({ type: v.literal("reorder"), payload: v.strictObject({ name, from: index, to: index }) }),
]);

/** Whether the text is such a request, and not for a list where the form has a plain field. Conform throws at any other. */
export function isFormIntent(text: string, sent: FormData): boolean {
  try {
    const { success, output } = v.safeParse(IntentSchema, JSON.parse(text));
    return success && (output.type === "validate" || !sent.has(output.payload.name));
  } catch {
    return false;
  }
}
