import type { ClientField } from "~/domain/clients/fields";
import type { InvoiceText } from "~/domain/invoices/fields";
import type { BusinessField, FormatsField, PaymentField } from "~/domain/tenants/fields";
import { isTermsKind, type TermsKind } from "~/domain/terms/terms";
import type { Key, Translate } from "~/i18n/translate";
import { countryName, hasVat } from "~/shared/countries";
import { type CurrencyCode, isCurrency } from "~/shared/currency";
import { asCivilDate } from "~/shared/dates";
import { asPpm } from "~/shared/decimal";
import { formatDate, formatMoney, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor } from "~/shared/money";

/** The fields that have a name in the catalogue. */
type Field = Extract<Key, `audit.fields.${string}`> extends `audit.fields.${infer Name}` ? Name : never;

type Kind = "terms-kind" | "text" | "date" | "money" | "rate" | "days" | "country" | "yes-no" | "name";

/** How a field's values read; `name`: only that it changed is of use to people. */
const FIELDS = {
  name: "text",
  tradeName: "name",
  vatId: "name",
  taxNumber: "name",
  fiscalYearEndMonth: "text",
  chargesTax: "yes-no",
  registrationId: "name",
  addressLine1: "name",
  addressLine2: "name",
  postcode: "name",
  city: "name",
  region: "name",
  country: "country",
  electronicAddress: "name",
  electronicScheme: "text",
  contactName: "name",
  phone: "name",
  email: "name",
  currency: "text",
  locale: "text",
  timeZone: "text",
  paymentTermsDays: "days",
  paymentTermsKind: "terms-kind",
  paymentTermsDay: "text",
  earlyPaymentPpm: "rate",
  earlyPaymentDays: "days",
  paymentTerms: "name",
  termsWords: "name",
  iban: "text",
  bic: "text",
  accountName: "name",
  buyerReference: "name",
  orderReference: "name",
  projectReference: "name",
  note: "name",
  internalNote: "name",
  clientId: "name",
  issueDate: "date",
  dueDate: "date",
  paidDate: "date",
  deliveryDate: "date",
  discountPpm: "rate",
  discountMinor: "money",
  lineCount: "text",
  lines: "name",
  netMinor: "money",
  taxMinor: "money",
  grossMinor: "money",
  exemptionReason: "text",
  exemptionCode: "text",
  otherReason: "text",
  isDefault: "yes-no",
  pattern: "text",
  next: "text",
  role: "text",
  invoices: "text",
  drafts: "text",
  events: "text",
  years: "text",
  keptBecause: "text",
  keptUntil: "date",
} satisfies Record<Field | InvoiceText | ClientField | BusinessField | PaymentField | FormatsField, Kind>;

const isField = (name: string): name is Field => Object.hasOwn(FIELDS, name);

/** What the daily job deleted: how many. */
const COUNTED = new Set(["invoices", "drafts", "events", "keptBecause", "keptUntil"]);

/** Said by the event's own words, or the same as a field beside it. */
const UNSAID = new Set([
  ...["status", "number", "archivedAt", "isActive", "period", "duplicateOf"],
  ...[
    "lineTotalMinor",
    "allowanceTotalMinor",
    "chargeTotalMinor",
    "prepaidMinor",
    "roundingMinor",
    "dueMinor",
  ],
]);

/** Stored JSON, whatever wrote it. */
export function parseChanges(json: string): Record<string, unknown> {
  const read: unknown = JSON.parse(json);
  return read && typeof read === "object" ? { ...read } : {};
}

const KINDS = {
  days: "terms.kinds.days",
  "days-end-of-month": "terms.kinds.daysEndOfMonth",
  "end-of-month-days": "terms.kinds.endOfMonthDays",
  "day-of-next-month": "terms.kinds.dayOfNextMonth",
} as const satisfies Record<TermsKind, Key>;

const valueInWords = (
  kind: Kind,
  value: unknown,
  currency: CurrencyCode | null,
  locale: LocaleTag,
  t: Translate,
): string => {
  if (kind === "yes-no") return t(value ? "audit.change.yes" : "audit.change.no");
  if (kind === "days") return t("audit.change.days", { count: Number(value) });
  if (kind === "date" && typeof value === "string") return formatDate(asCivilDate(value), locale);
  if (kind === "terms-kind" && typeof value === "string" && isTermsKind(value)) return t(KINDS[value]);
  if (kind === "country" && typeof value === "string") return countryName(value);
  if (kind === "rate" && typeof value === "number") return formatRate(asPpm(value), locale);
  if (kind === "money" && typeof value === "number" && currency)
    return formatMoney(asMinor(value), currency, locale);
  return String(value);
};

/** The business that reads it. */
export interface Reader {
  readonly locale: LocaleTag;
  readonly country: string;
}

/** Where no tax is called VAT, no id is. */
const nameOf = (field: Field, country: string, t: Translate): string =>
  t(field === "vatId" && !hasVat(country) ? "audit.taxId" : `audit.fields.${field}`);

/** What an event changed, a phrase for each field: "Due date from … to …", or the field's name where no values are kept. */
export function changesInWords(
  json: string,
  invoiceCurrency: string | null,
  { locale, country }: Reader,
  t: Translate,
): string[] {
  const changes = parseChanges(json);
  // Amounts are of the currency that the event names, if it does: an invoice's may have changed since.
  const currencies = Array.isArray(changes.currency) ? changes.currency : [invoiceCurrency, invoiceCurrency];
  const [currencyBefore, currencyAfter] = currencies.map((code) =>
    typeof code === "string" && isCurrency(code) ? code : null,
  );
  return Object.entries(changes).flatMap(([field, change]) => {
    if (UNSAID.has(field)) return [];
    // A newer build may have stored what this one has no name for.
    const [label, kind] = isField(field)
      ? [nameOf(field, country, t), FIELDS[field]]
      : [field, "text" as const];
    if (!Array.isArray(change) || kind === "name") return [label];
    const [before, after] = change as unknown[];
    if (before === after) return [];
    const was = before === null ? "" : valueInWords(kind, before, currencyBefore ?? null, locale, t);
    const is = after === null ? "" : valueInWords(kind, after, currencyAfter ?? null, locale, t);
    if (COUNTED.has(field)) return [t("audit.change.counted", { field: label, value: is })];
    if (was === "") return [t("audit.change.set", { field: label, value: is })];
    return [
      is === ""
        ? t("audit.change.removed", { field: label, value: was })
        : t("audit.change.changed", { field: label, before: was, after: is }),
    ];
  });
}
