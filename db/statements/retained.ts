import { type SQL, sql } from "drizzle-orm";

// The rule of migration 0007 (expired_invoices), which has the last word: once more, for whoever asks ahead of it.

/** Years of a country that no policy names. */
const OTHERS = 10;

/** How many years a business keeps what it issued: by its country, or longer by its owner's choice. `tenantId`: a value, or a column. */
export const yearsKept = (tenantId: unknown): SQL => sql`max(
  coalesce((SELECT p.years FROM retention_policies p JOIN tenants t ON t.country = p.country WHERE t.id = ${tenantId}), ${sql.raw(String(OTHERS))}),
  coalesce((SELECT years FROM retention_choices WHERE tenant_id = ${tenantId} AND kind = 'invoices'), 0))`;

/** The last year in which the issued invoice `i` is kept: the country that it was issued from may ask for longer than its business does. */
export const lastYearKept = (
  years: unknown,
): SQL => sql`CAST(substr(i.issue_date, 1, 4) AS INTEGER) + max(${years}, coalesce((
  SELECT coalesce((SELECT years FROM retention_policies WHERE country = s.country), ${sql.raw(String(OTHERS))}) FROM invoice_parties s
  WHERE s.tenant_id = i.tenant_id AND s.invoice_id = i.id AND s.party = 'seller'), 0))`;
