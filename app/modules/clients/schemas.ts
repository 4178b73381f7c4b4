import * as v from "valibot";
import { type ClientField, clientTexts as texts } from "~/domain/clients/fields";
import type { AgreedColumns } from "~/domain/terms/agreed";
import { storedTerms } from "~/domain/terms/problems";
import { message } from "~/i18n/message";
import { hasRightVatId, vatIdProblem, withReadVatId } from "~/modules/tenants/vat-id-field";
import { termsCheck, termsFields } from "~/modules/terms/terms-schema";
import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { oneOf, optionalEmail, optionalOneOf, optionalTextOf, text, versionField } from "~/shared/fields";

const content = {
  name: text(texts.name.most, message("clients.form.problems.name")),
  tradeName: optionalTextOf(texts.tradeName),
  contactName: optionalTextOf(texts.contactName),
  email: optionalEmail(texts.email.most),
  phone: optionalTextOf(texts.phone),
  addressLine1: optionalTextOf(texts.addressLine1),
  addressLine2: optionalTextOf(texts.addressLine2),
  postcode: optionalTextOf(texts.postcode),
  city: optionalTextOf(texts.city),
  region: optionalTextOf(texts.region),
  country: oneOf(isCountry, message("clients.form.problems.country")),
  vatId: optionalTextOf(texts.vatId),
  registrationId: optionalTextOf(texts.registrationId),
  buyerReference: optionalTextOf(texts.buyerReference),
  currency: optionalOneOf(isCurrency, message("clients.form.problems.currency")),
  ...termsFields,
  note: optionalTextOf(texts.note),
} satisfies Record<ClientField, v.GenericSchema>;

/** The VAT id that somebody said to keep, though it looks wrong: asked about, not refused, since it is the client's to get right. */
const asked = { keepVatId: optionalTextOf(texts.vatId) };

interface Asked {
  readonly vatId: string | null;
  readonly country: string;
  readonly keepVatId: string | null;
}

const isKept = (client: Asked): boolean => hasRightVatId(client) || client.keepVatId === client.vatId;

const stored = <T extends Asked & AgreedColumns>({ keepVatId: _, ...client }: T) =>
  withReadVatId(storedTerms(client));

const ASKED = [["vatId"], ["country"], ["keepVatId"]] as const;

export const NewClientSchema = v.pipe(
  v.strictObject({ ...content, ...asked }),
  termsCheck(),
  v.forward(
    v.partialCheck(ASKED, isKept, ({ input }) => vatIdProblem(input)),
    ["vatId"],
  ),
  v.transform(stored),
);
export const EditClientSchema = v.pipe(
  v.strictObject({ ...content, ...asked, version: versionField }),
  termsCheck(),
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
  /** The answer to the question of what the client still owes. */
  confirmed: v.optional(v.literal("yes")),
});
