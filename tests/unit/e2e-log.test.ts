import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkLog } from "../support/e2e-log";
import { freshId } from "../support/visitor";

// A check that can't fail is a defect: each rule of the log's check at the end of the browser tests is broken here once.

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "gapless-log-"));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const requestId = freshId();
const base = { time: "2026-11-23T03:27:09.000Z", requestId, build: "abc" };
const request = {
  event: "request",
  ...base,
  method: "GET",
  route: "routes/login",
  status: 200,
  ms: 1,
  roundTrips: 0,
  dbMs: 0,
  retries: 0,
  bytes: 7,
};
const error = { event: "error", ...base, where: "loader", error: { name: "Error", message: "boom" } };

function check(lines: readonly (object | string)[], notes: readonly object[] = []) {
  const [log, noted] = [join(dir, "log"), join(dir, "notes")];
  writeFileSync(
    log,
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  );
  writeFileSync(noted, notes.map((each) => JSON.stringify(each)).join("\n"));
  return checkLog(log, noted, "http://localhost:1");
}

describe("the log of the browser tests", () => {
  it("may have what the app writes, and what wrangler says", () => {
    const noise = ["⎔ Starting local server...", "[wrangler:info] GET / 200 OK (1ms)", ""];
    const notes = [{ shown: requestId, origin: "http://localhost:1" }, { typed: "Umbrella Ltd" }];
    expect(check([...noise, request, `✘ [ERROR] ${JSON.stringify(error)}`], notes)).toEqual({
      lines: 2,
      shown: 1,
    });
  });

  it.each([
    ["a line of another shape", [{ event: "request", ...base }], []],
    ["a field more", [{ ...request, email: "x" }], []],
    ["an address in place of a route", [{ ...request, route: "/login?redirectTo=x" }], []],
    ["an unknown event", [{ event: "debug", ...base }], []],
    [
      "what somebody typed",
      [request, { ...error, error: { name: "E", message: "no Umbrella Ltd" } }],
      [{ typed: "Umbrella Ltd" }],
    ],
    ["an e-mail address", [request, { ...error, error: { name: "E", message: "no ada@example.com" } }], []],
    ["no line for an id that was shown", [request], [{ shown: freshId(), origin: "http://localhost:1" }]],
    ["no line at all", ["hello"], []],
  ])("may not have %s", (_what, lines, notes) => {
    expect(() => check(lines, notes)).toThrow();
  });
});
