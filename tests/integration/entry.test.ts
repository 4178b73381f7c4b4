import { describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { logLines, requestLines, takeErrors } from "../support/console";
import { PASSWORD } from "../support/password";
import { count } from "../support/sql";
import { freshId, ORIGIN } from "../support/visitor";

const refusing = { limit: async () => ({ success: false }) };
const broken = { limit: async () => Promise.reject(new Error("no limiter")) };
const nowhere = { TURSO_DATABASE_URL: "http://127.0.0.1:1" };
const SAME = { "Sec-Fetch-Site": "same-origin" };

const DIRECTIVES = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
];

/** The header set of security.md 13; returns the nonce. */
function expectSecurityHeaders(response: Response): string {
  const { headers } = response;
  const policy = (headers.get("Content-Security-Policy") ?? "").split("; ");
  const [, nonce = ""] =
    /^script-src 'nonce-([^']+)' 'strict-dynamic'$/.exec(
      policy.find((each) => each.startsWith("script-src")) ?? "",
    ) ?? [];
  expect(nonce.length).toBeGreaterThanOrEqual(22);
  expect(policy.filter((each) => !each.startsWith("script-src")).sort()).toEqual([...DIRECTIVES].sort());
  expect(headers.get("Strict-Transport-Security")).toBe("max-age=63072000; includeSubDomains");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Referrer-Policy")).toBe("strict-origin-when-cross-origin");
  expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
  expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
  expect(headers.get("Permissions-Policy")).toContain("camera=()");
  expect(headers.get("Cache-Control")).toBe("no-store");
  expect(headers.get("X-Request-Id")).toMatch(/^[0-9A-Za-z-]{16,36}$/);
  return nonce;
}

/** An app with a page that breaks, as a mistake of ours would. */
function appWithBug() {
  const app = createTestApp();
  const route = app.build.routes["routes/_index"];
  if (!route) throw new Error("There is no start page.");
  const loader = async () => {
    throw new Error("SELECT secret FROM /work/app.ts");
  };
  app.build.routes["routes/_index"] = { ...route, module: { ...route.module, loader } };
  return app;
}

/** One request for each status that the Worker can answer with. */
const ANSWERS: Record<string, () => Promise<Response>> = {
  "200": () => createTestApp().fetch("/"),
  "302": () => createTestApp().fetch(`/o/${freshId()}`),
  "403 from another site": () =>
    createTestApp().fetch("/login", { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } }),
  "404 of no page": () => createTestApp().fetch("/nothing/here"),
  "404 of no business": async () => (await createTestApp().registerPerson()).fetch(`/o/${freshId()}`),
  "404 of what is no id": async () => (await createTestApp().registerPerson()).fetch("/o/1"),
  "405": () => createTestApp().fetch("/login", { method: "DELETE" }),
  "413": () => createTestApp().fetch("/login", { method: "POST", headers: SAME, body: "x".repeat(300_000) }),
  "422": () =>
    createTestApp().fetch("/login", {
      method: "POST",
      headers: SAME,
      body: new URLSearchParams({ key: freshId() }),
    }),
  "429": () => createTestApp({ env: { ANONYMOUS_LIMITER: refusing } }).fetch("/"),
  "500 of a bug": () => appWithBug().fetch("/"),
  "500 without settings": () => createTestApp({ env: { SESSION_SECRET: "" } }).fetch("/"),
  "503 without a database": async () => {
    const person = await createTestApp().registerPerson();
    const cookie = `__Host-session=${person.cookies.get("__Host-session")}`;
    return createTestApp({ env: nowhere }).fetch(person.base, { headers: { Cookie: cookie } });
  },
};

describe("every answer has the security headers", () => {
  it.each(Object.entries(ANSWERS))("%s", async (name, ask) => {
    const response = await ask();
    expect(response.status).toBe(Number(name.slice(0, 3)));
    expectSecurityHeaders(response);
    const page = await response.text();
    expect(page).not.toMatch(/ at .*\.tsx?:\d+|node_modules|SELECT |SQLITE|libsql/);
    if (response.status >= 500) takeErrors();
  });
});

describe("a page", () => {
  it("has a nonce of its own on each of its scripts, and no inline style", async () => {
    const app = createTestApp();
    const nonces = new Set<string>();
    for (const path of ["/", "/register", "/login"]) {
      const page = await app.visit(path);
      const nonce = expectSecurityHeaders(page.response);
      const scripts = page.document.querySelectorAll("script");
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) expect(script.getAttribute("nonce")).toBe(nonce);
      expect(page.document.querySelectorAll("[style], style")).toHaveLength(0);
      nonces.add(nonce);
    }
    expect(nonces.size).toBe(3);
  });

  it("of an error says what happened and the request's id, and nothing about us", async () => {
    const page = await appWithBug().visit("/");
    expect(page.heading).toBe("Something broke on our side");
    expect(page.text).toContain(page.headers.get("X-Request-Id"));
    expect(page.html).not.toContain("secret");
    expect(takeErrors().join()).toContain("SELECT secret FROM");
  });

  it("answers HEAD like GET, without a body", async () => {
    const response = await createTestApp().fetch("/login", { method: "HEAD" });
    expect(response.status).toBe(200);
    expectSecurityHeaders(response);
  });
});

describe("a request", () => {
  it("is known by Cloudflare's ray where there is one", async () => {
    const response = await createTestApp().fetch("/", { headers: { "cf-ray": "8f0e1d2c3b4a5968-FRA" } });
    expect(response.headers.get("X-Request-Id")).toBe("8f0e1d2c3b4a5968-FRA");
    const bytes = (await response.arrayBuffer()).byteLength;
    const known = { requestId: "8f0e1d2c3b4a5968-FRA", build: "development" };
    expect(logLines()).toMatchObject([
      { event: "request", ...known, method: "GET", route: "routes/_index", status: 200, bytes },
    ]);
  });

  it("is logged in one line, without what was typed, cookies or addresses", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    await person.submit(`${person.base}/clients/new`, { name: "Very Secret Ltd", country: "DE" });
    await app.submit(
      "/login",
      { email: person.email, password: PASSWORD },
      { headers: { "CF-Connecting-IP": "203.0.113.9" } },
    );
    expect(requestLines()).toMatchObject([
      { status: 302, user: person.userId, roundTrips: 1 },
      { status: 302, roundTrips: 2 },
    ]);
    for (const word of [
      "Secret",
      person.email,
      PASSWORD,
      "203.0.113.9",
      person.cookies.get("__Host-session") ?? "?",
    ]) {
      expect(JSON.stringify(logLines())).not.toContain(word);
    }
  });

  it("by another method is refused, and told which there are", async () => {
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      const response = await createTestApp().fetch("/login", { method, headers: SAME });
      expect([response.status, response.headers.get("Allow")], method).toEqual([405, "GET, HEAD, POST"]);
    }
  });

  it("with too many bytes is refused whatever Content-Length says, and nothing is stored", async () => {
    const person = await createTestApp().registerPerson();
    const post = (note: string, headers: Record<string, string> = {}) =>
      person.submit(`${person.base}/clients/new`, { name: "Big", country: "DE", note }, { headers });
    expect((await post("x".repeat(270_000))).status).toBe(413);
    expect((await post("x".repeat(270_000), { "Content-Length": "10" })).status).toBe(413);
    expect((await post("x".repeat(250_000))).status).toBe(422);
    expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [person.tenantId])).toBe(0);
  });
});

// Every form with every origin: cross-site.test.ts.
describe("a form", () => {
  it("is measured by the configured origin, not by the address that was asked", async () => {
    const onTheWeb = { TURSO_AUTH_TOKEN: "t", AUDIT_KEY: "a".repeat(32), HEALTH_TOKEN: "h".repeat(32) };
    const app = createTestApp({ env: { APP_ORIGIN: "https://invoices.example", ...onTheWeb } });
    const post = (origin: string) =>
      app.fetch("/login", { method: "POST", headers: { Origin: origin, "X-Forwarded-Host": "evil.test" } });
    expect((await post("https://invoices.example")).status).toBe(422);
    expect((await post(ORIGIN)).status).toBe(403);
    expect((await post("https://evil.test")).status).toBe(403);
  });
});

describe("too many requests", () => {
  it("are told to wait, on a page that says so, and no form is carried out", async () => {
    const { email } = await createTestApp().registerPerson();
    const app = createTestApp({ env: { ANONYMOUS_LIMITER: refusing } });
    const page = await app.submit("/login", { email, password: PASSWORD });
    expect([page.status, page.headers.get("Retry-After")]).toEqual([429, "60"]);
    expect(page.heading).toBe("That was a lot in a short time");
    expect(page.headers.getSetCookie()).toEqual([]);
    expect(requestLines()).toMatchObject([{ status: 429, roundTrips: 0 }]);
    expect(logLines()).toContainEqual(expect.objectContaining({ event: "limit", limiter: "address" }));
  });

  it("are counted for people and for strangers apart, and not for the health check", async () => {
    const strangers = createTestApp({ env: { ANONYMOUS_LIMITER: refusing } });
    const people = createTestApp({ env: { USER_LIMITER: refusing } });
    const [one, two] = [await strangers.registerPerson(), await people.registerPerson()];
    expect((await one.visit(one.base)).status).toBe(200);
    expect((await two.visit(two.base)).status).toBe(429);
    expect((await strangers.fetch("/api/health")).status).toBe(200);
  });

  it("can't be told without a limiter: then nobody logs in or registers, in production", async () => {
    const { email } = await createTestApp().registerPerson();
    for (const limiter of [undefined, broken]) {
      const app = createTestApp({ env: { ANONYMOUS_LIMITER: limiter, LOGIN_LIMITER: limiter } });
      const login = await app.submit("/login", { email, password: PASSWORD });
      expect([login.status, login.headers.get("Retry-After")]).toEqual([503, "60"]);
      expect((await app.submit("/register", {})).status).toBe(503);
      expect((await app.visit("/login")).status).toBe(200);
      const local = createTestApp({
        env: { ANONYMOUS_LIMITER: limiter, LOGIN_LIMITER: limiter, ENVIRONMENT: "development" },
      });
      expect((await local.submit("/login", { email, password: PASSWORD })).status).toBe(302);
    }
  });
});

describe("without the database", () => {
  it("every page that needs it says so and when to come back, and nobody is logged out", async () => {
    const person = await createTestApp().registerPerson();
    const app = createTestApp({ env: nowhere });
    const headers = { Cookie: `__Host-session=${person.cookies.get("__Host-session")}` };
    const answers = [
      await app.visit("/", { headers }),
      await app.visit(`${person.base}/clients`, { headers }),
      await app.visit("/login", { headers }),
      await app.submit("/login", { email: person.email, password: PASSWORD }, {}),
      await app.submit("/register", {
        name: "A",
        email: "a@example.com",
        businessName: "B",
        country: "DE",
        currency: "EUR",
        password: PASSWORD,
      }),
      await app.submit("/logout", {}, { headers }),
      await app.submit(`${person.base}/clients/new`, { name: "Lost", country: "DE" }, { headers }),
    ];
    expect(answers.map((page) => page.status)).toEqual(answers.map(() => 503));
    for (const page of answers) {
      expect(page.heading).toBe("The database can't be reached just now");
      expect(page.headers.getSetCookie()).toEqual([]);
      expect(Number(page.headers.get("Retry-After"))).toBeGreaterThan(0);
    }
    expect((await person.visit(person.base)).status).toBe(200);
  });

  it("the pages that need none are there", async () => {
    const app = createTestApp({ env: nowhere });
    for (const path of ["/", "/login", "/register"]) expect((await app.visit(path)).status, path).toBe(200);
  });
});
