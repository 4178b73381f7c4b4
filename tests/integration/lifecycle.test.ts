import { expect, inject, it } from "vitest";
import { lives } from "../proofs/lifecycle/run";
import { brokenRules } from "../proofs/support/broken-rules";
import { sql } from "../support/sql";

// The short version of `npm run lifecycle`: 100 lives of 20 steps, each compared with the model.
const SEED = 20_260_301;

it.concurrent.each([0, 1, 2, 3])("lives as the model says: 25 lives of 20 steps (%i)", async (part) => {
  await lives(inject("databaseUrl"), 25, SEED + part);
});

it("leaves whole books behind", async () => {
  const rows = await sql("SELECT id FROM tenants WHERE name = 'Load & Sons'");
  expect(rows.length).toBeGreaterThan(0);
  const tenantIds = rows.map(({ id }) => String(id));
  const broken = await brokenRules(inject("databaseUrl"), tenantIds);
  // Here every invoice has the same name.
  expect(broken.filter((rule) => !rule.startsWith("an invoice was stored twice"))).toEqual([]);
});
