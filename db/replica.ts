import { type SQL, sql } from "drizzle-orm";
import { type Database, type DatabaseConfig, openDatabase } from "./client.server";
import type { Statement } from "./read-batcher";

/** A replica is near: one that takes longer is not worth waiting for, the primary is there. */
const DEADLINE_MS = 1_000;
/** A replica that failed is left alone for so long. */
const REST_MS = 5_000;

/** A read-only copy of the database that is near, and may be behind. */
export interface Replica {
  readonly build: Database["build"];
  /** Rows of each statement, all of one moment; undefined when the replica is away. */
  readonly read: (statements: readonly Statement[]) => Promise<readonly unknown[] | undefined>;
  /** What became of the latest read, for the log: served, not caught up yet, no answer. */
  state: "unused" | "used" | "behind" | "away";
}

const restingUntil = new Map<string, number>();

export function openReplica(config: DatabaseConfig): Replica {
  const db = openDatabase(config, { deadlineMs: config.deadlineMs ?? DEADLINE_MS });
  const replica: Replica = {
    build: db.build,
    state: "unused",
    read: async (statements) => {
      const [first, ...others] = statements;
      if (!first || (restingUntil.get(config.url) ?? 0) > Date.now()) return undefined;
      try {
        return await db.read([first, ...others]);
      } catch {
        // Whatever it is, the primary decides: a bug shows there again, a table that has not come over yet does not.
        restingUntil.set(config.url, Date.now() + REST_MS);
        return undefined;
      }
    },
  };
  return replica;
}

/** How far a copy has come with what a business's pages show. */
export interface Position {
  /** Of the latest audit event: every change has one, in its own transaction. */
  readonly seq: number;
  /** The versions of its people added up: their names are theirs to change. */
  readonly people: number;
}

/** The position, to be asked of both copies (as rows of Position). */
export const positionOf = (build: Database["build"], tenantId: string) =>
  build.all<Position>(positionQuery(tenantId));

const positionQuery = (tenantId: string): SQL =>
  sql`SELECT coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = ${tenantId}), 0) AS seq,
    (SELECT coalesce(sum(u.version), 0) FROM memberships m JOIN users u ON u.id = m.user_id WHERE m.tenant_id = ${tenantId}) AS people`;

/** Whether a copy at `there` has all that one at `here` has. */
export const hasCaughtUp = (there: Position | undefined, here: Position | undefined): boolean =>
  there !== undefined && here !== undefined && there.seq >= here.seq && there.people >= here.people;
