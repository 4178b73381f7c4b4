import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Draft } from "~/modules/invoices/read-draft";
import type { CivilDate } from "~/shared/dates";
import type { TenantId } from "~/shared/ids-brands";
import { asMinor } from "~/shared/money";
import type { Orm } from "../client.server";
import { clients } from "../schema/clients";
import { invoiceAllowances, invoiceLines, invoices, invoiceTaxGroups } from "../schema/invoices";
import { taxRates, tenants } from "../schema/tenants";
import type { Write } from "../tenant-db";
import { unchanged } from "./unchanged";

type Statements = ReturnType<Write["changes"]>;
type Guards = ReturnType<NonNullable<Write["guards"]>>;

export const invoiceIs = (tenantId: TenantId, id: string) =>
  and(eq(invoices.tenantId, tenantId), eq(invoices.id, id));

/** Guards of whatever needs the invoice at this version and in one of these states. */
export const invoiceAt = (
  tenantId: TenantId,
  id: string,
  version: number,
  status: "draft" | "sent" | "paid",
): Guards => [
  ...unchanged(invoices, tenantId, id, version).slice(0, 1),
  {
    reason: "status",
    holds: sql`EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.status} = ${status})`,
  },
  ...unchanged(invoices, tenantId, id, version).slice(1),
];

/** Guards of issuing: a draft at this version, with something on it. */
export const issuable = (tenantId: TenantId, id: string, version: number): Guards => [
  ...invoiceAt(tenantId, id, version, "draft"),
  {
    reason: "no-lines",
    holds: sql`EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.lineCount} > 0)`,
  },
];

/** Guards of what is possible in every state. */
export const invoiceUnchanged = (tenantId: TenantId, id: string, version: number): Guards =>
  unchanged(invoices, tenantId, id, version);

/** The client is the tenant's and in use (or already this draft's); every tax rate is one of the tenant's. */
function contentGuards(tenantId: TenantId, id: string, draft: Draft): Guards {
  const client = sql`SELECT 1 FROM ${clients} WHERE ${and(eq(clients.tenantId, tenantId), eq(clients.id, draft.client))} AND (
    ${clients.archivedAt} IS NULL OR EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.clientId} = ${draft.client}))`;
  const rates = new Map(draft.lines.map((line) => [`${line.taxCategory}:${line.taxRate}`, line]));
  return [
    { reason: "client", holds: sql`EXISTS (${client})` },
    ...[...rates.values()].map(({ taxCategory, taxRate }) => ({
      reason: "tax-rate" as const,
      holds: sql`EXISTS (SELECT 1 FROM ${taxRates} WHERE ${and(
        eq(taxRates.tenantId, tenantId),
        eq(taxRates.category, taxCategory),
        eq(taxRates.ratePpm, taxRate),
      )})`,
    })),
  ];
}

/** The due date as typed, or the issue date plus the client's payment terms, else the business's. */
const dueDateOf = (tenantId: TenantId, clientId: string, issueDate: CivilDate): SQL =>
  sql`date(${issueDate}, (SELECT coalesce(
    (SELECT ${clients.paymentTermsDays} FROM ${clients} WHERE ${and(eq(clients.tenantId, tenantId), eq(clients.id, clientId))}),
    (SELECT ${tenants.paymentTermsDays} FROM ${tenants} WHERE ${eq(tenants.id, tenantId)}))) || ' days')`;

function headOf(tenantId: TenantId, draft: Draft) {
  const { totals, discount } = draft;
  return {
    clientId: draft.client,
    issueDate: draft.issueDate,
    dueDate: draft.dueDate ?? (dueDateOf(tenantId, draft.client, draft.issueDate) as SQL<CivilDate>),
    deliveryDate: draft.deliveryDate,
    currency: draft.currency,
    buyerReference: draft.buyerReference,
    orderReference: draft.orderReference,
    note: draft.note,
    internalNote: draft.internalNote,
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
  };
}

/** Lines, allowances and tax groups of a draft, as rows. */
function contentRows(
  build: Orm,
  tenantId: TenantId,
  invoiceId: string,
  { lines, totals }: Draft,
): Statements {
  const lineRows = lines.map((line, i) => ({
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
  }));
  const allowance =
    (linePosition: number) => (a: (typeof totals.documentAllowanceCharges)[number], i: number) => ({
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
    });
  const allowanceRows = [
    ...totals.documentAllowanceCharges.map(allowance(0)),
    ...lines.flatMap(({ taxCategory, taxRate }, i) =>
      (totals.lines[i]?.allowanceCharges ?? [])
        .map((a) => ({ ...a, taxCategory, taxRate }))
        .map(allowance(i + 1)),
    ),
  ];
  const groupRows = totals.groups.map((group, i) => ({
    tenantId,
    invoiceId,
    position: i + 1,
    category: group.category,
    ratePpm: group.rate,
    baseMinor: group.base,
    taxMinor: group.tax,
  }));
  return [
    ...(lineRows.length > 0 ? [build.insert(invoiceLines).values(lineRows)] : []),
    ...(allowanceRows.length > 0 ? [build.insert(invoiceAllowances).values(allowanceRows)] : []),
    ...(groupRows.length > 0 ? [build.insert(invoiceTaxGroups).values(groupRows)] : []),
  ];
}

/** Adds a draft with everything on it. */
export const insertDraft = (
  id: string,
  draft: Draft,
  now: number,
): Required<Pick<Write, "guards" | "changes">> => ({
  guards: (_, tenantId) => contentGuards(tenantId, id, draft),
  changes: (build, tenantId) => [
    build
      .insert(invoices)
      .values({ tenantId, id, ...headOf(tenantId, draft), createdAt: now, updatedAt: now }),
    ...contentRows(build, tenantId, id, draft),
  ],
});

/** Replaces what a draft says; `status` when it was issued meanwhile, `stale` when somebody else saved it. */
export const updateDraft = (
  id: string,
  version: number,
  draft: Draft,
  now: number,
): Required<Pick<Write, "guards" | "changes">> => ({
  guards: (_, tenantId) => [
    ...invoiceAt(tenantId, id, version, "draft"),
    ...contentGuards(tenantId, id, draft),
  ],
  changes: (build, tenantId) => [
    build
      .update(invoices)
      .set({ ...headOf(tenantId, draft), version: sql`${invoices.version} + 1`, updatedAt: now })
      .where(invoiceIs(tenantId, id)),
    build
      .delete(invoiceLines)
      .where(and(eq(invoiceLines.tenantId, tenantId), eq(invoiceLines.invoiceId, id))),
    build
      .delete(invoiceAllowances)
      .where(and(eq(invoiceAllowances.tenantId, tenantId), eq(invoiceAllowances.invoiceId, id))),
    build
      .delete(invoiceTaxGroups)
      .where(and(eq(invoiceTaxGroups.tenantId, tenantId), eq(invoiceTaxGroups.invoiceId, id))),
    ...contentRows(build, tenantId, id, draft),
  ],
});

export type InvoicePatch = Partial<
  Pick<typeof invoices.$inferInsert, "status" | "paidDate" | "archivedAt" | "internalNote">
>;

/** Changes what may change after issue: status and its date, archive, internal note. */
export const patchInvoice = (build: Orm, tenantId: TenantId, id: string, patch: InvoicePatch, now: number) =>
  build
    .update(invoices)
    .set({ ...patch, version: sql`${invoices.version} + 1`, updatedAt: now })
    .where(invoiceIs(tenantId, id));
