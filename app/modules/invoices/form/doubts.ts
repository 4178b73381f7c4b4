import { type DraftFields, readDiscount } from "~/domain/invoices/draft";
import { message } from "~/i18n/message";
import type { Key } from "~/i18n/translate";
import { asCurrency } from "~/shared/currency";
import { formatMoney, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor } from "~/shared/money";
import { plainDecimal, readDecimal } from "~/shared/numerals";
import type { StoredDraft } from "./form-values";

// Without JavaScript nothing is said beside a field while somebody types: the page behind the saved form says how numbers were read that
// could have been read in another way. The address names the fields; what it shows is what was stored.

const FIELDS = ["quantity", "unitPrice", "discount"] as const;
type Field = (typeof FIELDS)[number];

/** A page need not list them all: whoever writes one so writes all of them so. */
const MOST = 5;

/** The fields of a saved form whose numbers could have been read in another way: `1.quantity` (of line 1), `discount`; at most five. */
export function doubtfulFields(
  typed: Readonly<Record<string, string>>,
  { currency, lines, writtenIn: locale }: Pick<DraftFields, "currency" | "lines" | "writtenIn">,
): string[] {
  const isDoubtful = (field: Field, text = ""): boolean => {
    const read = field === "discount" ? readDiscount(text, currency, locale) : readDecimal(text, locale);
    return read.ok && read.value.doubt !== null && read.value.doubt.notAs !== null;
  };
  const ofLines = lines.flatMap(({ at }, i) =>
    FIELDS.filter((field) => isDoubtful(field, typed[`lines[${at}].${field}`])).map(
      (field) => `${i + 1}.${field}`,
    ),
  );
  return [...ofLines, ...(isDoubtful("discount", typed.discount) ? ["discount"] : [])].slice(0, MOST);
}

const WORDS = {
  quantity: "drafts.readAs.quantity",
  unitPrice: "drafts.readAs.unitPrice",
  discount: "drafts.readAs.lineDiscount",
} as const satisfies Record<Field, Key>;

/** One number as it was read: which field, and its value so that nobody takes it for another. Both are messages, or texts. */
export interface ReadAs {
  readonly field: string;
  readonly value: string;
}

/** What a stored draft has in the fields that doubtfulFields named; whatever else the address says is ignored. */
export function readAs(names: readonly string[], stored: StoredDraft, locale: LocaleTag): ReadAs[] {
  const { invoice, lines, allowances } = stored;
  const currency = asCurrency(invoice.currency);
  const discount = (percent: number | null, amount: number | null) => {
    if (percent !== null) return formatRate(percent as Parameters<typeof formatRate>[0], locale);
    return amount === null ? null : formatMoney(asMinor(Math.abs(amount)), currency, locale);
  };
  const valueAt = (field: Field, position: number): string | null => {
    const line = lines.find((each) => each.position === position);
    const allowance = allowances.find((each) => each.linePosition === position);
    if (field === "discount") return allowance ? discount(allowance.percentPpm, allowance.amountMinor) : null;
    if (!line) return null;
    const value = plainDecimal(field === "quantity" ? line.quantityMicro : line.unitPriceMicro, locale);
    const read = readDecimal(value, locale);
    const notAs = read.ok ? read.value.doubt?.notAs : null;
    return notAs ? message("drafts.readAs.notAs", { value, other: notAs }) : value;
  };
  return names.slice(0, MOST).flatMap((name) => {
    if (name === "discount") {
      const value = discount(invoice.discountPpm, invoice.discountMinor);
      return value === null ? [] : [{ field: message("drafts.readAs.discount"), value }];
    }
    const [, position, found] = /^(\d{1,3})\.(\w+)$/.exec(name) ?? [];
    const field = FIELDS.find((each) => each === found);
    const value = field ? valueAt(field, Number(position)) : null;
    return field && value !== null
      ? [{ field: message(WORDS[field], { line: Number(position) }), value }]
      : [];
  });
}
