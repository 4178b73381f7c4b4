import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readErrorData, retryOf } from "~/http/errors/error-data";
import { ownPath, redirectPath } from "~/http/pipeline/redirect-path";
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

describe("a path of this site", () => {
  it("is what a browser makes of it there, with its search, however long", () => {
    for (const path of ["/", "/o/X/clients?search=a%26b", `/o/X?search=${"x".repeat(5_000)}`])
      expect(ownPath(path)).toBe(path);
    expect(ownPath("/a/../b#top")).toBe("/b");
    expect(ownPath("/%2F/host")).toBe("/%2F/host");
  });

  it("is none where it would lead to another", () => {
    for (const path of [
      "//evil.test",
      "/\\evil.test",
      "/\t/evil.test",
      "/..//evil.test",
      "/.//evil.test",
      "evil.test",
      "https://evil.test",
      "",
    ])
      expect(ownPath(path), path).toBeNull();
  });

  it("is the same when it is read once more, as pages and scripts do", () => {
    const piece = fc.constantFrom(
      "/",
      "\\",
      ".",
      "..",
      "%2e",
      "\t",
      "?",
      "#",
      "evil.test",
      "a",
      ":",
      "@",
      "é",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const path = ownPath(`/${pieces.join("")}`);
        fc.pre(path !== null);
        expect(ownPath(path ?? "")).toBe(path);
        expect(new URL(path ?? "", "https://gapless.test").origin).toBe("https://gapless.test");
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("is where alone an error page sends a form again", () => {
    const about = (action: string) => readErrorData({ requestId: "x", retry: retryOf(action, [["a", "b"]]) });
    expect(about("/settings?index")?.retry?.action).toBe("/settings?index");
    for (const action of ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", ""])
      expect(about(action), action).toBeNull();
  });
});
