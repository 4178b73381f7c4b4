import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import { getTableConfig } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { sql } from "../support/sql";

/** Tables without a tenant, each with its reason. */
const OF_NO_TENANT: Record<string, string> = {
  users: "a person may belong to several businesses",
  sessions: "a person's, not a business's",
  ended_sessions: "a person's, not a business's",
  kept_forms: "a person's, for whichever business; only their browser can read it",
  login_attempts: "counts guesses before anybody is known, also for addresses that nobody has",
  known_devices: "a person's, not a business's",
  tenants: "its id is the tenant's",
  letter_folds: "how letters are sorted, the same for everybody",
  search_folds: "how letters are looked up, the same for everybody",
  operations: "of the whole instance: when its backup was made, say",
  retention_policies: "laws, the same for everybody",
  __drizzle_migrations: "which migrations were applied",
};

/** Foreign keys without an index that begins with their columns, each with its reason. */
const UNINDEXED: Record<string, string> = {
  "audit_events(actor_id)":
    "no user with events is ever deleted, and the planner would take the index and then sort (0002)",
};

/** Tables whose key is a number of their own, each with its reason: the tenant is in it, or it is the tenant's. */
const OTHER_KEY: Record<string, string> = {
  search_spaces: "gives each tenant the number that its search entries begin with",
  invoice_search_rows: "the rowid of a full-text entry, which begins with the tenant's number",
  client_search_rows: "the rowid of a full-text entry, which begins with the tenant's number",
};

const modules = import.meta.glob<Record<string, unknown>>("/db/schema/*.ts", { eager: true });
const isTable = (value: unknown): value is SQLiteTable =>
  typeof value === "object" && value !== null && Symbol.for("drizzle:Name") in value;
const drizzled = Object.values(modules)
  .flatMap((module) => Object.values(module).filter(isTable))
  .map(getTableConfig);

const list = await sql(
  "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
);
// Tables of the server itself.
const tables = list
  .map((row) => ({ name: String(row.name), strict: Number(row.strict) }))
  .filter(({ name }) => !/^(libsql_|_litestream)/.test(name));
const names = tables.map(({ name }) => name).sort();
const ofTenant = names.filter((name) => !OF_NO_TENANT[name]);

const columns = (table: string) =>
  sql(`SELECT name, type, "notnull", pk FROM pragma_table_info('${table}')`).then((rows) =>
    rows.map(({ name, type, notnull, pk }) => ({
      name: String(name),
      type: String(type),
      notNull: Number(notnull) > 0,
      pk: Number(pk),
    })),
  );

/** The foreign keys of a table: its columns, and the table and columns they refer to. */
async function foreignKeys(table: string) {
  const rows = await sql(
    `SELECT id, "table", "from", "to" FROM pragma_foreign_key_list('${table}') ORDER BY id, seq`,
  );
  const keys = new Map<number, { to: string; from: string[]; columns: string[] }>();
  for (const row of rows) {
    const key = keys.get(Number(row.id)) ?? { to: String(row.table), from: [], columns: [] };
    key.from.push(String(row.from));
    key.columns.push(String(row.to));
    keys.set(Number(row.id), key);
  }
  return [...keys.values()];
}

/** The columns of each index, the primary key's too. */
async function indexes(table: string): Promise<string[][]> {
  const rows = await sql(
    `SELECT i.name AS "index", c.name AS "column" FROM pragma_index_list('${table}') i, pragma_index_info(i.name) c ORDER BY i.seq, c.seqno`,
  );
  const found = new Map<string, string[]>();
  for (const row of rows)
    found.set(String(row.index), [...(found.get(String(row.index)) ?? []), String(row.column)]);
  const key = (await columns(table)).filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  return [...found.values(), key.map(({ name }) => name)];
}

describe("every table", () => {
  it("belongs to a tenant, or is on the short list", async () => {
    for (const name of names) {
      const has = (await columns(name)).some((column) => column.name === "tenant_id" && column.notNull);
      expect(has, name).toBe(!OF_NO_TENANT[name]);
    }
    expect(Object.keys(OF_NO_TENANT).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("is STRICT, but the one that drizzle makes", () => {
    expect(tables.filter(({ strict }) => !strict).map(({ name }) => name)).toEqual(["__drizzle_migrations"]);
  });
});

describe.each(ofTenant)("the table %s", (table) => {
  it.skipIf(OTHER_KEY[table])("has a primary key that begins with the tenant", async () => {
    const key = (await columns(table)).filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
    expect(key[0]?.name).toBe("tenant_id");
    expect(key.length).toBeGreaterThan(1);
  });

  it("refers to rows of its own tenant only", async () => {
    const keys = await foreignKeys(table);
    expect(keys.length).toBeGreaterThan(0);
    for (const { to, from, columns: target } of keys) {
      if (to === "users") continue;
      const at = from.indexOf("tenant_id");
      expect(at, `${table} → ${to}`).toBeGreaterThanOrEqual(0);
      expect(target[at]).toBe(to === "tenants" ? "id" : "tenant_id");
    }
  });
});

it("every foreign key is found by an index", async () => {
  const bare: string[] = [];
  for (const table of names) {
    const known = await indexes(table);
    for (const { from } of await foreignKeys(table)) {
      const covered = known.some(
        (index) => [...index.slice(0, from.length)].sort().join() === [...from].sort().join(),
      );
      if (!covered) bare.push(`${table}(${from.join(", ")})`);
    }
  }
  expect(bare).toEqual(Object.keys(UNINDEXED));
});

describe("drizzle's schema", () => {
  it("has the tables of the database", () => {
    expect(drizzled.map(({ name }) => name).sort()).toEqual(
      names.filter((name) => name !== "__drizzle_migrations"),
    );
  });

  it.each(drizzled.map((config) => [config.name, config] as const))(
    "has the columns of %s",
    async (name, config) => {
      const key =
        config.primaryKeys[0]?.columns.map((column) => column.name) ??
        config.columns.filter((column) => column.primary).map((column) => column.name);
      const ours = config.columns.map((column) => ({
        name: column.name,
        type: column.getSQLType().toUpperCase(),
        notNull: column.notNull,
        pk: key.indexOf(column.name) + 1,
      }));
      const theirs = await columns(name);
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(ours.sort(byName)).toEqual(theirs.sort(byName));
    },
  );
});
