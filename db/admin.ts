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
