const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** True when a state-changing request may come from another site (security.md 8). `origin` is the configured one. */
export function isCrossSite(request: Request, origin: string): boolean {
  if (SAFE.has(request.method)) return false;
  const site = request.headers.get("Sec-Fetch-Site");
  if (site !== null) return site !== "same-origin";
  return request.headers.get("Origin") !== origin;
}
