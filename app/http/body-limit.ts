/** 256 KiB is plenty for every form but the invoice's, whose 200 lines may be long and are percent-encoded. */
const DEFAULT_LIMIT = 256 * 1024;
const INVOICE_LIMIT = 2 * 1024 * 1024;
/** An error with its stack has some 10 KiB, a traced page load some 50. */
const ENVELOPE_LIMIT = 100 * 1024;
const ENVELOPE = /^\/api\/envelope\/*$/i;
const INVOICE_FORM = /^\/o\/[^/]+\/invoices\/(new|[^/]+\/edit)(\.data)?$/;

export function bodyLimitOf(pathname: string): number {
  if (ENVELOPE.test(pathname)) return ENVELOPE_LIMIT;
  return INVOICE_FORM.test(pathname) ? INVOICE_LIMIT : DEFAULT_LIMIT;
}

/**
 * The same request with its body read, or null when it has more bytes than `limit`, whatever Content-Length says. `keep` gets the
 * bytes, which nobody else reads twice.
 */
export async function withBodyWithin(
  request: Request,
  limit: number,
  keep: (body: Uint8Array) => void = () => {},
): Promise<Request | null> {
  if (!request.body) return request;
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limit) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  const body = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.byteLength;
  }
  keep(body);
  return new Request(request.url, {
    method: request.method,
    headers: request.headers,
    body,
    signal: request.signal,
  });
}
