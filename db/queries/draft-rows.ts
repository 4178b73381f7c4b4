import { and, eq, type SQL, sql } from "drizzle-orm";
import { type Draft, draftFollowsTerms } from "~/domain/invoices/draft";
import { type InvoiceText, textsOf } from "~/domain/invoices/fields";
import { chosenExemption } from "~/domain/invoices/tax-category";
import type { CivilDate } from "~/shared/dates";
import type { TenantId } from "~/shared/ids-brands";
import { asMinor } from "~/shared/money";
import { clients } from "../schema/clients";
import type {
  invoiceAllowances,
  invoiceLines,
  invoices,
  invoiceTaxComponents,
  invoiceTaxGroups,
} from "../schema/invoices";
import { dueOf, insertTerms, ownOf } from "../statements/agreed-terms";

/** The columns of an invoice that no draft fills: what it is known by, and what its issue or its payment brings. */
type NotOfDraft =
  | (
      | "tenantId"
      | "id"
      | "typeCode"
      | "documentTypeCode"
      | "version"
      | "createdAt"
      | "updatedAt"
      | "archivedAt"
      | "status"
    )
  | ("seriesId" | "period" | "sequence" | "number" | "issuedAt" | "paidDate")
  | ("paymentTerms" | "paymentMeansCode" | "iban" | "bic" | "accountName" | "remittanceText")
  | ("periodStart" | "periodEnd" | "precedingInvoiceId" | "precedingNumber" | "precedingDate");

/** A draft's own row: a column that is neither here nor above does not compile. */
export type DraftColumn = Exclude<keyof typeof invoices.$inferInsert, NotOfDraft>;

/** A line's row. `name` is for lines that came from elsewhere. */
type LineColumn = Exclude<keyof typeof invoiceLines.$inferInsert, "name">;
type AllowanceColumn = keyof typeof invoiceAllowances.$inferInsert;
/** A tax group's row. The words of its reason, its code and its name come at the issue. */
type GroupColumn = Exclude<
  keyof typeof invoiceTaxGroups.$inferInsert,
  "exemptionReason" | "exemptionCode" | "name"
>;

/** A row of a group that consists of several taxes. The name comes at the issue. */
type ComponentColumn = Exclude<keyof typeof invoiceTaxComponents.$inferInsert, "name">;

/** The business as `t` and the draft's client as `c`. */
const parties = (tenantId: TenantId, client: string): SQL =>
  sql`tenants t LEFT JOIN clients c ON c.tenant_id = t.id AND c.id = ${client} WHERE t.id = ${tenantId}`;

/** The due date as typed, or that of the draft's terms, else its client's, else the business's. */
export const dueDateOf = (tenantId: TenantId, draft: Draft): SQL =>
  draftFollowsTerms(draft)
    ? sql`(SELECT ${dueOf(ownOf(draft), sql`${draft.issueDate}`)} FROM ${parties(tenantId, draft.client)})`
    : sql`${draft.dueDate}`;

/** Stores what is agreed for a draft that is stored already and has no such row. */
export const termsStatement = (tenantId: TenantId, id: string, draft: Draft): SQL =>
  insertTerms({
    own: ownOf(draft),
    isDueTyped: sql`${draftFollowsTerms(draft) ? 0 : 1}`,
    words: sql`${draft.paymentTerms}`,
    from: sql`invoices n JOIN tenants t ON t.id = n.tenant_id JOIN clients c ON c.tenant_id = n.tenant_id AND c.id = n.client_id
      WHERE n.tenant_id = ${tenantId} AND n.id = ${id}`,
  });

/** What the client wants to find on its invoices (BT-10). */
const referenceOf = (tenantId: TenantId, clientId: string) =>
  sql<
    string | null
  >`(SELECT ${clients.buyerReference} FROM ${clients} WHERE ${and(eq(clients.tenantId, tenantId), eq(clients.id, clientId))})`;

/** The draft's own row, without what identifies it. */
export function headOf(tenantId: TenantId, draft: Draft) {
  const { totals, discount } = draft;
  return {
    clientId: draft.client,
    issueDate: draft.issueDate,
    dueDate: dueDateOf(tenantId, draft) as SQL<CivilDate>,
    deliveryDate: draft.deliveryDate,
    currency: draft.currency,
    ...(textsOf(draft) satisfies Partial<Pick<typeof invoices.$inferInsert, InvoiceText>>),
    ...(draft.buyerReferenceOffered === (draft.buyerReference ?? "")
      ? { buyerReference: referenceOf(tenantId, draft.client) }
      : {}),
    discountPpm: discount && "percent" in discount ? discount.percent : null,
    discountMinor: discount && "amount" in discount ? discount.amount : null,
    lineCount: draft.lines.length,
    lineTotalMinor: totals.lineTotal,
    allowanceTotalMinor: totals.allowanceTotal,
    chargeTotalMinor: totals.chargeTotal,
    netMinor: totals.net,
    taxMinor: totals.tax,
    grossMinor: totals.gross,
    prepaidMinor: totals.prepaid,
    roundingMinor: totals.rounding,
    dueMinor: totals.due,
  } satisfies Record<DraftColumn, unknown>;
}

/** Lines, allowances, tax groups and their components of a draft, as rows. */
export function contentRows(tenantId: TenantId, invoiceId: string, draft: Draft) {
  const { lines, totals } = draft;
  const lineRows = lines.map(
    (line, i) =>
      ({
        tenantId,
        invoiceId,
        position: i + 1,
        description: line.description,
        quantityMicro: line.quantity,
        unitCode: line.unit,
        unitPriceMicro: line.unitPrice,
        priceBaseMicro: 1_000_000 as typeof line.quantity,
        grossMinor: totals.lines[i]?.gross ?? asMinor(0),
        netMinor: totals.lines[i]?.net ?? asMinor(0),
        taxCategory: line.taxCategory,
        taxRatePpm: line.taxRate,
      }) satisfies Record<LineColumn, unknown>,
  );
  const allowance =
    (linePosition: number) => (a: (typeof totals.documentAllowanceCharges)[number], i: number) =>
      ({
        tenantId,
        invoiceId,
        linePosition,
        position: i + 1,
        isCharge: a.isCharge,
        reason: a.reason ?? null,
        percentPpm: a.percent ?? null,
        baseMinor: a.base ?? null,
        amountMinor: a.amount,
        taxCategory: a.taxCategory,
        taxRatePpm: a.taxRate,
      }) satisfies Record<AllowanceColumn, unknown>;
  const allowanceRows = [
    ...totals.documentAllowanceCharges.map(allowance(0)),
    ...lines.flatMap(({ taxCategory, taxRate }, i) =>
      (totals.lines[i]?.allowanceCharges ?? [])
        .map((a) => ({ ...a, taxCategory, taxRate }))
        .map(allowance(i + 1)),
    ),
  ];
  const groupRows = totals.groups.map(
    (group, i) =>
      ({
        tenantId,
        invoiceId,
        position: i + 1,
        category: group.category,
        ratePpm: group.rate,
        baseMinor: group.base,
        taxMinor: group.tax,
        exemptionNr: chosenExemption(draft, group.category),
      }) satisfies Record<GroupColumn, unknown>,
  );
  const componentRows = totals.groups.flatMap(({ category, rate, components = [] }) =>
    components.map(
      (component, i) =>
        ({
          tenantId,
          invoiceId,
          category,
          ratePpm: rate,
          position: i + 1,
          componentPpm: component.rate,
          taxMinor: component.tax,
        }) satisfies Record<ComponentColumn, unknown>,
    ),
  );
  return { lineRows, allowanceRows, groupRows, componentRows };
}
