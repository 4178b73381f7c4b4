import { isForm, readFields, type SentField } from "~/http/forms/sent-fields";

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

/** More than the largest form has: 200 lines of six fields. What is larger is nobody's form. */
const MOST_FIELDS = 2_500;

/** The fields of the form that was sent, in their order; none where it was no plain form. */
export function sentFields(request: Request, trace: Trace): readonly SentField[] {
  if (!trace.sent || !isForm(request.headers)) return [];
  const { fields, cut } = readFields(trace.sent, MOST_FIELDS);
  return cut ? [] : fields;
}
