import type { Translate } from "~/i18n/translate";
import { errorText } from "./error-texts";

/** An error of /api, by RFC 9457. `about:blank`: the status says what kind it is, in its own words. */
export function problem(
  status: number,
  { requestId, t }: { readonly requestId: string; readonly t: Translate },
  headers: HeadersInit = {},
): Response {
  const { title, text } = errorText(status, t);
  const all = new Headers(headers);
  all.set("Content-Type", "application/problem+json");
  return new Response(
    JSON.stringify({
      type: "about:blank",
      status,
      title: STATUS_TEXT[status] ?? title,
      detail: text,
      requestId,
    }),
    { status, headers: all },
  );
}

/** With about:blank the title is the status's own (RFC 9457, 4.2.1). */
const STATUS_TEXT: Record<number, string> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  409: "Conflict",
  413: "Content Too Large",
  422: "Unprocessable Content",
  429: "Too Many Requests",
  500: "Internal Server Error",
  503: "Service Unavailable",
};
