import { sql } from "drizzle-orm";
import type { Database } from "./client.server";

/**
 * How far a copy of the database has come with what a business's pages show. The order is that of the primary's transactions: `seq` grows
 * with every change of the business's, memberships included; `people` with every change of a person in between.
 */
export interface Position {
  /** Of the latest audit event: every change has one, in its own transaction (rule 8). */
  readonly seq: number;
  /**
   * The versions of its people added up, also of those who are no members any more but did something here: their names and languages
   * are theirs to change, and no event of this business tells of it where they have left.
   */
  readonly people: number;
}

/** The position, to be asked of any copy. */
export const positionOf = (build: Database["build"], tenantId: string) =>
  build.all<Position>(sql`WITH RECURSIVE actors (id) AS (
      SELECT min(actor_id) FROM audit_events WHERE tenant_id = ${tenantId}
      UNION ALL SELECT (SELECT min(actor_id) FROM audit_events WHERE tenant_id = ${tenantId} AND actor_id > actors.id)
        FROM actors WHERE actors.id IS NOT NULL
    ), people (id) AS (SELECT user_id FROM memberships WHERE tenant_id = ${tenantId} UNION SELECT id FROM actors)
    SELECT coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = ${tenantId}), 0) AS seq,
      (SELECT coalesce(sum(u.version), 0) FROM people JOIN users u ON u.id = people.id) AS people`);

/** Whether a copy at `there` has all that one at `here` has. */
export const hasCaughtUp = (there: Position | undefined, here: Position | undefined): boolean =>
  there !== undefined &&
  here !== undefined &&
  (there.seq > here.seq || (there.seq === here.seq && there.people >= here.people));

/** The later of two. */
export const laterOf = (one: Position, two: Position | undefined): Position =>
  two && !hasCaughtUp(one, two) ? two : one;
