import { type SQL, sql } from "drizzle-orm";
import type { Orm } from "./client.server";

/** Why a write batch may stop; db/migrations/0048_payment_terms.sql knows the same words. */
export type GuardReason =
  | "signed-out"
  | "not-found"
  | "forbidden"
  | "repeated"
  | "password"
  | "stale"
  | "status"
  | "archived"
  | "erased"
  | "no-lines"
  | "client"
  | "tax-rate"
  | "paid-date"
  | "receivable"
  | "currency"
  | "early-payment"
  | "number"
  | "last-owner"
  | "default";

/** A condition that a write needs, and the word that it is refused with. */
export interface Guard {
  readonly reason: GuardReason;
  readonly holds: SQL;
}

/** A statement that aborts the whole batch with `reason` unless `holds` is true at that point of the transaction. */
export const guard = (build: Orm, { reason, holds }: Guard) =>
  build.run(sql`INSERT INTO guard (reason, ok) SELECT ${reason}, (${holds})`);
