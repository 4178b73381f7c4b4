import { createClient, type InValue, type Row } from "@libsql/client/http";
import { inject } from "vitest";

/** Runs one statement past all of the app's own ways, to look at rows or to try what must be refused. */
export async function sql(query: string, args: readonly InValue[] = []): Promise<Row[]> {
  const client = createClient({ url: inject("databaseUrl") });
  try {
    return (await client.execute({ sql: query, args: args.map(exact) })).rows;
  } finally {
    client.close();
  }
}

/** Runs many in one round trip, and stores all of them or nothing. */
export async function batch(
  statements: readonly (readonly [query: string, args: readonly InValue[]])[],
): Promise<Row[][]> {
  const client = createClient({ url: inject("databaseUrl") });
  try {
    const results = await client.batch(
      statements.map(([query, args]) => ({ sql: query, args: args.map(exact) })),
      "write",
    );
    return results.map((result) => result.rows);
  } finally {
    client.close();
  }
}

/** The first value of the first row, as a number: for `SELECT count(*) …`. */
export async function count(query: string, args: readonly InValue[] = []): Promise<number> {
  const [row] = await sql(query, args);
  return Number(row?.[0]);
}

/** libSQL sends a JavaScript number as REAL, and STRICT tables refuse that. */
const exact = (value: InValue): InValue => (typeof value === "number" ? BigInt(value) : value);
