import { addressLines } from "~/shared/address";
import { currencyName, isCurrency } from "~/shared/currency";

type Text = string | null;

interface Client {
  readonly tradeName: Text;
  readonly email: Text;
  readonly phone: Text;
  readonly contactName: Text;
  readonly addressLine1: Text;
  readonly addressLine2: Text;
  readonly postcode: Text;
  readonly city: Text;
  readonly region: Text;
  readonly country: string;
  readonly vatId: Text;
  readonly registrationId: Text;
  readonly buyerReference: Text;
  readonly currency: Text;
  readonly paymentTermsDays: number | null;
  readonly note: Text;
}

interface Fact {
  readonly term: string;
  /** Lines, or null for none. */
  readonly value: Text;
}

/** What is known of a client, in the order and the words of its form. */
export function clientFacts(client: Client): Fact[] {
  const { currency, paymentTermsDays } = client;
  return [
    { term: "Trade name", value: client.tradeName },
    { term: "Email", value: client.email },
    { term: "Phone", value: client.phone },
    { term: "Contact person", value: client.contactName },
    { term: "Address", value: addressLines(client).join("\n") },
    { term: "VAT id", value: client.vatId },
    { term: "Registration number", value: client.registrationId },
    { term: "Their reference", value: client.buyerReference },
    {
      term: "Invoice currency",
      value: currency && isCurrency(currency) ? `${currency} – ${currencyName(currency)}` : null,
    },
    {
      term: "Payment terms",
      value:
        paymentTermsDays === null ? null : `${paymentTermsDays} ${paymentTermsDays === 1 ? "day" : "days"}`,
    },
    { term: "Internal note", value: client.note },
  ];
}
