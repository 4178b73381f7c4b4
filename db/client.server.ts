import {
  createClient,
  type InStatement,
  type InValue,
  LibsqlError,
  type ResultSet,
} from "@libsql/client/http";
import type { LibSQLDatabase } from "drizzle-orm/libsql";
import { drizzle } from "drizzle-orm/libsql/http";
import { limiterAt, NoSlotError } from "./concurrency-limiter";
import { deadlineIn } from "./deadline";

export interface DatabaseConfig {
  readonly url: string;
  readonly authToken?: string | undefined;
  /** How long a request waits for this database, where the usual times are not right for it. */
  readonly deadlineMs?: number | undefined;
}

/** What one request did to the database, for its log line. */
export interface DatabaseStats {
  roundTrips: number;
  milliseconds: number;
  retries: number;
}

export type DatabaseFault =
  /** A guard or a rule of the database said no; nothing was changed. `reason` is the text after the colon. */
  | { readonly kind: "guard" | "rule"; readonly reason: string }
  /** A UNIQUE, CHECK or FOREIGN KEY said no; nothing was changed. */
  | { readonly kind: "constraint" }
  /** Refused before it began: safe to send again. */
  | { readonly kind: "refused" }
  /** No answer, or one that does not say whether the batch was committed. */
  | { readonly kind: "unclear" };

/** Every failure of the database, classified once (security.md 18). */
export class DatabaseError extends Error {
  constructor(
    readonly fault: DatabaseFault,
    cause: unknown,
  ) {
    super(`database ${fault.kind}${"reason" in fault ? `:${fault.reason}` : ""}`, { cause });
    this.name = "DatabaseError";
  }
}

/** The drizzle handle that builds statements; awaiting one by itself throws, so that nothing runs outside a batch. */
export type Orm = Pick<
  LibSQLDatabase,
  "select" | "selectDistinct" | "insert" | "update" | "delete" | "run" | "all" | "with"
>;

type Batch = LibSQLDatabase["batch"];

/** One request's way to the database. The only thing in the code that talks to libSQL. */
export interface Database {
  readonly build: Orm;
  readonly stats: DatabaseStats;
  /** Runs statements in one round trip, as one read transaction. */
  readonly read: Batch;
  /** Runs statements in one round trip, as one BEGIN IMMEDIATE … COMMIT: all of them or none. */
  readonly write: Batch;
  /** Another handle of the same database, with an account of its own: for what goes on behind the response. */
  readonly apart: () => Database;
}

/** A request to the database gives up after this many milliseconds, retries included (security.md 19: 503 within 6 s). */
const DEADLINE_MS = 5_000;
const MAX_RETRIES = 3;
/** Whoever holds a lease for longer than its deadline and this was cancelled. */
const LEASE_MORE_MS = 1_000;

export interface DatabaseOptions {
  readonly deadlineMs?: number;
  /** For all that this handle waits for: a page whose database hangs must not wait for each of its reads. A queue that moves is not counted. */
  readonly budgetMs?: number;
  readonly fetch?: typeof fetch;
}

export function openDatabase(config: DatabaseConfig, options: DatabaseOptions = {}): Database {
  const stats: DatabaseStats = { roundTrips: 0, milliseconds: 0, retries: 0 };
  const send = options.fetch ?? fetch;
  const deadlineMs = options.deadlineMs ?? config.deadlineMs ?? DEADLINE_MS;
  const limiter = limiterAt(config.url);
  let budgetLeft = options.budgetMs ?? Number.POSITIVE_INFINITY;

  async function run(statements: InStatement[], mode: "read" | "write"): Promise<ResultSet[]> {
    const began = Date.now();
    const allowed = Math.min(deadlineMs, budgetLeft);
    const lease = await limiter.acquire(deadlineMs + LEASE_MORE_MS, allowed).catch((error: unknown) => {
      throw error instanceof NoSlotError ? new DatabaseError({ kind: "refused" }, error) : error;
    });
    const { signal, spentMs, stop } = deadlineIn(allowed - lease.stillMs);
    let answered = false;
    const client = createClient({
      url: config.url,
      ...(config.authToken ? { authToken: config.authToken } : {}),
      fetch: (request: Request) => send(request, { signal }),
    });
    try {
      for (let attempt = 0; ; attempt += 1) {
        stats.roundTrips += 1;
        try {
          const results = await client.batch(statements.map(withExactIntegers), mode);
          answered = true;
          return results;
        } catch (error) {
          const fault = classify(error);
          answered = fault.kind !== "unclear" && fault.kind !== "refused";
          // A read changes nothing, so an unclear end may be tried again too; a write may only where it was refused.
          const again =
            fault.kind === "refused" || (mode === "read" && fault.kind === "unclear" && attempt === 0);
          if (!again || attempt >= MAX_RETRIES || signal.aborted) throw new DatabaseError(fault, error);
          stats.retries += 1;
          await new Promise((resolve) => setTimeout(resolve, 20 * 2 ** attempt * (0.5 + Math.random())));
        }
      }
    } finally {
      stop();
      limiter.release(lease, answered);
      budgetLeft -= lease.stillMs + spentMs();
      stats.milliseconds += Date.now() - began;
      client.close();
    }
  }

  const over = (mode: "read" | "write") =>
    drizzle({ client: batchOnly((statements) => run(statements, mode)) });
  const reader = over("read");
  const writer = over("write");
  return {
    build: writer,
    stats,
    read: (queries) => reader.batch(queries),
    write: (queries) => writer.batch(queries),
    apart: () => openDatabase(config, options),
  };
}

/** A libSQL client that knows batches only: drizzle runs a lone awaited query through `execute`, and that is a mistake here. */
function batchOnly(batch: (statements: InStatement[]) => Promise<ResultSet[]>) {
  const refuse = () => {
    throw new Error("Run statements through TenantDb or Database.read/write, never by awaiting a query.");
  };
  const client = {
    batch,
    execute: refuse,
    transaction: refuse,
    executeMultiple: refuse,
    migrate: refuse,
    sync: refuse,
  };
  return client as unknown as ReturnType<typeof createClient>;
}

/** libSQL sends a JavaScript number as REAL: `7/?` with 2 would give 3.5. Integers go as BigInt, and nothing else is a number here. */
function withExactIntegers(statement: InStatement): InStatement {
  if (typeof statement === "string" || !Array.isArray(statement.args)) return statement;
  return { sql: statement.sql, args: statement.args.map(exact) };
}

function exact(value: InValue): InValue {
  if (typeof value !== "number") return value;
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not an exact integer: ${value}`);
  return BigInt(value);
}

const REFUSED = /SQLITE_BUSY|database is locked|TRANSACTION_TIMEOUT|HTTP status 429/;
const TRANSPORT = /^(SERVER_ERROR|HRANA_|STREAM_|CLIENT_CLOSED)/;

/** Mistakes in our own SQL or arguments are thrown on as they are: they are bugs, not faults. */
function classify(error: unknown): DatabaseFault {
  if (!(error instanceof LibsqlError)) {
    if (error instanceof RangeError || !(error instanceof Error)) throw error;
    return { kind: "unclear" };
  }
  const said = /(guard|rule):([a-z-]+)/.exec(error.message);
  if (said) return { kind: said[1] as "guard" | "rule", reason: said[2] as string };
  if (error.code.startsWith("SQLITE_CONSTRAINT")) return { kind: "constraint" };
  if (REFUSED.test(`${error.code} ${error.message}`)) return { kind: "refused" };
  if (TRANSPORT.test(error.code)) return { kind: "unclear" };
  throw error;
}
