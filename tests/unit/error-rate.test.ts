import { describe, expect, it } from "vitest";
import { worse } from "../../scripts/lib/error-rate.mjs";

const of = (requests: number, errors: number) => ({ requests, errors });

describe("a new version is worse", () => {
  it.each([
    ["when three of a hundred requests fail", of(100, 3), of(900, 0)],
    ["when all of the few that it got fail", of(3, 3), of(0, 0)],
    ["when it fails more than twice as often as the old one", of(100, 11), of(900, 45)],
  ])("%s", (_, next, old) => {
    expect(worse(next, old)).toContain(`${next.errors} of ${next.requests} requests failed`);
  });
});

describe("a new version is not worse", () => {
  it.each([
    ["when nothing fails", of(1000, 0), of(1000, 0)],
    ["when nobody came", of(0, 0), of(0, 0)],
    ["with two errors, however few the requests", of(2, 2), of(900, 0)],
    ["with one error in a hundred requests", of(1000, 10), of(1000, 0)],
    ["when the old one fails as often: the database is away", of(100, 90), of(900, 800)],
  ])("%s", (_, next, old) => {
    expect(worse(next, old)).toBeUndefined();
  });
});
