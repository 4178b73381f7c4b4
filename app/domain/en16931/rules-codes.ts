import { isCountry } from "~/shared/countries";
import { isCurrency } from "~/shared/currency";
import { exemptionCodes } from "../invoices/exemption-code";
import { isUnit } from "../invoices/units";
import {
  allowanceReasons,
  chargeReasons,
  classificationSchemes,
  creditNoteTypes,
  electronicAddressSchemes,
  identifierSchemes,
  invoiceTypes,
  mimeTypes,
  noteSubjects,
  objectSchemes,
  paymentMeans,
  taxPointCodes,
} from "./code-lists";
import type { EnInvoice, EnParty } from "./model";
import { allowancesOf, chargesOf, groupsOf, lineAllowancesOf, lineChargesOf, linesOf } from "./parts";
import { type Numbered, numbered, type Rule, ruleOfEach } from "./rule";

/** UNCL5305 as EN 16931 restricts it: BT-95, BT-102, BT-118, BT-151. */
const CATEGORIES: ReadonlySet<string> = new Set(["AE", "B", "E", "G", "K", "L", "M", "O", "S", "Z"]);
const VATEX: ReadonlySet<string> = new Set(exemptionCodes);

const parties = ({ seller, buyer, payee }: EnInvoice): EnParty[] =>
  [seller, buyer, payee].filter((party): party is EnParty => party !== undefined);

const codes = (all: readonly (string | undefined)[]): Numbered<string>[] =>
  numbered(all).flatMap(([code, at]) => (code === undefined ? [] : [[code.trim(), at] as const]));

const ofEach =
  <T>(parts: (invoice: EnInvoice) => readonly Numbered<T>[], code: (part: T) => string | undefined) =>
  (invoice: EnInvoice): Numbered<string>[] =>
    parts(invoice).flatMap(([part, at]) => {
      const of = code(part);
      return of === undefined ? [] : [[of.trim(), at] as const];
    });

const isOf =
  (list: ReadonlySet<string>) =>
  (code: string): boolean =>
    list.has(code);

const listed = (
  id: string,
  term: string,
  of: (invoice: EnInvoice) => readonly Numbered<string>[],
  isListed: (code: string) => boolean,
): Rule => ruleOfEach(id, term, of, (code) => isListed(code));

const countriesOf = ({ seller, buyer, representative, delivery }: EnInvoice) =>
  codes(
    [seller.address, buyer.address, representative?.address, delivery?.address].map((each) => each?.country),
  );

/** Codes are of their lists: BR-CL-*. A code that is missing has a rule of its own. */
export const codeRules: readonly Rule[] = [
  listed(
    "BR-CL-01",
    "BT-3",
    ({ type }) => codes([type]),
    (code) => invoiceTypes.has(code) || creditNoteTypes.has(code),
  ),
  listed(
    "BR-CL-03",
    "BT-110",
    ({ taxTotals }) => codes(taxTotals.map(({ currency }) => currency)),
    isCurrency,
  ),
  listed("BR-CL-04", "BT-5", ({ currency }) => codes([currency]), isCurrency),
  listed("BR-CL-05", "BT-6", ({ taxCurrency }) => codes([taxCurrency]), isCurrency),
  listed("BR-CL-06", "BT-8", ({ taxPointCode }) => codes([taxPointCode]), isOf(taxPointCodes)),
  listed(
    "BR-CL-07",
    "BT-18",
    ({ documents, lines }) =>
      codes([
        ...documents.filter(({ type }) => type === "130").map(({ reference }) => reference?.scheme),
        ...lines.map(({ object }) => object?.scheme),
      ]),
    isOf(objectSchemes),
  ),
  listed("BR-CL-08", "BT-21", ({ notes }) => codes(notes.map(({ subject }) => subject)), isOf(noteSubjects)),
  listed(
    "BR-CL-10",
    "BT-29-1",
    (invoice) =>
      codes(
        parties(invoice)
          .flatMap(({ identifiers }) => identifiers.map(({ scheme }) => scheme))
          .filter((scheme) => scheme !== "SEPA"),
      ),
    isOf(identifierSchemes),
  ),
  listed(
    "BR-CL-11",
    "BT-30-1",
    (invoice) => codes(parties(invoice).map(({ registrationId }) => registrationId?.scheme)),
    isOf(identifierSchemes),
  ),
  listed(
    "BR-CL-13",
    "BT-158-1",
    ({ lines }) => codes(lines.flatMap(({ classifications }) => classifications.map(({ scheme }) => scheme))),
    isOf(classificationSchemes),
  ),
  listed("BR-CL-14", "BT-40", countriesOf, isCountry),
  listed(
    "BR-CL-15",
    "BT-159",
    ofEach(linesOf, ({ originCountry }) => originCountry),
    isCountry,
  ),
  listed(
    "BR-CL-16",
    "BT-81",
    ({ payments }) => codes(payments.map(({ means }) => means)),
    isOf(paymentMeans),
  ),
  listed(
    "BR-CL-17",
    "BT-118",
    (invoice) => [
      ...ofEach(groupsOf, ({ category }) => category)(invoice),
      ...ofEach(allowancesOf, ({ taxCategory }) => taxCategory)(invoice),
      ...ofEach(chargesOf, ({ taxCategory }) => taxCategory)(invoice),
    ],
    isOf(CATEGORIES),
  ),
  listed(
    "BR-CL-18",
    "BT-151",
    ofEach(linesOf, ({ taxCategory }) => taxCategory),
    isOf(CATEGORIES),
  ),
  listed(
    "BR-CL-19",
    "BT-98",
    ofEach(allowancesOf, ({ reasonCode }) => reasonCode),
    isOf(allowanceReasons),
  ),
  listed(
    "BR-CL-19",
    "BT-140",
    ofEach(lineAllowancesOf, ({ reasonCode }) => reasonCode),
    isOf(allowanceReasons),
  ),
  listed(
    "BR-CL-20",
    "BT-105",
    ofEach(chargesOf, ({ reasonCode }) => reasonCode),
    isOf(chargeReasons),
  ),
  listed(
    "BR-CL-20",
    "BT-145",
    ofEach(lineChargesOf, ({ reasonCode }) => reasonCode),
    isOf(chargeReasons),
  ),
  listed(
    "BR-CL-21",
    "BT-157-1",
    ofEach(linesOf, ({ standardItemId }) => standardItemId?.scheme),
    isOf(identifierSchemes),
  ),
  listed(
    "BR-CL-22",
    "BT-121",
    ofEach(groupsOf, ({ exemptionCode }) => exemptionCode?.toUpperCase()),
    isOf(VATEX),
  ),
  listed(
    "BR-CL-23",
    "BT-130",
    ofEach(linesOf, ({ unit }) => unit),
    isUnit,
  ),
  listed(
    "BR-CL-23",
    "BT-150",
    ofEach(linesOf, ({ priceBaseUnit }) => priceBaseUnit),
    isUnit,
  ),
  listed(
    "BR-CL-24",
    "BT-125-1",
    ({ documents }) => codes(documents.map(({ mime }) => mime)),
    isOf(mimeTypes),
  ),
  listed(
    "BR-CL-25",
    "BT-34-1",
    ({ seller, buyer }) => codes([seller.electronicAddress?.scheme, buyer.electronicAddress?.scheme]),
    isOf(electronicAddressSchemes),
  ),
  listed(
    "BR-CL-26",
    "BT-71-1",
    ({ delivery }) => codes([delivery?.location?.scheme]),
    isOf(identifierSchemes),
  ),
];
