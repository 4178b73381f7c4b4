import type { ClientField } from "~/domain/clients/fields";
import type { InvoiceText } from "~/domain/invoices/fields";
import type { BusinessField, FormatsField, PaymentField } from "~/domain/tenants/fields";
import { countryName } from "~/shared/countries";
import { type CurrencyCode, isCurrency } from "~/shared/currency";
import { asCivilDate } from "~/shared/dates";
import { asPpm } from "~/shared/decimal";
import { formatDate, formatMoney, formatRate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";
import { asMinor } from "~/shared/money";

type Kind = "text" | "date" | "money" | "rate" | "days" | "country" | "yes-no" | "name";

type Words = readonly [label: string, kind: Kind];

/** How a field is called and how its values read; `name`: only that it changed is of use to people. */
const FIELDS = {
  name: ["Name", "text"],
  tradeName: ["Trade name", "name"],
  vatId: ["VAT id", "name"],
  taxNumber: ["Tax number", "name"],
  fiscalYearEndMonth: ["Fiscal year ends with month", "text"],
  registrationId: ["Registration number", "name"],
  addressLine1: ["Street and number", "name"],
  addressLine2: ["Address, second line", "name"],
  postcode: ["Postcode", "name"],
  city: ["City", "name"],
  region: ["Region", "name"],
  country: ["Country", "country"],
  electronicAddress: ["Electronic address", "name"],
  electronicScheme: ["Kind of electronic address", "text"],
  contactName: ["Contact person", "name"],
  phone: ["Phone", "name"],
  email: ["Email", "name"],
  currency: ["Currency", "text"],
  locale: ["Language and region", "text"],
  timeZone: ["Time zone", "text"],
  paymentTermsDays: ["Payment terms", "days"],
  paymentTerms: ["Payment terms in words", "name"],
  iban: ["IBAN", "text"],
  bic: ["BIC", "text"],
  accountName: ["Account holder", "name"],
  buyerReference: ["Their reference", "name"],
  orderReference: ["Order number", "name"],
  projectReference: ["Project reference", "name"],
  note: ["Note", "name"],
  internalNote: ["Internal note", "name"],
  clientId: ["Client", "name"],
  issueDate: ["Issue date", "date"],
  dueDate: ["Due date", "date"],
  paidDate: ["Paid date", "date"],
  deliveryDate: ["Delivery date", "date"],
  discountPpm: ["Discount", "rate"],
  discountMinor: ["Discount", "money"],
  lineCount: ["Number of lines", "text"],
  lines: ["Lines", "name"],
  netMinor: ["Net", "money"],
  taxMinor: ["Tax", "money"],
  grossMinor: ["Total", "money"],
  exemptionReason: ["Reason for the exemption", "text"],
  isDefault: ["Default", "yes-no"],
  pattern: ["Pattern", "text"],
  next: ["Next number", "text"],
  role: ["Role", "text"],
  invoices: ["Invoices", "text"],
  drafts: ["Drafts", "text"],
  events: ["Entries of the activity", "text"],
  years: ["Years", "text"],
  keptBecause: ["Invoices kept", "text"],
  keptUntil: ["Kept until", "date"],
} satisfies Record<InvoiceText | ClientField | BusinessField | PaymentField | FormatsField, Words> &
  Record<string, Words>;

const wordsOf = (field: string): Words =>
  Object.hasOwn(FIELDS, field) ? FIELDS[field as keyof typeof FIELDS] : [field, "text"];

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

const valueInWords = (
  kind: Kind,
  value: unknown,
  currency: CurrencyCode | null,
  locale: LocaleTag,
): string => {
  if (kind === "yes-no") return value ? "yes" : "no";
  if (kind === "days") return `${value} ${value === 1 ? "day" : "days"}`;
  if (kind === "date" && typeof value === "string") return formatDate(asCivilDate(value), locale);
  if (kind === "country" && typeof value === "string") return countryName(value);
  if (kind === "rate" && typeof value === "number") return formatRate(asPpm(value), locale);
  if (kind === "money" && typeof value === "number" && currency)
    return formatMoney(asMinor(value), currency, locale);
  return String(value);
};

/** What an event changed, a phrase for each field: "Due date from … to …", or the field's name where no values are kept. */
export function changesInWords(json: string, invoiceCurrency: string | null, locale: LocaleTag): string[] {
  const changes = parseChanges(json);
  // Amounts are of the currency that the event names, if it does: an invoice's may have changed since.
  const currencies = Array.isArray(changes.currency) ? changes.currency : [invoiceCurrency, invoiceCurrency];
  const [currencyBefore, currencyAfter] = currencies.map((code) =>
    typeof code === "string" && isCurrency(code) ? code : null,
  );
  return Object.entries(changes).flatMap(([field, change]) => {
    if (UNSAID.has(field)) return [];
    const [label, kind] = wordsOf(field);
    if (!Array.isArray(change) || kind === "name") return [label];
    const [before, after] = change as unknown[];
    if (before === after) return [];
    const was = before === null ? "" : valueInWords(kind, before, currencyBefore ?? null, locale);
    const is = after === null ? "" : valueInWords(kind, after, currencyAfter ?? null, locale);
    if (COUNTED.has(field)) return [`${label}: ${is}`];
    if (was === "") return [`${label} set to ${is}`];
    return [is === "" ? `${label} removed, was ${was}` : `${label} from ${was} to ${is}`];
  });
}
