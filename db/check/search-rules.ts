import { sql } from "drizzle-orm";
import type { Admin } from "../admin";
import { SEARCH_FILLED } from "../schema/search";
import { type Violation, violationsOf } from "./violation";

/** The most differences of one kind that are reported one by one. */
const MAX_REPORTED = 100;
/** Entries, and parts, of one request: some seconds of a large database. */
const ENTRIES = 5_000;
const PARTS = 100;

interface Entry {
  readonly id: number;
  readonly tenant_id: string;
  readonly about: string;
  readonly text: string | null;
  readonly isStale: number;
}

/** In which entries a part is: how many, and two sums over their ids that no other entries are likely to have. */
type Sums = readonly [count: number, first: number, second: number];

const [P, Q, R] = [1_000_003, 65_521, 65_519];
/** A bound number is none of whole numbers in SQL. */
const raw = (value: number) => sql.raw(String(value));
const added = ([count, first, second]: Sums, id: number): Sums => [
  count + 1,
  first + (id % P),
  second + (id % Q) * (id % R),
];

/** The distinct parts of three letters. */
function partsOf(text: string): Set<string> {
  const letters = [...text];
  return new Set(letters.slice(2).map((last, i) => `${letters[i]}${letters[i + 1]}${last}`));
}

/** The entries of one search: each has the text that its row makes, and the index has the parts of all texts and no others. */
async function checkSearch({ build, read }: Admin, what: "invoice" | "client"): Promise<Violation[]> {
  const [rows, entries, id, grams, terms] = ["search_rows", "entries", "id", "grams", "gram_terms"].map(
    (end) => sql.raw(`${what}_${end}`),
  );
  const columns = what === "invoice" ? ["text", "sequence", "gross", "net", "due"] : ["text"];
  const differs = sql.raw(columns.map((column) => `r.${column} IS NOT e.${column}`).join(" OR "));
  const [views, [done], spaces] = await read([
    build.all(sql`SELECT 1 FROM sqlite_master WHERE type = 'view' AND name = ${`${what}_entries`}`),
    build.all<{ filled: number }>(
      sql`SELECT EXISTS (SELECT 1 FROM operations WHERE name = ${SEARCH_FILLED}) AS filled`,
    ),
    build.all<{ place: number }>(sql`SELECT number << 28 AS place FROM search_spaces`),
  ]);
  // That it is missing is told by the check of the schema.
  if (views.length === 0) return [];
  const expected = new Map<string, Sums>();
  const expect = (text: string, at: number) => {
    for (const part of partsOf(text)) expected.set(part, added(expected.get(part) ?? [0, 0, 0], at));
  };
  for (const { place } of spaces) expect("###", place);
  const stale: Entry[] = [];
  for (let after = 0; ; ) {
    const [page] = await read([
      build.all<Entry>(sql`SELECT r.id, r.tenant_id, r.${id} AS about, r.text, (${differs}) AS "isStale" FROM ${rows} r
        LEFT JOIN ${entries} e ON e.tenant_id = r.tenant_id AND e.${id} = r.${id} WHERE r.id > ${after} ORDER BY r.id LIMIT ${ENTRIES}`),
    ]);
    for (const entry of page) {
      if (entry.text !== null) expect(entry.id % 4096 === 0 ? `${entry.text}###` : entry.text, entry.id);
      if (entry.isStale && (entry.text !== null || done?.filled) && stale.length < MAX_REPORTED)
        stale.push(entry);
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
  }
  const wrong: string[] = [];
  for (let after = ""; ; ) {
    const [page] = await read([
      build.all<{
        term: string;
        sums: string | null;
      }>(sql`SELECT t.term, (SELECT concat_ws(',', count(*), sum(f.rowid % ${raw(P)}),
          sum((f.rowid % ${raw(Q)}) * (f.rowid % ${raw(R)}))) FROM ${grams} f WHERE f.${grams} MATCH '"' || t.term || '"') AS sums
        FROM (SELECT term FROM ${terms} WHERE term > ${after} ORDER BY term LIMIT ${PARTS}) t`),
    ]);
    for (const { term, sums } of page) {
      if (`${expected.get(term) ?? "0"}` !== sums) wrong.push(term);
      expected.delete(term);
    }
    const last = page.at(-1);
    if (!last) break;
    after = last.term;
  }
  wrong.push(...expected.keys());
  return [
    ...stale.map(({ tenant_id, about }) =>
      violationsOf(`${what}_search_rows`, { tenant_id, id: about })("database", "is not what the row says"),
    ),
    ...wrong
      .slice(0, MAX_REPORTED)
      .map((part) =>
        violationsOf(`${what}_grams`, { part })("database", "are not in the index as the entries have them"),
      ),
  ];
}

/** What the search is made of: the texts of the entries, and the index of their parts (docs/decisions/039). */
export const checkSearches = async (db: Admin): Promise<Violation[]> => [
  ...(await checkSearch(db, "invoice")),
  ...(await checkSearch(db, "client")),
];
