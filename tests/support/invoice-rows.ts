import type { Person } from "./app";
import { batch, sql } from "./sql";
import { freshId } from "./visitor";

const NET = 10_000;
const TAX = 1_900;

/** A draft with a line, a discount and a tax group, and no column empty that may be filled: stored by plain SQL. */
export async function insertDraft(person: Person): Promise<{ id: string; clientId: string }> {
  const [id, clientId] = [freshId(), freshId()];
  const { tenantId } = person;
  const client =
    "INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES (?, ?, 'Client Ltd', 'GB', 1, 1)";
  const invoice = `INSERT INTO invoices (tenant_id, id, client_id, issue_date, due_date, currency, note, internal_note, buyer_reference, order_reference,
       project_reference, payment_terms, delivery_date, period_start, period_end, payment_means_code, iban, bic, account_name, remittance_text,
       preceding_invoice_id, preceding_number, preceding_date, discount_minor, line_count, line_total_minor, allowance_total_minor,
       charge_total_minor, net_minor, tax_minor, gross_minor, due_minor, created_at, updated_at)
     VALUES (?1, ?2, ?3, '2026-01-31', '2026-03-02', 'EUR', 'note', 'internal', 'ref', 'order', 'project', 'terms', '2026-01-30', '2026-01-01',
       '2026-01-31', '58', 'DE02120300000000202051', 'BYLADEM1001', 'Example & Co', 'INV', NULL, 'X-1', '2025-01-01', 500,
       1, ${NET + 500}, 500, 0, ${NET}, ${TAX}, ${NET + TAX}, ${NET + TAX}, 1, 1)`;
  const line = `INSERT INTO invoice_lines (tenant_id, invoice_id, position, name, description, quantity_micro, unit_code, unit_price_micro, gross_minor,
       net_minor, tax_category, tax_rate_ppm) VALUES (?, ?, 1, 'name', 'work', 1000000, 'HUR', 105000000, ${NET + 500}, ${NET + 500}, 'S', 190000)`;
  const discount = `INSERT INTO invoice_allowances (tenant_id, invoice_id, line_position, position, is_charge, reason, percent_ppm, base_minor,
       amount_minor, tax_category, tax_rate_ppm) VALUES (?, ?, 0, 1, 0, 'discount', 47619, ${NET + 500}, 500, 'S', 190000)`;
  const taxGroup = `INSERT INTO invoice_tax_groups (tenant_id, invoice_id, position, category, rate_ppm, base_minor, tax_minor, exemption_reason, name, exemption_code,
       exemption_nr) VALUES (?, ?, 1, 'S', 190000, ${NET}, ${TAX}, 'reason', 'tax', 'code', 1)`;
  const payee = `INSERT INTO invoice_other_parties (tenant_id, invoice_id, party, name, identifier, identifier_scheme, vat_id, registration_id,
       address_line1, address_line2, postcode, city, region, country) VALUES (?, ?, 'payee', 'n', 'i', '0088', 'v', 'r', 'a', 'b', 'p', 'c', 'r', 'DE')`;
  const terms = `INSERT INTO invoice_terms (tenant_id, invoice_id, kind, days, day, is_own, is_due_typed, early_payment_ppm, early_payment_days,
       is_own_early_payment, words) VALUES (?, ?, 'day-of-next-month', 5, 14, 1, 1, 20000, 10, 1, 'words')`;
  await batch([
    [client, [tenantId, clientId]],
    [invoice, [tenantId, id, clientId]],
    ...[line, discount, taxGroup, payee, terms].map((query) => [query, [tenantId, id]] as const),
  ]);
  return { id, clientId };
}

/** The same, issued under the business's first series. */
export async function insertIssued(
  person: Person,
  type: "380" | "381" = "380",
): Promise<{ id: string; clientId: string; number: string }> {
  const { id, clientId } = await insertDraft(person);
  const { tenantId } = person;
  if (type !== "380")
    await sql("UPDATE invoices SET type_code = ?, version = version + 1 WHERE tenant_id = ? AND id = ?", [
      ...[type, tenantId, id],
    ]);
  const [series] = await sql("SELECT id FROM number_series WHERE tenant_id = ? AND is_active = 1", [
    tenantId,
  ]);
  const run = [tenantId, String(series?.id)];
  await sql(
    `INSERT INTO number_runs (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
       SELECT ?1, ?2, '2026', 1, 0, 1 WHERE NOT EXISTS (SELECT 1 FROM number_runs WHERE tenant_id = ?1 AND series_id = ?2)`,
    run,
  );
  await sql(
    "UPDATE number_runs SET last_sequence = last_sequence + 1 WHERE tenant_id = ? AND series_id = ?",
    run,
  );
  for (const party of ["seller", "buyer"]) {
    await sql(
      `INSERT INTO invoice_parties (tenant_id, invoice_id, party, name, trade_name, vat_id, tax_number, registration_id, address_line1,
         address_line2, postcode, city, region, country, electronic_address, electronic_scheme, contact_name, phone, email)
       VALUES (?, ?, ?, 'n', 'n', 'v', 't', 'r', 'a', 'b', 'p', 'c', 'r', 'DE', 'e', 'EM', 'c', 'p', 'e@x')`,
      [tenantId, id, party],
    );
  }
  const [issued] = await sql(
    `UPDATE invoices SET status = 'sent', issued_at = 2, version = version + 1, series_id = r.series_id, period = r.period,
       sequence = r.last_sequence, number = printf('INV-2026-%04d', r.last_sequence)
     FROM number_runs r WHERE r.tenant_id = ?1 AND r.series_id = ?3 AND invoices.tenant_id = ?1 AND invoices.id = ?2 RETURNING number`,
    [tenantId, id, String(series?.id)],
  );
  return { id, clientId, number: String(issued?.number) };
}
