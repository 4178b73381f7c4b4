import { expect, inject, it, vi } from "vitest";
import { inRoot } from "../../scripts/lib/paths.mjs";
import floor from "../proofs/bench/floor/routes";
import { readRoutes } from "../support/read-routes";

it("the bench's pages are in no build but the bench's own", async () => {
  const files = inject("routes").map(({ file }) => file);
  expect(files.filter((file) => !/^(root\.tsx$|routes\/)/.test(file))).toEqual([]);
  expect(files.join()).not.toContain(floor[0]?.file);

  process.env.GAPLESS_MORE_ROUTES = inRoot("tests/proofs/bench/floor/routes.ts");
  try {
    vi.resetModules();
    expect((await readRoutes()).map(({ path }) => path)).toContain("bench/:tenant");
  } finally {
    delete process.env.GAPLESS_MORE_ROUTES;
  }
});
