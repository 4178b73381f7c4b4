import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { agreedTerms, flag, id, instant, party, tenantId, timestamps, version } from "./columns";

export const clients = sqliteTable(
  "clients",
  {
    tenantId: tenantId(),
    id: id(),
    name: text("name").notNull(),
    ...party(),
    currency: text("currency"),
    paymentTermsDays: integer("payment_terms_days"),
    buyerReference: text("buyer_reference"),
    note: text("note"),
    version: version(),
    ...timestamps(),
    archivedAt: instant("archived_at"),
    ...agreedTerms(),
    /** Its own words of the payment terms, with what is to be filled in. */
    paymentTerms: text("payment_terms"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** What the list of clients is sorted by (app/domain/clients/order-key.ts): kept by triggers (0046). */
export const clientOrder = sqliteTable(
  "client_order",
  {
    tenantId: tenantId(),
    clientId: id("client_id"),
    isArchived: flag("is_archived").notNull(),
    sortKey: text("sort_key").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.clientId] })],
);
