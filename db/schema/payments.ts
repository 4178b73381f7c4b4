import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { civilDate, id, instant, minorUnits, tenantId } from "./columns";

/**
 * Money that moved, or a claim that ended otherwise: rows are only added (0016). The amount's sign is that of what it settles, and a credit
 * note's is an invoice's: money came in for a payment and went out for a refund, which is what settles a credit note (0023).
 */
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

/** How much of a payment settles which invoice: one row for both, since a settlement is changed by taking the payment back. */
export const paymentAllocations = sqliteTable(
  "payment_allocations",
  {
    tenantId: tenantId(),
    paymentId: id("payment_id"),
    invoiceId: id("invoice_id"),
    amountMinor: minorUnits("amount_minor").notNull(),
    /** Since when; null: since the later of the payment's day and the document's. */
    settledOn: civilDate("settled_on"),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.invoiceId, table.paymentId] })],
);

/** Which credit note a payment of the kind `credit` comes from, also that payment which settles the credit note itself. */
export const paymentCredits = sqliteTable(
  "payment_credits",
  {
    tenantId: tenantId(),
    paymentId: id("payment_id"),
    /** It may be purged by now. */
    creditNoteId: id("credit_note_id"),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.paymentId] })],
);
