import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { runVerifyAudit } from "@db/verify-audit";
import { createClient } from "@libsql/client/http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fillDatabase, measuredOf } from "../bench/generate/build";
import type { Shape } from "../bench/generate/shape";
import { startTemporarySqld } from "../support/sqld";

const NOW = Date.UTC(2026, 10, 20, 16, 30);
const shape: Shape = {
  name: "thousand",
  tenants: [
    { invoices: 1_000, clients: 60 },
    { invoices: 100, clients: 7 },
    { invoices: 100, clients: 7 },
  ],
};

let server: Awaited<ReturnType<typeof startTemporarySqld>>;

beforeAll(async () => {
  server = await startTemporarySqld({ oneWriter: true });
  await fillDatabase(server.url, shape, NOW, () => {});
}, 60_000);

afterAll(() => server.stop());

test("the bench's data break no rule", async () => {
  const told: string[] = [];
  const checked = await checkDatabase(server.url, undefined, (violation) =>
    told.push(formatViolation(violation)),
  );
  expect(told).toEqual([]);
  expect(checked).toMatchObject({ tenants: 3, clients: 74, invoices: 1_200 });
});

test("the measured business's trail is sealed, and every trail is whole", async () => {
  const said: string[] = [];
  expect(await runVerifyAudit({ url: server.url }, [], (line) => said.push(line))).toBe(true);
  const client = createClient({ url: server.url });
  const { rows } = await client.execute({
    sql: "SELECT max(seq) = (SELECT max(seq) FROM audit_events WHERE tenant_id = s.tenant_id) AS whole FROM audit_seals s WHERE tenant_id = ?",
    args: [measuredOf(shape, NOW).tenantId],
  });
  client.close();
  expect(rows[0]?.whole).toBe(1);
});

test("the bench's data are what a business of three years has", async () => {
  const client = createClient({ url: server.url });
  const { rows } = await client.execute(
    `SELECT count(*) FILTER (WHERE status = 'draft') * 100 / count(*) AS draft, count(*) FILTER (WHERE status = 'sent') * 100 / count(*) AS sent,
      count(*) FILTER (WHERE status = 'paid' AND archived_at IS NULL) * 100 / count(*) AS paid, count(*) FILTER (WHERE archived_at IS NOT NULL) * 100 / count(*)
      AS archived, min(issue_date) AS first, max(issue_date) AS last FROM invoices`,
  );
  client.close();
  const [found] = rows;
  expect(found).toMatchObject({ first: "2023-11-01", last: expect.stringMatching(/^2026-10-3/) });
  expect(Number(found?.draft)).toBeLessThan(6);
  expect(Number(found?.sent)).toBeGreaterThan(8);
  expect(Number(found?.paid)).toBeGreaterThan(60);
  expect(Number(found?.archived)).toBeGreaterThan(8);
});
