import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { migrateDatabase } from "@db/migrate";
import type { Sqld } from "../../scripts/lib/sqld.mjs";
import { startTemporarySqld } from "./sqld";

/** A copy that gets the primary's writes when it is told to, in their order. */
export interface LaggingCopy {
  readonly url: string;
  /** Carries out so many of the writes that it lacks; all of them unless told. */
  readonly catchUp: (writes?: number) => Promise<void>;
}

const post = (url: string, path: string, body: Uint8Array<ArrayBuffer>) =>
  fetch(`${url}${path}`, { method: "POST", headers: { "Content-Type": "application/json" }, body });

/**
 * A database server, and others that are as far behind it as a test wants: real ones, each of which carries out what was written to the first,
 * write by write. Only what goes through `url` is known to them.
 */
export async function startLaggingCopies(howMany: number) {
  const servers = await Promise.all(Array.from({ length: howMany + 1 }, () => startTemporarySqld()));
  await Promise.all(servers.map(({ url }) => migrateDatabase(url)));
  const [primary, ...others] = servers as [Sqld, ...Sqld[]];
  const written: { readonly path: string; readonly body: Uint8Array<ArrayBuffer> }[] = [];
  /** One write after the other, or nobody could say in which order they were carried out. */
  let last: Promise<unknown> = Promise.resolve();
  const proxy = createServer(async (incoming, out) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = new Uint8Array(Buffer.concat(chunks));
    const path = incoming.url ?? "/";
    const isWrite = /BEGIN IMMEDIATE/i.test(Buffer.from(body).toString());
    const forward = () => (body.length > 0 ? post(primary.url, path, body) : fetch(`${primary.url}${path}`));
    const write = async () => {
      const answer = await forward();
      written.push({ path, body });
      return answer;
    };
    const answered = isWrite ? last.then(write) : forward();
    if (isWrite) last = answered;
    const answer = await answered;
    const type = answer.headers.get("content-type") ?? "application/json";
    out.writeHead(answer.status, { "Content-Type": type });
    out.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const copies = others.map(({ url }): LaggingCopy => {
    let done = 0;
    return {
      url,
      catchUp: async (writes = Number.POSITIVE_INFINITY) => {
        const until = Math.min(written.length, done + writes);
        for (; done < until; done += 1) {
          const next = written[done];
          if (next) await (await post(url, next.path, next.body)).arrayBuffer();
        }
      },
    };
  });
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    copies,
    stop: async () => {
      proxy.closeAllConnections();
      await new Promise((resolve) => proxy.close(resolve));
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}
