import { expect, inject, it } from "vitest";
import { faultRun } from "../proofs/faults/faults";
import { createTestApp } from "../support/app";
import { startFaultProxy } from "../support/fault-proxy";
import { timeOf, usualTimes } from "../support/patient";
import { count } from "../support/sql";
import { freshId } from "../support/visitor";

// The short version of `npm run faults`: docs/figures.md has the figures of the long one.
it("loses, doubles and skips nothing while a third of the database's answers go wrong", async () => {
  const report = await faultRun({ seed: 1, intents: 100, url: inject("databaseUrl") });
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

it("says 503 to everybody within 6 s when the database hangs, and serves them again when it is back", async () => {
  const proxy = await startFaultProxy(inject("databaseUrl"));
  const person = await createTestApp({
    env: { TURSO_DATABASE_URL: proxy.url, ...usualTimes },
  }).registerPerson();
  const forms = Array.from({ length: 40 }, (_, i) => ({
    name: `Client ${i}`,
    country: "DE",
    key: freshId(),
  }));
  // More than are with the database at once: some hang there, the others in the line before it.
  const send = () => Promise.all(forms.map((form) => person.submit(`${person.base}/clients/new`, form)));
  // What it takes to tell 40 people so, here and now.
  proxy.plan(() => "503-before");
  const calm = await timeOf(send);
  proxy.plan(() => "hang");
  let answers: Awaited<ReturnType<typeof send>> = [];
  const hung = await timeOf(async () => {
    answers = await send();
  });
  expect(hung).toBeLessThan(6_000 + 2 * calm);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([503]));
  expect(answers[0]?.headers.get("Retry-After")).toBe("5");
  proxy.plan(() => "none");
  expect(new Set((await send()).map(({ status }) => status))).toEqual(new Set([302]));
  expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [person.tenantId])).toBe(40);
  await proxy.stop();
});
