import { migrateDatabase } from "@db/migrate";
import type { Client, InValue } from "@libsql/client/http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrateBefore } from "../support/migrate-before";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { freshId } from "../support/visitor";

// The build before 0015 goes on working while the new one comes: its statements know nothing of the column.

let server: Awaited<ReturnType<typeof startTemporarySqld>>;
let client: Client;
const [tenant, buyer, before, after] = [freshId(), freshId(), freshId(), freshId()];

const run = async (sql: string, ...args: InValue[]) => (await client.execute({ sql, args })).rows;

/** A draft as the build before stores it. */
async function oldDraft(id: string, orderReference: string): Promise<void> {
  await run(
    `INSERT INTO invoices (tenant_id, id, client_id, issue_date, due_date, currency, note, internal_note, buyer_reference, order_reference,
       line_count, line_total_minor, allowance_total_minor, charge_total_minor, net_minor, tax_minor, gross_minor, due_minor, created_at, updated_at)
     VALUES (?, ?, ?, '2026-01-31', '2026-03-02', 'EUR', NULL, NULL, NULL, ?, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1)`,
    ...[tenant, id, buyer, orderReference],
  );
}

const found = async (word: string) =>
  (
    await run(
      "SELECT r.invoice_id AS id FROM invoice_search s JOIN invoice_search_rows r ON r.id = s.rowid WHERE invoice_search MATCH ?",
      word,
    )
  ).map(({ id }) => id);

beforeAll(async () => {
  server = await startTemporarySqld();
  client = patientClient(server.url);
  await migrateBefore(client, "0015_project_reference");
  await run(
    "INSERT INTO tenants (id, name, country, currency, locale, time_zone, created_at, updated_at) VALUES (?, 'T', 'DE', 'EUR', 'de-DE', 'Europe/Berlin', 1, 1)",
    tenant,
  );
  await run(
    "INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES (?, ?, 'C', 'DE', 1, 1)",
    ...[tenant, buyer],
  );
  await oldDraft(before, "orderbefore");
  await migrateDatabase(server.url);
}, 60_000);

afterAll(async () => {
  client.close();
  await server.stop();
});

it("an invoice from before has no project reference, and is found as it was", async () => {
  expect(await run("SELECT project_reference FROM invoices WHERE id = ?", before)).toMatchObject([
    { project_reference: null },
  ]);
  expect(await found("orderbefore")).toEqual([before]);
});

it("the build before still stores and saves, and keeps a project reference that it doesn't know", async () => {
  await oldDraft(after, "orderafter");
  expect(await found("orderafter")).toEqual([after]);
  await run(
    "UPDATE invoices SET project_reference = 'bridge', version = version + 1 WHERE tenant_id = ? AND id = ?",
    ...[tenant, after],
  );
  expect(await found("bridge")).toEqual([after]);
  await run(
    "UPDATE invoices SET order_reference = 'orderlater', version = version + 1 WHERE tenant_id = ? AND id = ?",
    ...[tenant, after],
  );
  expect(await run("SELECT project_reference FROM invoices WHERE id = ?", after)).toMatchObject([
    { project_reference: "bridge" },
  ]);
  expect(await found("orderlater bridge")).toEqual([after]);
});
