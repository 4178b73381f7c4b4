import * as v from "valibot";

/** A form that was not carried out, to be sent again as it was: with its one-time key, so that it can't count twice. */
const RetrySchema = v.object({
  action: v.pipe(v.string(), v.startsWith("/")),
  fields: v.array(v.tuple([v.string(), v.string()])),
  /** Fields that have to be typed again: what was in them is in no page. */
  secret: v.array(v.string()),
});

const ErrorDataSchema = v.object({ requestId: v.string(), retry: v.optional(RetrySchema) });

export type Retry = v.InferOutput<typeof RetrySchema>;
/** What an error page knows of the request that failed. */
export type ErrorData = v.InferOutput<typeof ErrorDataSchema>;

export function readErrorData(data: unknown): ErrorData | null {
  const read = v.safeParse(ErrorDataSchema, data);
  return read.success ? read.output : null;
}
