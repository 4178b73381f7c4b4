import { Agent, type IncomingHttpHeaders, request } from "node:http";
import { expect, freshAddress, test } from "./fixtures";

// The Worker's entry in workerd, with Cloudflare's own limiter: what is refused early is answered cleanly, on a connection that goes on.

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request with a body that is promised in whole and sent in whole, as a browser would. */
function send(
  agent: Agent,
  path: string,
  method: string,
  headers: Record<string, string>,
  bytes = 0,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, process.env.GAPLESS_BASE_URL);
    const all = bytes ? { ...headers, "Content-Length": String(bytes) } : headers;
    const sent = request(url, { method, headers: all, agent }, (answer) => {
      let body = "";
      answer.setEncoding("utf8");
      answer.on("data", (chunk: string) => {
        body += chunk;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(bytes ? Buffer.alloc(bytes, 97) : undefined);
  });
}

test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "no browser takes part");

const CROSS = { "Sec-Fetch-Site": "cross-site" };
const SAME = { "Sec-Fetch-Site": "same-origin" };

test("refusals whose body nobody read are answered, and the next request too", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (const [status, path, method, headers, bytes] of [
    [403, "/login", "POST", CROSS, 60_000],
    [405, "/login", "PUT", SAME, 60_000],
    [404, "/nothing", "POST", SAME, 60_000],
    [405, "/", "POST", SAME, 60_000],
  ] as const) {
    const address = { "CF-Connecting-IP": freshAddress() };
    const refused = await send(agent, path, method, { ...headers, ...address }, bytes);
    expect([refused.status, refused.body.length > 100], `${method} ${path}`).toEqual([status, true]);
    // A form: what is only asked for, wrangler would ask for again on a new connection.
    const next = await send(agent, "/login", "POST", { ...SAME, ...address }, 1_000);
    expect(next.status).toBe(422);
  }
  agent.destroy();
});

test("a flood of refusals ends in 429, for the whole network", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const network = freshAddress().replace(/::1$/, "");
  const statuses: number[] = [];
  // Two windows of the limiter at most, since it counts by the clock's minutes.
  for (let n = 0; n < 25; n += 1) {
    const headers = { ...CROSS, "CF-Connecting-IP": `${network}::${n + 1}` };
    statuses.push((await send(agent, "/login", "POST", headers, 1_000)).status);
  }
  expect(new Set(statuses)).toEqual(new Set([403, 429]));
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(5);
  agent.destroy();
});

test("a hundred health checks at once are all answered", async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const crowd = await Promise.all(Array.from({ length: 100 }, () => send(agent, "/api/health", "GET", {})));
  expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([200]));
  agent.destroy();
});

test("a health check that its asker left keeps nobody waiting", async () => {
  const agent = new Agent({ keepAlive: false });
  const url = new URL("/api/health", process.env.GAPLESS_BASE_URL);
  for (let n = 0; n < 20; n += 1) {
    const left = request(url, { agent });
    left.on("error", () => {});
    left.end(() => setImmediate(() => left.destroy()));
    const answer = await send(agent, "/api/health", "GET", {});
    expect(answer.status).toBe(200);
  }
});
