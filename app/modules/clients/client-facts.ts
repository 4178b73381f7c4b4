import type { ClientField } from "~/domain/clients/fields";
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
  readonly term: string;
  /** Lines, or null for none. */
  readonly value: Text;
}

/** What is known of a client, in the order and the words of its form: those of the business's country. */
export function clientFacts(client: Client, sellerCountry: string): Fact[] {
  const { currency, paymentTermsDays } = client;
  const facts = {
    tradeName: { term: "Trade name", value: client.tradeName },
    email: { term: "Email", value: client.email },
    phone: { term: "Phone", value: client.phone },
    contactName: { term: "Contact person", value: client.contactName },
    address: { term: "Address", value: addressLines(client).join("\n") },
    vatId: { term: clientLabelsIn(sellerCountry).vatId, value: client.vatId },
    registrationId: { term: "Registration number", value: client.registrationId },
    buyerReference: { term: "Their reference", value: client.buyerReference },
    currency: {
      term: "Invoice currency",
      value: currency && isCurrency(currency) ? `${currency} – ${currencyName(currency)}` : null,
    },
    paymentTermsDays: {
      term: "Payment terms",
      value:
        paymentTermsDays === null ? null : `${paymentTermsDays} ${paymentTermsDays === 1 ? "day" : "days"}`,
    },
    note: { term: "Internal note", value: client.note },
  } satisfies Record<Exclude<ClientField, AddressField | "name"> | "address", Fact>;
  return Object.values(facts);
}
