import { firstSeries, firstTaxRates } from "~/domain/tenants/first-settings";
import { DUMMY_HASH } from "~/modules/accounts/password.server";
import { chance, idSql, oneOf, quoted } from "./arithmetic";
import type { Slice } from "./shape";
import { clientMs, of } from "./stage";
import { CITIES, FORMS, SURNAMES, TRADES } from "./words";

const HOUR_MS = 3_600_000;
const IBAN = "DE02120300000000202051";
const TERMS = "Payable without deduction.";

/** Users, businesses, settings and clients, as bench_tenants says. */
export function tenantRows(): string[] {
  const series = firstSeries();
  const rates = firstTaxRates("DE").map((rate) => [
    quoted(rate.category),
    rate.ratePpm,
    quoted(rate.name),
    rate.exemptionReason === null ? "NULL" : quoted(rate.exemptionReason),
    rate.isDefault ? 1 : 0,
  ]);
  const name = `'Business ' || printf('%04d', t) || ' GmbH'`;
  return [
    `INSERT INTO users (id, email, name, password_hash, created_at, updated_at)
      SELECT owner, 'owner' || t || '@example.com', 'Owner ' || t, ${quoted(DUMMY_HASH)}, opened, opened FROM bench_tenants ORDER BY t`,
    `INSERT INTO tenants (id, name, address_line1, postcode, city, country, email, currency, locale, time_zone, vat_id, payment_terms, iban, created_at, updated_at)
      SELECT id, ${name}, 'Hafenstraße ' || (1 + t), printf('%05d', 20095 + t), 'Hamburg', 'DE', 'office' || t || '@example.com', 'EUR', 'de-DE',
        'Europe/Berlin', printf('DE%09d', 100000000 + t), ${quoted(TERMS)}, ${quoted(IBAN)}, opened, opened FROM bench_tenants ORDER BY t`,
    `INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) SELECT id, owner, 'owner', opened, opened FROM bench_tenants ORDER BY t`,
    `INSERT INTO tax_rates (tenant_id, category, rate_ppm, name, exemption_reason, is_default, created_at, updated_at)
      SELECT b.id, r.column1, r.column2, r.column3, r.column4, r.column5, b.opened, b.opened
      FROM bench_tenants b, (VALUES ${rates.map((rate) => `(${rate.join(", ")})`).join(", ")}) r ORDER BY b.t, r.column1, r.column2`,
    `INSERT INTO number_series (tenant_id, id, pattern, prefix, suffix, width, restarts_yearly, is_active, created_at, updated_at)
      SELECT id, series, ${quoted(series.pattern)}, ${quoted(series.prefix)}, ${quoted(series.suffix)}, ${series.width}, 1, 1, opened, opened
      FROM bench_tenants ORDER BY t`,
    `INSERT INTO clients (tenant_id, id, name, vat_id, address_line1, postcode, city, country, email, payment_terms_days, created_at, updated_at)
      SELECT b.id, ${idSql(clientMs("n.i"), "C", "b.t", "n.i")},
        ${oneOf(SURNAMES, `(7 * n.i + b.t) % ${SURNAMES.length}`)} || ' ' || ${oneOf(TRADES, `n.i / ${SURNAMES.length} % ${TRADES.length}`)}
          || ' ' || ${oneOf(FORMS, `n.i / ${SURNAMES.length * TRADES.length} % ${FORMS.length}`)},
        printf('DE%09d', 200000000 + n.i), 'Am Markt ' || (1 + n.i % 90), printf('%05d', 10115 + n.i % 80000),
        ${oneOf(CITIES, `${chance("(n.i + b.t)", 12)} % ${CITIES.length}`)}, 'DE', 'client' || n.i || '@example.com',
        CASE n.i % 3 WHEN 0 THEN 14 END, ${clientMs("n.i")}, ${clientMs("n.i")}
      FROM bench_tenants b JOIN bench_numbers n ON n.i < b.clients ORDER BY b.t, n.i`,
  ];
}

/** When an invoice was issued: an hour after it was begun. */
const ISSUED = `(j.ms + ${HOUR_MS})`;

/** Invoices with all that hangs on them. */
export const invoiceRows = (slice: Slice): string[] => [
  `INSERT INTO invoices (tenant_id, id, status, client_id, series_id, period, sequence, number, issue_date, due_date, paid_date, currency,
      payment_terms, payment_means_code, iban, line_count, line_total_minor, allowance_total_minor, charge_total_minor, net_minor, tax_minor,
      gross_minor, due_minor, issued_at, version, created_at, updated_at, archived_at)
    SELECT j.tenant, j.id, j.status, j.client, iif(j.sequence IS NULL, NULL, b.series), iif(j.sequence IS NULL, NULL, substr(j.issue_date, 1, 4)),
      j.sequence, 'INV-' || substr(j.issue_date, 1, 4) || '-' || iif(j.sequence IS NULL, NULL, printf('%04d', j.sequence)), j.issue_date, j.due_date,
      j.paid_date, j.currency, iif(j.sequence IS NULL, NULL, ${quoted(TERMS)}),
      iif(j.sequence IS NULL, NULL, iif(j.currency = 'EUR', '58', '30')), iif(j.sequence IS NULL, NULL, ${quoted(IBAN)}),
      j.lines, g.base, 0, 0, g.base, g.tax, g.base + g.tax, g.base + g.tax, iif(j.sequence IS NULL, NULL, ${ISSUED}),
      CASE j.status WHEN 'draft' THEN 1 WHEN 'sent' THEN 2 ELSE 3 END + (j.archived_ms IS NOT NULL), j.ms,
      coalesce(j.archived_ms, j.paid_ms, iif(j.sequence IS NULL, j.ms, ${ISSUED})), j.archived_ms
    FROM bench_invoices j JOIN bench_tenants b ON b.t = j.t
      JOIN (SELECT t, i, sum(base) AS base, sum(tax) AS tax FROM bench_groups k WHERE ${of(slice, "k")} GROUP BY t, i) g ON g.t = j.t AND g.i = j.i
    WHERE ${of(slice, "j")} ORDER BY j.t, j.i`,
  `INSERT INTO invoice_lines (tenant_id, invoice_id, position, description, quantity_micro, unit_code, unit_price_micro, gross_minor, net_minor,
      tax_category, tax_rate_ppm)
    SELECT j.tenant, j.id, l.position, l.description, l.halves * 500000, CASE l.halves % 2 WHEN 0 THEN 'C62' ELSE 'HUR' END, l.cents * 10000, l.net, l.net,
      'S', l.rate FROM bench_lines l JOIN bench_invoices j ON j.t = l.t AND j.i = l.i WHERE ${of(slice, "l")} ORDER BY l.t, l.i, l.position`,
  `INSERT INTO invoice_tax_groups (tenant_id, invoice_id, position, category, rate_ppm, base_minor, tax_minor)
    SELECT j.tenant, j.id, g.position, 'S', g.rate, g.base, g.tax
    FROM bench_groups g JOIN bench_invoices j ON j.t = g.t AND j.i = g.i WHERE ${of(slice, "g")} ORDER BY g.t, g.i, g.rate`,
  `INSERT INTO invoice_parties (tenant_id, invoice_id, party, name, vat_id, address_line1, postcode, city, country, email)
    SELECT j.tenant, j.id, p.value, iif(p.value = 'buyer', c.name, t.name), iif(p.value = 'buyer', c.vat_id, t.vat_id),
      iif(p.value = 'buyer', c.address_line1, t.address_line1), iif(p.value = 'buyer', c.postcode, t.postcode),
      iif(p.value = 'buyer', c.city, t.city), 'DE', iif(p.value = 'buyer', c.email, t.email)
    FROM bench_invoices j JOIN tenants t ON t.id = j.tenant JOIN clients c ON c.tenant_id = j.tenant AND c.id = j.client
      JOIN json_each('["buyer","seller"]') p
    WHERE ${of(slice, "j")} AND j.status <> 'draft' ORDER BY j.t, j.i, p.value`,
];

/** The runs that the numbers come from. */
export const numberRuns =
  (): string => `INSERT INTO number_runs (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
  SELECT b.id, b.series, substr(j.issue_date, 1, 4) AS period, 1, max(j.sequence), min(${ISSUED})
  FROM bench_invoices j JOIN bench_tenants b ON b.t = j.t WHERE j.sequence IS NOT NULL GROUP BY j.t, period ORDER BY j.t, period`;

/** The audit events of some businesses, in the order in which things happened. */
export function auditRows(from: number, to: number): string[] {
  const those = (alias: string) => `${alias}.t BETWEEN ${from} AND ${to}`;
  const insert = (entity: string, rows: string) => `INSERT INTO audit_events
      (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id) SELECT b.id, seq, at, b.owner, action,
        '${entity}', entity_id, version, changes, 'R' || substr(entity_id, 2) FROM (${rows}) e CROSS JOIN bench_tenants b ON b.t = e.t`;
  const moment = (version: number, at: string, where: string) =>
    `SELECT t, i, ${version} AS version, ${at} AS at FROM bench_invoices j WHERE ${those("j")} AND ${where}`;
  const moments = [
    moment(1, "ms", "1"),
    moment(2, ISSUED, "sequence IS NOT NULL"),
    moment(3, "paid_ms", "paid_ms IS NOT NULL"),
    moment(4, "archived_ms", "archived_ms IS NOT NULL"),
  ];
  const issued = `json_object('status', json_array('draft', 'sent'),
    'number', json_array(NULL, 'INV-' || substr(j.issue_date, 1, 4) || printf('-%04d', j.sequence)))`;
  return [
    insert(
      "tenant",
      `SELECT t, 1 AS seq, opened AS at, 'tenant.created' AS action, id AS entity_id, 1 AS version, '{}' AS changes FROM bench_tenants b WHERE ${those("b")}`,
    ),
    insert(
      "client",
      `SELECT b.t, 2 + n.i AS seq, ${clientMs("n.i")} AS at, 'client.created' AS action, ${idSql(clientMs("n.i"), "C", "b.t", "n.i")} AS entity_id,
        1 AS version, '{}' AS changes FROM bench_tenants b CROSS JOIN bench_numbers n ON n.i < b.clients WHERE ${those("b")}`,
    ),
    // Only numbers are sorted; the texts come to them afterwards.
    insert(
      "invoice",
      `SELECT m.t, 1 + c.clients + m.n AS seq, m.at, m.version, j.id AS entity_id,
        CASE m.version WHEN 1 THEN 'invoice.created' WHEN 2 THEN 'invoice.issued' WHEN 3 THEN 'invoice.paid' ELSE 'invoice.archived' END AS action,
        CASE m.version WHEN 1 THEN '{}' WHEN 2 THEN ${issued}
          WHEN 3 THEN json_object('status', json_array('sent', 'paid'), 'paidDate', json_array(NULL, j.paid_date))
          ELSE json_object('archivedAt', json_array(NULL, j.archived_ms)) END AS changes
      FROM (SELECT t, i, version, at, row_number() OVER (PARTITION BY t ORDER BY at, i, version) AS n FROM (${moments.join(" UNION ALL ")})) m
        CROSS JOIN bench_tenants c ON c.t = m.t CROSS JOIN bench_invoices j ON j.t = m.t AND j.i = m.i`,
    ),
  ];
}
