import type { ClientField } from "~/domain/clients/fields";
import type { AgreedColumns } from "~/domain/terms/agreed";
import { earlyPaymentOf } from "~/domain/terms/early-payment";
import { termsOf } from "~/domain/terms/terms";
import { message } from "~/i18n/message";
import type { Translate } from "~/i18n/translate";
import { earlyInWords, termsInWords } from "~/modules/terms/terms-words";
import { addressLines } from "~/shared/address";
import { currencyName, isCurrency } from "~/shared/currency";
import type { LocaleTag } from "~/shared/locales";
import { clientLabelsIn } from "./labels";

type Text = string | null;
type Client = Readonly<
  Record<Exclude<ClientField, "name" | "country" | keyof AgreedColumns>, Text> &
    AgreedColumns & { country: string }
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
export function clientFacts(client: Client, sellerCountry: string, locale: LocaleTag, t: Translate): Fact[] {
  const labels = clientLabelsIn(sellerCountry);
  const { currency } = client;
  const [terms, early] = [termsOf(client), earlyPaymentOf(client)];
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
    terms: { term: message("terms.legend"), value: terms && termsInWords(terms, t) },
    early: { term: labels.earlyPaymentPpm, value: early && earlyInWords(early, locale, t) },
    paymentTerms: { term: labels.paymentTerms, value: client.paymentTerms },
    note: { term: labels.note, value: client.note },
  } satisfies Record<
    Exclude<ClientField, AddressField | keyof AgreedColumns | "name"> | "address" | "terms" | "early",
    Fact
  >;
  return Object.values(facts);
}
