import type { ClientField } from "~/domain/clients/fields";
import { hasVat } from "~/shared/countries";

/** What the controls of a client's form are called, by field. */
export const clientLabels = {
  name: "Name",
  tradeName: "Trade name",
  email: "Email",
  phone: "Phone",
  contactName: "Contact person",
  addressLine1: "Street and number",
  addressLine2: "Address, second line",
  postcode: "Postcode",
  city: "City",
  region: "Region or state",
  country: "Country",
  vatId: "VAT id",
  registrationId: "Registration number",
  buyerReference: "Their reference",
  currency: "Invoice currency",
  paymentTermsDays: "Payment terms in days",
  note: "Internal note",
} as const satisfies Record<ClientField, string>;

/** The same for a business of a country: where no tax is called VAT, no id is. */
export const clientLabelsIn = (country: string) => ({
  ...clientLabels,
  vatId: hasVat(country) ? clientLabels.vatId : "Tax id",
});
