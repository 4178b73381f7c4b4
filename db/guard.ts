import { type SQL, sql } from "drizzle-orm";
import type { Orm } from "./client.server";

/** Why a write batch may stop; db/migrations/0001_guards.sql knows the same words. */
export type GuardReason =
  | "signed-out"
  | "not-found"
  | "forbidden"
  | "repeated"
  | "stale"
  | "status"
  | "no-lines"
  | "client"
  | "tax-rate"
  | "number"
  | "last-owner"
  | "default";

/** A statement that aborts the whole batch with `reason` unless `holds` is true at that point of the transaction. */
export const guard = (build: Orm, reason: GuardReason, holds: SQL) =>
  build.run(sql`INSERT INTO guard (reason, ok) SELECT ${reason}, (${holds})`);
