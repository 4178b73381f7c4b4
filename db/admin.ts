import { createClient, type InStatement } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import type { Database } from "./client.server";

/** A whole database as it was at one moment, whoever else writes meanwhile; for programs of db/, never for requests. */
export interface Admin {
  readonly build: Database["build"];
  /** Runs statements in one round trip, all on the same snapshot. */
  readonly read: Database["read"];
  readonly close: () => void;
}

const TIMEOUT_MS = 60_000;

/** Opens a read-only snapshot: one transaction that the server refuses to write in, kept open until `close`. */
export async function openAdmin(url: string, authToken?: string): Promise<Admin> {
  const client = createClient({
    url,
    ...(authToken ? { authToken } : {}),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }),
  });
  const transaction = await client.transaction("read");
  const refuse = () => {
    throw new Error("Run statements through Admin.read.");
  };
  const snapshot = {
    batch: (statements: InStatement[]) => transaction.batch(statements),
    execute: refuse,
    transaction: refuse,
    executeMultiple: refuse,
    migrate: refuse,
    sync: refuse,
  };
  const reader = drizzle({ client: snapshot as unknown as typeof client });
  return {
    build: reader,
    read: (queries) => reader.batch(queries),
    close: () => {
      transaction.close();
      client.close();
    },
  };
}

/** A way to make a database from its statements, for `npm run restore` only. */
export interface Builder {
  /** Whether there is no table yet. */
  readonly isEmpty: () => Promise<boolean>;
  /** All of the statements or none, in one transaction that does not look at foreign keys yet. */
  readonly run: (statements: readonly string[]) => Promise<void>;
  readonly close: () => void;
}

export function openBuilder(url: string, authToken?: string): Builder {
  const client = createClient({
    url,
    ...(authToken ? { authToken } : {}),
    fetch: (request: Request) => fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) }),
  });
  return {
    isEmpty: async () => {
      const { rows } = await client.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'libsql\\_%' ESCAPE '\\'",
      );
      return rows.length === 0;
    },
    run: async (statements) => {
      await client.migrate([...statements]);
    },
    close: () => client.close(),
  };
}
