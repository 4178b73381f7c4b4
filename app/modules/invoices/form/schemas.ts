import * as v from "valibot";
import { draftFollowsTerms } from "~/domain/invoices/draft";
import { invoiceTextKeys, invoiceTexts } from "~/domain/invoices/fields";
import type { ExemptionChoice } from "~/domain/invoices/tax-category";
import { parseTaxComponents } from "~/domain/invoices/tax-rate-key";
import type { TaxComponents } from "~/domain/invoices/totals";
import { storedTerms } from "~/domain/terms/problems";
import { message } from "~/i18n/message";
import { termsCheck, termsFields } from "~/modules/terms/terms-schema";
import { isCurrency } from "~/shared/currency";
import { type CivilDate, parseCivilDate } from "~/shared/dates";
import { civilDate, idField, oneOf, optionalTextOf, versionField, writtenInField } from "~/shared/fields";
import { limits } from "~/shared/limits";
import type { LocaleTag } from "~/shared/locales";
import { perLocale } from "~/shared/per-locale";
import { recordOf } from "~/shared/records";
import { linesField } from "./line-schema";
import { readDraft } from "./read-draft";

const optionalDate = v.pipe(
  v.optional(v.string(), ""),
  v.check((value) => value === "" || parseCivilDate(value).ok, message("drafts.problems.date")),
  v.transform((value) => {
    const parsed = parseCivilDate(value);
    return parsed.ok ? parsed.value : null;
  }),
);

/** The number of a reason for no tax; empty: the one that the rate begins with. */
const exemption = v.pipe(
  v.optional(v.string(), ""),
  v.check((nr) => nr === "" || /^[1-9]\d{0,2}$/.test(nr), message("drafts.problems.exemption")),
  v.transform((nr) => (nr === "" ? null : Number(nr))),
);

const content = (locale: LocaleTag) => ({
  writtenIn: writtenInField(locale),
  /** Which button: keep it as a draft, or save and issue in one step. */
  intent: v.picklist(["draft", "issue"], message("drafts.problems.button")),
  client: idField(message("drafts.problems.client")),
  issueDate: civilDate(message("drafts.problems.issueDate")),
  /** Empty: from the payment terms. */
  dueDate: optionalDate,
  /** What the form put there by itself; where the due date is the same, nobody typed it. */
  dueDateOffered: optionalDate,
  ...termsFields,
  deliveryDate: optionalDate,
  currency: oneOf(isCurrency, message("drafts.problems.currency")),
  /** What the form put there by itself: empty where somebody chose the currency by hand. */
  currencyOffered: v.pipe(
    v.optional(v.string(), ""),
    v.check((value) => value === "" || isCurrency(value), message("drafts.problems.currency")),
    v.transform((value) => (isCurrency(value) ? value : null)),
  ),
  /** What the form put there by itself; without it, what was typed is taken as it is. */
  buyerReferenceOffered: v.optional(v.pipe(v.string(), v.maxLength(limits.reference))),
  /** Of the rates that consist of several taxes: what the form adds up by. The database holds it to the business's own. */
  taxComponents: v.pipe(
    v.optional(v.pipe(v.string(), v.maxLength(limits.taxComponents)), ""),
    v.rawTransform<string, readonly TaxComponents[]>(({ dataset, addIssue, NEVER }) => {
      const read = parseTaxComponents(dataset.value);
      if (read) return read;
      addIssue({ message: message("drafts.problems.taxRate") });
      return NEVER;
    }),
  ),
  ...recordOf(invoiceTextKeys, (key) => optionalTextOf(invoiceTexts[key])),
  ...({
    exemptionE: exemption,
    exemptionAE: exemption,
    exemptionK: exemption,
    exemptionG: exemption,
    exemptionO: exemption,
  } satisfies Record<ExemptionChoice, unknown>),
  discount: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(limits.decimalText, message("drafts.problems.discountLong"))),
    "",
  ),
  lines: linesField(locale),
});

type Offered = "currencyOffered" | "buyerReferenceOffered" | "dueDateOffered" | "taxComponents";

/** Every control that a person fills in. */
export type InvoiceControl = Exclude<keyof ReturnType<typeof content>, "writtenIn" | Offered>;

const DUE = message("drafts.problems.dueBeforeIssue");
const dueAfterIssue = (dates: {
  issueDate: string;
  dueDate: CivilDate | null;
  dueDateOffered: CivilDate | null;
}) => draftFollowsTerms(dates) || !dates.dueDate || dates.dueDate >= dates.issueDate;
const DATES = [["issueDate"], ["dueDate"], ["dueDateOffered"]] as const;

/** A new invoice, typed in a locale. */
export const newInvoiceSchema = perLocale((locale) => {
  const fields = v.strictObject(content(locale));
  return v.pipe(
    fields,
    v.forward(v.partialCheck(DATES, dueAfterIssue, DUE), ["dueDate"]),
    termsCheck(),
    v.transform(storedTerms),
    readDraft<v.InferOutput<typeof fields>>(),
  );
});

/** The same for a draft that is there. */
export const editInvoiceSchema = perLocale((locale) => {
  const fields = v.strictObject({ ...content(locale), version: versionField });
  return v.pipe(
    fields,
    v.forward(v.partialCheck(DATES, dueAfterIssue, DUE), ["dueDate"]),
    termsCheck(),
    v.transform(storedTerms),
    readDraft<v.InferOutput<typeof fields>>(),
  );
});

/** What the buttons of an invoice's page send. */
export const InvoiceActionSchema = v.variant("intent", [
  v.strictObject({
    intent: v.picklist(["issue", "undoPaid", "duplicate", "restore"]),
    version: versionField,
  }),
  v.strictObject({
    intent: v.literal("archive"),
    version: versionField,
    /** The answer to the question of what is still owed. */
    confirmed: v.optional(v.literal("yes")),
  }),
  v.strictObject({
    intent: v.literal("markPaid"),
    version: versionField,
    paidDate: civilDate(message("invoices.actions.paidDateMissing")),
  }),
]);
