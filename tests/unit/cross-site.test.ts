import { describe, expect, it } from "vitest";
import { isCrossSite } from "~/http/pipeline/cross-site";

const OURS = "https://gapless.test";

const refused = (method: string, site: string | null, origin: string | null): boolean => {
  const headers = new Headers();
  if (site !== null) headers.set("Sec-Fetch-Site", site);
  if (origin !== null) headers.set("Origin", origin);
  return isCrossSite(new Request(`${OURS}/form`, { method, headers }), OURS);
};

const SITES = ["same-site", "cross-site", "none", "", "Same-Origin", "same-origin, same-origin"];
const ORIGINS = [
  null,
  OURS,
  "null",
  "https://evil.test",
  "http://gapless.test",
  "https://gapless.test.evil.test",
  "https://gapless.test:444",
];

describe("a request that changes something", () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    it(`passes from the site itself, whatever Origin says (${method})`, () => {
      for (const origin of ORIGINS) expect(refused(method, "same-origin", origin)).toBe(false);
    });

    it(`is refused from anywhere else, also with our Origin (${method})`, () => {
      for (const site of SITES)
        for (const origin of ORIGINS) expect(refused(method, site, origin), `${site} ${origin}`).toBe(true);
    });

    it(`needs our very Origin where the browser sends no Sec-Fetch-Site (${method})`, () => {
      for (const origin of ORIGINS)
        expect(refused(method, null, origin), String(origin)).toBe(origin !== OURS);
    });
  }
});

it("a request that only reads passes from anywhere", () => {
  for (const method of ["GET", "HEAD", "OPTIONS"]) {
    for (const site of SITES) expect(refused(method, site, "https://evil.test")).toBe(false);
  }
});
