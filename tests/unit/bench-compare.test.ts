import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Earlier, newestIn, slowerThan } from "../proofs/bench/compare";

const figures = (median: number) => ({ median, p99: 2 * median });
const run = (at: string, memory: number, medians: Record<string, number>): Earlier => ({
  at,
  memory,
  rows: Object.entries(medians).map(([name, median]) => ({
    name,
    big: figures(median),
    small: figures(median),
    bigToSmall: 1,
    rows: { big: 50, small: 50 },
    sql: 1,
    toFloor: null,
    roundTrips: 1,
  })),
});

describe("a run of the bench", () => {
  const before = run("2026-11-01", 10, { list: 12, invoice: 8 });

  it("is no slower on a machine that is half as fast", () => {
    expect(slowerThan(before, run("2026-11-02", 20, { list: 24, invoice: 16 }))).toEqual([]);
  });

  it("names the case that costs more than it did, and not one that is new", () => {
    const now = run("2026-11-02", 10, { list: 12, invoice: 12, edit: 40 });
    expect(slowerThan(before, now)).toEqual([
      "invoice: 1.20 times the list out of memory, on 2026-11-01 0.80",
    ]);
  });

  it("is compared with the newest that was kept", () => {
    const folder = mkdtempSync(join(tmpdir(), "gapless-bench-"));
    try {
      expect(newestIn(folder)).toBeNull();
      for (const at of ["2026-11-01T02-00-00", "2026-11-03T02-00-00", "2026-11-02T02-00-00"])
        writeFileSync(join(folder, `pages-${at}.json`), JSON.stringify({ at, rows: [], memory: 1 }));
      writeFileSync(join(folder, "memory-2026-12-01T02-00-00.json"), "{}");
      expect(newestIn(folder)?.at).toBe("2026-11-03T02-00-00");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
