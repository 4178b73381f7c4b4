import { localeOf } from "~/domain/tenants/locale";
import type { TypedTerms } from "~/domain/terms/problems";
import { wordsOf } from "~/domain/terms/words";
import { termsValues } from "~/modules/terms/terms-values";
import { formatIban } from "~/shared/iban";
import type { BusinessContent, FormatsContent, PaymentContent } from "./schemas";
import { settingInWords } from "./setting-labels";

type Plain<Value> = Value extends string ? string : Value;
/** As a database row has it: a code is a text like any other there. */
type Stored<Content> = { readonly [Field in keyof Content]: Plain<Content[Field]> } & {
  readonly version: number;
};

/** What a form's controls hold, and what a page without a form lists: all text. */
export type SettingValues<Content> = { readonly [Field in keyof Content]: string | null } & {
  readonly version: string;
};

// Copied field by field: the stored row has more than a page may show.

export function businessValues(b: Stored<BusinessContent>): SettingValues<BusinessContent> {
  return {
    name: b.name,
    tradeName: b.tradeName,
    vatId: b.vatId,
    taxNumber: b.taxNumber,
    registrationId: b.registrationId,
    chargesTax: b.chargesTax ? "yes" : "no",
    fiscalYearEndMonth: String(b.fiscalYearEndMonth),
    addressLine1: b.addressLine1,
    addressLine2: b.addressLine2,
    postcode: b.postcode,
    city: b.city,
    region: b.region,
    country: b.country,
    contactName: b.contactName,
    phone: b.phone,
    email: b.email,
    electronicAddress: b.electronicAddress,
    electronicScheme: b.electronicScheme,
    version: String(b.version),
  };
}

export function paymentValues(
  p: Stored<Omit<PaymentContent, "paymentTermsKind">> &
    TypedTerms & { readonly locale: string; readonly termsWords: string | null },
): SettingValues<PaymentContent> {
  return {
    ...termsValues({ ...p, paymentTerms: wordsOf(p) }, localeOf(p)),
    iban: p.iban && formatIban(p.iban),
    bic: p.bic,
    accountName: p.accountName,
    version: String(p.version),
  };
}

export function formatsValues(f: Stored<FormatsContent>): SettingValues<FormatsContent> {
  return { locale: f.locale, timeZone: f.timeZone, currency: f.currency, version: String(f.version) };
}

/** What is stored now, as a conflict with it is shown: the page's fields as text, codes in words. */
export function storedSettings<Row extends { readonly version: number }>(
  row: Row | null,
  valuesOf: (row: Row) => Readonly<Record<string, string | null>>,
) {
  if (!row) return null;
  const entries = Object.entries(valuesOf(row)).map(([field, value]) => [field, value ?? ""] as const);
  return { version: row.version, values: Object.fromEntries(entries), describe: settingInWords };
}
