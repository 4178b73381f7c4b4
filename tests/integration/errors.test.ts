import { describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { requestLines, takeErrors } from "../support/console";
import { PASSWORD } from "../support/password";
import { count } from "../support/sql";
import { freshId } from "../support/visitor";

const refusing = { limit: async () => ({ success: false }) };
const nowhere = { TURSO_DATABASE_URL: "http://127.0.0.1:1" };
const SAME = { "Sec-Fetch-Site": "same-origin" };

/** The same person at another Worker. */
const cookieOf = (person: { cookies: Map<string, string> }) => ({
  Cookie: `__Host-session=${person.cookies.get("__Host-session")}`,
});

describe("an error of /api", () => {
  const ANSWERS: [status: number, ask: () => Promise<Response>][] = [
    [404, () => createTestApp().fetch("/api/nothing")],
    [404, () => createTestApp().fetch("/api/envelope")],
    [405, () => createTestApp().fetch("/api/health", { method: "DELETE", headers: SAME })],
    [405, () => createTestApp().fetch("/api/health", { method: "POST", headers: SAME })],
    [403, () => createTestApp().fetch("/api/envelope", { method: "POST" })],
    [
      413,
      () =>
        createTestApp().fetch("/api/envelope", { method: "POST", headers: SAME, body: "x".repeat(110_000) }),
    ],
    [
      429,
      () =>
        createTestApp({ env: { REPORT_LIMITER: refusing } }).fetch("/api/envelope", {
          method: "POST",
          headers: SAME,
        }),
    ],
    [503, () => createTestApp({ env: nowhere }).fetch("/api/health")],
  ];

  it.each(ANSWERS)("is problem+json: %i", async (status, ask) => {
    const response = await ask();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([
      status,
      "application/problem+json",
    ]);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toEqual({
      type: "about:blank",
      status,
      title: expect.stringMatching(/^[A-Z][A-Za-z ]+$/),
      detail: expect.stringMatching(/\.$/),
      requestId: response.headers.get("X-Request-Id"),
    });
  });
});

describe("a script that asks for a page's data", () => {
  it.each([
    ["429", { USER_LIMITER: refusing }, {}],
    ["403", {}, { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } }],
    ["413", {}, { method: "POST", headers: SAME, body: "x".repeat(300_000) }],
    ["503", nowhere, {}],
  ] as const)("is told of a %s in its own terms, with the id of that request", async (status, env, init) => {
    const person = await createTestApp().registerPerson();
    const response = await createTestApp({ env }).fetch(`${person.base}/clients/new.data`, {
      ...init,
      headers: { ...cookieOf(person), ...("headers" in init ? init.headers : {}) },
    });
    expect([String(response.status), response.headers.get("Content-Type")]).toEqual([
      status,
      "text/x-script",
    ]);
    if (status === "429") expect(response.headers.get("Retry-After")).toBe("60");
    const text = await response.text();
    expect(text).toContain("ErrorResponse");
    expect(text).toContain(response.headers.get("X-Request-Id"));
    expect(requestLines().at(-1)).toMatchObject({
      status: Number(status),
      requestId: response.headers.get("X-Request-Id"),
      route: "routes/o.$tenant.clients.new",
      tenant: person.tenantId,
    });
  });

  it("is given no stack and no message of a mistake of ours", async () => {
    const app = createTestApp();
    const route = app.build.routes["routes/login"];
    if (!route) throw new Error("There is no log-in.");
    const loader = async () => {
      throw new Error("SELECT secret FROM app.ts");
    };
    app.build.routes["routes/login"] = { ...route, module: { ...route.module, loader } };
    const response = await app.fetch("/login.data");
    const text = await response.text();
    expect(response.status).toBe(500);
    expect(text).not.toMatch(/secret|app\.ts/);
    expect(text).toContain(response.headers.get("X-Request-Id"));
    const [logged = ""] = takeErrors();
    expect(JSON.parse(logged)).toMatchObject({
      event: "error",
      requestId: response.headers.get("X-Request-Id"),
      route: "routes/login",
      where: "loader",
      error: { name: "Error", message: expect.stringContaining("FROM app.ts"), stack: expect.any(String) },
    });
  });
});

describe("a form that the database could not take", () => {
  const typed = { name: "Umbrella & Sons <Ltd>", country: "DE", note: 'two\r\nlines and a "quote"' };

  it("is kept in the error page, whole, and stored once when it is sent again", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const key = freshId();
    const broken = createTestApp({ env: nowhere });
    const path = `${person.base}/clients/new`;
    const failed = await broken.submit(path, { key, ...typed }, { headers: cookieOf(person) });
    expect([failed.status, failed.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(failed.text).toContain("What you typed is kept in this page");
    const kept = failed.form("Try again");
    expect(kept).toEqual({ key, ...typed });
    const form = failed.document.querySelector("form#retry");
    expect([form?.getAttribute("action"), form?.getAttribute("method")]).toEqual([path, "post"]);

    expect((await person.submit(path, kept)).status).toBe(302);
    expect((await person.submit(path, kept)).status).toBe(302);
    expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [person.tenantId])).toBe(1);
  });

  it("comes back without its password, which is asked for again", async () => {
    const { email } = await createTestApp().registerPerson();
    const broken = createTestApp({ env: nowhere });
    const failed = await broken.submit("/login?redirectTo=%2Fsettings", { email, password: PASSWORD });
    expect(failed.status).toBe(503);
    expect(failed.html).not.toContain(PASSWORD);
    expect(failed.form("Try again")).toMatchObject({ email, password: "" });
    expect(failed.control("Password").getAttribute("type")).toBe("password");
    expect(failed.document.querySelector("form#retry")?.getAttribute("action")).toBe(
      "/login?redirectTo=%2Fsettings",
    );
  });

  it("comes back from a limiter that had enough, too", async () => {
    const person = await createTestApp().registerPerson();
    const full = createTestApp({ env: { USER_LIMITER: refusing } });
    const failed = await full.submit(`${person.base}/clients/new`, typed, { headers: cookieOf(person) });
    expect(failed.status).toBe(429);
    expect(failed.form("Try again")).toMatchObject(typed);
  });

  it("comes back to a script, too", async () => {
    const person = await createTestApp().registerPerson();
    const headers = { ...cookieOf(person), ...SAME };
    for (const env of [{ USER_LIMITER: refusing }, nowhere]) {
      const body = new URLSearchParams({ key: freshId(), ...typed });
      const path = `${person.base}/clients/new.data`;
      const response = await createTestApp({ env }).fetch(path, { method: "POST", headers, body });
      const text = await response.text();
      expect([429, 503]).toContain(response.status);
      for (const kept of ["retry", typed.name, `${person.base}/clients/new`]) expect(text).toContain(kept);
    }
  });

  it("of a page that was only asked for is none: there is a link", async () => {
    const person = await createTestApp().registerPerson();
    const path = `${person.base}/clients?search=ada`;
    const failed = await createTestApp({ env: nowhere }).visit(path, { headers: cookieOf(person) });
    expect([failed.status, failed.link("Try again")]).toEqual([503, path]);
    expect(failed.document.querySelector("form#retry")).toBeNull();
  });
});

it("a file that is not there is the same error page", async () => {
  const person = await createTestApp().registerPerson();
  const page = await person.visit(`/o/${freshId()}/numbers.csv`);
  expect([page.status, page.heading]).toEqual([404, "There is nothing at this address"]);
  expect(page.text).toContain(page.headers.get("X-Request-Id"));
});
