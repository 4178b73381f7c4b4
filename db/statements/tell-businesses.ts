import { type SQL, sql } from "drizzle-orm";
import type { Orm } from "../client.server";

export interface PersonEvent {
  /** Whose memberships `m` they are; `u` is the person's row as it is until now. */
  readonly userId: SQL;
  readonly action: string;
  readonly entity: "membership" | "user" | "export";
  /** The person, unless it says what else. */
  readonly entityId?: string;
  /** Of `m` or `u`. */
  readonly version: SQL;
  /** JSON, of `m` or `u`; where it is null there is nothing to tell. */
  readonly changes: SQL;
  readonly at: number;
  readonly requestId: string;
}

/** An event about a person, by themselves, at the end of the trail of each business that they are in: one statement. Gives the businesses. */
export const tellBusinesses = (build: Orm, e: PersonEvent) =>
  build.all<{
    tenantId: string;
  }>(sql`INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
    SELECT m.tenant_id, 1 + max(coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = m.tenant_id), 0),
        coalesce((SELECT max(seq) FROM audit_anchors WHERE tenant_id = m.tenant_id), 0)),
      ${e.at}, u.id, ${e.action}, ${e.entity}, ${e.entityId ?? sql`u.id`}, ${e.version}, ${e.changes}, ${e.requestId}
    FROM users u JOIN memberships m ON m.user_id = u.id WHERE u.id = ${e.userId} AND ${e.changes} IS NOT NULL RETURNING tenant_id AS "tenantId"`);
