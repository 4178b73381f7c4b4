/** What becomes known of a request on its way, for its log line and its error page. The one thing of a context that changes. */
export interface Trace {
  /** The route's id; "none" until one is found. */
  route: string;
  /** The business in the address, where it has the shape of one; not yet proven. */
  tenant: string | undefined;
  /** The body as it was sent. */
  sent: Uint8Array | null;
  /** Set where the entry turned the request away: no loader or action runs then. */
  refused: { readonly status: number } | null;
  /** Set where the database said that the session of the cookie is over. */
  sessionOver: boolean;
  /** Which limiter counted the request. */
  limiter: "address" | "user" | "report" | null;
  /** What was reported already: loaders that share a batch fail with the same error. */
  readonly reported: Set<unknown>;
  /** Whoever asked went away before the answer's end: what breaks by that is nobody's mistake. */
  left: boolean;
}

export const newTrace = (): Trace => ({
  route: "none",
  tenant: undefined,
  sent: null,
  refused: null,
  sessionOver: false,
  limiter: null,
  reported: new Set(),
  left: false,
});

/** The fields of the form that was sent, in their order; none where it was no plain form. */
export function sentFields(request: Request, trace: Trace): readonly (readonly [string, string])[] {
  const type = request.headers.get("Content-Type") ?? "";
  if (!trace.sent || !type.startsWith("application/x-www-form-urlencoded")) return [];
  return [...new URLSearchParams(new TextDecoder().decode(trace.sent))];
}
