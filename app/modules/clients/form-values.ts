import type { ClientField } from "~/domain/clients/fields";
import { termsValues } from "~/modules/terms/terms-values";
import type { LocaleTag } from "~/shared/locales";
import type { ClientContent } from "./schemas";

/** What the controls of a client's form hold: all text. A new client has no version. */
export type ClientFormValues = { [Field in ClientField]: string | null } & {
  keepVatId: string | null;
  version: string;
};

type Stored = Omit<ClientContent, "country" | "currency"> & {
  readonly country: string;
  readonly currency: string | null;
  readonly version: number;
};

/** A stored client as its form's controls hold it: all text, numbers as the locale writes them. */
export function formValuesOf(client: Stored, locale: LocaleTag): ClientFormValues {
  const {
    name,
    tradeName,
    contactName,
    email,
    phone,
    addressLine1,
    addressLine2,
    postcode,
    city,
    region,
    country,
  } = client;
  const { vatId, registrationId, buyerReference, currency, note } = client;
  return {
    name,
    tradeName,
    contactName,
    email,
    phone,
    addressLine1,
    addressLine2,
    postcode,
    city,
    region,
    country,
    vatId,
    // What is stored was asked about when it was typed.
    keepVatId: vatId,
    registrationId,
    buyerReference,
    currency,
    note,
    ...termsValues(client, locale),
    version: String(client.version),
  };
}
