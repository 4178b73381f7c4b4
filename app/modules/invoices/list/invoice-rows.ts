import type { InvoiceStatus } from "~/domain/invoices/invoice";
import { type InvoiceState, invoiceState } from "~/domain/invoices/invoice-state";
import { asCurrency } from "~/shared/currency";
import type { CivilDate } from "~/shared/dates";
import { formatDate, formatMoney } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import type { Minor } from "~/shared/money";

interface StoredRow {
  readonly id: string;
  readonly number: string | null;
  readonly status: InvoiceStatus;
  readonly clientName: string;
  readonly issueDate: CivilDate;
  readonly dueDate: CivilDate;
  readonly currency: string;
  readonly dueMinor: Minor;
  readonly archivedAt: number | null;
}

/** A row of a list of invoices, as people read it. */
export interface InvoiceRow {
  readonly id: string;
  /** Empty for a draft. */
  readonly number: string;
  readonly clientName: string;
  readonly issued: { readonly iso: string; readonly text: string };
  readonly due: { readonly iso: string; readonly text: string };
  readonly amount: string;
  readonly negative: boolean;
  readonly state: InvoiceState;
  readonly archived: boolean;
}

/** Formats the rows of a list for one locale, on the tenant's today. */
export function invoiceRows(rows: readonly StoredRow[], locale: LocaleTag, today: CivilDate): InvoiceRow[] {
  const date = (iso: CivilDate) => ({ iso, text: formatDate(iso, locale) });
  return rows.map((row) => ({
    id: row.id,
    number: row.number ?? "",
    clientName: row.clientName,
    issued: date(row.issueDate),
    due: date(row.dueDate),
    amount: formatMoney(row.dueMinor, asCurrency(row.currency), locale),
    negative: row.dueMinor < 0,
    state: invoiceState(row, today),
    archived: row.archivedAt !== null,
  }));
}
