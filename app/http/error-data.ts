import * as v from "valibot";
import type { RequestContext } from "~/load-context";
import { pagePath } from "./route-match";
import { sentFields } from "./trace";

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

/** Where sending it again may help. */
const WORTH_ANOTHER_TRY = new Set([429, 500, 503]);
const SECRET = /password/i;

/** What the error page of this request says besides the status. */
export function errorDataOf(
  request: Request,
  status: number,
  { requestId, trace }: RequestContext,
): ErrorData {
  const sent = request.method === "POST" && WORTH_ANOTHER_TRY.has(status) ? sentFields(request, trace) : [];
  if (sent.length === 0) return { requestId };
  const url = new URL(request.url);
  url.searchParams.delete("_routes");
  return {
    requestId,
    retry: {
      action: pagePath(url.pathname) + url.search,
      fields: sent.filter(([name]) => !SECRET.test(name)).map(([name, value]) => [name, value]),
      secret: [...new Set(sent.map(([name]) => name).filter((name) => SECRET.test(name)))],
    },
  };
}
