import { type SQL, sql } from "drizzle-orm";
import { partyTexts } from "~/domain/parties/fields";
import { keysOf } from "~/shared/records";
import { invoiceParties } from "../schema/invoices";
import { filledWords } from "../statements/terms-words";
import type { AuditEntry, Write } from "../tenant-db";

/** What both parties have, all of it kept with the invoice. */
const PARTY = [...keysOf(partyTexts), "country", "electronicScheme"] as const;

/** Their columns, which have the same names in all three tables. */
const partyColumns = (of: "" | "c."): SQL =>
  sql.raw(PARTY.map((key) => of + invoiceParties[key].name).join(", "));

/** What the words of its terms depend on, where the invoice that is issued and its business `t` are in sight. */
const termsOf = (words: string | null): SQL =>
  sql`SELECT invoices.issue_date, invoices.due_date, invoices.currency, invoices.due_minor, invoices.type_code, m.early_payment_ppm,
      m.early_payment_days, t.locale, m.words AS own, c.payment_terms AS of_client, t.payment_terms AS fixed, t.terms_words AS left_open,
      ${words} AS by_default
    FROM clients c LEFT JOIN invoice_terms m ON m.tenant_id = c.tenant_id AND m.invoice_id = invoices.id
    WHERE c.tenant_id = invoices.tenant_id AND c.id = invoices.client_id`;

/**
 * The statements of issuing (rules 3 and 4), to run behind a guard that the invoice is a draft. All of it is SQL, so that the
 * number, the snapshot of both parties and the freeze are one transaction and need nothing read before: a run for the
 * period if there is none, the next number of the latest run, both parties as they are now, and the invoice itself.
 * `words`: those of the terms where nobody gave any, with what is to be filled in. The number's text is what modules/invoices/numbering.ts formats; a test holds the two together.
 */
export const issueStatements =
  (id: string, words: string | null = null): Write["changes"] =>
  ({ build, tenantId, now }) => {
    // That of the document's type, where it has one of its own.
    const series = sql`coalesce((SELECT u.series_id FROM number_series_uses u JOIN invoices i
        ON i.tenant_id = u.tenant_id AND u.type_code = coalesce(i.document_type_code, i.type_code)
        WHERE u.tenant_id = ${tenantId} AND i.id = ${id}),
      (SELECT id FROM number_series WHERE tenant_id = ${tenantId} AND is_active = 1))`;
    const period = sql`(SELECT CASE WHEN s.restarts_yearly THEN substr(i.issue_date, 1, 4) ELSE '' END
      FROM number_series s, invoices i
      WHERE s.tenant_id = ${tenantId} AND s.id = ${series} AND i.tenant_id = ${tenantId} AND i.id = ${id})`;
    const run = sql`tenant_id = ${tenantId} AND series_id = ${series} AND period = ${period}`;
    const dated = (part: string) =>
      sql`replace(replace(${sql.raw(part)}, '{YYYY}', substr(invoices.issue_date, 1, 4)), '{MM}', substr(invoices.issue_date, 6, 2))`;
    return [
      build.run(sql`INSERT INTO number_runs (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
        SELECT ${tenantId}, ${series}, ${period}, 1, 0, ${now} WHERE NOT EXISTS (SELECT 1 FROM number_runs WHERE ${run})`),
      build.run(sql`UPDATE number_runs SET last_sequence = last_sequence + 1
        WHERE ${run} AND first_sequence = (SELECT max(first_sequence) FROM number_runs WHERE ${run})`),
      build.run(sql`INSERT INTO invoice_parties (tenant_id, invoice_id, party, tax_number, ${partyColumns("")})
        SELECT id, ${id}, 'seller', tax_number, ${partyColumns("")} FROM tenants WHERE id = ${tenantId}
        UNION ALL
        SELECT c.tenant_id, ${id}, 'buyer', NULL, ${partyColumns("c.")}
        FROM clients c JOIN invoices i ON i.tenant_id = c.tenant_id AND i.client_id = c.id
        WHERE i.tenant_id = ${tenantId} AND i.id = ${id}`),
      build.run(sql`UPDATE invoice_tax_groups SET (exemption_reason, name, exemption_code) =
          (SELECT coalesce(x.exemption_reason, r.exemption_reason), r.name, iif(x.exemption_nr IS NULL, r.exemption_code, x.exemption_code)
          FROM tax_rates r LEFT JOIN exemption_reasons x ON x.tenant_id = r.tenant_id AND x.category = r.category AND x.rate_ppm = r.rate_ppm
            AND x.exemption_nr = invoice_tax_groups.exemption_nr
          WHERE r.tenant_id = invoice_tax_groups.tenant_id AND r.category = invoice_tax_groups.category AND r.rate_ppm = invoice_tax_groups.rate_ppm)
        WHERE tenant_id = ${tenantId} AND invoice_id = ${id}`),
      build.run(sql`UPDATE invoices SET status = 'sent', issued_at = ${now}, updated_at = ${now}, version = invoices.version + 1,
          series_id = s.id, period = r.period, sequence = r.last_sequence,
          number = ${dated("s.prefix")} || printf('%0*d', s.width, r.last_sequence) || ${dated("s.suffix")},
          payment_terms = (${filledWords(termsOf(words))}), iban = t.iban, bic = t.bic, account_name = t.account_name,
          payment_means_code = CASE WHEN t.iban IS NULL THEN NULL WHEN invoices.currency = 'EUR' THEN '58' ELSE '30' END
        FROM tenants t, number_series s, number_runs r
        WHERE invoices.tenant_id = ${tenantId} AND invoices.id = ${id} AND t.id = ${tenantId}
          AND s.tenant_id = ${tenantId} AND s.id = ${series}
          AND r.tenant_id = s.tenant_id AND r.series_id = s.id AND r.period = ${period}
          AND r.first_sequence = (SELECT max(first_sequence) FROM number_runs WHERE ${run})`),
    ];
  };

/** What an issue changed, for its audit event: the number is known only inside the transaction. */
export const issuedChanges =
  (id: string): Extract<AuditEntry["changes"], (...args: never[]) => unknown> =>
  ({ tenantId }) =>
    sql`(SELECT json_object('status', json_array('draft', 'sent'), 'number', json_array(NULL, number))
      FROM invoices WHERE tenant_id = ${tenantId} AND id = ${id})`;
