import { textsOfTable } from "@db/check/text-rules";
import { getTableColumns, getTableName, isTable } from "drizzle-orm";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { MAX_SEQUENCE } from "~/domain/numbering/pattern";
import { limits } from "~/shared/limits";
import { sql } from "../support/sql";

const modules = import.meta.glob<Record<string, unknown>>("/db/schema/*.ts", { eager: true });
const tablesOfSchema = Object.values(modules)
  .flatMap((module) => Object.values(module))
  .filter((value): value is SQLiteTable => isTable(value));

/** The most that each text may have which a row stores, by table and column: from the lists of fields. */
const mostOf = new Map<string, number>();
for (const table of tablesOfSchema) {
  const texts = textsOfTable(getTableName(table));
  for (const [key, { name }] of Object.entries(getTableColumns(table))) {
    const text = texts[key];
    if (text) mostOf.set(`${getTableName(table)}.${name}`, text.most);
  }
}

/** Texts that are typed, and stored otherwise or as a part of a row that has no list. */
const LIMIT_OF: Record<string, keyof typeof limits> = {
  "number_series.prefix": "numberPattern",
  "number_series.suffix": "numberPattern",
  "erasures.reason": "reason",
  "login_attempts.email": "email",
  "kept_forms.path": "redirectTo",
};

/** Bounds of what nobody types: codes, ids, hashes, and what the server writes down itself. */
const NOT_TYPED: Record<string, number> = {
  id: 26,
  key: 26,
  hash: 43,
  request_hash: 43,
  token_hash: 43,
  session_hash: 43,
  "kept_forms.id": 43,
  nonce: 12,
  // AES-GCM's tag behind the 2 MiB of the largest form.
  sealed: 2 * 1024 * 1024 + 16,
  device_hash: 43,
  bucket: 43,
  key_id: 0,
  password_hash: 200,
  user_agent: 300,
  "users.language": 35,
  ip_address: 45,
  "sessions.country": 2,
  locale: 10,
  time_zone: 50,
  electronic_scheme: 4,
  identifier_scheme: 4,
  number: 50,
  preceding_number: 50,
  payment_means_code: 3,
  unit_code: 3,
  result: 200,
  action: 50,
  entity: 30,
  entity_id: 60,
  client_id: 26,
  credit_note_id: 26,
  "operations.name": 60,
  "letter_folds.letter": 1,
  "letter_folds.base": 6,
  "search_folds.letter": 1,
  "search_folds.base": 18,
  // A letter of a name becomes six at most.
  "client_order.sort_key": 600,
  request_id: 64,
  source: 200,
};

/** Texts without a bound of their own. */
const UNBOUNDED: Record<string, string> = {
  "audit_events.changes": "JSON of fields that have their bounds",
  "client_search_rows.text": "made by the database of texts that have their bounds (0053)",
  "invoice_search_rows.text": "made by the database of texts that have their bounds (0053)",
  "invoices.period": "NULL in a draft, and at issue that of a number run (0001, invoices_issue)",
  "__drizzle_migrations.hash": "drizzle's own",
};

interface Table {
  readonly name: string;
  readonly ddl: string;
}

const rows = await sql("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE '%STRICT%'");
const tables: Table[] = rows.map((row) => ({ name: String(row.name), ddl: String(row.sql) }));

/** The CHECKs on the length of a column: its upper bound. */
const checked = tables.flatMap(({ name, ddl }) =>
  [...ddl.matchAll(/length\((\w+)\) (?:BETWEEN \d+ AND |<= |= |IN \()(\d+)/g)].map(
    ([, column = "", max]) => ({
      at: `${name}.${column}`,
      column,
      max: Number(max),
    }),
  ),
);

describe("the length of a column", () => {
  it.each(checked)("$at is that of the form, or of what nobody types", ({ at, column, max }) => {
    const limit = LIMIT_OF[at];
    const most = mostOf.get(at) ?? (limit && limits[limit]);
    expect(max).toBe(most ?? NOT_TYPED[at] ?? NOT_TYPED[column]);
  });

  it("is bounded for every text", async () => {
    const free: string[] = [];
    for (const { name, ddl } of tables) {
      const texts = await sql(`SELECT name FROM pragma_table_info('${name}') WHERE type = 'TEXT'`);
      const keys = await sql(`SELECT "from" FROM pragma_foreign_key_list('${name}')`);
      const referring = new Set(keys.map((key) => key.from));
      for (const column of texts.map((row) => String(row.name))) {
        const bounded = new RegExp(
          `(length|date)\\(${column}\\)|${column} (IN|GLOB) |${column} = '' OR ${column} GLOB`,
        ).test(ddl);
        if (!bounded && !referring.has(column)) free.push(`${name}.${column}`);
      }
    }
    expect(free.sort()).toEqual(
      Object.keys(UNBOUNDED).filter((at) => tables.some(({ name }) => at.startsWith(`${name}.`))),
    );
  });
});

it("the other bounds are the form's too", () => {
  const ddl = tables.map((table) => table.ddl).join("\n");
  expect(ddl).toContain(`payment_terms_days BETWEEN 0 AND ${limits.paymentTermsDays}`);
  expect(ddl).toContain(`line_count BETWEEN 0 AND ${limits.lines}`);
  expect(ddl).toContain(`first_sequence BETWEEN 1 AND ${MAX_SEQUENCE}`);
  expect(ddl).toContain(`last_sequence BETWEEN first_sequence - 1 AND ${MAX_SEQUENCE}`);
  expect(ddl).toContain(`position BETWEEN 1 AND ${limits.lines}`);
});
