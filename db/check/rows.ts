import type { Invoice, InvoiceContent } from "../queries/invoice-content";
import type { users } from "../schema/accounts";
import type { auditEvents } from "../schema/audit";
import type { clientOrder, clients } from "../schema/clients";
import type { invoiceOtherParties } from "../schema/invoices";
import type { purgedNumbers } from "../schema/retention";
import type {
  exemptionReasons,
  memberships,
  numberRuns,
  numberSeries,
  taxRateComponents,
  taxRates,
  tenants,
} from "../schema/tenants";

export type User = typeof users.$inferSelect;
export type Tenant = typeof tenants.$inferSelect;
export type Series = typeof numberSeries.$inferSelect;
export type Run = typeof numberRuns.$inferSelect;
export type TaxRate = typeof taxRates.$inferSelect;
export type ExemptionReason = typeof exemptionReasons.$inferSelect;
export type Client = typeof clients.$inferSelect;
export type ClientOrder = typeof clientOrder.$inferSelect;
export type AuditEvent = Pick<
  typeof auditEvents.$inferSelect,
  "seq" | "at" | "action" | "entity" | "entityId" | "entityVersion" | "changes"
>;

export type Purged = typeof purgedNumbers.$inferSelect;

/** An invoice with all that hangs on it; events by seq. */
export interface InvoiceRows extends InvoiceContent {
  readonly invoice: Invoice;
  /** Payee, tax representative, place of delivery. */
  readonly otherParties: readonly (typeof invoiceOtherParties.$inferSelect)[];
  readonly events: readonly AuditEvent[];
  /** Whether the first of them may have been purged. */
  readonly anchored?: boolean;
}

/** For how long a business keeps what it issued, and what the trail says of that. */
export interface Retention {
  /** The most years of the owner's choice and the floors; 0 where there is neither. */
  readonly promised: number;
  /** The months of the fiscal years that floors keep. */
  readonly months: readonly number[];
  /** Of the choice. */
  readonly events: readonly AuditEvent[];
  /** When the first of the invoices that are kept was issued. */
  readonly firstIssue: number | null;
}

/** A business with what there is little of. */
export interface TenantRows {
  readonly tenant: Tenant;
  readonly members: readonly (typeof memberships.$inferSelect)[];
  readonly rates: readonly TaxRate[];
  /** The rates' other reasons for no tax. */
  readonly reasons: readonly ExemptionReason[];
  /** Of the rates that consist of several taxes. */
  readonly components: readonly (typeof taxRateComponents.$inferSelect)[];
  readonly series: readonly Series[];
  readonly runs: readonly Run[];
  /** Of the tenant itself, its rates, its series and its memberships; and where it was stored from an archive. */
  readonly events: readonly AuditEvent[];
  /** Of all its audit events. */
  readonly audit: { readonly count: number; readonly first: number | null; readonly last: number | null };
  /** The last event that was purged; 0 for none. */
  readonly anchor: number;
  /** Whether the business is erased, but for what the law keeps. */
  readonly erased: boolean;
  /** Ids of the people whom events about memberships name, as far as they have an account that is not erased. */
  readonly people: ReadonlySet<string>;
  /** Numbers whose invoices were purged. */
  readonly purged: readonly Purged[];
  readonly retention: Retention;
  /** Ids of clients and invoices that were deleted. */
  readonly tombstones: ReadonlySet<string>;
  /** Numbers that more than one invoice has. */
  readonly doubles: readonly { readonly number: string; readonly count: number }[];
}

/** What of an issued invoice its number depends on. */
export interface NumberRow {
  readonly id: string;
  readonly seriesId: string;
  readonly period: string;
  readonly sequence: number;
  readonly number: string | null;
  readonly issueDate: string;
  readonly issuedAt: number | null;
}
