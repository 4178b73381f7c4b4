import { type Client, createClient, type InValue, type Row } from "@libsql/client/http";
import { inject } from "vitest";

/** Runs one statement past all of the app's own ways, to look at rows or to try what must be refused. */
export async function sql(query: string, args: readonly InValue[] = []): Promise<Row[]> {
  const client = createClient({ url: inject("databaseUrl") });
  try {
    return (await patiently(() => client.execute({ sql: query, args: args.map(exact) }))).rows;
  } finally {
    client.close();
  }
}

/** Runs many in one round trip, and stores all of them or nothing. */
export async function batch(
  statements: readonly (readonly [query: string, args: readonly InValue[]])[],
): Promise<Row[][]> {
  const client = createClient({ url: inject("databaseUrl") });
  const sent = statements.map(([query, args]) => ({ sql: query, args: args.map(exact) }));
  try {
    return (await patiently(() => client.batch(sent, "write"))).map((result) => result.rows);
  } finally {
    client.close();
  }
}

/** Where many tests write at once, one of them may be told that the database is locked: nothing was done then. */
async function patiently<T>(work: () => Promise<T>, tries = 100): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (tries === 1 || !/SQLITE_BUSY/.test(String(error))) throw error;
    return patiently(work, tries - 1);
  }
}

/** A client of a server of its own: whoever read there a moment ago may not have hung up yet, and the database is locked until then. */
export function patientClient(url: string): Client {
  const client = createClient({ url });
  const { execute, migrate } = client;
  return Object.assign(client, {
    execute: (...args: Parameters<typeof execute>) => patiently(() => execute.apply(client, args)),
    migrate: (...args: Parameters<typeof migrate>) => patiently(() => migrate.apply(client, args)),
  });
}

/** The first value of the first row, as a number: for `SELECT count(*) …`. */
export async function count(query: string, args: readonly InValue[] = []): Promise<number> {
  const [row] = await sql(query, args);
  return Number(row?.[0]);
}

/** libSQL sends a JavaScript number as REAL, and STRICT tables refuse that. */
const exact = (value: InValue): InValue => (typeof value === "number" ? BigInt(value) : value);
