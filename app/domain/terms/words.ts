/** What words of payment terms may leave open: it is filled in for each invoice, so the words can't say another day than it is due. */
export const placeholders = ["days", "date", "percent", "discountDate", "discountAmount"] as const;

export type Placeholder = (typeof placeholders)[number];

/** Those that only an invoice with a discount for paying early can fill. */
export const discountPlaceholders = [
  "percent",
  "discountDate",
  "discountAmount",
] as const satisfies Placeholder[];

/** As it is typed: "{days}". */
export const braced = (name: Placeholder): string => `{${name}}`;

const KNOWN = new RegExp(`\\{(?:${placeholders.join("|")})\\}`, "g");
const OF_DISCOUNT = new RegExp(`\\{(?:${discountPlaceholders.join("|")})\\}`);

/** Whether something in the words is to be filled in. */
export const leavesOpen = (words: string): boolean => words.search(KNOWN) >= 0;

/** Whether they stand only where a discount for paying early is agreed. */
export const speaksOfDiscount = (words: string): boolean => OF_DISCOUNT.test(words);

/** What stands in braces and can't be filled in, or a brace by itself, as it was typed; null where there is none. */
export function unknownPlaceholder(words: string): string | null {
  const rest = words.replace(KNOWN, "");
  return /\{[^{}\n]*\}?|\}/.exec(rest)?.[0] ?? null;
}

/** What fills the words of one invoice, as its readers write it. */
export interface Filling {
  readonly days: string;
  readonly date: string;
  /** Where a discount for paying early is agreed. */
  readonly discount: {
    readonly percent: string;
    readonly discountDate: string;
    readonly discountAmount: string;
  } | null;
}

/** The words with everything filled in; null where they speak of a discount and there is none. */
export function fillWords(words: string, { days, date, discount }: Filling): string | null {
  if (speaksOfDiscount(words) && !discount) return null;
  const values: Partial<Record<string, string>> = { days, date, ...discount };
  return words.replace(KNOWN, (open) => values[open.slice(1, -1)] ?? open);
}

/** The first of several words that can be filled in: an invoice's, its client's, its business's, and last the default ones. */
export function firstFilled(words: readonly (string | null)[], filling: Filling): string | null {
  for (const each of words) {
    const filled = each === null ? null : fillWords(each, filling);
    if (filled !== null) return filled;
  }
  return null;
}

/** How long what is filled in can be: the longest date, percentage and amount that any locale writes, and days of four digits. */
const LONGEST: Record<Placeholder, number> = {
  days: 6,
  date: 13,
  percent: 7,
  discountDate: 13,
  discountAmount: 26,
};

/** How long words can get once they are filled in, in UTF-16 units: it must fit what an issued invoice keeps. */
export const longestFilled = (words: string): number =>
  placeholders.reduce(
    (length, name) => length + (words.split(braced(name)).length - 1) * (LONGEST[name] - braced(name).length),
    words.length,
  );

/** The words of a business, which are stored apart by whether they leave something open: the build before this one fills nothing in. */
interface BusinessWords {
  readonly paymentTerms: string | null;
  readonly termsWords: string | null;
}

/** Those of a business: where both are, the build before wrote the ones that leave nothing open later. */
export const wordsOf = ({ paymentTerms, termsWords }: BusinessWords): string | null =>
  paymentTerms ?? termsWords;

/** Words as they are stored with a business. */
export const storedWords = (words: string | null): BusinessWords =>
  words !== null && leavesOpen(words)
    ? { paymentTerms: null, termsWords: words }
    : { paymentTerms: words, termsWords: null };
