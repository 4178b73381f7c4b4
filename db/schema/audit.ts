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
    /** JSON object: field → [before, after], or "changed" where the values are not kept. */
    changes: text("changes").notNull(),
    requestId: text("request_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seq] })],
);

/** The chain over the events of a tenant: each hash covers its event and the hash before it (modules/audit/chain.server.ts). */
export const auditSeals = sqliteTable(
  "audit_seals",
  {
    tenantId: tenantId(),
    seq: integer("seq").notNull(),
    /** base64url, 32 bytes. */
    hash: text("hash").notNull(),
    /** Which AUDIT_KEY it was made with; empty for none. */
    keyId: text("key_id").notNull(),
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
