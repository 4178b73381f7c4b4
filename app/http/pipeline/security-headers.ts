const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");

/** The same for whatever the answer is; public/_headers repeats them for files. */
export const FIXED: readonly (readonly [string, string])[] = [
  ["Strict-Transport-Security", "max-age=63072000; includeSubDomains"],
  ["X-Content-Type-Options", "nosniff"],
  ["Referrer-Policy", "strict-origin-when-cross-origin"],
  ["Cross-Origin-Opener-Policy", "same-origin"],
  ["Cross-Origin-Resource-Policy", "same-origin"],
  ["Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"],
];

/**
 * The header set of security.md 13 (and a 503's Retry-After), on every response that the Worker gives, with the cookies of whatever it is.
 * Assets get theirs from public/_headers.
 */
export function withSecurityHeaders(
  response: Response,
  nonce: string,
  requestId: string,
  cookies: readonly string[] = [],
): Response {
  const headers = new Headers(response.headers);
  headers.set("Content-Security-Policy", policy(nonce));
  for (const [name, value] of FIXED) headers.set(name, value);
  headers.set("X-Request-Id", requestId);
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  // Remix drops the headers of a Response that a loader throws.
  if (response.status === 503 && !headers.has("Retry-After")) headers.set("Retry-After", "5");
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
