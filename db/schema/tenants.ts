import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Role } from "~/domain/accounts/permissions";
import type { TaxCategory } from "~/domain/invoices/tax-category";
import type { TenantId } from "~/shared/ids-brands";
import { agreedTerms, flag, id, instant, party, tenantId, timestamps, version } from "./columns";

export const tenants = sqliteTable("tenants", {
  id: text("id").$type<TenantId>().primaryKey(),
  name: text("name").notNull(),
  taxNumber: text("tax_number"),
  ...party(),
  currency: text("currency").notNull(),
  locale: text("locale").notNull(),
  timeZone: text("time_zone").notNull(),
  paymentTermsDays: integer("payment_terms_days").notNull().default(30),
  paymentTerms: text("payment_terms"),
  iban: text("iban"),
  bic: text("bic"),
  accountName: text("account_name"),
  version: version(),
  ...timestamps(),
  archivedAt: instant("archived_at"),
  /** With which month the business's fiscal year ends: 1 to 12. */
  fiscalYearEndMonth: integer("fiscal_year_end_month").notNull().default(12),
  /** Whether it charges tax: a small business, or one that is not registered for it, does not. */
  chargesTax: flag("charges_tax").notNull().default(true),
  ...agreedTerms(),
  /** Words of the payment terms that leave something open, such as {date}; `paymentTerms` has those that don't, and counts where both are. */
  termsWords: text("terms_words"),
});

export const memberships = sqliteTable(
  "memberships",
  {
    tenantId: tenantId(),
    userId: id("user_id"),
    role: text("role").$type<Role>().notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);

export const taxRates = sqliteTable(
  "tax_rates",
  {
    tenantId: tenantId(),
    category: text("category").$type<TaxCategory>().notNull(),
    /** Percent × 10 000: 19 % is 190 000. */
    ratePpm: integer("rate_ppm").notNull(),
    name: text("name").notNull(),
    exemptionReason: text("exemption_reason"),
    isDefault: flag("is_default").notNull().default(false),
    version: version(),
    ...timestamps(),
    archivedAt: instant("archived_at"),
    /** The reason as a code of the VATEX list, BT-121. */
    exemptionCode: text("exemption_code"),
    /** Which of the category's reasons that is: the one that an invoice has unless it names another. */
    exemptionNr: integer("exemption_nr").notNull().default(1),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.category, t.ratePpm] })],
);

/** The other reasons for no tax that a category's rate may have, for an invoice to name one. */
export const exemptionReasons = sqliteTable(
  "exemption_reasons",
  {
    tenantId: tenantId(),
    category: text("category").$type<TaxCategory>().notNull(),
    ratePpm: integer("rate_ppm").notNull(),
    /** Counted per rate, the rate's own among them. */
    exemptionNr: integer("exemption_nr").notNull(),
    /** BT-120 */
    exemptionReason: text("exemption_reason").notNull(),
    /** BT-121 */
    exemptionCode: text("exemption_code"),
    ...timestamps(),
    archivedAt: instant("archived_at"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.category, t.ratePpm, t.exemptionNr] })],
);

/** The taxes that a rate consists of, where they are several: the rate is their sum. */
export const taxRateComponents = sqliteTable(
  "tax_rate_components",
  {
    tenantId: tenantId(),
    category: text("category").$type<TaxCategory>().notNull(),
    ratePpm: integer("rate_ppm").notNull(),
    position: integer("position").notNull(),
    componentPpm: integer("component_ppm").notNull(),
    name: text("name").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.category, t.ratePpm, t.position] })],
);

export const numberSeries = sqliteTable(
  "number_series",
  {
    tenantId: tenantId(),
    id: id(),
    pattern: text("pattern").notNull(),
    prefix: text("prefix").notNull(),
    suffix: text("suffix").notNull(),
    width: integer("width").notNull(),
    restartsYearly: flag("restarts_yearly").notNull(),
    isActive: flag("is_active").notNull(),
    version: version(),
    ...timestamps(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Which series the documents of a type (EN 16931 BT-3) are numbered in; without a row it is the active one. */
export const numberSeriesUses = sqliteTable(
  "number_series_uses",
  {
    tenantId: tenantId(),
    typeCode: text("type_code").notNull(),
    seriesId: id("series_id"),
    version: version(),
    ...timestamps(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.typeCode] })],
);

export const numberRuns = sqliteTable(
  "number_runs",
  {
    tenantId: tenantId(),
    seriesId: id("series_id"),
    /** The year, or '' where the pattern has none. */
    period: text("period").notNull(),
    firstSequence: integer("first_sequence").notNull(),
    /** The last number given; one less than the first while none was. */
    lastSequence: integer("last_sequence").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.seriesId, t.period, t.firstSequence] })],
);
