import { integer, text } from "drizzle-orm/sqlite-core";
import type { TermsKind } from "~/domain/terms/terms";
import type { CivilDate } from "~/shared/dates";
import type { Micro } from "~/shared/decimal";
import type { TenantId } from "~/shared/ids-brands";
import type { Minor } from "~/shared/money";

/** The owner of the row. Only a TenantDb can supply a value (see db/tenant-db.ts). */
export const tenantId = () => text("tenant_id").$type<TenantId>().notNull();
/** A 26-character time-ordered id, see app/shared/ids.ts. */
export const id = (name = "id") => text(name).notNull();
/** Amount in the currency's minor unit. */
export const minorUnits = (name: string) => integer(name).$type<Minor>();
/** Exact decimal in millionths. */
export const micro = (name: string) => integer(name).$type<Micro>();
/** Civil date YYYY-MM-DD. */
export const civilDate = (name: string) => text(name).$type<CivilDate>();
/** Instant in milliseconds since 1970, UTC. */
export const instant = (name: string) => integer(name);
export const flag = (name: string) => integer(name, { mode: "boolean" });
/** Counts the saves of a row: a save names the version it was based on. */
export const version = () => integer("version").notNull().default(1);

export const timestamps = () => ({
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});

/** What a tenant, a client and an invoice's party have in common (EN 16931 BG-4, BG-7). */
export const party = () => ({
  tradeName: text("trade_name"),
  vatId: text("vat_id"),
  registrationId: text("registration_id"),
  addressLine1: text("address_line1"),
  addressLine2: text("address_line2"),
  postcode: text("postcode"),
  city: text("city"),
  region: text("region"),
  country: text("country").notNull(),
  electronicAddress: text("electronic_address"),
  electronicScheme: text("electronic_scheme"),
  contactName: text("contact_name"),
  phone: text("phone"),
  email: text("email"),
});

/** How a due date is counted and what is taken off for paying early: of a business, or of a client with terms of its own. */
export const agreedTerms = () => ({
  paymentTermsKind: text("payment_terms_kind").$type<TermsKind>(),
  /** Of "day-of-next-month". */
  paymentTermsDay: integer("payment_terms_day"),
  earlyPaymentPpm: integer("early_payment_ppm"),
  earlyPaymentDays: integer("early_payment_days"),
});
