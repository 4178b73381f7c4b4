import { createHash } from "node:crypto";
import { Agent, request } from "node:http";
import { createServer } from "node:https";

interface Target {
  version: string;
  port: number;
}

/** @returns 0 to 99, always the same for the same text */
const bucket = (text: string): number => createHash("sha256").update(text).digest().readUInt16BE() % 100;

/**
 * What Cloudflare is before a Worker: HTTPS, and a gradual deployment. A person stays at one version while the share only grows; the
 * header of version overrides goes to the version that it names.
 */
export async function startFront({ key, cert, port }: { key: Buffer; cert: Buffer; port: number }) {
  /** The second target gets `share` % */
  let deployment: { targets: Target[]; share: number } = { targets: [], share: 0 };
  const statuses: Record<string, number> = {};
  let served: Map<string, import("../../../scripts/lib/error-rate.mjs").Served> = new Map();
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });

  function targetOf({ headers, socket }: import("node:http").IncomingMessage): Target | undefined {
    const { targets, share } = deployment;
    const named = /="([^"]+)"/.exec(String(headers["cloudflare-workers-version-overrides"] ?? ""))?.[1];
    const overridden = targets.find(({ version }) => version === named);
    if (overridden) return overridden;
    const session = /__Host-session=([^;]+)/.exec(headers.cookie ?? "")?.[1];
    const who = session ?? headers["cf-connecting-ip"] ?? socket.remoteAddress ?? "";
    return targets[1] && bucket(String(who)) < share ? targets[1] : targets[0];
  }

  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const target = targetOf(incoming);
    const count = (status: number) => {
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (!target) return;
      const { requests, errors } = served.get(target.version) ?? { requests: 0, errors: 0 };
      served.set(target.version, { requests: requests + 1, errors: errors + (status >= 500 ? 1 : 0) });
    };
    const fail = () => {
      count(502);
      if (!outgoing.headersSent) outgoing.writeHead(502).end("The front reached no Worker.");
      else outgoing.destroy();
    };
    if (!target) return fail();
    const { method, url: path, headers } = incoming;
    const address = headers["cf-connecting-ip"] ?? incoming.socket.remoteAddress;
    const onwards = request(
      {
        agent,
        host: "127.0.0.1",
        port: target.port,
        method,
        path,
        headers: { ...headers, "cf-connecting-ip": address },
      },
      (answer) => {
        const status = answer.statusCode ?? 502;
        count(status);
        outgoing.writeHead(status, answer.headers);
        answer.pipe(outgoing);
        answer.on("error", () => outgoing.destroy());
      },
    );
    onwards.on("error", fail);
    incoming.pipe(onwards);
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    url: `https://localhost:${port}`,
    /** How often each status came, of all answers. */
    statuses: () => ({ ...statuses }),
    /** What a version answered since the requests were last split. */
    served: ({ version }: Target) => served.get(version) ?? { requests: 0, errors: 0 },
    /** @param share 0 to 100 */
    split: (old: Target, next?: Target, share = 0) => {
      deployment = { targets: next ? [old, next] : [old], share };
      served = new Map();
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}
