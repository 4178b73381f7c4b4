import * as v from "valibot";
import { isElectronicScheme } from "~/domain/tenants/electronic-schemes";
import {
  type BusinessField,
  businessTexts,
  type FormatsField,
  type PaymentField,
  paymentTexts,
} from "~/domain/tenants/fields";
import { storedTerms } from "~/domain/terms/problems";
import { message } from "~/i18n/message";
import { passwordIfAsked } from "~/modules/accounts/schemas";
import { termsCheck, termsFields } from "~/modules/terms/terms-schema";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { isTimeZone } from "~/shared/dates";
import {
  email,
  oneOf,
  optionalEmail,
  optionalOneOf,
  optionalTextOf,
  text,
  versionField,
  wholeNumber,
} from "~/shared/fields";
import { type IbanError, parseBic, parseIban } from "~/shared/iban";
import { limits } from "~/shared/limits";
import { isLocale } from "~/shared/locales";
import { hasRightVatId, vatIdProblem, withReadVatId } from "./vat-id-field";

const business = v.strictObject({
  name: text(businessTexts.name.most, message("tenants.business.problems.name")),
  tradeName: optionalTextOf(businessTexts.tradeName),
  vatId: optionalTextOf(businessTexts.vatId),
  taxNumber: optionalTextOf(businessTexts.taxNumber),
  registrationId: optionalTextOf(businessTexts.registrationId),
  chargesTax: v.pipe(
    v.picklist(["yes", "no"], message("tenants.business.problems.chargesTax")),
    v.transform((answer) => answer === "yes"),
  ),
  fiscalYearEndMonth: wholeNumber(1, 12, message("tenants.business.problems.month")),
  addressLine1: optionalTextOf(businessTexts.addressLine1),
  addressLine2: optionalTextOf(businessTexts.addressLine2),
  postcode: optionalTextOf(businessTexts.postcode),
  city: optionalTextOf(businessTexts.city),
  region: optionalTextOf(businessTexts.region),
  country: oneOf(isCountry, message("tenants.business.problems.country")),
  contactName: optionalTextOf(businessTexts.contactName),
  phone: optionalTextOf(businessTexts.phone),
  email: optionalEmail(businessTexts.email.most),
  electronicAddress: optionalTextOf(businessTexts.electronicAddress),
  electronicScheme: optionalOneOf(isElectronicScheme, message("tenants.business.problems.scheme")),
  version: versionField,
} satisfies Record<BusinessField | "version", v.GenericSchema>);

const ADDRESS = ["electronicAddress"] as const;
const SCHEME = ["electronicScheme"] as const;
const VAT_ID = ["vatId"] as const;

/** Who the business is. An electronic address and its kind come together or not at all (EN 16931 BR-62). */
export const BusinessSchema = v.pipe(
  business,
  v.forward(
    v.partialCheck(
      [ADDRESS, SCHEME],
      (b) => !b.electronicAddress || b.electronicScheme !== null,
      message("tenants.business.problems.schemeMissing"),
    ),
    SCHEME,
  ),
  v.forward(
    v.partialCheck(
      [ADDRESS, SCHEME],
      (b) => !b.electronicScheme || b.electronicAddress !== null,
      message("tenants.business.problems.addressMissing"),
    ),
    ADDRESS,
  ),
  v.forward(
    v.partialCheck(
      [ADDRESS, SCHEME],
      (b) =>
        b.electronicScheme !== "EM" ||
        b.electronicAddress === null ||
        v.is(email(businessTexts.email.most), b.electronicAddress),
      message("forms.email"),
    ),
    ADDRESS,
  ),
  v.forward(
    v.partialCheck([VAT_ID, ["country"]], hasRightVatId, ({ input }) => vatIdProblem(input)),
    VAT_ID,
  ),
  v.transform(withReadVatId),
);

const IBAN_WORDS = {
  shape: message("tenants.payment.problems.ibanShape"),
  length: message("tenants.payment.problems.ibanLength"),
  "check-digits": message("tenants.payment.problems.ibanDigits"),
} as const satisfies Record<IbanError, string>;

const iban = v.pipe(
  v.optional(v.string(), ""),
  v.rawTransform<string, string | null>(({ dataset, addIssue, NEVER }) => {
    if (dataset.value.trim() === "") return null;
    const parsed = parseIban(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: IBAN_WORDS[parsed.error] });
    return NEVER;
  }),
);

const bic = v.pipe(
  v.optional(v.string(), ""),
  v.rawTransform<string, string | null>(({ dataset, addIssue, NEVER }) => {
    if (dataset.value.trim() === "") return null;
    const parsed = parseBic(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: message("tenants.payment.problems.bic") });
    return NEVER;
  }),
);

const payment = v.strictObject({
  ...termsFields,
  paymentTermsDays: wholeNumber(
    0,
    limits.paymentTermsDays,
    message("terms.problems.days", { most: limits.paymentTermsDays }),
  ),
  iban,
  bic,
  accountName: optionalTextOf(paymentTexts.accountName),
  currentPassword: passwordIfAsked,
  version: versionField,
} satisfies Record<PaymentField | "currentPassword" | "version", v.GenericSchema>);

/** When and how the business is paid. The password is there only where it is asked for again. */
export const PaymentSchema = v.pipe(payment, termsCheck(), v.transform(storedTerms));

const formats = (isKnownZone: (name: string) => boolean) =>
  v.strictObject({
    locale: oneOf(isLocale, message("tenants.formats.problems.locale")),
    timeZone: v.pipe(
      oneOf(isKnownZone, message("tenants.formats.problems.timeZone")),
      v.maxLength(50, message("tenants.formats.problems.timeZone")),
    ),
    currency: oneOf(isCurrency, message("tenants.formats.problems.currency")),
    version: versionField,
  } satisfies Record<FormatsField | "version", v.GenericSchema>);

/** How the business writes dates and amounts, and when its day begins. */
export const FormatsSchema = formats(isTimeZone);
/** The same in a browser, which may not know a zone that the server offered. */
export const FormatsFormSchema = formats(() => true);

export type BusinessContent = Omit<v.InferOutput<typeof BusinessSchema>, "version">;
export type PaymentContent = Omit<v.InferOutput<typeof PaymentSchema>, "version" | "currentPassword">;
export type FormatsContent = Omit<v.InferOutput<typeof FormatsSchema>, "version">;
