import { describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { takeErrors } from "../support/console";
import type { Page } from "../support/page";
import { ORIGIN } from "../support/visitor";

// Nothing that is built from a request's address leads to another site: no link, no form, no redirect.

/** Addresses whose path a browser would take for another host, if it stood in a page as it was sent. */
const HOSTILE = [
  ...[
    "//evil.example",
    "//evil.example/",
    "//evil.example/login?a=b",
    "///evil.example",
    "////evil.example/x",
  ],
  ...["/\\evil.example", "/\\\\evil.example/x", "\\\\evil.example", "/..//evil.example", "/.//evil.example"],
  ...[
    "/%2e//evil.example",
    "/a/..//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\n/evil.example",
  ],
  ...[
    "//evil.example.data",
    "//evil.example/login.data",
    "//evil.example%2Flogin",
    "//user@evil.example",
    "//evil.example:8080/",
  ],
  ...[
    "//@evil.example",
    "/;//evil.example",
    "/%2F/evil.example",
    "/%5Cevil.example",
    "/%2F%2Fevil.example",
    "//[::1]/",
  ],
];

/** The address as a request's line has it: nobody's browser has made another of it. */
const requestUrl = (path: string): string => `${ORIGIN}${path.startsWith("/") ? path : `/${path}`}`;

const refusing = { limit: async () => ({ success: false }) };
const nowhere = { TURSO_DATABASE_URL: "http://127.0.0.1:1" };
const SAME = { "Sec-Fetch-Site": "same-origin" };
const FORM = () => ({ method: "POST", headers: SAME, body: new URLSearchParams({ note: "secret" }) });

function appWithBug() {
  const app = createTestApp();
  const fails = async () => {
    throw new Error("a bug");
  };
  for (const id of ["routes/$", "root"]) {
    const route = app.build.routes[id];
    if (route) app.build.routes[id] = { ...route, module: { ...route.module, loader: fails } };
  }
  return app;
}

const SITUATIONS: Record<string, (path: string) => Promise<Page>> = {
  "429 of a page": (path) => createTestApp({ env: { ANONYMOUS_LIMITER: refusing } }).visit(path),
  "429 of a form": (path) => createTestApp({ env: { ANONYMOUS_LIMITER: refusing } }).visit(path, FORM()),
  "429 of somebody signed in": async (path) => {
    const person = await createTestApp({ env: { USER_LIMITER: refusing } }).registerPerson();
    return person.visit(path, FORM());
  },
  "404 of a page": (path) => createTestApp().visit(path),
  "404 of a form": (path) => createTestApp().visit(path, FORM()),
  "404 to somebody signed in": async (path) => (await createTestApp().registerPerson()).visit(path),
  "403 from another site": (path) => createTestApp().visit(path, { ...FORM(), headers: {} }),
  "405 of a method": (path) => createTestApp().visit(path, { method: "DELETE", headers: SAME }),
  "413 of a form": (path) => createTestApp().visit(path, { ...FORM(), body: "x".repeat(300_000) }),
  "500 of a bug": (path) => appWithBug().visit(path),
  "500 without settings": (path) => createTestApp({ env: { SESSION_SECRET: "" } }).visit(path),
  "503 without a database": (path) => createTestApp({ env: nowhere }).visit(path),
};

/** Wherever the answer may send somebody. */
function waysOut(page: Page): string[] {
  const ways = [page.location, page.headers.get("Content-Location"), page.headers.get("Refresh")];
  for (const name of ["href", "action", "formaction", "src"])
    for (const element of page.document.querySelectorAll(`[${name}]`))
      ways.push(element.getAttribute(name) ?? null);
  return ways.flatMap((way) => way ?? []);
}

describe.each(Object.keys(SITUATIONS))("%s", (situation) => {
  it.each(HOSTILE)("of %j leads nowhere but to this site", async (path) => {
    const page = await SITUATIONS[situation]?.(requestUrl(path));
    if (!page) throw new Error(`no such situation: ${situation}`);
    const ways = waysOut(page);
    for (const way of ways) {
      // However the page's own address is read, and whatever a server between makes of it.
      for (const base of [ORIGIN, requestUrl(path)])
        expect(new URL(way, base).origin, `${way} at ${base}`).toBe(ORIGIN);
      expect(way).not.toMatch(/^\/[/\\]/);
    }
    if (page.document.querySelector("h1")) expect(ways).toContain("/");
    takeErrors();
  });
});

it("a page that may be there the next time is asked for again where it is, with its search", async () => {
  const app = createTestApp({ env: { ANONYMOUS_LIMITER: refusing } });
  for (const path of [
    "/login?redirectTo=%2Fo%2FX",
    "/",
    "/o/X/clients?search=a%26b&at=x",
    `/o/X/clients?search=${"x".repeat(600)}`,
  ])
    expect((await app.visit(path)).link("Try again")).toBe(path);
  expect((await app.visit(requestUrl("//evil.example/x"))).link("Try again")).toBeNull();
});

it("the log-in leads back to a page of this site, whatever was asked for", async () => {
  const app = createTestApp();
  for (const path of HOSTILE) {
    const page = await app.visit(`/login?redirectTo=${encodeURIComponent(path)}`);
    const redirectTo = page.form("Log in").redirectTo ?? "";
    expect(new URL(redirectTo, ORIGIN).origin, path).toBe(ORIGIN);
    expect(redirectTo, path).not.toMatch(/^\/[/\\]/);
  }
});
