import { type SQL, sql } from "drizzle-orm";
import type { Orm } from "../client.server";

/** Who did what nobody did: the job. A user that nobody can log in as. */
export const SYSTEM_USER = "00000000000000000000000000";

/** Makes sure that it is there. */
export const ensureSystemUser = (build: Orm, now: number) =>
  build.run(sql`INSERT INTO users (id, email, name, password_hash, created_at, updated_at)
    VALUES (${SYSTEM_USER}, 'job@gapless.invalid', 'Gapless (automatic)', '$scrypt$none', ${now}, ${now}) ON CONFLICT DO NOTHING`);

export interface SystemEvent {
  readonly tenantId: string;
  readonly at: number;
  readonly action: string;
  readonly entity: string;
  readonly entityId?: string;
  readonly entityVersion?: number | SQL;
  /** Counts, by what was counted. */
  readonly counts: Readonly<Record<string, number>>;
}

/** An event of the trail that no request wrote; at the end of the trail, as all are. */
export const systemEvent = (build: Orm, e: SystemEvent) =>
  build.run(sql`INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
    SELECT ${e.tenantId}, 1 + max(coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = ${e.tenantId}), 0),
        coalesce((SELECT max(seq) FROM audit_anchors WHERE tenant_id = ${e.tenantId}), 0)),
      ${e.at}, ${SYSTEM_USER}, ${e.action}, ${e.entity}, ${e.entityId ?? e.tenantId}, ${e.entityVersion ?? 1},
      ${JSON.stringify(Object.fromEntries(Object.entries(e.counts).map(([what, n]) => [what, [null, n]])))}, 'job'`);
