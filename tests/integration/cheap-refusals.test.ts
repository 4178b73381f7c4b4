import { describe, expect, inject, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { logLines, requestLines } from "../support/console";
import { countingLimiter } from "../support/counting-limiter";
import { insertDraft } from "../support/invoice-rows";
import { PASSWORD } from "../support/password";
import { sql } from "../support/sql";
import { startStatementRecorder } from "../support/statement-recorder";
import { invoiceFields } from "../support/trail";
import { freshId, type Visitor } from "../support/visitor";

// The order of the entry: method → other site → limiter → whose session it is, for a large body → body. What is refused early is counted.

const SAME = { "Sec-Fetch-Site": "same-origin" };
const KIB = 1024;
const FORM = "application/x-www-form-urlencoded";

/** A body that notes whether anybody read it, or said that nobody will. */
function watched(bytes: number) {
  const state = { read: 0, left: false };
  const piece = new Uint8Array(16 * KIB).fill(97);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (state.read >= bytes) return controller.close();
        const next = piece.subarray(0, Math.min(piece.length, bytes - state.read));
        state.read += next.length;
        controller.enqueue(next);
      },
      cancel: () => {
        state.left = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { state, init: { body, duplex: "half" } as RequestInit };
}

const sessionOf = (person: Pick<Person, "cookies">) => ({
  Cookie: `__Host-session=${person.cookies.get("__Host-session")}`,
});

const limited = (of = 10) => {
  const limiter = countingLimiter(of);
  return { limiter, app: createTestApp({ env: { ANONYMOUS_LIMITER: limiter } }) };
};

/** What is refused at sight: status, path, and what is sent. */
const REFUSALS: readonly (readonly [status: number, path: string, init: RequestInit])[] = [
  [405, "/login", { method: "PUT", headers: SAME }],
  [405, "/login", { method: "DELETE", headers: SAME }],
  [405, "/settings.data", { method: "PATCH", headers: SAME }],
  [405, "/", { method: "POST", headers: SAME }],
  [405, "/settings", { method: "POST", headers: SAME }],
  [405, `/o/${freshId()}/activity`, { method: "POST", headers: SAME }],
  [405, "/api/health", { method: "POST", headers: SAME }],
  [403, "/login", { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } }],
  [403, "/login", { method: "POST" }],
  [403, "/nothing", { method: "POST", headers: { Origin: "https://evil.test" } }],
  [403, "/login.data", { method: "POST", headers: { "Sec-Fetch-Site": "same-site" } }],
  [404, "/nothing/here", { method: "POST", headers: SAME }],
  [404, "/login/more", { method: "POST", headers: SAME }],
  [404, "/settings/nothing", { method: "POST", headers: SAME }],
  [404, `/o/${freshId()}/nothing`, { method: "POST", headers: SAME }],
  [413, "/login", { method: "POST", headers: { ...SAME, "Content-Length": "262145" } }],
  [
    413,
    `/o/${freshId()}/invoices/new`,
    { method: "POST", headers: { ...SAME, "Content-Length": "2097153" } },
  ],
  [413, "/api/envelope", { method: "POST", headers: { ...SAME, "Content-Length": "102401" } }],
];

describe("a refusal", () => {
  it.each(REFUSALS)(
    "%i of %s is decided before a byte of the body is read, and asks no database",
    async (status, path, init) => {
      const { state, init: body } = watched(300 * KIB);
      const response = await createTestApp().fetch(path, { ...init, ...body });
      await response.arrayBuffer();
      expect(response.status).toBe(status);
      expect(state).toEqual({ read: 0, left: true });
      expect(requestLines()).toMatchObject([{ status, roundTrips: 0 }]);
    },
  );

  it.each(REFUSALS)(
    "%i of %s is counted for the address, whoever's cookie comes with it",
    async (status, path, init) => {
      const { app, limiter } = limited();
      const person = await app.registerPerson();
      const send = (headers: Record<string, string>) =>
        app.visitor().fetch(path, {
          ...init,
          headers: {
            ...(init.headers as Record<string, string>),
            ...headers,
            "CF-Connecting-IP": "203.0.113.7",
          },
        });
      for (let n = 0; n < 10; n += 1)
        expect((await send(n % 2 ? sessionOf(person) : {})).status).toBe(status);
      for (const headers of [{}, sessionOf(person)]) {
        const enough = await send(headers as Record<string, string>);
        expect([enough.status, enough.headers.get("Retry-After")]).toEqual([429, "60"]);
      }
      expect([...limiter.counts.keys()]).toEqual(["address:203.0.113.7"]);
      // Others are served, and so is the person: what they may do is counted apart.
      expect((await app.visitor().fetch("/")).status).toBe(200);
      expect(
        (await person.visit(person.base, { headers: { "CF-Connecting-IP": "203.0.113.7" } })).status,
      ).toBe(200);
    },
  );

  it("of a page that is not there is counted for the address, also for somebody signed in", async () => {
    const { app } = limited();
    const person = await app.registerPerson();
    for (let n = 0; n < 10; n += 1) expect((await person.fetch(`/nothing/${n}`)).status).toBe(404);
    expect((await person.fetch("/nothing")).status).toBe(429);
    expect((await person.visit(person.base)).status).toBe(200);
  });

  it("of a body that turns out too large is counted for the address", async () => {
    const { app } = limited();
    const person = await app.registerPerson();
    const send = () =>
      person.fetch("/settings?index", { method: "POST", headers: SAME, ...watched(257 * KIB).init });
    for (let n = 0; n < 10; n += 1) expect((await send()).status).toBe(413);
    expect((await send()).status).toBe(429);
  });

  it("by the limiter reads nothing of a stranger's body, and keeps what somebody signed in typed", async () => {
    const refusing = { limit: async () => ({ success: false }) };
    const app = createTestApp({ env: { ANONYMOUS_LIMITER: refusing, USER_LIMITER: refusing } });
    const { state, init } = watched(4 * KIB);
    expect((await app.fetch("/login", { method: "POST", headers: SAME, ...init })).status).toBe(429);
    expect(state).toEqual({ read: 0, left: true });
    const person = await app.registerPerson();
    const page = await person.submit(`${person.base}/clients/new`, { name: "Typed Ltd" });
    expect([page.status, page.form("Try again").name]).toEqual([429, "Typed Ltd"]);
    const large = watched(300 * KIB);
    await person.fetch(`${person.base}/invoices/new`, { method: "POST", headers: SAME, ...large.init });
    expect(large.state.left).toBe(true);
    expect(large.state.read).toBeLessThanOrEqual(257 * KIB + 16 * KIB);
  });
});

describe("a body above 256 KiB", () => {
  const invoice = (bytes: number) => {
    const { state, init } = watched(bytes);
    return { state, init: { method: "POST", headers: { ...SAME, "Content-Type": FORM }, ...init } };
  };
  const claiming = (bytes: number) => {
    const { state, init } = invoice(bytes);
    return { state, init: { ...init, headers: { ...init.headers, "Content-Length": String(bytes) } } };
  };

  it.each([
    ["without a cookie", () => ({})],
    [
      "with a made-up cookie",
      () => ({ Cookie: `__Host-session=${freshId()}.${"A".repeat(43)}.${"A".repeat(43)}` }),
    ],
  ])("is not read %s, and no database is asked", async (_, headers) => {
    for (const make of [invoice, claiming]) {
      const { state, init } = make(1024 * KIB);
      const response = await createTestApp().fetch(`/o/${freshId()}/invoices/new`, {
        ...init,
        headers: { ...init.headers, ...headers() },
      });
      await response.arrayBuffer();
      expect(response.status).toBe(413);
      expect(state.left).toBe(true);
      expect(state.read).toBeLessThanOrEqual(make === claiming ? 0 : (256 + 16) * KIB);
    }
    expect(requestLines().map(({ roundTrips }) => roundTrips)).toEqual([0, 0]);
  });

  it("is not read for a session that nobody remembers", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const [session] = await sql("SELECT token_hash FROM sessions WHERE user_id = ?", [person.userId]);
    await sql("DELETE FROM sessions WHERE user_id = ?", [person.userId]);
    await sql("DELETE FROM ended_sessions WHERE token_hash = ?", [String(session?.token_hash)]);
    const { state, init } = claiming(1024 * KIB);
    expect((await person.fetch(`${person.base}/invoices/new`, init)).status).toBe(413);
    expect(state).toEqual({ read: 0, left: true });
  });

  it("is read for a session, and for one that ran out: whatever comes then, it is not for its size", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const live = invoice(1024 * KIB);
    expect((await person.fetch(`${person.base}/invoices/new`, live.init)).status).toBe(422);
    expect(live.state.read).toBe(1024 * KIB);
    app.advance(3 * 3_600_000);
    const over = claiming(1024 * KIB);
    const answer = await person.fetch(`${person.base}/invoices/new`, over.init);
    expect([answer.status, answer.headers.get("Location")?.startsWith("/login")]).toEqual([302, true]);
    expect(over.state.read).toBe(1024 * KIB);
  });

  /** An invoice whose form has some 700 KB. */
  const longInvoice = (client: string) =>
    invoiceFields(
      client,
      Object.fromEntries(
        Array.from({ length: 200 }, (_, i) =>
          Object.entries({
            description: "ü".repeat(500),
            quantity: "1",
            unit: "HUR",
            unitPrice: "100",
            taxRate: "S-190000",
          }).map(([name, value]) => [`lines[${i}].${name}`, value]),
        ).flat(),
      ),
    );

  it("comes back in the page when the database can't be reached to ask whose it is", async () => {
    const person = await createTestApp().registerPerson();
    const app = createTestApp({ env: { TURSO_DATABASE_URL: "http://127.0.0.1:1" } });
    const typed = longInvoice(freshId());
    const page = await app.submit(`${person.base}/invoices/new`, typed, { headers: sessionOf(person) });
    expect(page.status).toBe(503);
    expect(page.form("Try again")).toMatchObject(typed);
  });

  it("costs one step more, and one below costs what it did", async () => {
    const person = await createTestApp().registerPerson();
    const { clientId } = await insertDraft(person);
    for (const [fields, steps] of [
      [invoiceFields(clientId), 1],
      [longInvoice(clientId), 2],
    ] as const) {
      const before = requestLines().length;
      const page = await person.submit(`${person.base}/invoices/new`, fields);
      expect(page.status, page.messages).toBe(302);
      expect(requestLines().slice(before)).toMatchObject([{ roundTrips: steps }]);
    }
  });
});

describe("a session that is over", () => {
  const AT = { "CF-Connecting-IP": "203.0.113.9" };
  const setting = () => {
    const [anonymous, user] = [countingLimiter(10), countingLimiter(100)];
    const env = { ANONYMOUS_LIMITER: anonymous, USER_LIMITER: user };
    return { anonymous, user, env, app: createTestApp({ env }) };
  };
  const flood = async (visitor: Visitor, cookie: Record<string, string>, path: string, times: number) => {
    const statuses: number[] = [];
    for (let n = 0; n < times; n += 1)
      statuses.push((await visitor.fetch(path, { headers: { ...AT, ...cookie } })).status);
    return statuses;
  };

  it.each(["/settings", "/settings.data", "/login", "/", "/o/:tenant/clients", "/o/:tenant/numbers.csv"])(
    "is limited as a stranger on %s, and asks the database once",
    async (path) => {
      const { app, user } = setting();
      const person = await app.registerPerson();
      const old = sessionOf(person);
      await person.submit("/logout", {}, { headers: AT });
      const before = user.counts.get(`user:${person.userId}`) ?? 0;
      const statuses = await flood(app.visitor(), old, path.replace(":tenant", person.tenantId), 12);
      expect(statuses.slice(0, 10)).not.toContain(429);
      expect(statuses.slice(10)).toEqual([429, 429]);
      expect(user.counts.get(`user:${person.userId}`)).toBe(before + 1);
    },
  );

  it("ended in any way is limited so: logged out, ended elsewhere, run out, with another password", async () => {
    for (const end of [
      async (app: ReturnType<typeof createTestApp>, person: Person) => {
        await app.visitor().fetch("/logout", { method: "POST", headers: { ...SAME, ...sessionOf(person) } });
      },
      async (_: unknown, person: Person) => {
        await sql("DELETE FROM sessions WHERE user_id = ?", [person.userId]);
      },
      async (app: ReturnType<typeof createTestApp>) => app.advance(3 * 3_600_000),
    ]) {
      const { app } = setting();
      const person = await app.registerPerson();
      await end(app, person);
      const statuses = await flood(app.visitor(), sessionOf(person), "/settings", 11);
      expect(statuses).toEqual([...Array(10).fill(302), 429]);
    }
  });

  it("counts for the address in every isolate: fresh ones let no more through", async () => {
    const { app, env } = setting();
    const person = await app.registerPerson();
    const old = sessionOf(person);
    await person.submit("/logout", {}, { headers: AT });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1)
      statuses.push(...(await flood(createTestApp({ env }).visitor(), old, "/settings", 1)));
    expect(statuses).toEqual([...Array(10).fill(302), 429, 429]);
  });

  it("can't be used to log out again and again", async () => {
    const { app } = setting();
    const person = await app.registerPerson();
    const old = sessionOf(person);
    const logOut = () =>
      app.visitor().fetch("/logout", { method: "POST", headers: { ...SAME, ...old, ...AT } });
    const statuses: number[] = [];
    for (let n = 0; n < 12; n += 1) statuses.push((await logOut()).status);
    // The first one was theirs to send.
    expect(statuses).toEqual([...Array(11).fill(302), 429]);
  });

  it("is no hindrance to whoever logs out and in again", async () => {
    const { app, anonymous } = setting();
    const person = await app.registerPerson();
    await person.submit("/logout", {}, { headers: AT });
    expect(
      (await person.submit("/login", { email: person.email, password: PASSWORD }, { headers: AT })).status,
    ).toBe(302);
    const counted = anonymous.counts.get("address:203.0.113.9");
    for (let n = 0; n < 30; n += 1)
      expect((await person.visit(person.base, { headers: AT })).status).toBe(200);
    expect(anonymous.counts.get("address:203.0.113.9")).toBe(counted);
  });
});

describe("the health check", () => {
  it("asks the database once a second at most, however many want to know", async () => {
    const recorder = await startStatementRecorder(inject("databaseUrl"));
    const now = Date.now();
    const env = { TURSO_DATABASE_URL: recorder.url, HEALTH_TOKEN: "h".repeat(40) };
    const app = createTestApp({ now: () => now, env });
    const pings = () => recorder.take().filter(({ sql }) => sql === "SELECT 1").length;
    const crowd = await Promise.all(Array.from({ length: 50 }, () => app.fetch("/api/health")));
    expect(crowd.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(pings()).toBe(1);
    app.advance(999);
    expect(await (await app.fetch("/api/health")).json()).toMatchObject({ status: "ok" });
    expect(pings()).toBe(0);
    app.advance(1);
    expect((await app.fetch("/api/health")).status).toBe(200);
    expect(pings()).toBe(1);
    await recorder.stop();
  });

  it("says within a second that the database is gone, and within another that it is back", async () => {
    const now = Date.now();
    const unreachable = createTestApp({ now: () => now, env: { TURSO_DATABASE_URL: "http://127.0.0.1:1" } });
    expect((await unreachable.fetch("/api/health")).status).toBe(503);
    expect((await unreachable.fetch("/api/health")).status).toBe(503);
    const back = createTestApp({ now: () => now });
    expect((await back.fetch("/api/health")).status).toBe(200);
  });
});

it("a limiter's line tells the network by a hash, and never the address", async () => {
  const { app } = limited(0);
  for (const address of ["2001:db8::1", "2001:db8::2", "198.51.100.7", "::ffff:198.51.100.7"])
    await app.fetch("/login", { headers: { "CF-Connecting-IP": address } });
  const networks = logLines()
    .filter(({ event }) => event === "limit")
    .map(({ network }) => network);
  expect(networks).toHaveLength(4);
  expect(networks[0]).toBe(networks[1]);
  expect(networks[2]).toBe(networks[3]);
  expect(networks[0]).not.toBe(networks[2]);
  expect(JSON.stringify(logLines())).not.toMatch(/2001:db8|198\.51\.100/);
});
