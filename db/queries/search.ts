import { type SQL, sql } from "drizzle-orm";
import type { SearchQuery } from "~/domain/search/query";
import type { TenantId } from "~/shared/ids-brands";
import { limits } from "~/shared/limits";
import { SEARCH_FILLED } from "../schema/search";

/** How many of the latest entries show how often each part of a word is there. */
const SAMPLE = 1_000;
/** As many of the rarest parts are asked for together. */
const PARTS = 4;
/** About so many places of their lists are read, from the latest on: this is what bounds a search. */
const READ = 60_000;
/** Of the entries that have those parts, so many are looked at whether the letters stand together. */
const LOOKED_AT = 500;
/** One more than are shown: then there are more. */
const MOST = limits.found + 1;

type What = "invoice" | "client";

/** Names of tables and columns; numbers, which FTS5 takes as bounds only where they are whole: bound ones are not. */
const raw = (text: string | number): SQL => sql.raw(String(text));

const union = (selects: readonly SQL[]): SQL => sql.join([...selects], sql` UNION ALL `);

/** Whether an entry's text has all of these; with none of them it does. */
const hasAll = (needles: readonly string[]): SQL =>
  sql.join([sql`TRUE`, ...needles.map((needle) => sql`instr(text, ${needle}) > 0`)], sql` AND `);

/** The latest entries that have a value in a column with an index. */
const having = (column: "sequence" | "gross" | "net" | "due", value: SQL, condition: SQL): SQL =>
  sql`SELECT entry, owner, 0 AS place FROM (SELECT id AS entry, invoice_id AS owner, text FROM invoice_search_rows
    WHERE ${raw(column)} = ${value} AND id BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)
    ORDER BY id DESC LIMIT ${raw(LOOKED_AT)}) WHERE ${condition}`;

/** Numbers and amounts are found whole, by an index of their own, however many entries there are. */
function exactly({ amounts, sequences, number }: SearchQuery): SQL[] {
  const value = (amount: string) => sql`CAST(${amount} AS INTEGER)`;
  const isNumber = sql`instr(text, ${number}) > 0`;
  return [
    ...amounts.flatMap((each) =>
      each.amounts.flatMap((amount) =>
        (["gross", "net", "due"] as const).map((column) =>
          having(column, value(amount), hasAll(each.needles)),
        ),
      ),
    ),
    ...sequences.map((sequence) =>
      having(
        "sequence",
        sql`${sequence}`,
        /^\d+$/.test(number) && sequence === Number(number) ? sql`TRUE` : isNumber,
      ),
    ),
  ];
}

/**
 * Entries of one tenant that are found, as a table `found` with `owner`, the id of what they are about, and `matches`: how many match,
 * or more than `limits.found` for any number above, or where not all could be looked through. Numbers and amounts come first, then the
 * latest written, at most `limits.found`: so what a search costs has an end, whatever it is sorted and filtered by
 * (docs/decisions/039). FTS5 seeks into the tenant's stretch of each list and reads no other's.
 */
export const latestFound = (what: What, query: SearchQuery, tenantId: TenantId): SQL => {
  const [rows, grams, owner, before] = ["_search_rows", "_grams", "_id", "_search"].map((end) =>
    raw(what + end),
  );
  const span = sql`rowid BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)`;
  return sql`(WITH space (start) AS MATERIALIZED (SELECT number << 28 FROM search_spaces WHERE tenant_id = ${tenantId}),
    span (first, last) AS MATERIALIZED (SELECT start, (SELECT max(id) FROM ${rows} WHERE id BETWEEN start AND start + 268435455) FROM space),
    parts (gram, seen) AS MATERIALIZED (SELECT value, (SELECT count(*) FROM ${grams} WHERE ${grams} MATCH value
        AND rowid BETWEEN (SELECT max(first, last - ${raw(SAMPLE - 1)}) FROM span) AND (SELECT last FROM span))
      FROM json_each(${JSON.stringify(query.grams)}) ORDER BY 2 LIMIT ${raw(PARTS)}),
    reach (gram, first) AS MATERIALIZED (SELECT group_concat(gram, ' AND '), (SELECT max(first, last - ${raw(READ * SAMPLE)} / (sum(seen) + 1)) FROM span) FROM parts),
    candidates (entry) AS MATERIALIZED (SELECT rowid FROM ${grams} WHERE ${grams} MATCH (SELECT gram FROM reach)
      AND rowid BETWEEN (SELECT first FROM reach) AND (SELECT last FROM span) ORDER BY rowid DESC LIMIT ${raw(LOOKED_AT)}),
    texts (entry, owner) AS MATERIALIZED (SELECT id, ${owner} FROM candidates CROSS JOIN ${rows} ON id = entry
      WHERE ${hasAll(query.needles)} LIMIT ${raw(MOST)}),
    more (than) AS MATERIALIZED (SELECT iif((SELECT count(*) FROM candidates) = ${raw(LOOKED_AT)}
      OR (SELECT first FROM reach) > (SELECT first FROM span), ${raw(MOST)}, 0)),
    unfilled (entry) AS MATERIALIZED (SELECT rowid FROM ${before} WHERE ${before} MATCH (SELECT iif(EXISTS (SELECT 1 FROM operations
        WHERE name = ${SEARCH_FILLED}), '""', ${query.beginnings})) AND ${span} ORDER BY rowid DESC LIMIT ${raw(MOST)})
    SELECT owner, max(count(*) OVER (), (SELECT than FROM more)) AS matches FROM (${union([
      ...(what === "invoice" ? exactly(query) : []),
      sql`SELECT entry, owner, 1 AS place FROM texts`,
      sql`SELECT id, ${owner}, 1 FROM unfilled CROSS JOIN ${rows} ON id = entry WHERE text IS NULL`,
    ])}) GROUP BY entry ORDER BY min(place), entry DESC LIMIT ${raw(limits.found)}) AS found`;
};

/** The column `matches` of rows that a search may have found. */
export const matchesOf = (query: SearchQuery | null): SQL<number> =>
  query === null ? sql`0` : sql`found.matches`;

/** Whether more match than were looked through. A page without rows does not know. */
export const isTruncated = ([row]: readonly { readonly matches: number }[]): boolean =>
  Number(row?.matches) > limits.found;
