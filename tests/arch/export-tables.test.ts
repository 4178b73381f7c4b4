import { exportTables, NOT_EXPORTED } from "@db/queries/export-tables";
import { expect, it } from "vitest";
import { sql } from "../support/sql";

const rows = await sql(
  "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
);
const tables = rows.map(({ name }) => String(name)).filter((name) => !/^(libsql_|_litestream)/.test(name));

it("every table is exported, or it is said why not", () => {
  const known = [...exportTables.map(({ name }) => name), ...Object.keys(NOT_EXPORTED)];
  expect(tables.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !tables.includes(name))).toEqual([]);
  expect(new Set(known).size).toBe(known.length);
});

it.each(exportTables)(
  "every column of $name is exported, by its key",
  async ({ name, columns, key, owner }) => {
    const stored = await sql(`SELECT name, pk FROM pragma_table_info('${name}') ORDER BY cid`);
    expect(columns.map((column) => column.name).sort()).toEqual(
      stored.map((column) => String(column.name)).sort(),
    );
    const primary = stored.filter(({ pk }) => Number(pk) > 0).sort((a, b) => Number(a.pk) - Number(b.pk));
    expect([owner, ...key]).toEqual(primary.map((column) => String(column.name)));
  },
);
