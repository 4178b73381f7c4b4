import { type SQL, sql } from "drizzle-orm";
import type { EarlyPaymentColumns } from "~/domain/terms/early-payment";
import type { TermsColumns } from "~/domain/terms/terms";

/** The own terms of an invoice, as SQL: each null where it has none. */
export type OwnTerms = Readonly<Record<keyof (TermsColumns & EarlyPaymentColumns), SQL>>;

/** Its own terms as a form says them. */
export const ownOf = (own: TermsColumns & EarlyPaymentColumns): OwnTerms => ({
  paymentTermsKind: sql`${own.paymentTermsDays === null ? null : (own.paymentTermsKind ?? "days")}`,
  paymentTermsDays: sql`${own.paymentTermsDays}`,
  paymentTermsDay: sql`${own.paymentTermsDay}`,
  earlyPaymentPpm: sql`${own.earlyPaymentPpm}`,
  earlyPaymentDays: sql`${own.earlyPaymentDays}`,
});

/** Its own terms as they are stored; none where `row` is NULL. */
export const ownStored = (row: SQL): OwnTerms => ({
  paymentTermsKind: sql`CASE WHEN ${row}.is_own THEN ${row}.kind END`,
  paymentTermsDays: sql`CASE WHEN ${row}.is_own THEN ${row}.days END`,
  paymentTermsDay: sql`CASE WHEN ${row}.is_own THEN ${row}.day END`,
  earlyPaymentPpm: sql`CASE WHEN ${row}.is_own_early_payment THEN ${row}.early_payment_ppm END`,
  earlyPaymentDays: sql`CASE WHEN ${row}.is_own_early_payment THEN ${row}.early_payment_days END`,
});

/**
 * What is agreed, as columns: kind, days, day, early_payment_ppm, early_payment_days. `t` is the business's row and `c` the client's, which
 * must be in sight. The same as agreedOf (app/domain/terms/agreed.ts); tests/integration/terms.test.ts holds the two together.
 */
export function agreedColumns(own: OwnTerms): SQL {
  const of = (o: SQL, column: string) =>
    sql`CASE WHEN ${own.paymentTermsDays} IS NOT NULL THEN ${o}
      WHEN c.payment_terms_days IS NOT NULL THEN ${sql.raw(`c.${column}`)} ELSE ${sql.raw(`t.${column}`)} END`;
  const kind = sql`coalesce(${of(own.paymentTermsKind, "payment_terms_kind")}, 'days')`;
  const early = (o: SQL, column: string) =>
    sql`CASE WHEN ${own.earlyPaymentPpm} IS NOT NULL THEN ${o} WHEN ${own.paymentTermsDays} IS NOT NULL THEN NULL
      WHEN c.early_payment_ppm IS NOT NULL THEN ${sql.raw(`c.${column}`)} WHEN c.payment_terms_days IS NOT NULL THEN NULL
      ELSE ${sql.raw(`t.${column}`)} END`;
  return sql`${kind} AS kind, ${of(own.paymentTermsDays, "payment_terms_days")} AS days,
      CASE ${kind} WHEN 'day-of-next-month' THEN coalesce(${of(own.paymentTermsDay, "payment_terms_day")}, 1) END AS day,
      ${early(own.earlyPaymentPpm, "early_payment_ppm")} AS early_payment_ppm,
      ${early(own.earlyPaymentDays, "early_payment_days")} AS early_payment_days`;
}

/** The due date that the terms of a row `a` give; the same as dueOn (app/domain/terms/terms.ts) and as the triggers of 0048. */
export const dueSql = (issueDate: SQL): SQL => sql`min('2999-12-31', CASE a.kind
    WHEN 'days' THEN date(${issueDate}, a.days || ' days')
    WHEN 'days-end-of-month' THEN date(${issueDate}, a.days || ' days', 'start of month', '+1 month', '-1 day')
    WHEN 'end-of-month-days' THEN date(${issueDate}, 'start of month', '+1 month', '-1 day', a.days || ' days')
    ELSE min(date(${issueDate}, a.days || ' days', 'start of month', '+1 month', (a.day - 1) || ' days'),
      date(${issueDate}, a.days || ' days', 'start of month', '+2 months', '-1 day')) END)`;

/** The due date where the business `t` and the client `c` are in sight. */
export const dueOf = (own: OwnTerms, issueDate: SQL): SQL =>
  sql`(SELECT ${dueSql(issueDate)} FROM (SELECT ${agreedColumns(own)}) a)`;

interface Stored {
  readonly own: OwnTerms;
  readonly isDueTyped: SQL;
  readonly words: SQL;
  /** Has `n` in sight, the invoice as it is stored by now, with `t` and `c`, and what `own` and `words` name. */
  readonly from: SQL;
}

/**
 * Stores what is agreed for an invoice that has no such row. A discount that would end later than the invoice is due is none: the terms of
 * its client may be longer than this one's due date.
 */
export const insertTerms = ({ own, isDueTyped, words, from }: Stored): SQL => {
  const fits = sql`date(a.issue_date, a.early_payment_days || ' days') <= a.due_date`;
  return sql`INSERT INTO invoice_terms (tenant_id, invoice_id, kind, days, day, is_own, is_due_typed, early_payment_ppm, early_payment_days,
      is_own_early_payment, words)
    SELECT a.tenant_id, a.id, a.kind, a.days, a.day, a.is_own, a.is_due_typed, CASE WHEN ${fits} THEN a.early_payment_ppm END,
      CASE WHEN ${fits} THEN a.early_payment_days END, a.is_own_early AND ${fits}, a.words
    FROM (SELECT n.tenant_id, n.id, n.issue_date, n.due_date, ${agreedColumns(own)}, ${own.paymentTermsDays} IS NOT NULL AS is_own,
        ${isDueTyped} AS is_due_typed, ${own.earlyPaymentPpm} IS NOT NULL AS is_own_early, ${words} AS words
      FROM ${from}) a`;
};
