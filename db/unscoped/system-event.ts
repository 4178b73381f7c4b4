import { type SQL, sql } from "drizzle-orm";
import type { Orm } from "../client.server";

/**
 * Who did what nobody did: the job. There from migration 0009 on, whose triggers keep everybody from being, changing or deleting it
 * (docs/decisions/029).
 */
export const SYSTEM_USER = "00000000000000000000000000";

/** The hash of no password: nobody logs in as the system, nor as somebody who came with an archive. */
export const NO_PASSWORD = "$scrypt$none";

/** Its address; a number follows `job` where somebody had the usual one. */
export const SYSTEM_ADDRESS = /^job(?:-[0-9a-f]{16})?@gapless\.invalid$/;

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
