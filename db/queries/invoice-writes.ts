import { and, eq, isNotNull, ne, type SQL, sql } from "drizzle-orm";
import type { Draft } from "~/domain/invoices/draft";
import { chosenExemption } from "~/domain/invoices/tax-category";
import type { TenantId } from "~/shared/ids-brands";
import { keysOf, recordOf } from "~/shared/records";
import type { Orm } from "../client.server";
import type { Guard } from "../guard";
import { clients } from "../schema/clients";
import {
  invoiceAllowances,
  invoiceLines,
  invoices,
  invoiceTaxComponents,
  invoiceTaxGroups,
  invoiceTerms,
} from "../schema/invoices";
import { exemptionReasons, taxRates, tenants } from "../schema/tenants";
import { ownOf, ownStored } from "../statements/agreed-terms";
import type { AuditEntry, Transaction, Write } from "../tenant-db";
import { alongWith, CHANGED, diffOf, rowsChanged } from "./diff";
import { contentRows, dueDateOf, headOf, termsStatement } from "./draft-rows";
import { unchanged } from "./unchanged";

type Statements = ReturnType<Write["changes"]>;
type Guards = readonly Guard[];
type Diff = AuditEntry["changes"];

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

/** Guard of issuing: a draft that was put away is brought back first. */
export const inSight = (tenantId: TenantId, id: string): Guards => [
  {
    reason: "archived",
    holds: sql`NOT EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.archivedAt} IS NOT NULL)`,
  },
];

/** Guards of issuing: a draft at this version, in sight, with something on it. */
export const issuable = (tenantId: TenantId, id: string, version: number): Guards => [
  ...invoiceAt(tenantId, id, version, "draft"),
  ...inSight(tenantId, id),
  {
    reason: "no-lines",
    holds: sql`EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.lineCount} > 0)`,
  },
];

/** Guards of what is possible in every state. */
export const invoiceUnchanged = (tenantId: TenantId, id: string, version: number): Guards =>
  unchanged(invoices, tenantId, id, version);

/** Guard of archiving without a question: nothing is owed for it. */
export const noReceivable = (tenantId: TenantId, id: string): Guards => [
  {
    reason: "receivable",
    holds: sql`NOT EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.status} = 'sent' AND ${invoices.dueMinor} > 0)`,
  },
];

/** What a client is invoiced in: its own currency, or the business's. */
const currencyOf = (tenantId: TenantId, client: string): SQL =>
  sql`coalesce((SELECT ${clients.currency} FROM ${clients} WHERE ${and(eq(clients.tenantId, tenantId), eq(clients.id, client))}),
    (SELECT ${tenants.currency} FROM ${tenants} WHERE ${eq(tenants.id, tenantId)}))`;

/** The reasons for no tax that the draft names are the tenant's and in use (or on this draft already). */
function exemptionGuards(tenantId: TenantId, id: string, draft: Draft): Guards {
  return draft.totals.groups.flatMap(({ category, rate }) => {
    const nr = chosenExemption(draft, category);
    if (nr === null) return [];
    const own = and(
      eq(taxRates.tenantId, tenantId),
      eq(taxRates.category, category),
      eq(taxRates.ratePpm, rate),
    );
    const other = and(
      eq(exemptionReasons.tenantId, tenantId),
      eq(exemptionReasons.category, category),
      eq(exemptionReasons.ratePpm, rate),
    );
    const here = and(
      eq(invoiceTaxGroups.tenantId, tenantId),
      eq(invoiceTaxGroups.invoiceId, id),
      eq(invoiceTaxGroups.category, category),
      eq(invoiceTaxGroups.ratePpm, rate),
    );
    return {
      reason: "tax-rate" as const,
      holds: sql`EXISTS (SELECT 1 FROM ${taxRates} WHERE ${own} AND ${taxRates.exemptionNr} = ${nr})
        OR EXISTS (SELECT 1 FROM ${exemptionReasons} WHERE ${other} AND ${exemptionReasons.exemptionNr} = ${nr} AND (
          ${exemptionReasons.archivedAt} IS NULL
          OR EXISTS (SELECT 1 FROM ${invoiceTaxGroups} WHERE ${here} AND ${invoiceTaxGroups.exemptionNr} = ${nr})))`,
    };
  });
}

/** The client is the tenant's and in use (or already this draft's); every tax rate is one of the tenant's and in use (or on this draft already). */
function contentGuards(tenantId: TenantId, id: string, draft: Draft): Guards {
  const client = sql`SELECT 1 FROM ${clients} WHERE ${and(eq(clients.tenantId, tenantId), eq(clients.id, draft.client))} AND (
    ${clients.archivedAt} IS NULL OR EXISTS (SELECT 1 FROM ${invoices} WHERE ${invoiceIs(tenantId, id)} AND ${invoices.clientId} = ${draft.client}))`;
  const rates = new Map(draft.lines.map((line) => [`${line.taxCategory}-${line.taxRate}`, line]));
  return [
    { reason: "client", holds: sql`EXISTS (${client})` },
    ...earlyEnough(tenantId, draft),
    // A currency that nobody chose by hand is the client's, or else the business's.
    ...(draft.currencyOffered === draft.currency
      ? [
          {
            reason: "currency" as const,
            holds: sql`${draft.currency} = ${currencyOf(tenantId, draft.client)}`,
          },
        ]
      : []),
    ...[...rates.values()].map(({ taxCategory, taxRate }) => ({
      reason: "tax-rate" as const,
      holds: sql`EXISTS (SELECT 1 FROM ${taxRates} WHERE ${and(
        eq(taxRates.tenantId, tenantId),
        eq(taxRates.category, taxCategory),
        eq(taxRates.ratePpm, taxRate),
      )} AND (${taxRates.archivedAt} IS NULL OR EXISTS (SELECT 1 FROM ${invoiceLines} WHERE ${and(
        eq(invoiceLines.tenantId, tenantId),
        eq(invoiceLines.invoiceId, id),
        eq(invoiceLines.taxCategory, taxCategory),
        eq(invoiceLines.taxRatePpm, taxRate),
      )})))`,
    })),
    // The taxes that a rate consists of are the business's own, not the form's.
    ...draft.totals.groups.map(({ category, rate, components = [] }) => ({
      reason: "tax-rate" as const,
      holds: sql`coalesce((SELECT group_concat(component_ppm, '+') FROM (SELECT component_ppm FROM tax_rate_components
        WHERE tenant_id = ${tenantId} AND category = ${category} AND rate_ppm = ${rate} ORDER BY position)), '') = ${components.map((each) => each.rate).join("+")}`,
    })),
    ...exemptionGuards(tenantId, id, draft),
  ];
}

function insertContent(build: Orm, tenantId: TenantId, id: string, draft: Draft): Statements {
  const { lineRows, allowanceRows, groupRows, componentRows } = contentRows(tenantId, id, draft);
  return [
    ...(lineRows.length > 0 ? [build.insert(invoiceLines).values(lineRows)] : []),
    ...(allowanceRows.length > 0 ? [build.insert(invoiceAllowances).values(allowanceRows)] : []),
    ...(groupRows.length > 0 ? [build.insert(invoiceTaxGroups).values(groupRows)] : []),
    ...(componentRows.length > 0 ? [build.insert(invoiceTaxComponents).values(componentRows)] : []),
  ];
}

/** Guard: a discount of its own ends before the draft is due, or with it. */
const earlyEnough = (tenantId: TenantId, draft: Draft): Guards =>
  draft.earlyPaymentDays === null
    ? []
    : [
        {
          reason: "early-payment",
          holds: sql`date(${draft.issueDate}, ${draft.earlyPaymentDays} || ' days') <= ${dueDateOf(tenantId, draft)}`,
        },
      ];

/** Adds a draft with everything on it. */
export const insertDraft = (id: string, draft: Draft): Required<Pick<Write, "guards" | "changes">> => ({
  guards: ({ tenantId }) => contentGuards(tenantId, id, draft),
  changes: ({ build, tenantId, now }) => [
    build
      .insert(invoices)
      .values({ tenantId, id, ...headOf(tenantId, draft), createdAt: now, updatedAt: now }),
    ...insertContent(build, tenantId, id, draft),
    build.run(termsStatement(tenantId, id, draft)),
  ],
});

/** Replaces what a draft says; `status` when it was issued meanwhile, `stale` when somebody else saved it. */
export const updateDraft = (
  id: string,
  version: number,
  draft: Draft,
): Required<Pick<Write, "guards" | "changes">> => ({
  guards: ({ tenantId }) => [
    ...invoiceAt(tenantId, id, version, "draft"),
    ...(draft.intent === "issue" ? inSight(tenantId, id) : []),
    ...contentGuards(tenantId, id, draft),
  ],
  changes: ({ build, tenantId, now }) => [
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
    ...insertContent(build, tenantId, id, draft),
    build
      .delete(invoiceTerms)
      .where(and(eq(invoiceTerms.tenantId, tenantId), eq(invoiceTerms.invoiceId, id))),
    build.run(termsStatement(tenantId, id, draft)),
  ],
});

/** What a save changes of a draft's own terms: those of its client and its business are theirs to tell. */
function termsChanged(tenantId: TenantId, id: string, draft: Draft): Record<string, SQL> {
  const own = ownOf(draft);
  const stored = ownStored(sql`m`);
  const change = (
    before: SQL,
    after: SQL,
    changed = (was: SQL) => sql`json_array(${was}, ${after})`,
  ): SQL => {
    const was = sql`(SELECT ${before} FROM invoice_terms m WHERE m.tenant_id = ${tenantId} AND m.invoice_id = ${id})`;
    return sql`CASE WHEN ${was} IS NOT ${after} THEN ${changed(was)} END`;
  };
  return {
    ...recordOf(keysOf(own), (key) => change(stored[key], own[key])),
    paymentTerms: change(sql`m.words`, sql`${draft.paymentTerms}`, () => sql`json_quote(${CHANGED})`),
  };
}

/** What a save of a draft changes, for its audit event: the head's fields, and whether the lines or their discounts did. */
export const draftDiff =
  (id: string, draft: Draft): Diff =>
  ({ tenantId }) => {
    const { currency, ...head } = headOf(tenantId, draft);
    const { lineRows, allowanceRows, groupRows } = contentRows(tenantId, id, draft);
    const ofLines = and(eq(invoiceLines.tenantId, tenantId), eq(invoiceLines.invoiceId, id));
    const ofAllowances = and(
      eq(invoiceAllowances.tenantId, tenantId),
      eq(invoiceAllowances.invoiceId, id),
      ne(invoiceAllowances.linePosition, 0),
    );
    const ofReasons = and(
      eq(invoiceTaxGroups.tenantId, tenantId),
      eq(invoiceTaxGroups.invoiceId, id),
      isNotNull(invoiceTaxGroups.exemptionNr),
    );
    const reasons = groupRows
      .filter(({ exemptionNr }) => exemptionNr !== null)
      .map(({ category, exemptionNr }) => ({ category, exemptionNr }));
    const lineAllowances = allowanceRows.filter(({ linePosition }) => linePosition !== 0);
    return diffOf(invoices, invoiceIs(tenantId, id), head, {
      // An amount means nothing without its currency, which may change later.
      currency: alongWith(invoices.currency, currency, [
        [invoices.netMinor, head.netMinor],
        [invoices.taxMinor, head.taxMinor],
        [invoices.lineTotalMinor, head.lineTotalMinor],
        [invoices.discountMinor, head.discountMinor],
      ]),
      ...termsChanged(tenantId, id, draft),
      lines: sql`coalesce(${rowsChanged(invoiceLines, ofLines, lineRows)}, ${rowsChanged(invoiceAllowances, ofAllowances, lineAllowances)})`,
      exemptionReason: rowsChanged(invoiceTaxGroups, ofReasons, reasons),
    });
  };

/** What a change of status or archive changes, for its audit event. */
export const invoiceDiff =
  (id: string, patch: InvoicePatch): Diff =>
  ({ tenantId }) =>
    diffOf(invoices, invoiceIs(tenantId, id), patch);

export type InvoicePatch = Partial<
  Pick<typeof invoices.$inferInsert, "status" | "paidDate" | "archivedAt" | "internalNote">
>;

/** Changes what may change after issue: status and its date, archive, internal note. */
export const patchInvoice = ({ build, tenantId, now }: Transaction, id: string, patch: InvoicePatch) =>
  build
    .update(invoices)
    .set({ ...patch, version: sql`${invoices.version} + 1`, updatedAt: now })
    .where(invoiceIs(tenantId, id));
