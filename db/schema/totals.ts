import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, minorUnits, tenantId } from "./columns";

/** Sums of open invoices by due date, archived ones too; kept by triggers. `clientId` is "" where they are of the whole business. */
export const openTotals = sqliteTable(
  "open_totals",
  {
    tenantId: tenantId(),
    clientId: id("client_id"),
    grain: text("grain").$type<"month" | "day">().notNull(),
    /** `YYYY-MM` or `YYYY-MM-DD`, by the grain. */
    period: text("period").notNull(),
    currency: text("currency").notNull(),
    invoiceCount: integer("invoice_count").notNull(),
    dueMinor: minorUnits("due_minor").notNull(),
    /** Of them, those of more than zero: what can be overdue. */
    claimCount: integer("claim_count").notNull(),
    claimMinor: minorUnits("claim_minor").notNull(),
    /** Of all of them, and of the claims, those that are archived. */
    archivedCount: integer("archived_count").notNull(),
    archivedClaimCount: integer("archived_claim_count").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.clientId, t.grain, t.currency, t.period] })],
);

/** Sums of paid invoices by the month of their paid date, `YYYY-MM`, archived ones too; kept by triggers. */
export const paidTotals = sqliteTable(
  "paid_totals",
  {
    tenantId: tenantId(),
    month: text("month").notNull(),
    currency: text("currency").notNull(),
    invoiceCount: integer("invoice_count").notNull(),
    dueMinor: minorUnits("due_minor").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.currency, t.month] })],
);
