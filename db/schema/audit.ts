import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant, tenantId } from "./columns";

export const auditEvents = sqliteTable(
  "audit_events",
  {
    tenantId: tenantId(),
    /** 1, 2, 3 … within the tenant, given by the database. */
    seq: integer("seq").notNull(),
    at: instant("at").notNull(),
    actorId: id("actor_id"),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    entityVersion: integer("entity_version").notNull(),
    /** JSON object: field → [before, after]. */
    changes: text("changes").notNull(),
    requestId: text("request_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seq] })],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    tenantId: tenantId(),
    key: text("key").notNull(),
    requestHash: text("request_hash").notNull(),
    result: text("result").notNull(),
    userId: id("user_id"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.key] })],
);
