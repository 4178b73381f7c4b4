import { countryName } from "~/shared/countries";
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

/** Where the postcode follows the city and the region: "Springfield, IL 62704". */
const CITY_REGION_POSTCODE = new Set(["AU", "CA", "IN", "PH", "PR", "US"]);
/** Where city, region and postcode each have a line: "London", "SW1A 1AA". */
const ONE_EACH = new Set(["GB", "GG", "GI", "IE", "IM", "JE"]);

function placeLines({ postcode, city, region, country }: PartySource): string[] {
  const join = (parts: (string | null)[], by: string) => parts.filter(Boolean).join(by);
  if (CITY_REGION_POSTCODE.has(country)) return [join([city, join([region, postcode], " ")], ", ")];
  if (ONE_EACH.has(country)) return [city ?? "", region ?? "", postcode ?? ""];
  return [join([postcode, city], " "), region ?? ""];
}

/** The lines of an address in the order of its country, which is the last of them. No line is empty, none comes twice. */
export function addressLines(party: PartySource): string[] {
  const lines = [party.addressLine1, party.addressLine2, ...placeLines(party), countryName(party.country)];
  return [...new Set(lines.filter((line): line is string => Boolean(line)))];
}

/** A party as the document sets it. */
export const documentParty = (party: PartySource): DocumentParty => ({
  legalName: party.name,
  tradeName: party.tradeName ?? undefined,
  addressLines: addressLines(party),
  vatId: party.vatId ?? undefined,
  taxNumber: party.taxNumber ?? undefined,
  registrationId: party.registrationId ?? undefined,
  electronicAddress: party.electronicAddress
    ? [party.electronicScheme, party.electronicAddress].filter(Boolean).join(":")
    : undefined,
  contactName: party.contactName ?? undefined,
  email: party.email ?? undefined,
  phone: party.phone ?? undefined,
});
