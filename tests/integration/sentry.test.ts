import { DatabaseError } from "@db/client.server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createContext } from "~/load-context";
import { createTestApp } from "../support/app";
import { logLines, takeErrors } from "../support/console";
import { startSentrySink } from "../support/sentry-sink";
import { freshId } from "../support/visitor";

const SAME = { "Sec-Fetch-Site": "same-origin" };
const NAME = "Umbrella Ltd";
const SECRETS = ["ada@example.com", "DE89370400440532013000", "hunter2", NAME];
const MESSAGE = `no row for ada@example.com, IBAN DE89370400440532013000, password: hunter2, named ${NAME}`;

let sink: Awaited<ReturnType<typeof startSentrySink>>;

beforeAll(async () => {
  sink = await startSentrySink();
});
afterAll(() => sink.stop());

/** An app in which the code of a route fails with a message that says too much. */
function failing(id: string, kind: "loader" | "action", env: Record<string, string>) {
  const app = createTestApp({ env });
  const route = app.build.routes[id];
  if (!route) throw new Error(`There is no route ${id}.`);
  const fails = async () => {
    throw new Error(MESSAGE, { cause: new TypeError(`because of ${MESSAGE}`) });
  };
  app.build.routes[id] = { ...route, module: { ...route.module, [kind]: fails } };
  return app;
}

describe.each([
  ["loader", "routes/o.$tenant.clients._index", "/clients"],
  ["action", "routes/o.$tenant.clients.new", "/clients/new"],
] as const)("an error of a %s", (kind, id, path) => {
  const ask = async (env: Record<string, string>) => {
    const app = failing(id, kind, env);
    const person = await app.registerPerson();
    const page =
      kind === "loader"
        ? await person.visit(person.base + path)
        : await person.submit(person.base + path, { name: NAME, country: "DE" });
    expect(page.status).toBe(500);
    return { person, page, requestId: page.headers.get("X-Request-Id") ?? "" };
  };

  it("is sent with build, request, person, business, route and a stack, and nothing personal", async () => {
    const { person, requestId } = await ask({ SENTRY_DSN: sink.dsn });
    const event = await sink.event(({ tags }) => tags?.request_id === requestId);
    expect(event).toMatchObject({
      type: "event",
      release: "development",
      environment: "production",
      transaction: id,
      user: { id: person.userId },
      tags: { tenant: person.tenantId, route: id, where: kind },
    });
    // The cause comes first, as Sentry has it.
    expect(event.exception?.values.map(({ type }) => type)).toEqual(["TypeError", "Error"]);
    const frames = event.exception?.values[1]?.stacktrace?.frames ?? [];
    expect(frames.at(-1)).toMatchObject({ filename: expect.stringContaining("sentry.test.ts") });
    takeErrors();
  });

  it("has its secrets neither at Sentry, nor in the answer, nor in the log", async () => {
    const { page, requestId } = await ask({ SENTRY_DSN: sink.dsn });
    await sink.event(({ tags }) => tags?.request_id === requestId);
    const logged = takeErrors().join("\n");
    expect(logged).toContain(requestId);
    const sent = sink.raw.filter((each) => each.includes(requestId)).join("\n");
    expect(sent).toContain("because of no row for");
    const kept = new Set(Object.values(kind === "action" ? page.form("Try again") : {}));
    for (const secret of SECRETS) {
      // A name looks like any word; it is known as one where the form said it.
      if (secret === NAME && kind === "loader") continue;
      expect(sent).not.toContain(secret);
      expect(logged).not.toContain(secret);
      if (!kept.has(secret)) expect(page.html).not.toContain(secret);
    }
  });

  it("is in the log only where there is no DSN", async () => {
    const before = sink.raw.length;
    await ask({});
    await ask({ SENTRY_DSN: "" });
    expect(takeErrors()).toHaveLength(2);
    expect(sink.raw).toHaveLength(before);
  });

  it("is answered all the same when Sentry is out of reach", async () => {
    await ask({ SENTRY_DSN: "http://public@127.0.0.1:1/42" });
    expect(takeErrors().length).toBeGreaterThan(0);
  });
});

it.each([
  ["a mistake of ours is told once", new Error("broken job"), 1],
  ["a database out of reach is no mistake", new DatabaseError({ kind: "unclear" }, null), 0],
] as const)("of what goes on behind the response, %s", async (_, error, told) => {
  const works: Promise<unknown>[] = [];
  const env = createTestApp().env;
  const context = createContext(new Request("http://127.0.0.1/"), env, {
    waitUntil: (work) => void works.push(work),
  });
  context.background("audit.seal", Promise.reject(error));
  await Promise.all(works);
  expect(takeErrors()).toHaveLength(told);
  expect(logLines()).toMatchObject([{ event: "job", job: "audit.seal", ok: false }]);
});

it("what is expected is no error: refusals, redirects, 404, a database out of reach", async () => {
  const before = sink.events.length;
  const app = createTestApp({ env: { SENTRY_DSN: sink.dsn, TURSO_DATABASE_URL: "http://127.0.0.1:1" } });
  const person = await createTestApp().registerPerson();
  const headers = { Cookie: `__Host-session=${person.cookies.get("__Host-session")}` };
  const responses = [
    app.fetch("/nothing"),
    app.fetch(`/o/${freshId()}`),
    app.fetch(person.base, { headers }),
    app.fetch("/login", { method: "POST" }),
  ];
  expect((await Promise.all(responses)).map(({ status }) => status)).toEqual([404, 302, 503, 403]);
  expect(sink.events).toHaveLength(before);
});

it("a traced request is sent with its times: no address, no query, no typed text", async () => {
  const app = createTestApp({ env: { SENTRY_DSN: sink.dsn, SENTRY_TRACES: "1" } });
  const person = await app.registerPerson();
  const page = await person.visit(`${person.base}/clients?search=Umbrella+Ltd`);
  expect(page.status).toBe(200);
  const requestId = page.headers.get("X-Request-Id") ?? "";
  const event = await sink.event(
    ({ type, tags }) => type === "transaction" && tags?.request_id === requestId,
  );
  expect(event).toMatchObject({
    transaction: "GET /o/:tenant/clients",
    release: "development",
    tags: { tenant: person.tenantId, route: "routes/o.$tenant.clients._index" },
  });
  const sent = sink.raw.find((each) => each.includes(event.event_id)) ?? "";
  expect(sent).toContain("routes/o.$tenant.clients._index");
  expect(sent).not.toMatch(/Umbrella|search=|example\.com|127\.0\.0\.1:(?!\d+\/42)/);
});

describe("the tunnel for the browser", () => {
  const envelope = (dsn: string) =>
    `${JSON.stringify({ event_id: freshId(), dsn })}\n{"type":"event"}\n{"event_id":"of-the-browser"}\n`;
  const post = (app: ReturnType<typeof createTestApp>, body: string) =>
    app.fetch("/api/envelope", { method: "POST", headers: SAME, body });

  it("hands on what is for our project, as it is", async () => {
    const response = await post(createTestApp({ env: { SENTRY_DSN: sink.dsn } }), envelope(sink.dsn));
    expect([response.status, await response.text()]).toEqual([204, ""]);
    await sink.event(({ event_id }) => event_id === "of-the-browser");
  });

  it("takes nothing for another project, nothing broken, and nothing from another site", async () => {
    const before = sink.raw.length;
    const app = createTestApp({ env: { SENTRY_DSN: sink.dsn } });
    const others = [
      sink.dsn.replace("/42", "/43"),
      sink.dsn.replace("public", "other"),
      "http://evil.test/1",
      "",
    ];
    for (const body of [...others.map(envelope), "", "{", "\n", "null\n", "[]\n{}\n"])
      expect((await post(app, body)).status, body).toBe(403);
    const foreign = { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" }, body: envelope(sink.dsn) };
    expect((await app.fetch("/api/envelope", foreign)).status).toBe(403);
    expect(sink.raw).toHaveLength(before);
  });

  it("is not there without a DSN, and the page then says nothing of it", async () => {
    expect((await post(createTestApp(), envelope(sink.dsn))).status).toBe(404);
    expect((await createTestApp().visit("/login")).html).not.toContain("monitoring");
    const page = await createTestApp({ env: { SENTRY_DSN: sink.dsn } }).visit("/login");
    const content = page.document.querySelector("meta[name=monitoring]")?.getAttribute("content") ?? "{}";
    expect(JSON.parse(content)).toEqual({
      dsn: sink.dsn,
      environment: "production",
      traces: 0,
      release: "development",
      requestId: page.headers.get("X-Request-Id"),
    });
  });
});
