import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { knownOf } from "../support/known";
import { pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";

/** Every parameter that a page or Remix itself reads from an address. */
const PARAMETERS = [
  ...["done", "redirectTo", "search", "status", "client", "from", "to", "archived", "sort", "order", "at"],
  ...["about", "action", "person", "deep", "index", "_routes", "_data", "page", "__proto__"],
];

const cursor = (value: unknown): string => btoa(JSON.stringify(value)).replaceAll("=", "");

const VALUES = [
  ...["__proto__", "constructor", "toString", "", "routes/login", "root", "\0", "%", "[]", "2026-02-30"],
  ...["99999-01-01", "1e400", "\u202e", "a".repeat(3_000), "//evil.example", "https://evil.example"],
  ...[
    cursor([1, "__proto__", "01M82Z705TCK0BZ73GV4X4V1KC"]),
    cursor([1, 9e15, "01M82Z705TCK0BZ73GV4X4V1KC"]),
  ],
];

let app: ReturnType<typeof createTestApp>;
let owner: Person;
let known: Known;

beforeAll(async () => {
  app = createTestApp();
  owner = await app.registerPerson();
  known = await knownOf(owner);
});

const asData = (path: string): string => (path === "/" ? "/_root.data" : `${path}.data`);

/** What answers with 500 and above, of these parameters with this value, by itself and to a script. */
async function faults(id: string, parameters: readonly string[], value: string): Promise<string[]> {
  const query = new URLSearchParams(parameters.map((name) => [name, value]));
  const path = pathOf(id, { ...known });
  const found: string[] = [];
  for (const address of [path, asData(path)]) {
    const response = await owner.fetch(`${address}?${query}`);
    await response.arrayBuffer();
    if (response.status >= 500) found.push(`${response.status} ${address}?${query}`.slice(0, 300));
  }
  return found;
}

describe.each(Object.keys(routeTable))("the address of %s", (id) => {
  it("is no fault whatever its parameters say", { timeout: 120_000 }, async () => {
    const found: string[] = [];
    for (const value of VALUES) found.push(...(await faults(id, PARAMETERS, value)));
    expect(found).toEqual([]);
  });
});

describe("one parameter by itself", () => {
  it.each([
    "/login?done=__proto__",
    "/login?done=constructor",
    "/login?_data=routes/login",
    "/login?_data=root",
    "/login?_data=nothing",
    "/login.data?_data=routes/login",
    "/login?_data",
    "/?_data=routes/_index",
    "/login?index",
    "/login?index=__proto__",
    "/login.data?_routes=nothing",
    "/api/health?_data=routes/api.health",
  ])("%s is the page as if it were not there", async (address) => {
    const response = await app.visitor().fetch(address);
    await response.arrayBuffer();
    expect(response.status).toBeLessThan(400);
  });

  it("shows a stranger nothing of a route by its name", async () => {
    const response = await app.visitor().fetch(`${owner.base}?_data=routes/o.$tenant`);
    expect(response.status).toBe(302);
  });
});
