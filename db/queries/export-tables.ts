import { getTableColumns, getTableName } from "drizzle-orm";
import { getTableConfig, type SQLiteTable } from "drizzle-orm/sqlite-core";
import { auditEvents, auditSeals } from "../schema/audit";
import { clients } from "../schema/clients";
import {
  invoiceAllowances,
  invoiceLines,
  invoiceOtherParties,
  invoiceParties,
  invoices,
  invoiceTaxComponents,
  invoiceTaxGroups,
  invoiceTerms,
} from "../schema/invoices";
import { paymentAllocations, paymentCredits, payments } from "../schema/payments";
import {
  auditAnchors,
  erasures,
  fiscalYearFloors,
  purgedNumbers,
  retentionChoices,
  retentionFloors,
  tombstones,
} from "../schema/retention";
import {
  exemptionReasons,
  memberships,
  numberRuns,
  numberSeries,
  numberSeriesUses,
  taxRateComponents,
  taxRates,
  tenants,
} from "../schema/tenants";

/** A column as the archive describes it. */
export interface ExportColumn {
  readonly name: string;
  readonly type: "text" | "integer";
  readonly required: boolean;
}

export interface ExportTable {
  readonly name: string;
  /** Which column holds the business. */
  readonly owner: "tenant_id" | "id";
  readonly columns: readonly ExportColumn[];
  /** The primary key without the business: rows are in its order. */
  readonly key: readonly string[];
}

/** What an export holds, in an order in which it can be stored again. Users are not among them: see PEOPLE. */
const EXPORTED: readonly SQLiteTable[] = [
  ...[
    tenants,
    memberships,
    taxRates,
    exemptionReasons,
    taxRateComponents,
    clients,
    numberSeries,
    numberSeriesUses,
    numberRuns,
  ],
  ...[
    invoices,
    invoiceLines,
    invoiceAllowances,
    invoiceTaxGroups,
    invoiceTaxComponents,
    invoiceParties,
    invoiceOtherParties,
    invoiceTerms,
  ],
  ...[payments, paymentCredits, paymentAllocations],
  ...[auditAnchors, auditEvents, auditSeals],
  ...[retentionChoices, retentionFloors, fiscalYearFloors, erasures, tombstones, purgedNumbers],
];

/** Every other table, and why it is not in the archive; tests/arch/export-tables.test.ts knows no third kind. */
export const NOT_EXPORTED: Readonly<Record<string, string>> = {
  users:
    "people belong to no business: the archive has their ids, names and addresses as people, never a password",
  sessions: "a person's, of use to nobody else, and secret",
  ended_sessions: "hashes of sessions that are over",
  kept_forms: "what somebody typed while their session ended, for an hour; only their browser can read it",
  known_devices: "a person's, of use to nobody else",
  login_attempts: "counts guesses at passwords for a day",
  operations: "when the instance's own jobs last ran",
  open_totals: "sums of the invoices, kept by triggers",
  paid_totals: "sums of the invoices, kept by triggers",
  client_order: "keys to sort names by, kept by triggers",
  letter_folds: "how letters are sorted, the same for everybody",
  search_folds: "how letters are looked up, the same for everybody",
  search_spaces: "an index, filled by triggers",
  client_grams: "an index, filled by triggers",
  client_gram_terms: "what is in an index",
  invoice_grams: "an index, filled by triggers",
  invoice_gram_terms: "what is in an index",
  client_search: "an index, filled by triggers",
  client_search_rows: "an index, filled by triggers",
  invoice_search: "an index, filled by triggers",
  invoice_search_rows: "an index, filled by triggers",
  retention_policies: "laws, the same for everybody",
  idempotency_keys: "keeps a form from being carried out twice, for some days",
  __drizzle_migrations: "which migrations were applied",
};

function describe(table: SQLiteTable): ExportTable {
  const { primaryKeys } = getTableConfig(table);
  const columns = Object.values(getTableColumns(table));
  const key =
    primaryKeys[0]?.columns.map((column) => column.name) ??
    columns.filter((column) => column.primary).map((column) => column.name);
  const owner = columns.some((column) => column.name === "tenant_id") ? "tenant_id" : "id";
  return {
    name: getTableName(table),
    owner,
    columns: columns.map((column) => ({
      name: column.name,
      type: column.getSQLType() === "text" ? "text" : "integer",
      required: column.notNull,
    })),
    key: key.filter((name) => name !== owner),
  };
}

export const exportTables: readonly ExportTable[] = EXPORTED.map(describe);

/** The people whom the other tables name. */
export const PEOPLE: ExportTable = {
  name: "people",
  owner: "tenant_id",
  columns: [
    { name: "id", type: "text", required: true },
    { name: "name", type: "text", required: true },
    { name: "email", type: "text", required: true },
  ],
  key: ["id"],
};
