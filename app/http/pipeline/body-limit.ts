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

/** What nobody has to be known for. */
export const FREE_BODY = DEFAULT_LIMIT;

/** Beyond so many bytes the rest is read only if `allowed` says so; it is asked once, and not for a body that stays below. */
interface Beyond {
  readonly bytes: number;
  readonly allowed: () => Promise<boolean>;
}

/** What Content-Length claims: good for refusing early, never for trusting. */
export const claimedLength = (request: Request): number => Number(request.headers.get("Content-Length") ?? 0);

/** What is taken off the line although nobody wants it, and how long it may take to come. */
const DRAIN_BYTES = 64 * 1024;
const DRAIN_MS = 250;

/**
 * Discards a body that nobody will read; the answer is decided by then. Cloudflare's edge does not mind, but workerd by itself closes a
 * connection whose request was not taken off it, and whatever comes next on it fails: so a small body that is there already is thrown away.
 */
export async function discardBody(request: Request): Promise<void> {
  const { body } = request;
  if (!body || body.locked) return;
  const claimed = claimedLength(request);
  if (!(claimed > 0 && claimed <= DRAIN_BYTES)) return body.cancel().catch(() => {});
  const reader = body.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(() => resolve("late"), DRAIN_MS);
  });
  const end = drained(reader, claimed).catch(() => "broken" as const);
  if ((await Promise.race([end, late])) !== "done") await reader.cancel().catch(() => {});
  clearTimeout(timer);
}

async function drained(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  most: number,
): Promise<"done" | "more"> {
  for (let size = 0; size <= most; ) {
    const { done, value } = await reader.read();
    if (done) return "done";
    size += value.byteLength;
  }
  return "more";
}

/**
 * The same request with its body read, or null when it has more bytes than `limit`, whatever Content-Length says, or than may be read
 * `beyond`. `keep` gets the bytes, which nobody else reads twice.
 */
export async function withBodyWithin(
  request: Request,
  limit: number,
  keep: (body: Uint8Array) => void = () => {},
  beyond: Beyond = { bytes: limit, allowed: () => Promise.resolve(true) },
): Promise<Request | null> {
  if (!request.body) return request;
  const claimed = claimedLength(request);
  let isApproved = claimed > beyond.bytes && claimed <= limit;
  if (claimed > limit || (isApproved && !(await beyond.allowed()))) {
    await discardBody(request);
    return null;
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader: ReadableStreamDefaultReader<Uint8Array> = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    const isAllowed = size <= limit && (size <= beyond.bytes || isApproved || (await beyond.allowed()));
    if (!isAllowed) {
      await reader.cancel();
      return null;
    }
    isApproved ||= size > beyond.bytes;
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
