import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { taxRates } from "../schema/tenants";

/**
 * The fields whose values the audit trail keeps. Of every other field it keeps only the name: names, addresses, tax ids,
 * accounts and free text may be about a person, and a row that can never be changed must not hold them (security.md 22).
 * A new column is on the safe side until somebody lists it here.
 */
const AUDITED_VALUES: ReadonlySet<string> = new Set([
  ...[
    "country",
    "currency",
    "locale",
    "timeZone",
    "paymentTermsDays",
    "paymentTermsKind",
    "paymentTermsDay",
    "earlyPaymentPpm",
    "earlyPaymentDays",
    "electronicScheme",
    "bic",
    "chargesTax",
  ],
  ...["status", "clientId", "issueDate", "dueDate", "paidDate", "deliveryDate", "archivedAt"],
  ...[
    "discountPpm",
    "discountMinor",
    "lineCount",
    "lineTotalMinor",
    "allowanceTotalMinor",
    "chargeTotalMinor",
  ],
  ...["netMinor", "taxMinor", "grossMinor", "prepaidMinor", "roundingMinor", "dueMinor"],
]);

/** Tables that say nothing about anybody: their changes keep every field's values. */
const IMPERSONAL: ReadonlySet<SQLiteTable> = new Set([taxRates]);

/** What stands in for the values of a field whose values are not kept. */
export const CHANGED = "changed";

type Value = string | number | boolean | null | undefined | SQL;

const BOOKKEEPING = new Set(["version", "updatedAt"]);

/**
 * The `changes` of an audit event as SQL, for an entry placed before the UPDATE: the one row of `table` at `where` beside the
 * values that it will get. `{"field": [before, after]}`, or `{"field": "changed"}` where the values are not kept; only what differs.
 * `more` adds fields of another kind: JSON, or NULL to leave one out.
 */
export function diffOf(
  table: SQLiteTable,
  where: SQL | undefined,
  patch: Readonly<Record<string, Value>>,
  more: Readonly<Record<string, SQL>> = {},
): SQL {
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const fields = Object.entries(patch).flatMap(([field, value]) => {
    const column = columns[field];
    if (!column || value === undefined || BOOKKEEPING.has(field)) return [];
    const after = value === null ? sql`NULL` : sql`${sql.param(value, column)}`;
    const isKept = AUDITED_VALUES.has(field) || IMPERSONAL.has(table);
    const change = isKept ? sql`json_array(${column}, ${after})` : sql`json_quote(${CHANGED})`;
    return [sql`${field}, json(CASE WHEN ${differs(column, after)} THEN ${change} END)`];
  });
  const others = Object.entries(more).map(([field, json]) => sql`${field}, json(${json})`);
  // A merge patch of nothing (RFC 7396) leaves out the fields that are null.
  return sql`(SELECT json_patch('{}', json_object(${sql.join([...fields, ...others], sql`, `)})) FROM ${table} WHERE ${where})`;
}

/** Whether a stored value is another than `after`, to the letter: some columns compare without regard to case. */
const differs = (column: SQLiteColumn, after: SQL): SQL => sql`${column} COLLATE BINARY IS NOT ${after}`;

/** JSON for `more` when a field whose values are kept goes along with others that changed: `[before, after]`, which may be equal. */
export const alongWith = (
  column: SQLiteColumn,
  after: string,
  others: readonly (readonly [SQLiteColumn, number | null])[],
): SQL =>
  sql`CASE WHEN ${sql.join(
    [[column, after] as const, ...others].map(([each, value]) => differs(each, sql`${value}`)),
    sql` OR `,
  )} THEN json_array(${column}, ${after}) END`;

/**
 * JSON for `more` when the rows of `table` at `where` are other than the given ones, in any of the given columns. All travel as
 * one JSON text, since a statement has room for few parameters.
 */
export function rowsChanged(
  table: SQLiteTable,
  where: SQL | undefined,
  rows: readonly Readonly<Record<string, Value>>[],
): SQL {
  const [first] = rows;
  if (!first)
    return sql`CASE WHEN EXISTS (SELECT 1 FROM ${table} WHERE ${where}) THEN json_quote(${CHANGED}) END`;
  const columns: Record<string, SQLiteColumn> = getTableColumns(table);
  const fields = Object.keys(first).filter((field) => columns[field]);
  const stored = sql.join(
    fields.map((field) => sql`${columns[field]}`),
    sql`, `,
  );
  const given = sql.join(
    fields.map((_, i) => sql`value ->> ${sql.raw(String(i))}`),
    sql`, `,
  );
  const json = JSON.stringify(rows.map((row) => fields.map((field) => plain(row[field]))));
  const before = sql`SELECT ${stored} FROM ${table} WHERE ${where}`;
  const after = sql`SELECT ${given} FROM json_each(${json})`;
  return sql`CASE WHEN EXISTS (SELECT * FROM (${before} EXCEPT ${after})) OR EXISTS (SELECT * FROM (${after} EXCEPT ${before}))
    THEN json_quote(${CHANGED}) END`;
}

const plain = (value: Value) => (typeof value === "boolean" ? Number(value) : (value ?? null));
