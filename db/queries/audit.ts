import { and, desc, eq, gt, gte, lt, type SQL, sql } from "drizzle-orm";
import { type Cursor, type PageOf, pageOf } from "~/shared/pagination";
import { users } from "../schema/accounts";
import { auditEvents } from "../schema/audit";
import { clients } from "../schema/clients";
import { invoices } from "../schema/invoices";
import { numberSeries, taxRates } from "../schema/tenants";
import type { TenantDb } from "../tenant-db";
import { keyset } from "./keyset";

export interface ActivityFilter {
  readonly entity: string | null;
  /** The action without its entity: `issued` of `invoice.issued`. */
  readonly verb: string | null;
  readonly actorId: string | null;
  /** Instants, the second one exclusive. */
  readonly from: number | null;
  readonly to: number | null;
  readonly cursor: Cursor | null;
}

/** As the index audit_events_by_verb_time spells it. */
const verb = sql`substr(${auditEvents.action}, instr(${auditEvents.action}, '.') + 1)`;

const of = (entity: string) => sql`${auditEvents.entity} = ${sql.raw(`'${entity}'`)}`;

/** What the entity is called today; the events themselves hold no names. A person is who they say they are today, also when they left. */
const name = sql<string | null>`CASE
  WHEN ${of("client")} OR ${of("invoice")} THEN (SELECT ${clients.name} FROM ${clients} WHERE ${clients.tenantId} = ${auditEvents.tenantId}
    AND ${clients.id} = CASE WHEN ${of("client")} THEN ${auditEvents.entityId} ELSE ${invoices.clientId} END)
  WHEN ${of("tax_rate")} THEN (SELECT ${taxRates.name} FROM ${taxRates} WHERE ${taxRates.tenantId} = ${auditEvents.tenantId}
    AND ${taxRates.category} || '-' || ${taxRates.ratePpm} = ${auditEvents.entityId})
  WHEN ${of("number_series")} THEN (SELECT ${numberSeries.pattern} FROM ${numberSeries}
    WHERE ${numberSeries.tenantId} = ${auditEvents.tenantId} AND ${numberSeries.id} = ${auditEvents.entityId})
  WHEN ${of("membership")} OR ${of("user")} THEN (SELECT person.name FROM ${users} person WHERE person.id = ${auditEvents.entityId}) END`;

const ROW = {
  /** The place in the trail, in the shape of an id, so that a page's cursor can name it. */
  id: sql<string>`printf('%026d', ${auditEvents.seq})`,
  at: auditEvents.at,
  actor: users.name,
  action: auditEvents.action,
  entity: auditEvents.entity,
  entityId: auditEvents.entityId,
  changes: auditEvents.changes,
  name,
  /** An invoice's, as they are now. */
  number: invoices.number,
  currency: invoices.currency,
};

export interface AuditRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly changes: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly currency: string | null;
}

const readRows = (db: TenantDb, where: SQL | undefined, orderBy: SQL[], limit: number): Promise<AuditRow[]> =>
  db.read((build, tenantId) =>
    build
      .select(ROW)
      .from(auditEvents)
      .innerJoin(users, eq(users.id, auditEvents.actorId))
      .leftJoin(
        invoices,
        and(
          eq(invoices.tenantId, auditEvents.tenantId),
          eq(invoices.id, auditEvents.entityId),
          of("invoice"),
        ),
      )
      .where(and(eq(auditEvents.tenantId, tenantId), where))
      .orderBy(...orderBy)
      .limit(limit),
  );

/** Events, the newest first, a page at a time; the place in the trail breaks ties of time. */
export async function listActivity(
  db: TenantDb,
  filter: ActivityFilter,
  pageSize: number,
): Promise<PageOf<AuditRow>> {
  const { cursor, entity, actorId, from, to } = filter;
  const { after, orderBy } = keyset(
    { sort: [auditEvents.at], id: auditEvents.seq, descending: true },
    cursor,
  );
  const where = and(
    entity ? eq(auditEvents.entity, entity) : undefined,
    filter.verb ? sql`${verb} = ${filter.verb}` : undefined,
    actorId ? eq(auditEvents.actorId, actorId) : undefined,
    from === null ? undefined : gte(auditEvents.at, from),
    to === null ? undefined : lt(auditEvents.at, to),
    after,
  );
  return pageOf(await readRows(db, where, orderBy, pageSize + 1), cursor, (row) => [row.at], pageSize);
}

/** The latest events of one invoice or client, the newest first. */
export const listHistory = (
  db: TenantDb,
  entity: "invoice" | "client",
  id: string,
  limit: number,
): Promise<AuditRow[]> =>
  readRows(
    db,
    // Every seq is: the range makes SQLite take audit_events_entity rather than walk through the tenant's whole trail.
    and(eq(auditEvents.entity, entity), eq(auditEvents.entityId, id), gt(auditEvents.seq, 0)),
    [desc(auditEvents.seq)],
    limit,
  );

/** Everybody who ever did something here, by name: one step of an index for each person, not for each event. */
export const listActors = (db: TenantDb): Promise<{ id: string; name: string }[]> =>
  db.read((build, tenantId) =>
    build.all<{ id: string; name: string }>(sql`WITH RECURSIVE actors (id) AS (
        SELECT min(actor_id) FROM audit_events WHERE tenant_id = ${tenantId}
        UNION ALL SELECT (SELECT min(actor_id) FROM audit_events WHERE tenant_id = ${tenantId} AND actor_id > actors.id)
          FROM actors WHERE actors.id IS NOT NULL
      ) SELECT users.id, users.name FROM actors JOIN users ON users.id = actors.id ORDER BY users.name, users.id`),
  );
