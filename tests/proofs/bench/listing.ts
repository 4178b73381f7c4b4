import { limits } from "~/shared/limits";

/** Some invoices of a business in an order, told in SQL without any of the app's code: what a page of a list must have. */
export interface Listing {
  /** A condition on `i`, an invoice. */
  readonly where: string;
  readonly order: string;
  /** How many rows come before the page; none unless told. */
  readonly skip?: number;
}

const IN_USE = "i.archived_at IS NULL";
export const NOT_IN_USE = "i.archived_at IS NOT NULL";
const NEWEST = "i.issue_date DESC, i.number_rank DESC, i.id DESC";

/** What is shown where no parameter is read. */
export const WHOLE: Listing = { where: IN_USE, order: NEWEST };

/** Invoices in use of this kind, as the list has them unless it is asked for another order. */
export const inUse = (where: string, order: string = NEWEST): Listing => ({
  where: `${IN_USE} AND ${where}`,
  order,
});

/** Invoices in use that a search finds: of those that were written last, as the app has it, as the list has them. */
export const found = (where: string, order: string = NEWEST): Listing =>
  inUse(
    `i.id IN (SELECT i.id FROM invoices i WHERE i.tenant_id = :t AND ${where} ORDER BY i.id DESC LIMIT ${limits.found})`,
    order,
  );

/** A line of the invoice has this word. */
export const mentions = (word: string): string =>
  `EXISTS (SELECT 1 FROM invoice_lines l WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id AND l.description LIKE '%${word}%')`;

export const ofClientNamed = (name: string): string =>
  `i.client_id IN (SELECT c.id FROM clients c WHERE c.tenant_id = i.tenant_id AND c.name = '${name.replaceAll("'", "''")}')`;
