import { createClient } from "@libsql/client/http";
import { inject } from "vitest";
import { sql } from "../../support/sql";
import type { Setting } from "./write-action";

/** The chain is hashed behind the response and made up for by the next write: it is no part of a change. */
const LATER = new Set(["audit_seals"]);
/** Begin with a number that another business does not have. */
const NUMBERED = new Set(["client_search_rows.id", "invoice_search_rows.id", "search_spaces.number"]);
/** Differ between two runs of the same thing. */
const VOLATILE = new Set(["request_hash", "request_id"]);

let tables: readonly string[] | undefined;

async function tenantTables(): Promise<readonly string[]> {
  tables ??= (
    await sql(`SELECT m.name FROM sqlite_master m WHERE m.type = 'table'
      AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) WHERE name = 'tenant_id') ORDER BY 1`)
  )
    .map(({ name }) => String(name))
    .filter((name) => !LATER.has(name));
  return tables;
}

/** All rows of a business, in an order and with names for ids that are the same in every business. */
export async function snapshotOf({ person, ids }: Setting): Promise<readonly string[]> {
  const names = [
    ...ids,
    ["tenant", person.tenantId] as const,
    ["tenant", person.tenantId.toLowerCase()] as const,
    ["user", person.userId] as const,
    // In their address, which the business has too.
    ["user", person.userId.toLowerCase()] as const,
  ];
  const masked = (text: string) =>
    names
      .reduce((rest, [name, id]) => rest.replaceAll(id, `<${name}>`), text)
      .replaceAll(/\b[0-9A-HJKMNP-TV-Z]{26}\b/g, "<new>");
  const all = ["tenants", ...(await tenantTables())];
  const client = createClient({ url: inject("databaseUrl") });
  const results = await client.batch(
    all.map((table) => ({
      sql: `SELECT * FROM ${table} WHERE ${table === "tenants" ? "id" : "tenant_id"} = ?`,
      args: [person.tenantId],
    })),
    "read",
  );
  client.close();
  const dumps = results.map(({ rows }, i) =>
    rows.map((row) => {
      const kept = Object.entries(row).filter(
        ([column]) => !VOLATILE.has(column) && !NUMBERED.has(`${all[i]}.${column}`),
      );
      return masked(`${all[i]} ${JSON.stringify(Object.fromEntries(kept))}`);
    }),
  );
  return dumps.flat().sort();
}
