import * as v from "valibot";
import { invoiceTextKeys, invoiceTexts } from "~/domain/invoices/fields";
import { isCurrency } from "~/shared/currency";
import { parseCivilDate } from "~/shared/dates";
import { civilDate, idField, oneOf, optionalTextOf, versionField } from "~/shared/fields";
import { limits } from "~/shared/limits";
import { recordOf } from "~/shared/records";
import { linesField } from "./line-schema";
import { readDraft } from "./read-draft";

const optionalDate = v.pipe(
  v.optional(v.string(), ""),
  v.check((value) => value === "" || parseCivilDate(value).ok, "Enter a date such as 2026-01-31."),
  v.transform((value) => {
    const parsed = parseCivilDate(value);
    return parsed.ok ? parsed.value : null;
  }),
);

const content = {
  /** Which button: keep it as a draft, or save and issue in one step. */
  intent: v.picklist(["draft", "issue"], "Use one of the buttons of the form."),
  client: idField("Choose a client."),
  issueDate: civilDate("Enter the issue date."),
  /** Empty: from the payment terms. */
  dueDate: optionalDate,
  deliveryDate: optionalDate,
  currency: oneOf(isCurrency, "Choose a currency."),
  ...recordOf(invoiceTextKeys, (key) => optionalTextOf(invoiceTexts[key])),
  discount: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(limits.decimalText, "That is too long for a discount.")),
    "",
  ),
  lines: linesField,
};

/** Every control of the form but its version. */
export type InvoiceControl = keyof typeof content;

const NewFields = v.strictObject(content);
const EditFields = v.strictObject({ ...content, version: versionField });

const DUE = "The due date can't be before the issue date.";
const dueAfterIssue = ({ issueDate, dueDate }: { issueDate: string; dueDate: string | null }) =>
  !dueDate || dueDate >= issueDate;

export const NewInvoiceSchema = v.pipe(
  NewFields,
  v.forward(v.partialCheck([["issueDate"], ["dueDate"]], dueAfterIssue, DUE), ["dueDate"]),
  readDraft<v.InferOutput<typeof NewFields>>(),
);

export const EditInvoiceSchema = v.pipe(
  EditFields,
  v.forward(v.partialCheck([["issueDate"], ["dueDate"]], dueAfterIssue, DUE), ["dueDate"]),
  readDraft<v.InferOutput<typeof EditFields>>(),
);

/** What the buttons of an invoice's page send. */
export const InvoiceActionSchema = v.variant("intent", [
  v.strictObject({
    intent: v.picklist(["issue", "undoPaid", "duplicate", "archive", "restore"]),
    version: versionField,
  }),
  v.strictObject({
    intent: v.literal("markPaid"),
    version: versionField,
    paidDate: civilDate("Enter the date of the payment."),
  }),
]);
