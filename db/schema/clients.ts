import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant, party, tenantId, timestamps, version } from "./columns";

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
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
