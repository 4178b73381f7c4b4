import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { redirectPath } from "~/http/redirect-path";
import { runs } from "../support/runs";

describe("where to go after signing in", () => {
  it("is a path of ours, with its search", () => {
    for (const path of ["/", "/o/X/clients", "/o/X/clients?search=a%26b&at=x"])
      expect(redirectPath(path)).toBe(path);
    expect(redirectPath("/o/X#top")).toBe("/o/X");
    expect(redirectPath("/a/../b")).toBe("/b");
  });

  it("is the start for anything else", () => {
    const wrong = [
      null,
      undefined,
      "",
      "o/X",
      "https://evil.test",
      "//evil.test",
      "///evil.test",
      "/\\evil.test",
      "\\\\evil.test",
      "/\t/evil.test",
      "/\n/evil.test",
      "javascript:alert(1)",
      " /o/X",
      "/a\\..\\b",
      `/${"x".repeat(500)}`,
      "/..//evil.test",
      "/.//evil.test",
      "/%2e//evil.test",
    ];
    for (const wanted of wrong) expect(redirectPath(wanted), String(wanted)).toBe("/");
  });

  it("never leaves the site, whatever was asked for", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2e",
      "%2f",
      "\t",
      "\n",
      "@",
      ":",
      "?",
      "#",
      "evil.test",
      "a",
      "https:",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = redirectPath(`/${pieces.join("")}`);
        expect(new URL(path, "https://gapless.test").origin).toBe("https://gapless.test");
      }),
      { numRuns: runs(5_000) },
    );
  });
});
