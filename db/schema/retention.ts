import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CountedFrom } from "~/domain/retention/policies";
import { civilDate, id, instant, tenantId, version } from "./columns";

/** How long what was issued is kept, by country; '' for every other. Fixed by migrations. */
export const retentionPolicies = sqliteTable("retention_policies", {
  country: text("country").primaryKey(),
  /** Counted from the end of the year that `countedFrom` says. */
  years: integer("years").notNull(),
  source: text("source").notNull(),
  countedFrom: text("counted_from").$type<CountedFrom>().notNull().default("calendar-year"),
});

/** What an owner chose; it counts where it is longer, and only goes up. */
export const retentionChoices = sqliteTable(
  "retention_choices",
  {
    tenantId: tenantId(),
    kind: text("kind").$type<"invoices">().notNull(),
    years: integer("years").notNull(),
    version: version(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind] })],
);

/** What was issued until then (milliseconds UTC) is kept for at least so many years: the business moved since. Written by triggers. */
export const retentionFloors = sqliteTable(
  "retention_floors",
  {
    tenantId: tenantId(),
    years: integer("years").notNull(),
    issuedUntil: instant("issued_until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.years] })],
);

/** What was issued until then belonged to a fiscal year that ended with that month. Written by triggers. */
export const fiscalYearFloors = sqliteTable(
  "fiscal_year_floors",
  {
    tenantId: tenantId(),
    month: integer("month").notNull(),
    issuedUntil: instant("issued_until").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.month] })],
);

/** Clients that were erased, and businesses that are to be, or were. */
export const erasures = sqliteTable(
  "erasures",
  {
    tenantId: tenantId(),
    entity: text("entity").$type<"client" | "tenant">().notNull(),
    entityId: id("entity_id"),
    askedAt: instant("asked_at").notNull(),
    dueAt: instant("due_at").notNull(),
    doneAt: instant("done_at"),
    /** Why something is kept, and until when (the last day); null where nothing is. */
    reason: text("reason"),
    keptUntil: civilDate("kept_until"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.entity, t.entityId] })],
);

/** What was deleted and events still name, with its last version; written by triggers. Its table is `gone`. */
export const tombstones = sqliteTable(
  "gone",
  {
    tenantId: tenantId(),
    entity: text("entity").$type<"client" | "invoice">().notNull(),
    entityId: id("entity_id"),
    version: integer("version").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.entity, t.entityId] })],
);

/** Numbers whose invoices were kept as long as they had to be. */
export const purgedNumbers = sqliteTable(
  "purged_numbers",
  {
    tenantId: tenantId(),
    seriesId: id("series_id"),
    period: text("period").notNull(),
    firstSequence: integer("first_sequence").notNull(),
    lastSequence: integer("last_sequence").notNull(),
    purgedAt: instant("purged_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seriesId, t.period, t.firstSequence] })],
);

/** Where a trail begins whose first events were purged. */
export const auditAnchors = sqliteTable(
  "audit_anchors",
  {
    tenantId: tenantId(),
    seq: integer("seq").notNull(),
    hash: text("hash").notNull(),
    keyId: text("key_id").notNull(),
    at: instant("at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seq] })],
);
