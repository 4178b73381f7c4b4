import { once } from "node:events";
import {
  Agent,
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/**
 * What may happen to a request on its way to the database. `before`: it never gets there. `after`: it is carried out, and the
 * answer gets lost. `late`: it is held back on the way there, and carried out even when the asker has given up by then. `hang`:
 * nothing happens to it until there is another plan.
 */
export type Fault =
  | "none"
  | "drop-before"
  | "drop-after"
  | "503-before"
  | "502-after"
  | "hang"
  | { readonly late: number };

/** Decides on each request to the database: the first is 1. */
export type Plan = (nth: number) => Fault;

export interface FaultProxy {
  /** For TURSO_DATABASE_URL. */
  readonly url: string;
  /** From now on by this plan, counting from 1 again. */
  readonly plan: (plan: Plan) => void;
  /** How many requests came since the plan was set. */
  readonly seen: () => number;
  /** How often each fault was made. */
  readonly made: Record<string, number>;
  /** When nothing is on its way to the database any more, late requests included. */
  readonly settled: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

async function bodyOf(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A proxy on 127.0.0.1 in front of the database server at `target`, which lets everything through until it is told a plan. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const underway = new Set<Promise<void>>();
  const made: Record<string, number> = {};
  let plan: Plan = () => "none";
  let nth = 0;
  const hanging: (() => void)[] = [];

  async function forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Answer> {
    const { host: _, connection: __, ...rest } = headers;
    const sent = request(new URL(url ?? "/", target), { method, agent, headers: rest });
    sent.end(body);
    const [answer] = (await once(sent, "response")) as [IncomingMessage];
    const { "content-type": type, "content-encoding": encoding } = answer.headers;
    return {
      status: answer.statusCode ?? 500,
      headers: { "Content-Type": type, ...(encoding ? { "Content-Encoding": encoding } : {}) },
      body: await bodyOf(answer),
    };
  }

  const reply = (out: ServerResponse, { status, headers, body }: Answer) =>
    out.writeHead(status, { ...headers, "Content-Length": body.length }).end(body);
  const broken = (status: number): Answer => ({ status, headers: {}, body: Buffer.from("fault") });

  async function treat(incoming: IncomingMessage, out: ServerResponse): Promise<void> {
    nth += 1;
    const fault = plan(nth);
    const kind = typeof fault === "string" ? fault : "late";
    made[kind] = (made[kind] ?? 0) + 1;
    try {
      const body = await bodyOf(incoming);
      if (fault === "drop-before") return void out.destroy();
      if (fault === "503-before") return void reply(out, broken(503));
      if (fault === "hang") {
        await new Promise<void>((resolve) => hanging.push(resolve));
        return void out.destroy();
      }
      if (typeof fault !== "string") await pause(fault.late);
      const answer = await forward(incoming, body);
      if (fault === "drop-after") out.destroy();
      else reply(out, fault === "502-after" ? broken(502) : answer);
    } catch {
      // The asker is gone, or the database server is.
      out.destroy();
    }
  }

  const server = createServer((incoming, out) => {
    const work = treat(incoming, out).finally(() => underway.delete(work));
    underway.add(work);
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;

  const settled = async () => {
    while (underway.size > 0) await Promise.all(underway);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    plan: (next) => {
      plan = next;
      nth = 0;
      for (const release of hanging.splice(0)) release();
    },
    seen: () => nth,
    made,
    settled,
    stop: async () => {
      await settled();
      server.closeAllConnections();
      server.close();
      agent.destroy();
    },
  };
}
