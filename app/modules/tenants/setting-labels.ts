import { electronicSchemeName } from "~/domain/tenants/electronic-schemes";
import { message } from "~/i18n/message";
import { kindInWords, termsLabels } from "~/modules/terms/labels";
import { countryName, hasVat } from "~/shared/countries";
import { currencyName, isCurrency } from "~/shared/currency";
import { locales } from "~/shared/locales";
import type { BusinessContent, FormatsContent, PaymentContent } from "./schemas";

/** Months as messages, January first. */
export const MONTHS: readonly string[] = [
  message("tenants.months.january"),
  message("tenants.months.february"),
  message("tenants.months.march"),
  message("tenants.months.april"),
  message("tenants.months.may"),
  message("tenants.months.june"),
  message("tenants.months.july"),
  message("tenants.months.august"),
  message("tenants.months.september"),
  message("tenants.months.october"),
  message("tenants.months.november"),
  message("tenants.months.december"),
];

/** What can be said to whether the business charges tax. */
export const CHARGES_TAX = {
  yes: message("tenants.business.chargesTax.yes"),
  no: message("tenants.business.chargesTax.no"),
} as const;

type Labels<Content> = Readonly<Record<keyof Content, string>>;

/** What each setting is called, in its form and where it is only shown: messages. */
export const businessLabels: Labels<BusinessContent> = {
  name: message("tenants.business.fields.name"),
  tradeName: message("tenants.business.fields.tradeName"),
  vatId: message("tenants.business.fields.vatId"),
  taxNumber: message("tenants.business.fields.taxNumber"),
  registrationId: message("tenants.business.fields.registrationId"),
  chargesTax: message("tenants.business.fields.chargesTax"),
  fiscalYearEndMonth: message("tenants.business.fields.fiscalYearEndMonth"),
  addressLine1: message("tenants.business.fields.addressLine1"),
  addressLine2: message("tenants.business.fields.addressLine2"),
  postcode: message("tenants.business.fields.postcode"),
  city: message("tenants.business.fields.city"),
  region: message("tenants.business.fields.region"),
  country: message("tenants.business.fields.country"),
  contactName: message("tenants.business.fields.contactName"),
  phone: message("tenants.business.fields.phone"),
  email: message("tenants.business.fields.email"),
  electronicAddress: message("tenants.business.fields.electronicAddress"),
  electronicScheme: message("tenants.business.fields.electronicScheme"),
};

/** The same in the words of a country: where no tax is called VAT, no id is. */
export const businessLabelsIn = (country: string): Labels<BusinessContent> =>
  hasVat(country) ? businessLabels : { ...businessLabels, vatId: message("tenants.business.fields.taxId") };

export const paymentLabels: Labels<PaymentContent> = {
  ...termsLabels,
  iban: message("tenants.payment.fields.iban"),
  bic: message("tenants.payment.fields.bic"),
  accountName: message("tenants.payment.fields.accountName"),
};

export const formatsLabels: Labels<FormatsContent> = {
  locale: message("tenants.formats.fields.locale"),
  timeZone: message("tenants.formats.fields.timeZone"),
  currency: message("tenants.formats.fields.currency"),
};

export const numberingLabels = {
  pattern: message("numbering.pattern"),
  next: message("numbering.next"),
} as const;

export const taxRateLabels = {
  name: message("taxRates.form.name"),
  exemptionReason: message("taxRates.form.reason"),
  exemptionCode: message("taxRates.form.code"),
} as const;

export const reasonLabels = {
  exemptionReason: taxRateLabels.exemptionReason,
  exemptionCode: taxRateLabels.exemptionCode,
} as const;

/** A setting's value in words, where what is stored is a code. */
export function settingInWords(field: string, value: string): string {
  if (field === "country") return countryName(value);
  if (field === "currency" && isCurrency(value)) return `${value} – ${currencyName(value)}`;
  if (field === "locale") return locales.find(({ tag }) => tag === value)?.english ?? value;
  if (field === "fiscalYearEndMonth") return MONTHS[Number(value) - 1] ?? value;
  if (field === "chargesTax") return value === "no" ? CHARGES_TAX.no : CHARGES_TAX.yes;
  if (field === "paymentTermsKind") return kindInWords(field, value);
  if (field === "electronicScheme") return electronicSchemeName(value);
  return value;
}
