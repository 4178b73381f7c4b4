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

/** The later of the payment's day and the document's is the first on which it may be settled. */
const TOO_EARLY = sql`SELECT a.tenant_id, a.payment_id, a.invoice_id, a.settled_on AS day, max(p.paid_on, i.issue_date) AS first
  FROM payment_allocations a JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
  JOIN invoices i ON i.tenant_id = a.tenant_id AND i.id = a.invoice_id
  WHERE a.settled_on < max(p.paid_on, i.issue_date) LIMIT ${MOST_TOLD}`;

/** Money that went the wrong way for what it settles. */
const WRONG_KIND = sql`SELECT a.tenant_id, a.payment_id, a.invoice_id, p.kind, i.type_code AS type FROM payment_allocations a
  JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
  JOIN invoices i ON i.tenant_id = a.tenant_id AND i.id = a.invoice_id
  LEFT JOIN payment_credits k ON k.tenant_id = a.tenant_id AND k.payment_id = a.payment_id
  WHERE (p.kind = 'payment' AND i.type_code = '381') OR (p.kind = 'refund' AND i.type_code <> '381')
    OR (p.kind = 'credit' AND i.type_code = '381' AND k.credit_note_id <> i.id) LIMIT ${MOST_TOLD}`;

/** A credit note that is not there may have been purged. */
const UNCREDITED = sql`SELECT p.tenant_id, p.id FROM payments p
  LEFT JOIN payment_credits k ON k.tenant_id = p.tenant_id AND k.payment_id = p.id
  LEFT JOIN invoices c ON c.tenant_id = k.tenant_id AND c.id = k.credit_note_id
  WHERE (p.kind = 'credit') <> (k.payment_id IS NOT NULL)
    OR (c.id IS NOT NULL AND (c.type_code <> '381' OR c.status = 'draft' OR c.client_id <> p.client_id OR c.currency <> p.currency))
    LIMIT ${MOST_TOLD}`;

/** What credits settle lies between nothing and what they took from their credit note; less where an invoice was purged. */
const OVERCREDITED = sql`SELECT * FROM (SELECT k.tenant_id, k.credit_note_id AS id,
    sum(CASE WHEN a.invoice_id = k.credit_note_id THEN a.amount_minor ELSE 0 END) AS taken,
    sum(CASE WHEN a.invoice_id = k.credit_note_id THEN 0 ELSE a.amount_minor END) AS given
  FROM payment_credits k JOIN invoices c ON c.tenant_id = k.tenant_id AND c.id = k.credit_note_id
  JOIN payment_allocations a ON a.tenant_id = k.tenant_id AND a.payment_id = k.payment_id GROUP BY k.tenant_id, k.credit_note_id)
  WHERE given NOT BETWEEN min(0, taken) AND max(0, taken) LIMIT ${MOST_TOLD}`;

/** Rule 5: an invoice is paid when its payments settle it, and no payment settles more than there is of it or of the invoice. */
export async function checkPayments({ build, read }: Admin): Promise<Violation[]> {
  const [unsettled, overused, misdirected, mismatched, early, wrong, uncredited, overcredited] = await read([
    build.all<{ tenant_id: string; id: string; status: string; due: number; settled: number }>(UNSETTLED),
    build.all<{ tenant_id: string; id: string; amount: number; used: number }>(OVERUSED),
    build.all<Key>(MISDIRECTED),
    build.all<Key>(MISMATCHED),
    build.all<{ tenant_id: string; payment_id: string; invoice_id: string; day: string; first: string }>(
      TOO_EARLY,
    ),
    build.all<{ tenant_id: string; payment_id: string; invoice_id: string; kind: string; type: string }>(
      WRONG_KIND,
    ),
    build.all<Key>(UNCREDITED),
    build.all<{ tenant_id: string; id: string; taken: number; given: number }>(OVERCREDITED),
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
    ...early.map(({ day, first, ...ids }) =>
      violationsOf("payment_allocations", ids)(5, `settled on ${day}, and not before ${first} it could be`),
    ),
    ...wrong.map(({ kind, type, ...ids }) =>
      violationsOf("payment_allocations", ids)(5, `a ${kind} settles a document of type ${type}`),
    ),
    ...uncredited.map((ids) =>
      violationsOf("payments", ids)(
        5,
        "a credit comes from a credit note of its client, and nothing else does",
      ),
    ),
    ...overcredited.map(({ taken, given, ...ids }) =>
      violationsOf("invoices", ids)(5, `its credits settle ${given} of the ${taken} that they took from it`),
    ),
  ];
}
