import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { clientTexts } from "~/domain/clients/fields";
import { businessTexts, openTexts, paymentTexts } from "~/domain/tenants/fields";
import { keysOf } from "~/shared/records";
import type { Orm } from "../client.server";
import { clients } from "../schema/clients";
import { tenants } from "../schema/tenants";

/** What a client is called once it is erased. */
export const ERASED_CLIENT = "Erased client";

/** Takes from a row every text that it has, and the kind of its electronic address. The name, which may not be empty, gets another. */
const emptied = (columns: readonly SQLiteColumn[]): SQL =>
  sql.join(
    columns.map(({ name }) => sql`${sql.identifier(name)} = NULL`),
    sql`, `,
  );
const clientEmptied = emptied([
  clients.electronicScheme,
  ...keysOf(clientTexts).flatMap((key) => (key === "name" ? [] : clients[key])),
]);
export const businessEmptied = emptied([
  tenants.electronicScheme,
  ...keysOf({ ...businessTexts, ...paymentTexts, ...openTexts }).flatMap((key) =>
    key === "name" ? [] : tenants[key],
  ),
]);

/** A set of ids as SQL. */
export const among = (ids: readonly string[]): SQL =>
  sql`(SELECT value FROM json_each(${JSON.stringify(ids)}))`;

/** Takes from a client all that says who it is; the row stays for the invoices that need it. */
export const emptyClient = (build: Orm, tenantId: string, id: string, at: number) =>
  build.run(sql`UPDATE clients SET name = ${ERASED_CLIENT}, ${clientEmptied}, archived_at = coalesce(archived_at, ${at}),
    updated_at = ${at}, version = version + 1 WHERE tenant_id = ${tenantId} AND id = ${id}`);

const OF_INVOICE = [
  "invoice_lines",
  "invoice_allowances",
  "invoice_tax_components",
  "invoice_tax_groups",
  "invoice_parties",
  "invoice_other_parties",
  "invoice_terms",
];

/** Deletes the invoices whose ids are in the set, with all that hangs on them. */
export const deleteInvoices = (build: Orm, tenantId: string, ids: SQL) => [
  ...OF_INVOICE.map((table) =>
    build.run(
      sql`DELETE FROM ${sql.identifier(table)} WHERE tenant_id = ${tenantId} AND invoice_id IN ${ids}`,
    ),
  ),
  build.run(sql`DELETE FROM invoices WHERE tenant_id = ${tenantId} AND id IN ${ids}`),
];

/** Takes the internal notes off issued invoices, of which nobody else ever got one; each with its event. `of`: which of them. */
export function eraseNotes(
  build: Orm,
  tenantId: string,
  of: SQL,
  by: { readonly at: number; readonly actor: SQL; readonly requestId: SQL },
) {
  const noted = sql`tenant_id = ${tenantId} AND number IS NOT NULL AND internal_note IS NOT NULL AND ${of}`;
  return [
    build.run(sql`INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
      SELECT tenant_id, (SELECT max(seq) FROM audit_events WHERE tenant_id = ${tenantId}) + row_number() OVER (ORDER BY id), ${by.at}, ${by.actor},
        'invoice.changed', 'invoice', id, version + 1, '{"internalNote":"changed"}', ${by.requestId} FROM invoices WHERE ${noted} ORDER BY id`),
    build.run(
      sql`UPDATE invoices SET internal_note = NULL, version = version + 1, updated_at = ${by.at} WHERE ${noted}`,
    ),
  ];
}
