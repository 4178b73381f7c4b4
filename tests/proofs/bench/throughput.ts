import { type Client, createClient } from "@libsql/client/http";
import { freshId } from "../support/business";
import { fieldsOf } from "../support/wanted-invoice";
import { newWantedInvoice } from "./cases";
import { exchange, inTurn } from "./send";
import type { Target } from "./target";

export interface Throughput {
  /** Invoices a second of each round. */
  readonly worker: number[];
  readonly floor: number[];
}

interface Options {
  readonly atOnce: number;
  readonly perRound: number;
  readonly rounds: number;
  readonly issueDate: string;
}

/** Does the work so often, never more than `atOnce` at the same time; how many were done a second. */
async function perSecond(count: number, atOnce: number, work: () => Promise<unknown>): Promise<number> {
  let left = count;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        await work();
      }
    }),
  );
  return count / ((performance.now() - began) / 1000);
}

/** Invoices created with their issue, through the Worker and as bare rows, a round of each in turn. */
export async function compareThroughput(target: Target, options: Options): Promise<Throughput> {
  const { atOnce, perRound, rounds, issueDate } = options;
  const client = createClient({ url: target.databaseUrl, concurrency: atOnce });
  const path = `/o/${target.measured.tenantId}/invoices/new`;
  const result: Throughput = { worker: [], floor: [] };
  const names: string[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const worker = await perSecond(perRound, atOnce, () => {
      const wanted = newWantedInvoice(target, issueDate);
      names.push(wanted.name);
      const fields = { ...fieldsOf(wanted, "issue"), key: freshId() };
      return exchange(target.origin, { path, fields }, inTurn(target.people));
    });
    const floor = await perSecond(perRound, atOnce, () => insertBare(client, target, issueDate));
    if (round < 0) continue;
    result.worker.push(worker);
    result.floor.push(floor);
  }
  await expectIssued(client, target, names);
  client.close();
  return result;
}

/** Throws unless there is an issued invoice for each of these wanted invoices. */
async function expectIssued(client: Client, { measured }: Target, names: readonly string[]): Promise<void> {
  const { rows } = await client.execute({
    sql: `SELECT count(DISTINCT order_reference) AS n FROM invoices
      WHERE tenant_id = ? AND number IS NOT NULL AND order_reference IN (SELECT value FROM json_each(?))`,
    args: [measured.tenantId, JSON.stringify(names)],
  });
  if (Number(rows[0]?.n) !== names.length)
    throw new Error(`Of ${names.length} invoices ${rows[0]?.n} were stored.`);
}

/**
 * The rows of an invoice of three lines that is issued when it is created, and nothing else: no proof of access, no key, no guard, no
 * look at the client. What triggers do is done here too.
 */
async function insertBare(client: Client, target: Target, issueDate: string): Promise<void> {
  const { measured, known, people } = target;
  const { cents, quantity } = newWantedInvoice(target, issueDate);
  const net = 3 * cents * quantity;
  const tax = Math.floor((net * 19 + 50) / 100);
  const a = {
    t: measured.tenantId,
    i: freshId(),
    c: known.clientId,
    s: known.seriesId,
    u: people[0]?.userId ?? "",
    d: issueDate,
    y: issueDate.slice(0, 4),
    at: BigInt(Date.now()),
    net: BigInt(net),
    tax: BigInt(tax),
    gross: BigInt(net + tax),
    line: BigInt(cents * quantity),
    q: BigInt(quantity * 1_000_000),
    p: BigInt(cents * 10_000),
  };
  const line = (position: number) =>
    `(:t, :i, ${position}, 'Work on a bare invoice', :q, 'HUR', :p, :line, :line, 'S', 190000)`;
  const party = (which: string) =>
    `(:t, :i, '${which}', 'Adler Architekten GmbH', 'DE200000000', 'Am Markt 1', '10115', 'Kiel', 'DE', 'client0@example.com')`;
  const event = (version: number, action: string, changes: string) =>
    `INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
      VALUES (:t, (SELECT 1 + max(seq) FROM audit_events WHERE tenant_id = :t), :at, :u, '${action}', 'invoice', :i, ${version}, '${changes}', :i)`;
  const run = "tenant_id = :t AND series_id = :s AND period = :y";
  const statements = [
    `INSERT INTO invoices (tenant_id, id, client_id, issue_date, due_date, currency, line_count, line_total_minor, allowance_total_minor,
      charge_total_minor, net_minor, tax_minor, gross_minor, due_minor, created_at, updated_at)
      VALUES (:t, :i, :c, :d, :d, 'EUR', 3, :net, 0, 0, :net, :tax, :gross, :gross, :at, :at)`,
    `INSERT INTO invoice_lines (tenant_id, invoice_id, position, description, quantity_micro, unit_code, unit_price_micro, gross_minor, net_minor,
      tax_category, tax_rate_ppm) VALUES ${line(1)}, ${line(2)}, ${line(3)}`,
    `INSERT INTO invoice_tax_groups (tenant_id, invoice_id, position, category, rate_ppm, base_minor, tax_minor) VALUES (:t, :i, 1, 'S', 190000, :net, :tax)`,
    `UPDATE number_runs SET last_sequence = last_sequence + 1 WHERE ${run}`,
    `INSERT INTO invoice_parties (tenant_id, invoice_id, party, name, vat_id, address_line1, postcode, city, country, email)
      VALUES ${party("buyer")}, ${party("seller")}`,
    event(1, "invoice.created", "{}"),
    `UPDATE invoices SET status = 'sent', series_id = :s, period = :y, sequence = (SELECT last_sequence FROM number_runs WHERE ${run}),
      number = (SELECT 'INV-' || :y || printf('-%04d', last_sequence) FROM number_runs WHERE ${run}), issued_at = :at, version = 2
      WHERE tenant_id = :t AND id = :i`,
    event(2, "invoice.issued", '{"status":["draft","sent"]}'),
  ].map((sql) => ({ sql, args: argsOf(sql, a) }));
  for (;;) {
    try {
      await client.batch(statements, "write");
      return;
    } catch (error) {
      if (!(error instanceof Error && /SQLITE_BUSY|429|TIMEOUT/.test(error.message))) throw error;
    }
  }
}

const argsOf = <T extends Record<string, string | bigint>>(
  sql: string,
  args: T,
): Record<string, string | bigint> =>
  Object.fromEntries(Object.entries(args).filter(([name]) => new RegExp(`:${name}\\b`).test(sql)));
