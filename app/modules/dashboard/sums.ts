import { asCurrency } from "~/shared/currency";
import { formatMoney } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor } from "~/shared/money";

/** One figure of the dashboard: an amount per currency, never added up across them, and how many invoices it counts. */
export interface Figure {
  readonly amounts: string[];
  readonly count: number;
  /** How many of them are archived: the list does not show these at first. */
  readonly archived: number;
}

/** A figure out of rows per currency; a currency without any invoice in it is left out. */
export function figureOf<Row extends { readonly currency: string }>(
  rows: readonly Row[],
  pick: (row: Row) => { readonly minor: number; readonly count: number; readonly archived?: number },
  locale: LocaleTag,
): Figure {
  const counted = rows
    .map((row) => ({ currency: row.currency, ...pick(row) }))
    .filter(({ count }) => count > 0);
  return {
    amounts: counted.map(({ minor, currency }) => formatMoney(asMinor(minor), asCurrency(currency), locale)),
    count: counted.reduce((sum, { count }) => sum + count, 0),
    archived: counted.reduce((sum, { archived = 0 }) => sum + archived, 0),
  };
}
