import { type StoredInvoice, storedSums, totalsInputOf } from "~/domain/invoices/stored-totals";
import { explainTotals, type Step } from "~/domain/invoices/totals";
import type { Key, Translate } from "~/i18n/translate";
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

/**
 * How each amount of a stored invoice came to be, from the money module itself. Null when its stored sums are not what the
 * module calculates: then there is nothing true to say, and check:data says the rest.
 */
export function explain(
  stored: StoredInvoice,
  locale: LocaleTag,
  t: Translate,
): readonly ExplainedPart[] | null {
  const steps = explainTotals(totalsInputOf(stored), storedSums(stored));
  if (!steps.ok) return null;
  const currency = asCurrency(stored.invoice.currency);
  const money = (minor: Minor) => formatAmount(minor, currency, locale);
  const explained = steps.value.map((step) => ({
    part: partOf(step),
    amount: explainStep(step, money, locale, t),
  }));
  return PARTS.map((part) => ({
    title: t(part),
    amounts: explained
      .filter((each) => each.part === part && !isIdle(each.amount, money))
      .map(({ amount }) => amount),
  })).filter((part) => part.amounts.length > 0);
}

/** Sums of nothing are not worth a row. */
const isIdle = ({ how, amount }: ExplainedAmount, money: (minor: Minor) => string) =>
  how === "" && amount === money(asMinor(0));

const PARTS = [
  "document.explained.lines",
  "document.explained.adjustments",
  "document.explained.taxes",
  "document.explained.sums",
] as const satisfies readonly Key[];

function partOf({ kind }: Step): (typeof PARTS)[number] {
  if (kind.startsWith("line-")) return "document.explained.lines";
  if (kind.startsWith("group-")) return "document.explained.taxes";
  if (kind === "component-tax") return "document.explained.taxes";
  return kind === "sum" ? "document.explained.sums" : "document.explained.adjustments";
}

function explainStep(
  step: Step,
  money: (minor: Minor) => string,
  locale: LocaleTag,
  t: Translate,
): ExplainedAmount {
  const rate = (text: string) => {
    const parsed = parsePercent(text);
    return formatRate(parsed.ok ? parsed.value : asPpm(0), locale);
  };
  const exactly = (text: string) => localizeDecimal(text, locale);
  const percent = ({ percent, base, exact }: { percent?: string; base?: Minor; exact?: string }) =>
    percent !== undefined && base !== undefined
      ? t("document.explained.percentOf", {
          rate: rate(percent),
          base: money(base),
          exact: exactly(exact ?? "…"),
        })
      : t("document.explained.asEntered");
  const amount = money(step.amount);
  switch (step.kind) {
    case "line-gross": {
      const per = step.priceBase === "1" ? "" : ` ÷ ${exactly(step.priceBase)}`;
      return {
        what: t("document.explained.line", { line: step.line + 1 }),
        how: `${exactly(step.quantity)} × ${exactly(step.unitPrice)}${per} = ${exactly(step.exact)}`,
        amount,
      };
    }
    case "line-allowance":
    case "line-charge": {
      const key =
        step.kind === "line-charge" ? "document.explained.lineCharge" : "document.explained.lineDiscount";
      return { what: t(key, { line: step.line + 1 }), how: percent(step), amount };
    }
    case "line-net":
      return {
        what: t("document.explained.lineNet", { line: step.line + 1 }),
        how: signed([step.gross, asMinor(0 - step.allowances), step.charges], money),
        amount,
      };
    case "discount":
      return { what: t("document.explained.discount"), how: percent(step), amount };
    case "discount-share":
      return {
        what: t("document.explained.share", { rate: rate(step.rate) }),
        how: t("document.explained.inProportion"),
        amount,
      };
    case "document-allowance":
    case "document-charge":
      return {
        what:
          step.reason ??
          t(step.kind === "document-charge" ? "document.totals.charge" : "document.totals.discount"),
        how: percent(step),
        amount,
      };
    case "group-base":
      return {
        what: t("document.explained.base", { rate: rate(step.rate) }),
        how: signed([step.lines, asMinor(0 - step.allowances), step.charges], money),
        amount,
      };
    case "group-tax":
    case "component-tax":
      return {
        what: t("document.explained.tax", { rate: rate(step.rate) }),
        how: t("document.explained.percentOf", {
          rate: rate(step.rate),
          base: money(step.base),
          exact: exactly(step.exact),
        }),
        amount,
      };
    case "sum":
      return { what: t(`document.explained.total.${step.total}`), how: signed(step.terms, money), amount };
  }
}

/** `100.00 − 5.00 + 2.50`, without what is zero. One term explains itself. */
function signed(terms: readonly Minor[], money: (minor: Minor) => string): string {
  const [first, ...others] = terms.filter((term) => term !== 0);
  if (first === undefined) return "";
  const rest = others.map((term) => (term < 0 ? ` − ${money(asMinor(0 - term))}` : ` + ${money(term)}`));
  return `${money(first)}${rest.join("")}`;
}
