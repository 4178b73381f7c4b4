type Fault =
  /** The request never arrives. */
  | "drop-before"
  /** It is carried out, and the reply is lost. */
  | "drop-after"
  /** It is carried out, and a proxy answers 502. */
  | "bad-gateway-after"
  /** Refused before it began: too many at once. */
  | "too-many"
  /** No answer until the caller gives up. */
  | "hang";

/** A `fetch` that meets these faults, one a request, and is sound after the last; `requests` counts them all. */
export function faultyFetch(...faults: Fault[]): typeof fetch & { requests: number } {
  const faulty = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const fault = faults[faulty.requests];
    faulty.requests += 1;
    if (fault === "drop-before") throw new TypeError("fetch failed");
    if (fault === "too-many") return new Response("too many concurrent requests", { status: 429 });
    if (fault === "hang") {
      init?.signal?.throwIfAborted();
      return new Promise((_, reject) =>
        init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)),
      );
    }
    const response = await fetch(input, init);
    if (fault === "bad-gateway-after") return new Response("bad gateway", { status: 502 });
    if (fault === "drop-after") {
      await response.arrayBuffer();
      throw new Error("Network connection lost.");
    }
    return response;
  };
  faulty.requests = 0;
  return faulty as typeof fetch & { requests: number };
}
