import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { invoiceTextKeys, invoiceTexts } from "~/domain/invoices/fields";
import type { CivilDate } from "~/shared/dates";
import { keysOf, recordOf } from "~/shared/records";
import {
  invoiceAllowances,
  invoiceLines,
  invoices,
  invoiceTaxComponents,
  invoiceTaxGroups,
} from "../schema/invoices";
import { dueOf, insertTerms, ownStored } from "../statements/agreed-terms";
import type { Write } from "../tenant-db";
import type { DraftColumn } from "./draft-rows";

const list = (parts: readonly SQL[]): SQL => sql.join([...parts], sql`, `);
const named = ({ name }: SQLiteColumn): SQL => sql`${sql.identifier(name)}`;
/** As the invoice has it that is copied: its row is `i`. */
const same = (key: keyof typeof invoices.$inferInsert): SQL => sql`i.${named(invoices[key])}`;

/** The own terms of the invoice that is copied: its row is `m`. */
const OWN = ownStored(sql`m`);

interface Copy {
  readonly newId: string;
  readonly today: CivilDate;
  readonly now: number;
}

/** The head of the copy, every column that a draft fills; what begins anew is said in `NOT_COPIED` (app/domain/invoices/fields.ts). */
const copiedHead = ({ newId, today, now }: Copy) =>
  ({
    tenantId: same("tenantId"),
    id: sql`${newId}`,
    typeCode: same("typeCode"),
    clientId: same("clientId"),
    issueDate: sql`${today}`,
    dueDate: dueOf(OWN, sql`${today}`),
    deliveryDate: sql`NULL`,
    currency: same("currency"),
    ...recordOf(invoiceTextKeys, (key) => (invoiceTexts[key].copied === true ? same(key) : sql`NULL`)),
    discountPpm: same("discountPpm"),
    discountMinor: same("discountMinor"),
    lineCount: same("lineCount"),
    lineTotalMinor: same("lineTotalMinor"),
    allowanceTotalMinor: same("allowanceTotalMinor"),
    chargeTotalMinor: same("chargeTotalMinor"),
    netMinor: same("netMinor"),
    taxMinor: same("taxMinor"),
    grossMinor: same("grossMinor"),
    // Nothing of it is paid.
    prepaidMinor: sql`0`,
    roundingMinor: sql`0`,
    dueMinor: same("grossMinor"),
    createdAt: sql`${now}`,
    updatedAt: sql`${now}`,
  }) satisfies Record<DraftColumn | "tenantId" | "id" | "typeCode" | "createdAt" | "updatedAt", SQL>;

/** Copies the rows of a table that hangs on invoices, every column but those that begin empty. The condition is to be added. */
function copyRows(
  table:
    | typeof invoiceLines
    | typeof invoiceAllowances
    | typeof invoiceTaxGroups
    | typeof invoiceTaxComponents,
  newId: string,
  anew: readonly string[] = [],
): SQL {
  const columns: SQLiteColumn[] = Object.values(getTableColumns(table));
  const copied = columns.filter(({ name }) => !anew.includes(name));
  const values = copied.map((column) => (column.name === "invoice_id" ? sql`${newId}` : named(column)));
  return sql`INSERT INTO ${table} (${list(copied.map(named))}) SELECT ${list(values)} FROM ${table}`;
}

/** Copies an invoice's content into a new draft of today; nothing of its number, its payments or its parties' snapshot comes along. */
export const duplicateStatements = (
  id: string,
  newId: string,
  today: CivilDate,
): Required<Pick<Write, "guards" | "changes">> => ({
  guards: ({ tenantId }) => [
    {
      reason: "not-found",
      holds: sql`EXISTS (SELECT 1 FROM invoices WHERE tenant_id = ${tenantId} AND id = ${id})`,
    },
    {
      reason: "client",
      holds: sql`EXISTS (SELECT 1 FROM invoices i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
        WHERE i.tenant_id = ${tenantId} AND i.id = ${id} AND c.archived_at IS NULL)`,
    },
    {
      reason: "tax-rate",
      holds: sql`NOT EXISTS (SELECT 1 FROM invoice_lines l JOIN tax_rates r ON r.tenant_id = l.tenant_id AND r.category = l.tax_category
        AND r.rate_ppm = l.tax_rate_ppm WHERE l.tenant_id = ${tenantId} AND l.invoice_id = ${id} AND r.archived_at IS NOT NULL)
        AND NOT EXISTS (SELECT 1 FROM invoice_tax_groups g JOIN exemption_reasons x ON x.tenant_id = g.tenant_id AND x.category = g.category
        AND x.rate_ppm = g.rate_ppm AND x.exemption_nr = g.exemption_nr
        WHERE g.tenant_id = ${tenantId} AND g.invoice_id = ${id} AND x.archived_at IS NOT NULL)`,
    },
  ],
  changes: ({ build, tenantId, now }) => {
    const head = copiedHead({ newId, today, now });
    const columns = keysOf(head);
    return [
      build.run(sql`INSERT INTO invoices (${list(columns.map((key) => named(invoices[key])))})
        SELECT ${list(columns.map((key) => head[key]))}
        FROM invoices i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id JOIN tenants t ON t.id = i.tenant_id
          LEFT JOIN invoice_terms m ON m.tenant_id = i.tenant_id AND m.invoice_id = i.id
        WHERE i.tenant_id = ${tenantId} AND i.id = ${id}`),
      // Its own terms come along, those of its client and its business are as they are now; nobody typed the due date.
      build.run(
        insertTerms({
          own: OWN,
          isDueTyped: sql`0`,
          words: sql`m.words`,
          from: sql`invoices n JOIN clients c ON c.tenant_id = n.tenant_id AND c.id = n.client_id JOIN tenants t ON t.id = n.tenant_id
            LEFT JOIN invoice_terms m ON m.tenant_id = n.tenant_id AND m.invoice_id = ${id}
            WHERE n.tenant_id = ${tenantId} AND n.id = ${newId}`,
        }),
      ),
      ...[
        copyRows(invoiceLines, newId),
        copyRows(invoiceAllowances, newId),
        // The reason's words, its code and the name come at the issue, as the tax rate says them then.
        copyRows(invoiceTaxGroups, newId, ["exemption_reason", "name", "exemption_code"]),
        copyRows(invoiceTaxComponents, newId, ["name"]),
      ].map((copy) => build.run(sql`${copy} WHERE tenant_id = ${tenantId} AND invoice_id = ${id}`)),
    ];
  },
});
