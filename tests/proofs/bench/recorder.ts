import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request to the database server, to be sent again. */
export interface Recorded {
  readonly path: string;
  readonly type: string;
  readonly body: Buffer;
}

export interface Recorder {
  readonly url: string;
  /** Passes everything on to this server from now on, and keeps what it passes in a new list. */
  readonly record: (target: string) => Recorded[];
  readonly stop: () => void;
}

/** A proxy on 127.0.0.1 that keeps what is sent to the database. */
export async function startRecorder(): Promise<Recorder> {
  let target = "";
  let kept: Recorded[] = [];
  const server = createServer(async (incoming, out) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const recorded = {
      path: incoming.url ?? "/",
      type: incoming.headers["content-type"] ?? "application/json",
      body: Buffer.concat(chunks),
    };
    kept.push(recorded);
    const answer = await replay(target, recorded, incoming.method).catch(() => undefined);
    if (!answer) return void out.destroy();
    out.writeHead(answer.status, { "Content-Type": answer.type }).end(answer.body);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    record: (next) => {
      target = next;
      kept = [];
      return kept;
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Sends a recorded request to a database server and reads the whole answer. */
export async function replay(target: string, { path, type, body }: Recorded, method = "POST") {
  const response = await fetch(target + path, {
    method,
    headers: { "Content-Type": type },
    ...(method === "GET" ? {} : { body: new Uint8Array(body) }),
  });
  const answer = Buffer.from(await response.arrayBuffer());
  return { status: response.status, type: response.headers.get("Content-Type") ?? "", body: answer };
}
