import { expect, inject, it } from "vitest";
import { faultRun } from "../load/faults";

// The short version of `npm run faults`: docs/testing.md has the figures of the long one.
it("loses, doubles and skips nothing while a third of the database's answers go wrong", {
  timeout: 60_000,
}, async () => {
  const report = await faultRun({ seed: 1, intents: 100, url: inject("databaseUrl") });
  console.log(JSON.stringify(report));
  expect(report).toMatchObject({ answers: 100, violations: [] });
  expect(report.faults).toMatchObject({
    "drop-before": expect.any(Number),
    "drop-after": expect.any(Number),
    "503-before": expect.any(Number),
    "502-after": expect.any(Number),
    late: expect.any(Number),
  });
  expect(report.tries).toBeGreaterThan(report.answers);
});
