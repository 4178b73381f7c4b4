/** Cloudflare's ray id where there is one, else a fresh id: what a person reads to us from an error page. */
export function requestIdOf(request: Request, fresh: () => string): string {
  const ray = request.headers.get("cf-ray");
  return ray && /^[0-9a-f]{16}(-[A-Z]{3})?$/.test(ray) ? ray : fresh();
}
