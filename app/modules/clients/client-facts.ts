import type { ClientField } from "~/domain/clients/fields";
import { message } from "~/i18n/message";
import { addressLines } from "~/shared/address";
import { currencyName, isCurrency } from "~/shared/currency";
import { clientLabelsIn } from "./labels";

type Text = string | null;
type Client = Readonly<
  Record<Exclude<ClientField, "name" | "country" | "paymentTermsDays">, Text> & {
    country: string;
    paymentTermsDays: number | null;
  }
>;

/** The fields that are read as one: the address. */
type AddressField = "addressLine1" | "addressLine2" | "postcode" | "city" | "region" | "country";

interface Fact {
  /** A message. */
  readonly term: string;
  /** Lines, a message, or null for none. */
  readonly value: Text;
}

/** What is known of a client, in the order and the words of its form: those of the business's country. */
export function clientFacts(client: Client, sellerCountry: string): Fact[] {
  const labels = clientLabelsIn(sellerCountry);
  const { currency, paymentTermsDays } = client;
  const facts = {
    tradeName: { term: labels.tradeName, value: client.tradeName },
    email: { term: labels.email, value: client.email },
    phone: { term: labels.phone, value: client.phone },
    contactName: { term: labels.contactName, value: client.contactName },
    address: { term: message("clients.facts.address"), value: addressLines(client).join("\n") },
    vatId: { term: labels.vatId, value: client.vatId },
    registrationId: { term: labels.registrationId, value: client.registrationId },
    buyerReference: { term: labels.buyerReference, value: client.buyerReference },
    currency: {
      term: labels.currency,
      value: currency && isCurrency(currency) ? `${currency} – ${currencyName(currency)}` : null,
    },
    paymentTermsDays: {
      term: message("clients.facts.terms"),
      value: paymentTermsDays === null ? null : message("clients.facts.days", { count: paymentTermsDays }),
    },
    note: { term: labels.note, value: client.note },
  } satisfies Record<Exclude<ClientField, AddressField | "name"> | "address", Fact>;
  return Object.values(facts);
}
