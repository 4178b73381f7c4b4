import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface SinkFrame {
  readonly filename?: string;
  readonly function?: string;
  readonly lineno?: number;
  readonly colno?: number;
}

/** An event as Sentry would store it; what the tests look at of it. */
export interface SinkEvent {
  readonly type: string;
  readonly event_id: string;
  readonly release?: string;
  readonly environment?: string;
  readonly transaction?: string;
  readonly tags?: Record<string, string>;
  readonly user?: Record<string, string>;
  readonly exception?: {
    readonly values: {
      readonly type: string;
      readonly value: string;
      readonly stacktrace?: { readonly frames: SinkFrame[] };
    }[];
  };
}

/** Takes what Sentry's SDKs send, by its protocol of envelopes: lines of JSON, a header and then an item's header and the item. */
export async function startSentrySink() {
  const events: SinkEvent[] = [];
  const raw: string[] = [];
  let arrived = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    raw.push(text);
    const [, ...lines] = text.split("\n").filter(Boolean);
    for (let i = 0; i + 1 < lines.length; i += 2) {
      const { type } = JSON.parse(lines[i] ?? "") as { type: string };
      events.push({ ...(JSON.parse(lines[i + 1] ?? "") as SinkEvent), type });
    }
    response.writeHead(200, { "Content-Type": "application/json" }).end("{}");
    arrived();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://public@127.0.0.1:${port}/42`,
    /** All that came, as it came. */
    raw,
    events,
    /** The first event that fits, now or when it comes. */
    async event(fits: (event: SinkEvent) => boolean): Promise<SinkEvent> {
      for (;;) {
        const found = events.find(fits);
        if (found) return found;
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
