import { isInvoiceStatus } from "~/domain/invoices/invoice";
import { earlyPaymentOf, earlyUntil } from "~/domain/terms/early-payment";
import { dueOn } from "~/domain/terms/terms";
import { leavesOpen } from "~/domain/terms/words";
import { latestDayAt, parseCivilDate } from "~/shared/dates";
import { changeOf, checkVersions } from "./audit-rules";
import type { AuditEvent, InvoiceRows } from "./rows";
import { checkTexts } from "./text-rules";
import { checkTotals } from "./totals-rules";
import { type Violation, violationsOf } from "./violation";

/** All rules of one invoice that its own rows can show. */
export function checkInvoice(rows: InvoiceRows): Violation[] {
  const { invoice, events } = rows;
  const ids = { tenant_id: invoice.tenantId, id: invoice.id };
  return [
    ...checkStatus(rows),
    ...checkContent(rows),
    ...checkDates(rows),
    ...checkPaidDate(rows),
    ...checkTerms(rows),
    ...checkTotals(rows),
    // The trail of the years of what is issued stays as long as it does, from its first event on.
    ...checkVersions(
      "invoices",
      ids,
      invoice.version,
      events,
      1,
      rows.anchored && invoice.status === "draft",
    ),
    ...checkStory(rows),
    ...checkAllTexts(rows, ids),
  ];
}

/** Rule 2 and 3: a draft has nothing of a number, all others have all of it; paid ones have a date, and only they. */
export function checkStatus({ invoice: i }: InvoiceRows): Violation[] {
  const violation = violationsOf("invoices", { tenant_id: i.tenantId, id: i.id });
  if (!isInvoiceStatus(i.status)) return [violation(2, `status is ${i.status}`)];
  const draft = i.status === "draft";
  const parts = {
    number: i.number,
    series_id: i.seriesId,
    period: i.period,
    sequence: i.sequence,
    issued_at: i.issuedAt,
  };
  const numbered = Object.entries(parts).flatMap(([column, value]) => {
    if (draft === (value === null)) return [];
    return [violation(3, draft ? `a draft has ${column} ${value}` : `${i.status}, but without ${column}`)];
  });
  const dated = (i.status === "paid") === (i.paidDate !== null);
  return dated ? numbered : [...numbered, violation(2, `${i.status}, and paid_date is ${i.paidDate}`)];
}

const both = ({ buyer, seller }: InvoiceRows["parties"]) => [buyer, seller].filter((party) => party !== null);

/** Rule 4: what is issued is whole, with both parties; positions have no hole. */
export function checkContent({ invoice, lines, allowances, taxGroups, parties }: InvoiceRows): Violation[] {
  const violation = violationsOf("invoices", { tenant_id: invoice.tenantId, id: invoice.id });
  const found: Violation[] = [];
  const whoIs = both(parties)
    .map(({ party }) => party)
    .join(" and ");
  if (invoice.status === "draft" && whoIs) found.push(violation(4, `a draft has the snapshot of ${whoIs}`));
  if (invoice.status !== "draft" && whoIs !== "buyer and seller")
    found.push(violation(4, `${invoice.status}, with the snapshot of ${whoIs || "nobody"}`));
  if (invoice.status !== "draft" && lines.length === 0)
    found.push(violation(4, `${invoice.status}, without a line`));
  if (invoice.lineCount !== lines.length)
    found.push(violation(5, `line_count is ${invoice.lineCount}, there are ${lines.length} lines`));
  lines.forEach(({ position }, i) => {
    if (position === i + 1) return;
    found.push(
      violation(5, `the line's position should be ${i + 1}`, { table: "invoice_lines", ids: { position } }),
    );
  });
  taxGroups.forEach(({ position }, i) => {
    if (position === i + 1) return;
    found.push(
      violation(5, `the group's position should be ${i + 1}`, {
        table: "invoice_tax_groups",
        ids: { position },
      }),
    );
  });
  for (const { linePosition, position } of allowances) {
    if (linePosition === 0 || lines.some((line) => line.position === linePosition)) continue;
    const where = { table: "invoice_allowances", ids: { line_position: linePosition, position } };
    found.push(violation(5, "the allowance's line is not there", where));
  }
  return found;
}

/** By how much clocks of two requests may differ (0008, invoices_issued_at). Milliseconds. */
const DAY = 86_400_000;

/** Rule 9: civil dates that exist, in their order. */
export function checkDates({ invoice: i }: InvoiceRows): Violation[] {
  const violation = violationsOf("invoices", { tenant_id: i.tenantId, id: i.id });
  const dates = {
    issue_date: i.issueDate,
    due_date: i.dueDate,
    paid_date: i.paidDate,
    delivery_date: i.deliveryDate,
    period_start: i.periodStart,
    period_end: i.periodEnd,
    preceding_date: i.precedingDate,
  };
  const found = Object.entries(dates).flatMap(([column, date]) => {
    if (date === null) return [];
    const parsed = parseCivilDate(date);
    return parsed.ok && parsed.value === date ? [] : [violation(9, `${column} is ${date}, no civil date`)];
  });
  if (i.dueDate < i.issueDate)
    found.push(violation(9, `due on ${i.dueDate}, before it was issued on ${i.issueDate}`));
  if (i.issuedAt !== null && i.issuedAt < i.createdAt - DAY)
    found.push(violation(9, "it was issued before it was made"));
  if (i.periodStart && i.periodEnd && i.periodEnd < i.periodStart)
    found.push(violation(9, `the period ends on ${i.periodEnd}, before it begins`));
  return found;
}

/**
 * Rule 9: a due date that nobody typed is the one that the terms give, and a discount for paying early ends before it or with it. Rule 4:
 * what is issued leaves nothing open.
 */
export function checkTerms({ invoice: i, terms }: InvoiceRows): Violation[] {
  if (!terms) return [];
  const violation = violationsOf("invoice_terms", { tenant_id: i.tenantId, invoice_id: i.id });
  const found: Violation[] = [];
  const byTerms = dueOn(i.issueDate, terms);
  if (!terms.isDueTyped && i.dueDate !== byTerms)
    found.push(violation(9, `due on ${i.dueDate}, which nobody typed; the terms give ${byTerms}`));
  const early = earlyPaymentOf(terms);
  if (early && !earlyUntil(early, i.issueDate, i.dueDate))
    found.push(violation(9, `a discount for ${early.days} days ends later than the invoice is due`));
  if (i.status !== "draft" && i.paymentTerms !== null && leavesOpen(i.paymentTerms))
    found.push(violation(4, "the words of the terms leave something open, and it is issued"));
  return found;
}

/** Rule 9: when it was marked as paid, its paid date was today or earlier somewhere on earth. */
export function checkPaidDate({ invoice: i, events }: InvoiceRows): Violation[] {
  const at = events.findLast(({ action }) => action === "invoice.paid")?.at;
  if (i.paidDate === null || at === undefined) return [];
  if (i.paidDate <= latestDayAt(at)) return [];
  const violation = violationsOf("invoices", { tenant_id: i.tenantId, id: i.id });
  return [violation(9, `paid on ${i.paidDate}, a day that was still to come when it was marked`)];
}

const AFTER: Readonly<Record<string, InvoiceRows["invoice"]["status"]>> = {
  "invoice.created": "draft",
  "invoice.issued": "sent",
  "invoice.paid": "paid",
  "invoice.unpaid": "sent",
};

const ARCHIVED: Readonly<Record<string, boolean>> = { "invoice.archived": true, "invoice.restored": false };

const lastOf = <T>(events: readonly AuditEvent[], table: Readonly<Record<string, T>>): T | undefined =>
  events.map(({ action }) => table[action]).findLast((value) => value !== undefined);

/** Rule 8: the trail tells of the invoice what its row says: its status, its archive, its number. */
export function checkStory({ invoice, events, anchored = false }: InvoiceRows): Violation[] {
  const violation = violationsOf("invoices", { tenant_id: invoice.tenantId, id: invoice.id });
  const found: Violation[] = [];
  const status = lastOf(events, AFTER);
  if (status !== undefined && status !== invoice.status)
    found.push(violation(8, `status is ${invoice.status}, the audit trail says ${status}`));
  // What the first events of a draft told is not known any more once they were purged.
  const begun = anchored && invoice.status === "draft" && (events[0]?.entityVersion ?? 2) > 1;
  const archived = lastOf(events, ARCHIVED) ?? (begun && invoice.archivedAt !== null);
  if (archived !== (invoice.archivedAt !== null))
    found.push(violation(8, `the audit trail says that it is ${archived ? "" : "not "}archived`));
  const issues = events.filter(({ action }) => action === "invoice.issued");
  const wanted = invoice.status === "draft" ? 0 : 1;
  if (issues.length !== wanted)
    found.push(
      violation(8, `${invoice.status}, with ${issues.length} events invoice.issued instead of ${wanted}`),
    );
  for (const { seq, at, changes } of issues) {
    const say = (message: string) =>
      found.push(violation(8, message, { table: "audit_events", ids: { seq } }));
    const [, said] = changeOf(changes, "number");
    if (said !== invoice.number) say(`the number is ${invoice.number}, its event says ${said}`);
    if (invoice.issuedAt !== null && at !== invoice.issuedAt)
      say(`issued_at is ${invoice.issuedAt}, its event was at ${at}`);
  }
  return found;
}

function checkAllTexts(
  { invoice, lines, allowances, taxGroups, taxComponents, parties, otherParties }: InvoiceRows,
  ids: Violation["ids"],
) {
  return [
    ...checkTexts("invoices", invoice, ids),
    ...lines.flatMap((row) => checkTexts("invoice_lines", row, { ...ids, position: row.position })),
    ...allowances.flatMap((row) =>
      checkTexts("invoice_allowances", row, {
        ...ids,
        line_position: row.linePosition,
        position: row.position,
      }),
    ),
    ...taxGroups.flatMap((row) => checkTexts("invoice_tax_groups", row, { ...ids, position: row.position })),
    ...taxComponents.flatMap((row) =>
      checkTexts("invoice_tax_components", row, {
        ...ids,
        category: row.category,
        rate_ppm: row.ratePpm,
        position: row.position,
      }),
    ),
    ...both(parties).flatMap((row) => checkTexts("invoice_parties", row, { ...ids, party: row.party })),
    ...otherParties.flatMap((row) => checkTexts("invoice_other_parties", row, { ...ids, party: row.party })),
  ];
}
