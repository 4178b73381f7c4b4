import type { ClientField } from "~/domain/clients/fields";
import { message } from "~/i18n/message";
import { termsLabels } from "~/modules/terms/labels";
import { hasVat } from "~/shared/countries";

/** What the controls of a client's form are called, by field: messages. */
export const clientLabels = {
  name: message("clients.form.fields.name"),
  tradeName: message("clients.form.fields.tradeName"),
  email: message("clients.form.fields.email"),
  phone: message("clients.form.fields.phone"),
  contactName: message("clients.form.fields.contactName"),
  addressLine1: message("clients.form.fields.addressLine1"),
  addressLine2: message("clients.form.fields.addressLine2"),
  postcode: message("clients.form.fields.postcode"),
  city: message("clients.form.fields.city"),
  region: message("clients.form.fields.region"),
  country: message("clients.form.fields.country"),
  vatId: message("clients.form.fields.vatId"),
  registrationId: message("clients.form.fields.registrationId"),
  buyerReference: message("clients.form.fields.buyerReference"),
  currency: message("clients.form.fields.currency"),
  ...termsLabels,
  note: message("clients.form.fields.note"),
} as const satisfies Record<ClientField, string>;

/** The same for a business of a country: where no tax is called VAT, no id is. */
export const clientLabelsIn = (country: string) => ({
  ...clientLabels,
  vatId: hasVat(country) ? clientLabels.vatId : message("clients.form.fields.taxId"),
});
