import type { RequestContext } from "~/load-context";
import { type ErrorData, retryOf } from "./error-data";
import { pagePath } from "./route-match";
import { sentFields } from "./trace";

/** Where sending it again may help. */
const WORTH_ANOTHER_TRY = new Set([429, 500, 503]);

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
  return { requestId, retry: retryOf(pagePath(url.pathname) + url.search, sent) };
}
