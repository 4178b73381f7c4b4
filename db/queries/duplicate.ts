import { sql } from "drizzle-orm";
import type { CivilDate } from "~/shared/dates";
import type { Write } from "../tenant-db";

/** Copies an invoice's content into a new draft of today; nothing of its number, its payments or its parties' snapshot comes along. */
export const duplicateStatements = (
  id: string,
  newId: string,
  today: CivilDate,
  now: number,
): Required<Pick<Write, "guards" | "changes">> => ({
  guards: (_, tenantId) => [
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
        AND r.rate_ppm = l.tax_rate_ppm WHERE l.tenant_id = ${tenantId} AND l.invoice_id = ${id} AND r.archived_at IS NOT NULL)`,
    },
  ],
  changes: (build, tenantId) => {
    const from = sql`WHERE tenant_id = ${tenantId} AND invoice_id = ${id}`;
    return [
      build.run(sql`INSERT INTO invoices (tenant_id, id, type_code, client_id, issue_date, due_date, currency, note, internal_note,
          buyer_reference, order_reference, discount_ppm, discount_minor, line_count, line_total_minor, allowance_total_minor,
          charge_total_minor, net_minor, tax_minor, gross_minor, due_minor, created_at, updated_at)
        SELECT i.tenant_id, ${newId}, i.type_code, i.client_id, ${today},
          date(${today}, coalesce(c.payment_terms_days, t.payment_terms_days) || ' days'), i.currency, i.note, i.internal_note,
          i.buyer_reference, i.order_reference, i.discount_ppm, i.discount_minor, i.line_count, i.line_total_minor,
          i.allowance_total_minor, i.charge_total_minor, i.net_minor, i.tax_minor, i.gross_minor, i.gross_minor, ${now}, ${now}
        FROM invoices i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id JOIN tenants t ON t.id = i.tenant_id
        WHERE i.tenant_id = ${tenantId} AND i.id = ${id}`),
      build.run(sql`INSERT INTO invoice_lines (tenant_id, invoice_id, position, name, description, quantity_micro, unit_code, unit_price_micro,
          price_base_micro, gross_minor, net_minor, tax_category, tax_rate_ppm)
        SELECT tenant_id, ${newId}, position, name, description, quantity_micro, unit_code, unit_price_micro, price_base_micro, gross_minor,
          net_minor, tax_category, tax_rate_ppm FROM invoice_lines ${from}`),
      build.run(sql`INSERT INTO invoice_allowances (tenant_id, invoice_id, line_position, position, is_charge, reason, percent_ppm, base_minor,
          amount_minor, tax_category, tax_rate_ppm)
        SELECT tenant_id, ${newId}, line_position, position, is_charge, reason, percent_ppm, base_minor, amount_minor, tax_category,
          tax_rate_ppm FROM invoice_allowances ${from}`),
      build.run(sql`INSERT INTO invoice_tax_groups (tenant_id, invoice_id, position, category, rate_ppm, base_minor, tax_minor)
        SELECT tenant_id, ${newId}, position, category, rate_ppm, base_minor, tax_minor FROM invoice_tax_groups ${from}`),
    ];
  },
});
