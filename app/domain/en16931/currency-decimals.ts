import { exponentOf, isCurrency } from "~/shared/currency";
import type { EnInvoice } from "./model";

/** The standard's amounts have two decimals at most (BR-DEC-*), whatever the currency has. */
export const MOST_DECIMALS = 2;

/** How many decimals an amount of an invoice has: its currency's, but two at most. */
export const currencyDecimals = ({ currency = "" }: EnInvoice): number =>
  isCurrency(currency) ? Math.min(exponentOf(currency), MOST_DECIMALS) : MOST_DECIMALS;
