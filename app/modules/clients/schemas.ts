import * as v from "valibot";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import {
  oneOf,
  optionalEmail,
  optionalOneOf,
  optionalText,
  optionalWholeNumber,
  text,
  versionField,
} from "~/shared/fields";
import { limits } from "~/shared/limits";

const content = {
  name: text(limits.businessName, "Enter the client's name."),
  tradeName: optionalText(limits.businessName),
  contactName: optionalText(limits.personName),
  email: optionalEmail(limits.email),
  phone: optionalText(limits.phone),
  addressLine1: optionalText(limits.addressLine),
  addressLine2: optionalText(limits.addressLine),
  postcode: optionalText(limits.postcode),
  city: optionalText(limits.city),
  region: optionalText(limits.region),
  country: oneOf(isCountry, "Choose a country."),
  vatId: optionalText(limits.taxId),
  registrationId: optionalText(limits.taxId),
  buyerReference: optionalText(limits.reference),
  currency: optionalOneOf(isCurrency, "Choose a currency."),
  paymentTermsDays: optionalWholeNumber(
    0,
    limits.paymentTermsDays,
    `Enter a number of days from 0 to ${limits.paymentTermsDays}.`,
  ),
  note: optionalText(limits.note, "lines"),
};

export const NewClientSchema = v.strictObject(content);
export const EditClientSchema = v.strictObject({ ...content, version: versionField });

/** What a client's form holds: texts trimmed, empty ones null. */
export type ClientContent = v.InferOutput<typeof NewClientSchema>;

export const ArchiveClientSchema = v.strictObject({
  intent: v.picklist(["archive", "restore"]),
  version: versionField,
});
