// What tests/integration/check.test.ts breaks, and what the checker must say of it.

/** One thing to break, and all that must be told of it. `X`: the row's id; `A` and `B`: the tenants. */
export interface Case {
  readonly what: string;
  /** Of tenant A, a row that no other case took: what it must be like. */
  readonly pick?: string;
  readonly table?: "invoices" | "clients";
  readonly break: readonly string[];
  readonly expected: readonly (string | RegExp)[];
}

const OF = "WHERE tenant_id = 'A' AND id = 'X'";
const ON = "WHERE tenant_id = 'A' AND invoice_id = 'X'";
const SOLE = "status = 'paid' AND line_count = 1 AND discount_ppm IS NULL";
const MANY = "status = 'paid' AND line_count > 2 AND discount_ppm IS NULL";

/** What the constraints of the tables let pass. */
export const pastTriggers: readonly Case[] = [
  {
    what: "a client of another tenant",
    pick: SOLE,
    break: [`UPDATE invoices SET client_id = (SELECT min(id) FROM clients WHERE tenant_id = 'B') ${OF}`],
    expected: [
      "1 invoices: (tenant_id, client_id) refers to no row of clients",
      "5 payment_allocations: settles another client's invoice",
    ],
  },
  {
    what: "a payment that settles it no more",
    pick: SOLE,
    break: [`DELETE FROM payment_allocations ${ON}`],
    expected: ["5 invoices: paid, and its payments settle 0 of "],
  },
  {
    what: "an event of another tenant's client",
    break: [
      `UPDATE audit_events SET entity_id = (SELECT min(id) FROM clients WHERE tenant_id = 'A')
        WHERE tenant_id = 'B' AND seq = (SELECT max(seq) FROM audit_events WHERE tenant_id = 'B' AND action = 'client.created')`,
    ],
    expected: [
      /^1 audit_events: client.created tells of \w+, which is not in this tenant's clients/,
      /^8 clients: (version is \d, the audit trail ends at \d|client\.\w+ says version 2, 1 comes next)/,
    ],
  },
  {
    what: "a line's net",
    pick: SOLE,
    break: [`UPDATE invoice_lines SET net_minor = net_minor + 1 ${ON}`],
    expected: [/^5 invoice_lines: net_minor is \d+, the calculation gives \d+/],
  },
  {
    what: "a line's gross",
    pick: SOLE,
    break: [`UPDATE invoice_lines SET gross_minor = gross_minor + 1 ${ON}`],
    expected: ["5 invoice_lines: gross_minor"],
  },
  {
    what: "a tax group's amounts",
    pick: SOLE,
    break: [`UPDATE invoice_tax_groups SET tax_minor = tax_minor + 1, base_minor = base_minor - 1 ${ON}`],
    expected: ["5 invoice_tax_groups: tax_minor", "5 invoice_tax_groups: base_minor"],
  },
  {
    what: "the tax, and the sums with it",
    pick: SOLE,
    break: [
      `UPDATE invoices SET tax_minor = tax_minor + 1, gross_minor = gross_minor + 1, due_minor = due_minor + 1 ${OF}`,
    ],
    expected: [
      "5 invoices: tax_minor",
      "5 invoices: gross_minor",
      "5 invoices: due_minor",
      "5 invoices: paid, and its payments settle",
    ],
  },
  {
    what: "a discount of a percentage",
    pick: "discount_ppm IS NOT NULL AND number IS NOT NULL AND (SELECT count(*) FROM invoice_tax_groups g WHERE g.invoice_id = i.id) = 1",
    break: [
      `UPDATE invoice_allowances SET amount_minor = amount_minor - 1, base_minor = base_minor - 1 ${ON} AND line_position = 0`,
    ],
    expected: ["5 invoice_allowances: amount_minor", "5 invoice_allowances: base_minor"],
  },
  {
    what: "a discount's row gone",
    pick: "discount_ppm IS NOT NULL AND number IS NOT NULL AND (SELECT count(*) FROM invoice_tax_groups g WHERE g.invoice_id = i.id) = 1",
    break: [`DELETE FROM invoice_allowances ${ON} AND line_position = 0`],
    expected: ["5 invoices: the allowance 0/1 is missing"],
  },
  {
    what: "a line gone",
    pick: `${SOLE} AND tax_minor > 0`,
    break: [`DELETE FROM invoice_lines ${ON}`],
    expected: [
      "4 invoices: paid, without a line",
      "5 invoices: line_count is 1, there are 0 lines",
      "5 invoice_tax_groups: there is no such group",
      "5 invoices: line_total_minor",
      "5 invoices: net_minor",
      "5 invoices: tax_minor",
      "5 invoices: gross_minor",
      "5 invoices: due_minor",
    ],
  },
  {
    what: "a due date that nobody typed, and other terms",
    pick: "status = 'paid' AND line_count = 2",
    break: [`UPDATE invoice_terms SET days = days + 1 ${ON}`],
    expected: [/^9 invoice_terms: due on [\d-]+, which nobody typed; the terms give [\d-]+/],
  },
  {
    what: "a discount for paying early that ends after the due date",
    pick: "status = 'paid' AND line_count = 2",
    break: [`UPDATE invoice_terms SET early_payment_ppm = 20000, early_payment_days = 365 ${ON}`],
    expected: ["9 invoice_terms: a discount for 365 days ends later than the invoice is due"],
  },
  {
    what: "words of the terms that leave something open",
    pick: "status = 'paid' AND line_count = 2",
    break: [`UPDATE invoices SET payment_terms = 'Pay by {date}.' ${OF}`],
    expected: ["4 invoice_terms: the words of the terms leave something open, and it is issued"],
  },
  {
    what: "a tax group gone",
    pick: SOLE,
    break: [`DELETE FROM invoice_tax_groups ${ON}`],
    expected: [/^5 invoices: the tax group [A-Z]+ \d+ is missing/],
  },
  {
    what: "a line's position",
    pick: `${MANY} AND NOT EXISTS (SELECT 1 FROM invoice_allowances a WHERE a.invoice_id = i.id)`,
    break: [
      `UPDATE invoice_lines SET position = 190 ${ON} AND position = (SELECT line_count FROM invoices ${OF})`,
    ],
    expected: ["5 invoice_lines: the line's position should be"],
  },
  {
    what: "an allowance of a line that is not there",
    pick: SOLE,
    break: [
      `INSERT INTO invoice_allowances SELECT tenant_id, invoice_id, 9, 1, 0, NULL, NULL, NULL, 1, tax_category, tax_rate_ppm FROM invoice_lines ${ON}`,
    ],
    expected: [
      "5 invoice_allowances: the allowance's line is not there",
      "5 invoice_allowances: there is no such allowance",
    ],
  },
  {
    what: "an exemption without its reason",
    pick: "number IS NOT NULL AND (SELECT group_concat(category) FROM invoice_tax_groups g WHERE g.invoice_id = i.id) IN ('E', 'AE', 'O', 'K', 'G')",
    break: [`UPDATE invoice_tax_groups SET exemption_reason = NULL ${ON}`],
    expected: ["5 invoice_tax_groups: exemption_reason is missing"],
  },
  {
    what: "a group that names a reason which its rate has not",
    pick: "status = 'sent' AND line_count = 1 AND discount_ppm IS NULL",
    break: [`UPDATE invoice_tax_groups SET exemption_nr = 77 ${ON}`],
    expected: ["5 invoice_tax_groups: exemption_nr is 77, a reason that the rate has not"],
  },
  {
    what: "a rate whose taxes don't come to it",
    break: [`INSERT INTO tax_rate_components VALUES ('A', 'S', 190000, 1, 50000, 'GST')`],
    expected: ["5 tax_rates: its 1 components come to 50000"],
  },
  {
    what: "another reason with a number that is taken and a code of another category",
    break: [
      `INSERT INTO exemption_reasons (tenant_id, category, rate_ppm, exemption_nr, exemption_reason, exemption_code, created_at, updated_at)
        VALUES ('A', 'AE', 0, 1, 'Reverse charge, said otherwise', 'VATEX-EU-O', 1, 1)`,
    ],
    expected: [
      "5 exemption_reasons: exemption_code is VATEX-EU-O",
      "5 exemption_reasons: exemption_nr is that of the rate's own reason",
    ],
  },
  {
    what: "a party's snapshot gone",
    pick: SOLE,
    break: [`DELETE FROM invoice_parties ${ON} AND party = 'buyer'`],
    expected: ["4 invoices: paid, with the snapshot of seller"],
  },
  {
    what: "a number that its series does not write",
    pick: SOLE,
    break: [`UPDATE invoices SET number = 'INV-2026-12345' ${OF}`],
    expected: [
      "3 invoices: the number is INV-2026-12345, its series writes INV-",
      /^8 audit_events: the number is INV-2026-12345, its event says INV-/,
    ],
  },
  {
    what: "a run that claims a number which nobody has",
    break: [
      "UPDATE number_runs SET last_sequence = last_sequence + 2 WHERE tenant_id = 'A' AND period = '2026'",
    ],
    expected: [/^3 number_runs: \d+ to \d+ are missing/],
  },
  {
    what: "a number outside of its run",
    break: [
      "UPDATE number_runs SET last_sequence = last_sequence - 1 WHERE tenant_id = 'B' AND period = '2026'",
    ],
    expected: [/^3 invoices: the sequence \d+ lies in no run/],
  },
  {
    what: "an invoice's version without an event",
    pick: SOLE,
    break: [`UPDATE invoices SET version = version + 1 ${OF}`],
    expected: [/^8 invoices: version is \d, the audit trail ends at \d/],
  },
  {
    what: "a client's version without an event",
    table: "clients",
    pick: "version = 1 AND archived_at IS NULL",
    break: [`UPDATE clients SET version = 2 ${OF}`],
    expected: ["8 clients: version is 2, the audit trail ends at 1"],
  },
  {
    what: "a status that the trail does not know",
    pick: SOLE,
    break: [`UPDATE invoices SET status = 'sent', paid_date = NULL ${OF}`],
    expected: [
      "8 invoices: status is sent, the audit trail says paid",
      "5 invoices: sent, and its payments settle",
    ],
  },
  {
    what: "a paid date that was still to come when it was marked",
    pick: SOLE,
    break: [`UPDATE invoices SET paid_date = '2999-12-31' ${OF}`],
    expected: ["9 invoices: paid on 2999-12-31, a day that was still to come when it was marked"],
  },
  {
    what: "an archive that the trail does not know",
    pick: `${SOLE} AND archived_at IS NULL`,
    break: [`UPDATE invoices SET archived_at = 1 ${OF}`],
    expected: ["8 invoices: the audit trail says that it is not archived"],
  },
  {
    what: "a text that is longer than a form would take",
    pick: SOLE,
    break: [`UPDATE invoices SET internal_note = replace(hex(zeroblob(1001)), '00', '😀') ${OF}`],
    expected: ["10 invoices: internal_note has 2002 characters, at most 2000 are allowed"],
  },
  {
    what: "an issue without its event",
    break: [
      "DELETE FROM audit_seals",
      "DELETE FROM audit_events WHERE tenant_id = 'B' AND seq = (SELECT max(seq) FROM audit_events WHERE tenant_id = 'B' AND action = 'invoice.issued' AND seq < 100)",
    ],
    expected: [
      /^8 audit_events: \d+ events from 1 to \d+: seq has a hole/,
      /^8 invoices: (invoice\.\w+ says version|version is)/,
      /^8 invoices: \w+, with 0 events invoice.issued instead of 1/,
    ],
  },
  {
    what: "an invoice that was issued before it was made",
    pick: "status = 'paid' AND line_count > 1 AND sequence > 5",
    break: [`UPDATE invoices SET issued_at = created_at - 86400001 ${OF}`],
    expected: [
      "9 invoices: it was issued before it was made",
      /^8 audit_events: issued_at is \d+, its event was at \d+/,
    ],
  },
  {
    what: "an invoice that was issued before the run of its number began",
    pick: "status = 'paid' AND line_count > 1 AND sequence > 5",
    break: [`UPDATE invoices SET issued_at = 1, created_at = 1 ${OF}`],
    expected: [
      "3 invoices: it was issued before the run of its number began",
      "8 audit_events: issued_at is 1, its event was at",
    ],
  },
  {
    what: "numbers that were purged sooner than any law lets them go",
    break: [
      `INSERT INTO number_runs SELECT tenant_id, id, '2020', 1, 1, ${Date.UTC(2020, 5, 1)} FROM number_series WHERE tenant_id = 'B'`,
      `INSERT INTO purged_numbers SELECT tenant_id, id, '2020', 1, 1, ${Date.UTC(2024, 5, 1)} FROM number_series WHERE tenant_id = 'B'`,
    ],
    expected: ["3 purged_numbers: purged in 2024, from a run that began in 2020: too soon"],
  },
  {
    what: "purged numbers that nothing gave",
    break: [
      `INSERT INTO purged_numbers SELECT tenant_id, id, '2010', 1, 1, ${Date.UTC(2025, 5, 1)} FROM number_series WHERE tenant_id = 'B'`,
    ],
    expected: ["3 purged_numbers: these numbers lie in no run of their series"],
  },
  {
    what: "a choice of years that is lower than the trail says",
    break: [
      `INSERT INTO audit_events SELECT tenant_id, seq + 1, at, actor_id, 'retention.changed', 'retention', tenant_id, 2, '{"years":[8,20]}', request_id
        FROM audit_events WHERE tenant_id = 'B' ORDER BY seq DESC LIMIT 1`,
      "INSERT INTO retention_choices VALUES ('B', 'invoices', 9, 3, 1)",
    ],
    expected: ["settings retention_choices: 9 years are promised, 20 were chosen"],
  },
  {
    what: "a move to a country that asks for less and another fiscal year, and nothing that keeps what was issued before",
    break: [
      `UPDATE audit_events SET changes = '{"country":["FR","DK"],"fiscalYearEndMonth":[6,12]}', at = ${Date.UTC(2026, 10, 20)}
        WHERE tenant_id = 'B' AND entity = 'tenant' AND entity_version = 2`,
    ],
    expected: [
      "settings fiscal_year_floors: what was issued in fiscal years that ended with month 6 has no floor",
      "settings retention_floors: 9 years are promised, what was issued before a move is to be kept for 10",
    ],
  },
  {
    what: "a business that nobody owns",
    break: ["UPDATE memberships SET role = 'viewer' WHERE tenant_id = 'B'"],
    expected: ["settings memberships: nobody owns it"],
  },
  {
    what: "a membership that is back though the trail says that it ended",
    break: [
      `INSERT INTO audit_events SELECT tenant_id, seq + 1, at, actor_id, 'membership.removed', 'membership', actor_id, 2, '{}', request_id
        FROM audit_events WHERE tenant_id = 'B' AND seq = (SELECT max(seq) FROM audit_events WHERE tenant_id = 'B')`,
    ],
    expected: ["8 memberships: is there, the audit trail says membership.removed"],
  },
  {
    what: "a membership that is gone without an event",
    break: [
      `INSERT INTO audit_events SELECT tenant_id, seq + 1, at, actor_id, 'membership.changed', 'membership', (SELECT user_id FROM memberships WHERE tenant_id = 'B'), 2, '{}', request_id
        FROM audit_events WHERE tenant_id = 'A' AND seq = (SELECT max(seq) FROM audit_events WHERE tenant_id = 'A')`,
    ],
    expected: ["8 memberships: is gone, and the audit trail does not say so"],
  },
  {
    what: "an address that the product did not give, below .invalid",
    break: [
      "INSERT INTO users (id, email, name, password_hash, created_at, updated_at) VALUES ('01ARZ3NDEKTSV4RRFFQ69G5FAV', 'x@erased.invalid', 'x', '$scrypt$ln=', 1, 1)",
    ],
    expected: ["settings users: the address lies below .invalid"],
  },
  {
    what: "a system's user that somebody could log in as",
    break: ["UPDATE users SET password_hash = '$scrypt$ln=' WHERE id = '00000000000000000000000000'"],
    expected: ["settings users: somebody could log in as the system's user"],
  },
  {
    what: "a time zone that is none",
    break: ["UPDATE tenants SET time_zone = 'Mars/Olympus' WHERE id = 'B'"],
    expected: ["settings tenants: time_zone is not one"],
  },
  {
    what: "two default rates",
    break: ["DROP INDEX tax_rates_default", "UPDATE tax_rates SET is_default = 1 WHERE tenant_id = 'B'"],
    expected: ["settings tax_rates: "],
  },
  {
    what: "no active series",
    break: ["UPDATE number_series SET is_active = 0 WHERE tenant_id = 'B'"],
    expected: ["3 number_series: 0 series are active"],
  },
  {
    what: "a tax rate's version without an event",
    break: ["UPDATE tax_rates SET version = 5 WHERE tenant_id = 'B' AND category = 'AE'"],
    expected: ["8 tax_rates: version is 5, the audit trail ends at 1"],
  },
];

/** What they refuse: for tables that are copies without a constraint. */
export const pastConstraints: readonly Case[] = [
  {
    what: "a status that is none",
    pick: SOLE,
    break: [`UPDATE invoices SET status = 'overdue' ${OF}`],
    expected: ["2 invoices: status is overdue", "8 invoices: status is overdue, the audit trail says paid"],
  },
  {
    what: "a draft with a number and a party's snapshot",
    pick: "status = 'draft'",
    break: [
      `UPDATE invoices SET number = 'X-1' ${OF}`,
      "INSERT INTO invoice_parties (tenant_id, invoice_id, party, name, country) VALUES ('A', 'X', 'buyer', 'n', 'DE')",
    ],
    expected: ["3 invoices: a draft has number X-1", "4 invoices: a draft has the snapshot of buyer"],
  },
  {
    what: "an issued invoice that does not know when",
    pick: SOLE,
    break: [`UPDATE invoices SET issued_at = NULL ${OF}`],
    expected: ["3 invoices: paid, but without issued_at"],
  },
  {
    what: "a paid invoice without a date",
    pick: SOLE,
    break: [`UPDATE invoices SET paid_date = NULL ${OF}`],
    expected: ["2 invoices: paid, and paid_date is null"],
  },
  {
    what: "a date that does not exist",
    pick: SOLE,
    break: [`UPDATE invoices SET delivery_date = '2026-02-30' ${OF}`],
    expected: ["9 invoices: delivery_date is 2026-02-30, no civil date"],
  },
  {
    what: "a due date before the issue date",
    pick: SOLE,
    break: [`UPDATE invoices SET due_date = '2001-01-01' ${OF}`],
    expected: [
      "9 invoices: due on 2001-01-01, before it was issued",
      "9 invoice_terms: due on 2001-01-01, which nobody typed",
    ],
  },
  {
    what: "a period that ends before it begins",
    pick: SOLE,
    break: [`UPDATE invoices SET period_start = '2026-02-01', period_end = '2026-01-31' ${OF}`],
    expected: ["9 invoices: the period ends on 2026-01-31, before it begins"],
  },
  {
    what: "a number that two invoices have",
    break: [
      "UPDATE invoices SET number = 'TWICE' WHERE tenant_id = 'B' AND period = '2025' AND sequence IN (2, 3)",
    ],
    expected: [
      "3 invoices: 2 invoices have the number TWICE",
      "3 invoices: the number is TWICE, its series writes INV-2025-0002",
      "3 invoices: the number is TWICE, its series writes INV-2025-0003",
      "8 audit_events: the number is TWICE, its event says INV-2025-0002",
      "8 audit_events: the number is TWICE, its event says INV-2025-0003",
    ],
  },
  {
    what: "a currency that is none",
    pick: SOLE,
    break: [`UPDATE invoices SET currency = 'XXX' ${OF}`],
    expected: ["5 invoices: XXX is no currency", "5 payment_allocations: settles another client's invoice"],
  },
  {
    what: "a rate that does not fit its category",
    pick: "number IS NOT NULL AND line_count = 1 AND (SELECT tax_category FROM invoice_lines l WHERE l.invoice_id = i.id) = 'Z'",
    break: [`UPDATE invoice_lines SET tax_rate_ppm = 190000 ${ON}`],
    expected: [
      "5 invoice_lines: BR-Z-05",
      "5 invoice_tax_groups: rate_ppm is 0",
      "5 invoice_tax_groups: tax_minor",
      "5 invoices: tax_minor",
      "5 invoices: gross_minor",
      "5 invoices: due_minor",
    ],
  },
  {
    what: "amounts that are too large to add up",
    pick: SOLE,
    break: [
      `UPDATE invoice_lines SET quantity_micro = 1000000000000000, unit_price_micro = 1000000000000000 ${ON}`,
    ],
    expected: ["5 invoices: the totals can't be calculated: amount-too-large"],
  },
  {
    what: "an empty text",
    pick: SOLE,
    break: [`UPDATE invoices SET note = '' ${OF}`],
    expected: ["10 invoices: note is an empty text"],
  },
  {
    what: "a text with a NUL character",
    pick: SOLE,
    break: [`UPDATE invoice_lines SET description = 'a' || char(0) || 'b' ${ON}`],
    expected: ["10 invoice_lines: description has a NUL character"],
  },
  {
    what: "a client without a place in its list",
    table: "clients",
    pick: "version = 1",
    break: ["DELETE FROM client_order WHERE tenant_id = 'A' AND client_id = 'X'"],
    expected: ["derived client_order: the client has no place in its list"],
  },
  {
    what: "a client in another's place",
    table: "clients",
    pick: "version = 1 AND archived_at IS NULL",
    break: [
      "UPDATE client_order SET sort_key = 'zz', is_archived = 1 WHERE tenant_id = 'A' AND client_id = 'X'",
    ],
    expected: [
      /^derived client_order: the sort key is zz, the name says /,
      /^derived client_order: is_archived is true/,
    ],
  },
  {
    what: "a payee's name with a line break",
    pick: SOLE,
    break: [
      "INSERT INTO invoice_other_parties (tenant_id, invoice_id, party, name) VALUES ('A', 'X', 'payee', 'a' || char(10) || 'b')",
    ],
    expected: [/^10 invoice_other_parties: name /],
  },
  {
    what: "a client's name that is too long",
    table: "clients",
    pick: "version = 1",
    break: [`UPDATE clients SET address_line1 = replace(hex(zeroblob(201)), '00', 'x') ${OF}`],
    expected: ["10 clients: address_line1 has 201 characters, at most 200 are allowed"],
  },
];
