/**
 * Marks the request that stands for a form which was kept while its person logged in again. Set by the Worker alone: what comes from outside
 * loses it, and could do no more with it than get its own form back.
 */
const RESUMED = "X-Gapless-Resumed";

export const isResumed = (request: Request): boolean => request.headers.has(RESUMED);

/** The headers without the mark. */
export function withoutMark(headers: Headers): Headers {
  const rest = new Headers(headers);
  rest.delete(RESUMED);
  return rest;
}

/** What the person's browser would send if it sent the form now; Remix carries it to the form's action, which stores nothing of it. */
export function resumedRequest(request: Request, fields: Uint8Array<ArrayBuffer>): Request {
  const headers = new Headers(request.headers);
  headers.set(RESUMED, "1");
  headers.set("Content-Type", "application/x-www-form-urlencoded");
  return new Request(request.url, { method: "POST", headers, body: fields, signal: request.signal });
}
