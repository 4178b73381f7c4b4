import { sql } from "drizzle-orm";
import type { Admin } from "../admin";
import { type Violation, violationsOf } from "./violation";

/** The most differences of one kind that are told one by one. */
const MOST_TOLD = 100;

type Key = Record<string, string>;

/** What the payments of each invoice settle; a draft has none, what is sent is not settled to the end, what is paid is,
 * once the daily job filled in what was paid before there were payments. */
const UNSETTLED = sql`SELECT i.tenant_id, i.id, i.status, i.due_minor AS due, coalesce(a.settled, 0) AS settled FROM invoices i
  LEFT JOIN (SELECT tenant_id, invoice_id, sum(amount_minor) AS settled FROM payment_allocations GROUP BY tenant_id, invoice_id) a
    ON a.tenant_id = i.tenant_id AND a.invoice_id = i.id
  WHERE coalesce(a.settled, 0) NOT BETWEEN min(0, i.due_minor) AND max(0, i.due_minor)
    OR (i.status = 'draft' AND a.settled IS NOT NULL)
    OR (i.status = 'sent' AND a.settled = i.due_minor)
    OR (i.status = 'paid' AND coalesce(a.settled, 0) <> i.due_minor
      AND (a.settled IS NOT NULL OR EXISTS (SELECT 1 FROM operations WHERE name = 'payments-filled'))) LIMIT ${MOST_TOLD}`;

const OVERUSED = sql`SELECT p.tenant_id, p.id, p.amount_minor AS amount, a.used FROM payments p
  JOIN (SELECT tenant_id, payment_id, sum(amount_minor) AS used FROM payment_allocations GROUP BY tenant_id, payment_id) a
    ON a.tenant_id = p.tenant_id AND a.payment_id = p.id
  WHERE a.used NOT BETWEEN min(0, p.amount_minor) AND max(0, p.amount_minor) LIMIT ${MOST_TOLD}`;

const MISDIRECTED = sql`SELECT a.tenant_id, a.payment_id, a.invoice_id FROM payment_allocations a
  JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
  JOIN invoices i ON i.tenant_id = a.tenant_id AND i.id = a.invoice_id
  WHERE p.client_id <> i.client_id OR p.currency <> i.currency LIMIT ${MOST_TOLD}`;

const MISMATCHED = sql`SELECT r.tenant_id, r.id FROM payments r JOIN payments p ON p.tenant_id = r.tenant_id AND p.id = r.reverses_id
  WHERE p.reverses_id IS NOT NULL OR p.client_id <> r.client_id OR p.kind <> r.kind OR p.currency <> r.currency
    OR p.amount_minor <> -r.amount_minor LIMIT ${MOST_TOLD}`;

/** Rule 5: an invoice is paid when its payments settle it, and no payment settles more than there is of it or of the invoice. */
export async function checkPayments({ build, read }: Admin): Promise<Violation[]> {
  const [unsettled, overused, misdirected, mismatched] = await read([
    build.all<{ tenant_id: string; id: string; status: string; due: number; settled: number }>(UNSETTLED),
    build.all<{ tenant_id: string; id: string; amount: number; used: number }>(OVERUSED),
    build.all<Key>(MISDIRECTED),
    build.all<Key>(MISMATCHED),
  ]);
  return [
    ...unsettled.map(({ status, due, settled, ...ids }) =>
      violationsOf("invoices", ids)(5, `${status}, and its payments settle ${settled} of ${due}`),
    ),
    ...overused.map(({ amount, used, ...ids }) =>
      violationsOf("payments", ids)(5, `settles ${used} of its ${amount}`),
    ),
    ...misdirected.map((ids) =>
      violationsOf("payment_allocations", ids)(
        5,
        "settles another client's invoice, or one in another currency",
      ),
    ),
    ...mismatched.map((ids) =>
      violationsOf("payments", ids)(5, "is not the counter-entry of what it takes back"),
    ),
  ];
}
