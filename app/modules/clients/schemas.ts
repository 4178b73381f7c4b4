import * as v from "valibot";
import { hasRightVatId, vatIdProblem, withReadVatId } from "~/modules/tenants/vat-id-field";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import {
  oneOf,
  optionalEmail,
  optionalOneOf,
  optionalText,
  optionalWholeNumber,
  text,
  versionField,
} from "~/shared/fields";
import { limits } from "~/shared/limits";

const content = {
  name: text(limits.businessName, "Enter the client's name."),
  tradeName: optionalText(limits.businessName),
  contactName: optionalText(limits.personName),
  email: optionalEmail(limits.email),
  phone: optionalText(limits.phone),
  addressLine1: optionalText(limits.addressLine),
  addressLine2: optionalText(limits.addressLine),
  postcode: optionalText(limits.postcode),
  city: optionalText(limits.city),
  region: optionalText(limits.region),
  country: oneOf(isCountry, "Choose a country."),
  vatId: optionalText(limits.taxId),
  registrationId: optionalText(limits.taxId),
  buyerReference: optionalText(limits.reference),
  currency: optionalOneOf(isCurrency, "Choose a currency."),
  paymentTermsDays: optionalWholeNumber(
    0,
    limits.paymentTermsDays,
    `Enter a number of days from 0 to ${limits.paymentTermsDays}.`,
  ),
  note: optionalText(limits.note, "lines"),
};

/** The VAT id that somebody said to keep, though it looks wrong: asked about, not refused, since it is the client's to get right. */
const asked = { keepVatId: optionalText(limits.taxId) };

interface Asked {
  readonly vatId: string | null;
  readonly country: string;
  readonly keepVatId: string | null;
}

const isKept = (client: Asked): boolean => hasRightVatId(client) || client.keepVatId === client.vatId;

const stored = <T extends Asked>({ keepVatId: _, ...client }: T) => withReadVatId(client);

const ASKED = [["vatId"], ["country"], ["keepVatId"]] as const;

export const NewClientSchema = v.pipe(
  v.strictObject({ ...content, ...asked }),
  v.forward(
    v.partialCheck(ASKED, isKept, ({ input }) => vatIdProblem(input)),
    ["vatId"],
  ),
  v.transform(stored),
);
export const EditClientSchema = v.pipe(
  v.strictObject({ ...content, ...asked, version: versionField }),
  v.forward(
    v.partialCheck(ASKED, isKept, ({ input }) => vatIdProblem(input)),
    ["vatId"],
  ),
  v.transform(stored),
);

/** What a client's form holds: texts trimmed, empty ones null. */
export type ClientContent = v.InferOutput<typeof NewClientSchema>;

export const ArchiveClientSchema = v.strictObject({
  intent: v.picklist(["archive", "restore"]),
  version: versionField,
});
