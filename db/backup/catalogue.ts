import { sql } from "drizzle-orm";
import type { Admin } from "../admin";

/** One table, index, trigger or view, as the database keeps it. */
interface Entry {
  readonly type: "table" | "index" | "trigger" | "view";
  readonly name: string;
  readonly sql: string;
}

export interface Table {
  readonly name: string;
  /** All columns that are stored, in the order of the table. */
  readonly columns: readonly string[];
  /** What rows are paged by: the primary key, or `rowid`. */
  readonly key: readonly string[];
}

export interface Catalogue {
  readonly tables: readonly Table[];
  /** CREATE statements, in an order that works: tables before the rows; indexes, views, full-text indexes and triggers behind them. */
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Tables of SQLite, of the server and of a full-text index come into being by themselves. */
const OF_THE_ENGINE = /^(sqlite_|libsql_|_litestream)/;

/** How the parts of words are filled from their entries: every 4,096th, and the place before a business's first, is in every list (0053). */
const gramsOf = (what: "invoice" | "client"): readonly string[] => [
  `INSERT INTO ${what}_grams (rowid, text) SELECT number << 28, '###' FROM search_spaces ORDER BY number`,
  `INSERT INTO ${what}_grams (rowid, text) SELECT id, text || iif(id % 4096 = 0, '###', '') FROM ${what}_search_rows
  WHERE text IS NOT NULL ORDER BY id`,
];

/** How a full-text index that keeps no texts of its own is filled again, from views (0004). Nothing that was erased comes back by it. */
const FILL: Readonly<Record<string, readonly string[]>> = {
  invoice_search: [
    `INSERT INTO invoice_search (rowid, text) SELECT r.id, t.text FROM invoice_search_rows r
  JOIN invoice_texts t ON t.tenant_id = r.tenant_id AND t.invoice_id = r.invoice_id ORDER BY r.id`,
  ],
  client_search: [
    `INSERT INTO client_search (rowid, text) SELECT r.id, t.text FROM client_search_rows r
  JOIN client_texts t ON t.tenant_id = r.tenant_id AND t.client_id = r.client_id ORDER BY r.id`,
  ],
  invoice_grams: gramsOf("invoice"),
  client_grams: gramsOf("client"),
  // Only show what is in those.
  invoice_gram_terms: [],
  client_gram_terms: [],
};

function fillOf(table: string): readonly string[] {
  const fill = FILL[table];
  if (!fill) throw new Error(`db/backup/catalogue.ts does not know how ${table} is filled.`);
  return fill;
}

/** What is in the database, from its own catalogue: a table of tomorrow is in the backup without a word here. */
export async function readCatalogue(db: Admin): Promise<Catalogue> {
  const [entries, kinds, columns] = await db.read([
    db.build.all<Entry>(sql`SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid`),
    db.build.all<{ name: string; type: string; wr: number }>(
      sql`SELECT name, type, wr FROM pragma_table_list WHERE schema = 'main'`,
    ),
    db.build.all<{
      table: string;
      name: string;
      pk: number;
      hidden: number;
    }>(sql`SELECT m.name AS "table", c.name, c.pk, c.hidden
      FROM sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid`),
  ]);
  const kindOf = new Map(
    kinds.map(({ name, type, wr }) => [name, type === "table" && wr ? "without rowid" : type]),
  );
  const ours = entries.filter(({ name }) => !OF_THE_ENGINE.test(name) && kindOf.get(name) !== "shadow");
  const isTable = ({ type, name }: Entry) => type === "table" && kindOf.get(name) !== "virtual";
  const virtual = ours.filter(({ name }) => kindOf.get(name) === "virtual");
  const of = (type: Entry["type"]) => ours.filter((entry) => entry.type === type).map((entry) => entry.sql);
  return {
    tables: ours.filter(isTable).map(({ name }) => {
      const own = columns.filter(({ table, hidden }) => table === name && hidden === 0);
      const primary = own.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
      const key = kindOf.get(name) === "without rowid" ? primary.map((column) => column.name) : ["rowid"];
      return { name, columns: own.map((column) => column.name), key };
    }),
    before: ours.filter(isTable).map((entry) => entry.sql),
    after: [
      ...of("index"),
      ...of("view"),
      ...virtual.flatMap((entry) => [entry.sql, ...fillOf(entry.name)]),
      ...of("trigger"),
    ],
  };
}
