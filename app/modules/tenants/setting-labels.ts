import { electronicSchemeName } from "~/domain/tenants/electronic-schemes";
import { countryName } from "~/shared/countries";
import { currencyName, isCurrency } from "~/shared/currency";
import { locales } from "~/shared/locales";
import type { BusinessContent, FormatsContent, PaymentContent } from "./schemas";

/** As the choices of a fiscal year's end are called, January first. */
export const MONTHS: readonly string[] = [
  ...["January", "February", "March", "April", "May", "June"],
  ...["July", "August", "September", "October", "November", "December"],
];

type Labels<Content> = Readonly<Record<keyof Content, string>>;

/** What each setting is called, in its form and where it is only shown. */
export const businessLabels: Labels<BusinessContent> = {
  name: "Legal name",
  tradeName: "Trade name",
  vatId: "VAT id",
  taxNumber: "Tax number",
  registrationId: "Registration number",
  fiscalYearEndMonth: "Fiscal year ends with",
  addressLine1: "Street and number",
  addressLine2: "Address, second line",
  postcode: "Postcode",
  city: "City",
  region: "Region or state",
  country: "Country",
  contactName: "Contact person",
  phone: "Phone",
  email: "Email",
  electronicAddress: "Electronic address",
  electronicScheme: "Kind of electronic address",
};

export const paymentLabels: Labels<PaymentContent> = {
  paymentTermsDays: "Payment terms in days",
  paymentTerms: "Payment terms in words",
  iban: "IBAN",
  bic: "BIC",
  accountName: "Account holder",
};

export const formatsLabels: Labels<FormatsContent> = {
  locale: "Language and region",
  timeZone: "Time zone",
  currency: "Currency",
};

export const numberingLabels = { pattern: "Pattern", next: "Next number" } as const;

export const taxRateLabels = { name: "Name", exemptionReason: "Reason for no tax" } as const;

/** A setting's value in words, where what is stored is a code. */
export function settingInWords(field: string, value: string): string {
  if (field === "country") return countryName(value);
  if (field === "currency" && isCurrency(value)) return `${value} – ${currencyName(value)}`;
  if (field === "locale") return locales.find(({ tag }) => tag === value)?.english ?? value;
  if (field === "fiscalYearEndMonth") return MONTHS[Number(value) - 1] ?? value;
  if (field === "electronicScheme") return electronicSchemeName(value);
  return value;
}
