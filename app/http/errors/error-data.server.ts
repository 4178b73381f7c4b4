import { ownPath } from "~/http/pipeline/redirect-path";
import type { RequestContext } from "~/http/pipeline/request-context";
import { pagePath } from "~/http/pipeline/route-match";
import { sentFields } from "~/http/pipeline/trace";
import { type ErrorData, retryOf } from "./error-data";

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
  const action = ownPath(pagePath(url.pathname) + url.search);
  // No form of ours has an address that leads to another site: what was typed must not go there.
  return action ? { requestId, retry: retryOf(action, sent) } : { requestId };
}
