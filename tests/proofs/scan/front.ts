import { randomBytes } from "node:crypto";
import { Agent, request as ask, createServer } from "node:http";
import { freePort } from "../../../scripts/lib/ports.mjs";

/** The limiter lets a person do 100 things a minute. Whoever comes near it waits for the next: it is part of what is scanned. */
const PER_MINUTE = 90;
const MINUTE = 60_000;
const HOP_BY_HOP = new Set(["connection", "keep-alive", "transfer-encoding", "content-length", "host"]);

/** Forms with which a scanner would end its own sessions or take its own role away: it sees their pages, and sends them in vain. */
const WITHHELD = ["/logout", "/settings/sessions", "/o/:tenant/settings/members"];

interface Person {
  token: string;
}
/** How often each status came, by the method and the kind of page. */
export type Seen = Map<string, Map<number, number>>;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Hands out people in turn, each at most so often in a minute of the clock. */
function inTurn(people: readonly Person[]) {
  let turn = 0;
  let minute = 0;
  let used: Map<Person, number> = new Map();
  return async () => {
    for (;;) {
      const now = Math.floor(Date.now() / MINUTE);
      if (now !== minute) [minute, used] = [now, new Map()];
      for (let tries = 0; tries < people.length; tries += 1) {
        turn += 1;
        const person = people[turn % people.length];
        if (!person || (used.get(person) ?? 0) >= PER_MINUTE) continue;
        used.set(person, (used.get(person) ?? 0) + 1);
        return person;
      }
      await pause(MINUTE - (Date.now() % MINUTE) + 50);
    }
  };
}

/** An address that asked for nothing yet. */
const freshAddress = () => `2001:db8:${randomBytes(2).toString("hex")}:${randomBytes(2).toString("hex")}::1`;

/** The page that a URL asks for: "/o/:tenant/clients"; fixed words go before parameters. */
function pageOf(url: string, known: readonly string[]) {
  const words = new URL(url, "http://front").pathname.split("/");
  const fits = known.filter((page) => {
    const wanted = page.split("/");
    return (
      wanted.length === words.length && wanted.every((word, i) => word.startsWith(":") || word === words[i])
    );
  });
  return fits.sort((a, b) => a.split(":").length - b.split(":").length)[0] ?? "elsewhere";
}

/**
 * What a browser adds to a form that is sent from the site itself, and a scanner does not: where it comes from, and a one-time key that was
 * not used before. Without them every answer would be "not from here" or "sent before", and what is behind would not be scanned.
 */
function asBrowser(method: string, type: string, body: Buffer, freshId: () => string) {
  if (method !== "POST") return { headers: {}, body };
  const isForm = type.startsWith("application/x-www-form-urlencoded");
  const text = body.toString("latin1").replace(/(^|&)key=[0-9A-Z]{26}(?=&|$)/, `$1key=${freshId()}`);
  return { headers: { "sec-fetch-site": "same-origin" }, body: isForm ? Buffer.from(text, "latin1") : body };
}

/**
 * A proxy in front of the Worker that signs requests in, as one of `people` in turn and from an address of its own, and counts what was
 * answered. A request with `x-scan: anonymous` stays without a session.
 */
export async function startFront({
  target,
  people,
  freshId,
  known,
}: {
  target: string;
  people: readonly Person[];
  freshId: () => string;
  known: readonly string[];
}) {
  const seen: Seen = new Map();
  const faults = [] as string[];
  const next = inTurn(people);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const { port: targetPort } = new URL(target);

  function count(method: string, url: string, status: number) {
    const kind = `${method} ${pageOf(url, known)}`;
    const statuses = seen.get(kind) ?? new Map();
    seen.set(kind, statuses.set(status, (statuses.get(status) ?? 0) + 1));
  }

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", async () => {
      const { method = "GET", url = "/" } = incoming;
      if (method === "POST" && WITHHELD.includes(pageOf(url, known))) return outgoing.writeHead(403).end();
      const type = incoming.headers["content-type"] ?? "";
      const sent = asBrowser(method, type, Buffer.concat(chunks), freshId);
      const anonymous = incoming.headers["x-scan"] === "anonymous";
      const { token } = anonymous ? { token: "" } : await next();
      const given = Object.entries(incoming.headers).filter(([name]) => !HOP_BY_HOP.has(name));
      const headers = {
        ...Object.fromEntries(given),
        ...sent.headers,
        "content-length": sent.body.length,
        "cf-connecting-ip": freshAddress(),
        ...(anonymous ? {} : { cookie: `__Host-session=${token}` }),
      };
      const options = { agent, host: "127.0.0.1", port: targetPort, method, path: url, headers };
      const passed = ask(options, (answer) => {
        const status = answer.statusCode ?? 0;
        count(method, url, status);
        // Every answer of the app has an id; the dev server's own 503 for a connection that it lost has none.
        if (status >= 500 && answer.headers["x-request-id"]) faults.push(`${status} ${method} ${url}`);
        outgoing.writeHead(status, answer.headers);
        answer.pipe(outgoing);
      });
      passed.on("error", () => {
        count(method, url, 0);
        if (outgoing.headersSent) outgoing.destroy();
        else outgoing.writeHead(502).end();
      });
      passed.end(sent.body);
    });
  });
  const port = await freePort();
  await new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(undefined)));
  return {
    url: `http://127.0.0.1:${port}`,
    faults,
    /** What was answered since the last call. */
    take(): Seen {
      const taken = new Map(seen);
      seen.clear();
      return taken;
    },
    stop() {
      server.closeAllConnections();
      agent.destroy();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
