import { setTimeout as wait } from "node:timers/promises";
import { type Client, createClient } from "@libsql/client/http";
import { newId } from "~/shared/ids";

export interface Bulk {
  readonly tenantId: string;
  readonly userId: string;
  readonly clientId: string;
  readonly invoices: number;
  /** Of all of them; also the period of their run, which is a new one. */
  readonly year: number;
}

/** What refuses rows that were not issued one by one. Everything else that the database does at an insert, it does here too. */
const IN_THE_WAY = [
  "invoices_insert",
  "invoice_lines_insert",
  "invoice_tax_groups_insert",
  "invoice_parties_insert",
  "number_runs_insert",
];
const AT_ONCE = 2_000;

/** A batch that is sent again while the server copies its log: this much at once keeps it busy. */
async function patiently(client: Client, statements: string[], mode: "write"): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await client.batch(statements, mode);
      return;
    } catch (error) {
      if (tries > 50 || !/SQLITE_BUSY/.test(String(error))) throw error;
      await wait(200);
    }
  }
}

/**
 * Stores so many issued invoices, each of three lines, with parties, tax group and events, in seconds: by a few statements, with the
 * triggers that refuse such a thing out of the way for the time. About eleven rows for each invoice.
 */
export async function storeBulk(
  url: string,
  { tenantId, userId, clientId, invoices, year }: Bulk,
): Promise<void> {
  const client = createClient({ url });
  const triggers = await client.execute(
    `SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name IN (${IN_THE_WAY.map((name) => `'${name}'`).join(", ")})`,
  );
  const at = Date.UTC(year, 5, 15);
  const prefix = newId(at, (length) => crypto.getRandomValues(new Uint8Array(length))).slice(0, 19);
  await patiently(
    client,
    triggers.rows.map(({ name }) => `DROP TRIGGER ${name}`),
    "write",
  );
  const T = `'${tenantId}'`;
  const id = `'${prefix}' || printf('%07d', n)`;
  for (let first = 1; first <= invoices; first += AT_ONCE) {
    const last = Math.min(first + AT_ONCE - 1, invoices);
    const numbers = `WITH RECURSIVE numbers (n) AS (SELECT ${first} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last})`;
    const series = `(SELECT id FROM number_series WHERE tenant_id = ${T} AND is_active = 1)`;
    const party = (which: string, name: string) =>
      `${numbers} INSERT INTO invoice_parties (tenant_id, invoice_id, party, name, address_line1, postcode, city, country, email)
        SELECT ${T}, ${id}, '${which}', ${name}, 'Street ' || n, '10997', 'Berlin', 'DE', '${which}' || n || '@example.com' FROM numbers`;
    const seq = `(SELECT max(seq) FROM audit_events WHERE tenant_id = ${T})`;
    await patiently(
      client,
      [
        `${numbers} INSERT INTO invoices (tenant_id, id, status, client_id, series_id, period, sequence, number, issue_date, due_date, currency,
          line_count, line_total_minor, allowance_total_minor, charge_total_minor, net_minor, tax_minor, gross_minor, due_minor,
          issued_at, version, created_at, updated_at)
          SELECT ${T}, ${id}, 'sent', '${clientId}', ${series}, '${year}', n, printf('INV-${year}-%04d', n), '${year}-06-15', '${year}-06-29', 'EUR',
            3, 30000, 0, 0, 30000, 5700, 35700, 35700, ${at}, 2, ${at}, ${at} FROM numbers`,
        `${numbers} INSERT INTO invoice_lines (tenant_id, invoice_id, position, description, quantity_micro, unit_code, unit_price_micro,
          price_base_micro, gross_minor, net_minor, tax_category, tax_rate_ppm)
          SELECT ${T}, ${id}, p.value, 'Work on project ' || n || ', part ' || p.value, 1000000, 'HUR', 100000000, 1000000, 10000, 10000, 'S', 190000
            FROM numbers, json_each('[1,2,3]') p`,
        `${numbers} INSERT INTO invoice_tax_groups (tenant_id, invoice_id, position, category, rate_ppm, base_minor, tax_minor)
          SELECT ${T}, ${id}, 1, 'S', 190000, 30000, 5700 FROM numbers`,
        party("seller", "'Example & Co'"),
        party("buyer", "'Buyer ' || n"),
        `INSERT INTO number_runs (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
          SELECT ${T}, ${series}, '${year}', 1, 0, ${at} WHERE NOT EXISTS (SELECT 1 FROM number_runs
            WHERE tenant_id = ${T} AND series_id = ${series} AND period = '${year}')`,
        // One by one, as the rule wants it, so that not one more trigger has to go.
        ...Array.from(
          { length: last - first + 1 },
          () =>
            `UPDATE number_runs SET last_sequence = last_sequence + 1 WHERE tenant_id = ${T} AND period = '${year}'`,
        ),
        `${numbers} INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
          SELECT ${T}, ${seq} + 2 * (n - ${first}) + e.value, ${at}, '${userId}', CASE e.value WHEN 1 THEN 'invoice.created' ELSE 'invoice.issued' END,
            'invoice', ${id}, e.value, CASE e.value WHEN 1 THEN '{}' ELSE json_object('number', json_array(NULL, printf('INV-${year}-%04d', n))) END, 'bulk'
            FROM numbers, json_each('[1,2]') e ORDER BY n, e.value`,
      ],
      "write",
    );
  }
  await patiently(
    client,
    triggers.rows.map(({ sql }) => String(sql)),
    "write",
  );
  client.close();
}
