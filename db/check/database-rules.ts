import { sql } from "drizzle-orm";
import type { Admin } from "../admin";
import { groupBy } from "./group";
import { checkSchema, type StoredObject } from "./schema-rules";
import { readSnapshot } from "./snapshot";
import { type Violation, violationsOf } from "./violation";

interface ForeignKeyColumn {
  readonly child: string;
  readonly id: number;
  readonly parent: string;
  readonly from: string;
  readonly to: string;
}

/** The most broken references of one kind, and the most findings of SQLite itself, that are reported one by one. */
const MAX_REPORTED = 100;

const quoted = (name: string) => sql.identifier(name);

/** What SQLite itself, its catalogue and the references between rows have to say. */
export async function checkWhole(db: Admin): Promise<Violation[]> {
  const [actual, integrity, columns, keys] = await db.read([
    db.build.all<StoredObject>(sql`SELECT type, name, sql FROM sqlite_master`),
    db.build.all<{ integrity_check: string }>(sql.raw(`PRAGMA integrity_check(${MAX_REPORTED})`)),
    db.build.all<ForeignKeyColumn>(sql`SELECT m.name AS child, f.id, f."table" AS parent, f."from", f."to"
      FROM sqlite_master m JOIN pragma_foreign_key_list(m.name) f WHERE m.type = 'table' ORDER BY m.name, f.id, f.seq`),
    db.build.all<{ name: string; column: string }>(sql`SELECT m.name, p.name AS "column"
      FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND p.pk > 0 ORDER BY m.name, p.pk`),
  ]);
  const damage = integrity
    .filter((row) => row.integrity_check !== "ok")
    .map((row) => violationsOf("database", {})("database", `integrity_check: ${row.integrity_check}`));
  const primary = groupBy(keys, ({ name }) => name);
  const references = [...groupBy(columns, ({ child, id }) => `${child} ${id}`).values()];
  const broken: Violation[] = [];
  for (const pairs of references) {
    // A session's key is a secret's hash: it has an id for being told of.
    const known = (primary.get(pairs[0]?.child ?? "") ?? []).map(({ column }) =>
      column === "token_hash" ? "id" : column,
    );
    broken.push(...(await brokenReferences(db, pairs, known)));
  }
  return [...checkSchema(readSnapshot(), actual), ...damage, ...broken, ...(await unknownReasons(db))];
}

/** Rule 5: tax groups that name a reason for no tax which their rate has not. It is the rate's own, or stands beside it: no foreign key can say that. */
async function unknownReasons(db: Admin): Promise<Violation[]> {
  const [rows] = await db.read([
    db.build.all<{ tenant_id: string; invoice_id: string; category: string; exemption_nr: number }>(sql`
      SELECT tenant_id, invoice_id, category, exemption_nr FROM invoice_tax_groups g WHERE exemption_nr IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM tax_rates r WHERE r.tenant_id = g.tenant_id AND r.category = g.category
          AND r.rate_ppm = g.rate_ppm AND r.exemption_nr = g.exemption_nr)
        AND NOT EXISTS (SELECT 1 FROM exemption_reasons x WHERE x.tenant_id = g.tenant_id AND x.category = g.category
          AND x.rate_ppm = g.rate_ppm AND x.exemption_nr = g.exemption_nr)
      LIMIT ${MAX_REPORTED}`),
  ]);
  return rows.map(({ exemption_nr: nr, ...ids }) =>
    violationsOf("invoice_tax_groups", ids)(5, `exemption_nr is ${nr}, a reason that the rate has not`),
  );
}

/** Rule 1: rows whose reference leads nowhere, or into another tenant. */
async function brokenReferences(
  db: Admin,
  pairs: readonly ForeignKeyColumn[],
  known: readonly string[],
): Promise<Violation[]> {
  const [first] = pairs;
  if (!first) return [];
  const and = (parts: ReturnType<typeof sql>[]) => sql.join(parts, sql` AND `);
  const [rows] = await db.read([
    db.build.all<Record<string, string | number | null>>(sql`SELECT ${sql.join(
      known.map((column) => sql`c.${quoted(column)}`),
      sql`, `,
    )} FROM ${quoted(first.child)} c
      WHERE ${and(pairs.map(({ from }) => sql`c.${quoted(from)} IS NOT NULL`))}
        AND NOT EXISTS (SELECT 1 FROM ${quoted(first.parent)} p
          WHERE ${and(pairs.map(({ from, to }) => sql`p.${quoted(to)} = c.${quoted(from)}`))})
      LIMIT ${MAX_REPORTED}`),
  ]);
  const columns = pairs.map(({ from }) => from).join(", ");
  return rows.map((row) => {
    const ids = Object.fromEntries(known.map((column) => [column, row[column] ?? null]));
    return violationsOf(first.child, ids)(1, `(${columns}) refers to no row of ${first.parent}`);
  });
}
