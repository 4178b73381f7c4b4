import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { FIXED } from "~/http/pipeline/security-headers";
import { inRoot } from "../../scripts/lib/paths.mjs";

/** The lines below each path of public/_headers. */
const rules = new Map(
  readFileSync(inRoot("public", "_headers"), "utf8")
    .split(/\n(?=\/)/)
    .map((block) => block.trim().split(/\n\s*/))
    .map(([path = "", ...lines]) => [path, lines]),
);

it("files have every header that pages have, and a policy that lets them do nothing", () => {
  const csp =
    "Content-Security-Policy: default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  const fixed = FIXED.map(([name, value]) => `${name}: ${value}`);
  expect(rules.get("/*")?.sort()).toEqual([csp, ...fixed].sort());
});

it("no header is given twice: a browser would get both, joined by a comma", () => {
  const names = [...rules.values()].flat().map((line) => line.split(":")[0]);
  expect(new Set(names).size).toBe(names.length);
});
