import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { civilDate, id, instant, minorUnits, tenantId } from "./columns";

/** Money that moved, or a claim that ended otherwise: rows are only added (0016). The amount's sign is that of what it settles. */
export const payments = sqliteTable(
  "payments",
  {
    tenantId: tenantId(),
    id: id(),
    clientId: id("client_id"),
    kind: text("kind").$type<"payment" | "refund" | "credit" | "discount" | "write_off">().notNull(),
    paidOn: civilDate("paid_on").notNull(),
    currency: text("currency").notNull(),
    amountMinor: minorUnits("amount_minor").notNull(),
    /** The payment that this counter-entry takes back. */
    reversesId: text("reverses_id"),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] })],
);

/** How much of a payment settles which invoice. */
export const paymentAllocations = sqliteTable(
  "payment_allocations",
  {
    tenantId: tenantId(),
    paymentId: id("payment_id"),
    invoiceId: id("invoice_id"),
    amountMinor: minorUnits("amount_minor").notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.invoiceId, table.paymentId] })],
);
