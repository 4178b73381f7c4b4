import * as v from "valibot";
import { type ClientField, clientTexts as texts } from "~/domain/clients/fields";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import {
  oneOf,
  optionalEmail,
  optionalOneOf,
  optionalTextOf,
  optionalWholeNumber,
  text,
  versionField,
} from "~/shared/fields";
import { limits } from "~/shared/limits";

const content = {
  name: text(texts.name.most, "Enter the client's name."),
  tradeName: optionalTextOf(texts.tradeName),
  contactName: optionalTextOf(texts.contactName),
  email: optionalEmail(texts.email.most),
  phone: optionalTextOf(texts.phone),
  addressLine1: optionalTextOf(texts.addressLine1),
  addressLine2: optionalTextOf(texts.addressLine2),
  postcode: optionalTextOf(texts.postcode),
  city: optionalTextOf(texts.city),
  region: optionalTextOf(texts.region),
  country: oneOf(isCountry, "Choose a country."),
  vatId: optionalTextOf(texts.vatId),
  registrationId: optionalTextOf(texts.registrationId),
  buyerReference: optionalTextOf(texts.buyerReference),
  currency: optionalOneOf(isCurrency, "Choose a currency."),
  paymentTermsDays: optionalWholeNumber(
    0,
    limits.paymentTermsDays,
    `Enter a number of days from 0 to ${limits.paymentTermsDays}.`,
  ),
  note: optionalTextOf(texts.note),
} satisfies Record<ClientField, v.GenericSchema>;

export const NewClientSchema = v.strictObject(content);
export const EditClientSchema = v.strictObject({ ...content, version: versionField });

/** What a client's form holds: texts trimmed, empty ones null. */
export type ClientContent = v.InferOutput<typeof NewClientSchema>;

export const ArchiveClientSchema = v.strictObject({
  intent: v.picklist(["archive", "restore"]),
  version: versionField,
});
