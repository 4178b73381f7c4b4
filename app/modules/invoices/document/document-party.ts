import { addressLines } from "~/shared/address";
import { hasVat } from "~/shared/countries";
import type { DocumentParty } from "./invoice-document-data";

/** A business, a client or the snapshot of either: what they have in common. */
export interface PartySource {
  readonly name: string;
  readonly tradeName: string | null;
  readonly vatId: string | null;
  readonly taxNumber?: string | null;
  readonly registrationId: string | null;
  readonly addressLine1: string | null;
  readonly addressLine2: string | null;
  readonly postcode: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string;
  readonly electronicAddress: string | null;
  readonly electronicScheme: string | null;
  readonly contactName: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** A party as the document sets it. */
export const documentParty = (party: PartySource): DocumentParty => ({
  legalName: party.name,
  tradeName: party.tradeName ?? undefined,
  addressLines: addressLines(party),
  vatId: party.vatId ?? undefined,
  hasVat: hasVat(party.country),
  taxNumber: party.taxNumber ?? undefined,
  registrationId: party.registrationId ?? undefined,
  electronicAddress: party.electronicAddress
    ? [party.electronicScheme, party.electronicAddress].filter(Boolean).join(":")
    : undefined,
  contactName: party.contactName ?? undefined,
  email: party.email ?? undefined,
  phone: party.phone ?? undefined,
});
