import type { ClientContent } from "./schemas";

type Stored = Omit<ClientContent, "country" | "currency"> & {
  readonly country: string;
  readonly currency: string | null;
  readonly version: number;
};

/** A stored client as its form's controls hold it: all text. */
export function formValuesOf(client: Stored) {
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
    paymentTermsDays: client.paymentTermsDays?.toString() ?? null,
    version: String(client.version),
  };
}
