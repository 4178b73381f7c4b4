import type { GenericSchema } from "valibot";
import type { ClientField, ClientText } from "~/domain/clients/fields";
import type { InvoiceText, LineText } from "~/domain/invoices/fields";
import { type ExemptionChoice, exemptCategories } from "~/domain/invoices/tax-category";
import type { BusinessField, businessTexts, FormatsField } from "~/domain/tenants/fields";
import { shapeOf } from "~/http/forms/form-shape";
import { clientLabels } from "~/modules/clients/labels";
import { EditClientSchema, NewClientSchema } from "~/modules/clients/schemas";
import type { LineControl } from "~/modules/invoices/form/line-schema";
import { editInvoiceSchema, type InvoiceControl, newInvoiceSchema } from "~/modules/invoices/form/schemas";
import { invoiceLabels, lineLabels } from "~/modules/invoices/labels";
import { NumberingSchema } from "~/modules/numbering/numbering-schema";
import { YearsSchema, yearsLabels } from "~/modules/retention/schemas";
import { editTaxRateSchema, newTaxRateSchema, reasonSchema } from "~/modules/tax-rates/tax-rate-schemas";
import { BusinessSchema, FormatsSchema, PaymentSchema } from "~/modules/tenants/schemas";
import {
  businessLabels,
  formatsLabels,
  numberingLabels,
  paymentLabels,
  reasonLabels,
  taxRateLabels,
} from "~/modules/tenants/setting-labels";

/** Of the business that fills them in. */
const WRITTEN_IN = "de-DE";

/** What is typed into a control that takes no made-up text, at first and later. `shows`: how a page reads the first. */
interface Given {
  readonly typed: readonly [first: string, later: string];
  readonly shows: string;
}

const given = (first: string, later: string, shows = first): Given => ({ typed: [first, later], shows });

/** A form that changes stored rows of a business. */
export interface EditedForm {
  readonly schema: GenericSchema;
  /** What its controls are called, by field; those of a list by `lines[0].unit`. */
  readonly labels: Readonly<Record<string, string>>;
  /** Where the row is made; left out where it is there from the start. */
  readonly created?: {
    readonly schema: GenericSchema;
    readonly path: string;
    readonly button: string;
    /** What is chosen there and stays. */
    readonly besides?: Readonly<Record<string, string>>;
  };
  /** Below the business's own address; `:id` is the row's. */
  readonly path: string;
  readonly button: string;
  /** Where everybody in the business reads what was typed. */
  readonly shownAt: string;
  readonly given: Readonly<Record<string, Given>>;
}

/** What the forms send besides what a person fills in: buttons, versions, the locale that they are written in, what confirms a step, and answers to a question. */
const NOT_FILLED_IN = new Set([
  "version",
  "writtenIn",
  "currencyOffered",
  "buyerReferenceOffered",
  "dueDateOffered",
  "taxComponents",
  "intent",
  "currentPassword",
  "series",
  "skip",
  "keepVatId",
  "unitCode",
  ...exemptCategories.map((category) => `exemption${category}`),
]);

const isFilledIn = (name: string) => !NOT_FILLED_IN.has(name);

/** The names of all controls that a person fills in, read off the schema, so that a new one is among them. A list has one row. */
export function controlsOf({ schema }: { readonly schema: GenericSchema }): string[] {
  const { fields, lists } = shapeOf(schema);
  const rows = [...lists].flatMap(([list, row]) =>
    [...row.fields].filter(isFilledIn).map((field) => `${list}[0].${field}`),
  );
  return [...[...fields].filter(isFilledIn), ...rows];
}

const ofLines = <Value>(of: Readonly<Record<string, Value>>) =>
  Object.fromEntries(Object.entries(of).map(([field, value]) => [`lines[0].${field}`, value]));

/** Every form that changes stored rows of a business, in an order in which none changes how another's values are shown. */
export const editedForms = (clients: readonly [first: string, later: string]) =>
  ({
    "an invoice": {
      schema: editInvoiceSchema(WRITTEN_IN),
      labels: { ...invoiceLabels, ...ofLines(lineLabels) },
      created: { schema: newInvoiceSchema(WRITTEN_IN), path: "/invoices/new", button: "Save draft" },
      path: "/invoices/:id/edit",
      button: "Save draft",
      shownAt: "/invoices/:id",
      given: {
        ...({
          client: given(clients[0], clients[1], "First Client"),
          issueDate: given("2026-06-05", "2026-06-06", "05.06.2026"),
          dueDate: given("2026-07-08", "2026-07-09", "08.07.2026"),
          // What its own terms say beside a due date that was typed is in its form; the discount is printed.
          paymentTermsDays: given("20", "21", "08.07.2026"),
          paymentTermsKind: given("day-of-next-month", "day-of-next-month", "08.07.2026"),
          paymentTermsDay: given("14", "15", "08.07.2026"),
          earlyPaymentPpm: given("2,5\u00A0%", "3\u00A0%", "08.07.2026"),
          earlyPaymentDays: given("11", "12", "08.07.2026"),
          paymentTerms: given("Pay Qx by {date}", "Pay Zy by {date}", "08.07.2026"),
          deliveryDate: given("2026-05-11", "2026-05-12", "11.05.2026"),
          currency: given("USD", "EUR"),
          discount: given("7,77\u00A0%", "8,88\u00A0%", "7,77 %"),
        } satisfies Record<
          Exclude<InvoiceControl, InvoiceText | ExemptionChoice | "intent" | "lines">,
          Given
        >),
        ...ofLines({
          quantity: given("3,25", "4,75"),
          unit: given("HUR", "DAY", "hours"),
          unitPrice: given("123,45", "234,56"),
          taxRate: given("S-190000", "Z-0", "19"),
          discount: given("4,44\u00A0%", "5,55\u00A0%", "4,44 %"),
        } satisfies Record<Exclude<LineControl, LineText | "unitCode">, Given>),
      },
    },
    "a client": {
      schema: EditClientSchema,
      labels: clientLabels,
      created: { schema: NewClientSchema, path: "/clients/new", button: "Save client" },
      path: "/clients/:id/edit",
      button: "Save client",
      shownAt: "/clients/:id",
      given: {
        email: given("first@example.com", "later@example.com"),
        country: given("FR", "IT", "France"),
        currency: given("CHF", "SEK"),
        paymentTermsDays: given("23", "24", "23 days"),
        paymentTermsKind: given(
          "day-of-next-month",
          "day-of-next-month",
          "23 days, then day 14 of the next month",
        ),
        paymentTermsDay: given("14", "15", "day 14"),
        earlyPaymentPpm: given("2,5\u00A0%", "3\u00A0%", "2,5 % less"),
        earlyPaymentDays: given("11", "12", "within 11 days"),
        vatId: given("FR40303265045", "IT00743110157"),
      } satisfies Record<Exclude<ClientField, ClientText> | "email" | "vatId", Given>,
    },
    "a tax rate": {
      schema: editTaxRateSchema("E"),
      labels: taxRateLabels,
      created: {
        schema: newTaxRateSchema(WRITTEN_IN),
        path: "/settings/tax-rates/new",
        button: "Add tax rate",
        besides: { category: "E", rate: "0" },
      },
      path: "/settings/tax-rates/E-0",
      button: "Save tax rate",
      shownAt: "/settings/tax-rates",
      given: { exemptionCode: given("VATEX-EU-132-1B", "VATEX-EU-148-A") },
    },
    "another reason for no tax": {
      schema: reasonSchema("E"),
      labels: reasonLabels,
      created: {
        schema: reasonSchema("E"),
        path: "/settings/tax-rates/E-0/reasons/new",
        button: "Add reason",
      },
      path: "/settings/tax-rates/E-0/reasons/2",
      button: "Save reason",
      shownAt: "/settings/tax-rates",
      given: { exemptionCode: given("VATEX-EU-132-1I", "VATEX-EU-132-1C") },
    },
    "who the business is": {
      schema: BusinessSchema,
      labels: businessLabels,
      path: "/settings",
      button: "Save business",
      shownAt: "/settings",
      given: {
        email: given("first@example.org", "later@example.org"),
        country: given("AT", "FR", "Austria"),
        electronicScheme: given("9914", "9957", "Austria: VAT number"),
        chargesTax: given("no", "yes", "No: a small business"),
        fiscalYearEndMonth: given("6", "9", "June"),
        vatId: given("ATU13585627", "FR40303265045"),
      } satisfies Record<Exclude<BusinessField, keyof typeof businessTexts> | "email" | "vatId", Given>,
    },
    "how the business is paid": {
      schema: PaymentSchema,
      labels: paymentLabels,
      path: "/settings/payment",
      button: "Save payment",
      shownAt: "/settings/payment",
      given: {
        paymentTermsDays: given("17", "18"),
        paymentTermsKind: given(
          "day-of-next-month",
          "day-of-next-month",
          "From the issue date, then to a day of the next month",
        ),
        paymentTermsDay: given("14", "15"),
        earlyPaymentPpm: given("2,5\u00A0%", "3\u00A0%", "2,5 %"),
        earlyPaymentDays: given("11", "12"),
        iban: given("DE02 1203 0000 0000 2020 51", "DE89 3704 0044 0532 0130 00"),
        bic: given("BYLADEM1001", "COBADEFFXXX"),
      },
    },
    "how the business writes": {
      schema: FormatsSchema,
      labels: formatsLabels,
      path: "/settings/formats",
      button: "Save dates and amounts",
      shownAt: "/settings/formats",
      given: {
        locale: given("de-AT", "fr-FR", "German (Austria)"),
        timeZone: given("Europe/Vienna", "Europe/Paris"),
        currency: given("CHF", "GBP"),
      } satisfies Record<FormatsField, Given>,
    },
    "how invoices are numbered": {
      schema: NumberingSchema,
      labels: numberingLabels,
      path: "/settings/numbering",
      button: "Save numbering",
      shownAt: "/settings/numbering",
      given: {
        pattern: given("FIRST-{0000}", "LATER-{0000}"),
        next: given("1", "2"),
      },
    },
    "how long invoices are kept": {
      schema: YearsSchema,
      labels: yearsLabels,
      path: "/settings/retention",
      button: "Save years",
      shownAt: "/settings/retention",
      given: { years: given("12", "13") },
    },
  }) satisfies Record<string, EditedForm>;

/** Every other schema that a form is read by, and why it is none of these. */
export const NO_FIELDS: Readonly<Record<string, string>> = {
  InvoiceActionSchema: "buttons; the day of a payment is in tests/integration/invoices.test.ts",
  ArchiveClientSchema: "buttons",
  TaxRateIntentSchema: "buttons",
  EraseClientSchema: "erases",
  EraseSchema: "erases",
  EraseBusinessSchema: "erases",
  RegisterSchema: "makes an account: tests/integration/accounts.test.ts",
  LoginSchema: "stores nothing that was typed",
  PasswordAgainSchema: "stores nothing that was typed",
  PasswordSchema: "never shown again: tests/integration/passwords.test.ts",
  ProfileSchema: "of a person, in no business's archive: tests/integration/profile.test.ts",
  EndSessionSchema: "buttons",
  RoleSchema: "who may get in is never imported: tests/integration/members.test.ts",
  RemoveMemberSchema: "removes",
  LeaveSchema: "removes",
};
