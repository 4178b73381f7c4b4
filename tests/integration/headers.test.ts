import { beforeAll, describe, expect, it } from "vitest";
import { may, type Permission } from "~/domain/accounts/permissions";
import { isNowhere } from "~/http/pipeline/route-match";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { takeErrors } from "../support/console";
import { knownOf } from "../support/known";
import { formPathOf, pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { freshId } from "../support/visitor";

// tests/integration/entry.test.ts has one answer of each kind; here is every route with every answer that it can give.

const refusing = { limit: async () => ({ success: false }) };
const nowhere = { TURSO_DATABASE_URL: "http://127.0.0.1:1" };
const SAME = { "Sec-Fetch-Site": "same-origin" };

const HEADERS = {
  "content-security-policy":
    "default-src 'none'; script-src 'nonce-…' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  "strict-transport-security": "max-age=63072000; includeSubDomains",
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
  "cache-control": "no-store",
};

const nonces = new Set<string>();

/** Security.md 13, to the letter; and a nonce that no other answer had, which is the one in the page. */
async function expectHeaders(response: Response, said: string): Promise<void> {
  const policy = response.headers.get("Content-Security-Policy") ?? "";
  const nonce = /'nonce-([^']{22,})'/.exec(policy)?.[1] ?? "";
  const found = Object.fromEntries(
    Object.keys(HEADERS).map((name) => [name, response.headers.get(name)?.replace(nonce || "?", "…")]),
  );
  expect.soft(found, said).toEqual(HEADERS);
  expect.soft(response.headers.get("X-Request-Id"), said).toMatch(/^[0-9A-Za-z-]{16,36}$/);
  expect.soft(response.headers.has("X-Powered-By") || response.headers.has("Server"), said).toBe(false);
  expect.soft(nonces.has(nonce), `${said}: a nonce again`).toBe(false);
  nonces.add(nonce);
  const inPage = [...(await response.text()).matchAll(/ nonce="([^"]*)"/g)].map(([, each]) => each);
  expect.soft(new Set(inPage).size <= 1 && (inPage[0] ?? nonce) === nonce, said).toBe(true);
}

let app: ReturnType<typeof createTestApp>;
let owner: Person;
let viewer: Person;
let stranger: Person;
let known: Known;

beforeAll(async () => {
  app = createTestApp();
  [owner, viewer, stranger] = await Promise.all([
    app.registerPerson(),
    app.registerPerson(),
    app.registerPerson(),
  ]);
  await addMember(owner, viewer, "viewer");
  known = await knownOf(owner, viewer);
});

/** An app in which this route's own code throws, as a mistake of ours would. */
function appWithBug(id: string) {
  const broken = createTestApp();
  const route = broken.build.routes[id];
  if (!route) throw new Error(`There is no route ${id}.`);
  const fails = async () => {
    throw new Error("a bug");
  };
  broken.build.routes[id] = { ...route, module: { ...route.module, loader: fails, action: fails } };
  return broken;
}

type Ask = () => Promise<Response>;

/** One request for each answer that the route can give, by its status and what it is for. */
function answersOf(id: string): Record<string, Ask> {
  const { get, post } = routeTable[id] ?? { get: "anyone" };
  const [path, form] = [pathOf(id, { ...known }), formPathOf(id, { ...known })];
  const ofBusiness = id.startsWith("routes/o.");
  const isPage = !isNowhere(id) && !["routes/api.active", "routes/api.envelope"].includes(id);
  const isCounted = !["routes/api.health", "routes/api.envelope"].includes(id);
  const headers = { Cookie: `__Host-session=${owner.cookies.get("__Host-session")}` };
  const empty = () => ({ method: "POST", headers: SAME, body: new URLSearchParams({ key: freshId() }) });
  const own = id === "routes/login" || id === "routes/register" ? app.visitor() : owner;
  const all: Record<string, Ask | false> = {
    "200 or where it leads": isPage && (() => own.fetch(path)),
    "200 or where it leads, to a script":
      isPage && (() => own.fetch(`${path === "/" ? "/_root" : path}.data`)),
    "302 to the log-in": get !== "anyone" && (() => app.visitor().fetch(path)),
    "302 to the log-in, from a form":
      get !== "anyone" && Boolean(post) && (() => app.visitor().fetch(form, empty())),
    "403 from another site": () =>
      owner.fetch(form, { method: "POST", headers: { "Sec-Fetch-Site": "cross-site" } }),
    "403 of a role": ofBusiness && !may("viewer", get as Permission) && (() => viewer.fetch(path)),
    "404 of another's": ofBusiness && (() => stranger.fetch(path)),
    "404 of none":
      (ofBusiness || !isPage) && (() => owner.fetch(pathOf(id, { ...known, tenant: freshId() }))),
    "405 of a method": () => owner.fetch(form, { method: "DELETE", headers: SAME }),
    "405 of a page without a form": isPage && !post && (() => owner.fetch(form, empty())),
    "413": () =>
      owner.fetch(form, { method: "POST", headers: { ...SAME, "Content-Length": "3000000" }, body: "x" }),
    "422": Boolean(post) && id !== "routes/logout" && (() => own.fetch(form, empty())),
    "429 of a person":
      isCounted && (() => createTestApp({ env: { USER_LIMITER: refusing } }).fetch(path, { headers })),
    "429 of a stranger":
      isCounted && (() => createTestApp({ env: { ANONYMOUS_LIMITER: refusing } }).fetch(path)),
    // As nobody: somebody signed in is sent on from "/" before the frame's mistake shows.
    "500 of a bug": () => appWithBug(id).fetch(path, id === "root" ? {} : { headers }),
    "500 without settings": () => createTestApp({ env: { SESSION_SECRET: "" } }).fetch(path, { headers }),
    "503 without a database":
      get !== "anyone" && (() => createTestApp({ env: nowhere }).fetch(path, { headers })),
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, Ask] => entry[1] !== false),
  );
}

const ids = Object.keys(routeTable);

describe.each(ids)("every answer of %s", (id) => {
  it("has the whole header set", async () => {
    for (const [name, ask] of Object.entries(answersOf(id))) {
      const response = await ask();
      const statuses = name.startsWith("200") ? [200, 202, 302] : [Number(name.slice(0, 3))];
      expect.soft(statuses, `${id}: ${name}`).toContain(response.status);
      await expectHeaders(response, `${id}: ${name}`);
      if (name.startsWith("500")) takeErrors();
    }
  });
});

it("of a log-out tells the browser to forget what it holds", async () => {
  const response = await (await app.registerPerson()).fetch("/logout", { method: "POST", headers: SAME });
  expect([response.status, response.headers.get("Clear-Site-Data")]).toEqual([302, '"cache", "storage"']);
  await expectHeaders(response, "logout");
});
