import { type StoredInvoice, storedSums, totalsInputOf } from "~/domain/invoices/stored-totals";
import { explainTotals, type Step } from "~/domain/invoices/totals";
import { asCurrency } from "~/shared/currency";
import { asPpm, parsePercent } from "~/shared/decimal";
import { formatAmount, formatRate, localizeDecimal } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor, type Minor } from "~/shared/money";

/** One amount and how it came to be, numbers as the locale writes them: `10 × 410.5 = 4,105`, rounded to `4,105.00`. */
export interface ExplainedAmount {
  readonly what: string;
  readonly how: string;
  readonly amount: string;
}

export interface ExplainedPart {
  readonly title: string;
  readonly amounts: readonly ExplainedAmount[];
}

const SUMS = {
  lineTotal: "All lines",
  allowanceTotal: "All discounts",
  chargeTotal: "All charges",
  net: "Net",
  tax: "All tax",
  gross: "Gross",
  due: "Amount due",
} as const;

/**
 * How each amount of a stored invoice came to be, from the money module itself. Null when its stored sums are not what the
 * module calculates: then there is nothing true to say, and check:data says the rest.
 */
export function explain(stored: StoredInvoice, locale: LocaleTag): readonly ExplainedPart[] | null {
  const steps = explainTotals(totalsInputOf(stored), storedSums(stored));
  if (!steps.ok) return null;
  const currency = asCurrency(stored.invoice.currency);
  const money = (minor: Minor) => formatAmount(minor, currency, locale);
  const explained = steps.value.map((step) => ({
    part: partOf(step),
    amount: explainStep(step, money, locale),
  }));
  return ["Lines", "Discount and charges", "Tax", "Sum"]
    .map((title) => ({
      title,
      amounts: explained.filter((t) => t.part === title && !isIdle(t.amount, money)).map((t) => t.amount),
    }))
    .filter((part) => part.amounts.length > 0);
}

/** Sums of nothing are not worth a row. */
const isIdle = ({ how, amount }: ExplainedAmount, money: (minor: Minor) => string) =>
  how === "" && amount === money(asMinor(0));

function partOf({ kind }: Step): string {
  if (kind.startsWith("line-")) return "Lines";
  if (kind.startsWith("group-")) return "Tax";
  return kind === "sum" ? "Sum" : "Discount and charges";
}

function explainStep(step: Step, money: (minor: Minor) => string, locale: LocaleTag): ExplainedAmount {
  const rate = (text: string) => {
    const parsed = parsePercent(text);
    return formatRate(parsed.ok ? parsed.value : asPpm(0), locale);
  };
  const exactly = (text: string) => localizeDecimal(text, locale);
  const percent = ({ percent, base, exact }: { percent?: string; base?: Minor; exact?: string }) =>
    percent !== undefined && base !== undefined
      ? `${rate(percent)} of ${money(base)} = ${exactly(exact ?? "…")}`
      : "as entered";
  const amount = money(step.amount);
  switch (step.kind) {
    case "line-gross": {
      const per = step.priceBase === "1" ? "" : ` ÷ ${exactly(step.priceBase)}`;
      return {
        what: `Line ${step.line + 1}`,
        how: `${exactly(step.quantity)} × ${exactly(step.unitPrice)}${per} = ${exactly(step.exact)}`,
        amount,
      };
    }
    case "line-allowance":
    case "line-charge": {
      const word = step.kind === "line-charge" ? "charge" : "discount";
      return { what: `Line ${step.line + 1}, ${word}`, how: percent(step), amount };
    }
    case "line-net":
      return {
        what: `Line ${step.line + 1}, net`,
        how: signed([step.gross, asMinor(0 - step.allowances), step.charges], money),
        amount,
      };
    case "discount":
      return { what: "Discount on everything", how: percent(step), amount };
    case "discount-share":
      return {
        what: `Its share at ${rate(step.rate)}`,
        how: "in proportion to the lines at this rate",
        amount,
      };
    case "document-allowance":
    case "document-charge":
      return {
        what: step.reason ?? (step.kind === "document-charge" ? "Charge" : "Discount"),
        how: percent(step),
        amount,
      };
    case "group-base":
      return {
        what: `Taxed at ${rate(step.rate)}`,
        how: signed([step.lines, asMinor(0 - step.allowances), step.charges], money),
        amount,
      };
    case "group-tax":
      return {
        what: `Tax at ${rate(step.rate)}`,
        how: `${rate(step.rate)} of ${money(step.base)} = ${exactly(step.exact)}`,
        amount,
      };
    case "sum":
      return { what: SUMS[step.total], how: signed(step.terms, money), amount };
  }
}

/** `100.00 − 5.00 + 2.50`, without what is zero. One term explains itself. */
function signed(terms: readonly Minor[], money: (minor: Minor) => string): string {
  const [first, ...others] = terms.filter((term) => term !== 0);
  if (first === undefined) return "";
  const rest = others.map((term) => (term < 0 ? ` − ${money(asMinor(0 - term))}` : ` + ${money(term)}`));
  return `${money(first)}${rest.join("")}`;
}
