import { readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";
import { permissions } from "~/domain/accounts/permissions";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { routeTable } from "../support/route-table";
import { serverBuild } from "../support/server-build";

const build = serverBuild();
const routes = inject("routes");

/** What no form is sent to: tests/integration/sentry.test.ts and active.test.ts have all that they may be asked. */
const NO_FORM = new Set(["routes/api.envelope", "routes/api.active"]);

/** A route whose action only says that there is nothing has none. */
const changes = (id: string): boolean => {
  const module = build.routes[id]?.module;
  return !NO_FORM.has(id) && Boolean(module?.action) && module?.action !== module?.loader;
};

describe("the table of who may do what", () => {
  it("has every route, and no other", () => {
    expect(Object.keys(routeTable).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it("has every action, and no other", () => {
    const listed = Object.keys(routeTable).filter((id) => routeTable[id]?.post);
    expect(listed.sort()).toEqual(
      routes
        .map(({ id }) => id)
        .filter(changes)
        .sort(),
    );
  });

  it("leaves nothing below a business to anyone", () => {
    for (const [id, { get, post }] of Object.entries(routeTable)) {
      const isOfBusiness = id.startsWith("routes/o.");
      expect(Object.hasOwn(permissions, get), id).toBe(isOfBusiness);
      if (post) expect(Object.hasOwn(permissions, post.who), id).toBe(isOfBusiness);
    }
  });
});

it("the tests run with the flags of the build", () => {
  const config = readFileSync(inRoot("vite.config.ts"), "utf8");
  for (const [flag, on] of Object.entries(build.future)) expect(config, flag).toContain(`${flag}: ${on}`);
});
