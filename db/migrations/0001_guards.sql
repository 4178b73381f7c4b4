-- A write batch cannot branch, but it can stop: INSERT INTO guard (reason, ok) SELECT 'stale', EXISTS (…) aborts the whole
-- batch with the reason as the error's text when the condition does not hold. A view, so that nothing is ever stored.
CREATE VIEW guard (reason, ok) AS SELECT '' AS reason, 1 AS ok WHERE 0;
--> statement-breakpoint
CREATE TRIGGER guard_insert INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1
BEGIN
  SELECT CASE NEW.reason
    WHEN 'signed-out' THEN RAISE(ABORT, 'guard:signed-out')
    WHEN 'not-found' THEN RAISE(ABORT, 'guard:not-found')
    WHEN 'forbidden' THEN RAISE(ABORT, 'guard:forbidden')
    WHEN 'repeated' THEN RAISE(ABORT, 'guard:repeated')
    WHEN 'stale' THEN RAISE(ABORT, 'guard:stale')
    WHEN 'status' THEN RAISE(ABORT, 'guard:status')
    WHEN 'no-lines' THEN RAISE(ABORT, 'guard:no-lines')
    WHEN 'client' THEN RAISE(ABORT, 'guard:client')
    WHEN 'tax-rate' THEN RAISE(ABORT, 'guard:tax-rate')
    WHEN 'number' THEN RAISE(ABORT, 'guard:number')
    WHEN 'last-owner' THEN RAISE(ABORT, 'guard:last-owner')
    WHEN 'default' THEN RAISE(ABORT, 'guard:default')
    ELSE RAISE(ABORT, 'guard:refused')
  END;
END;
--> statement-breakpoint
-- Rule 2 and 3: an invoice is born a draft. INSERT OR REPLACE of an existing row stops here, because replacing would not fire a DELETE trigger.
CREATE TRIGGER invoices_insert BEFORE INSERT ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:born-draft') WHERE NEW.status <> 'draft' OR NEW.number IS NOT NULL;
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_delete BEFORE DELETE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete');
END;
--> statement-breakpoint
-- Rule 2: draft → sent → paid, paid → sent, and nothing else.
CREATE TRIGGER invoices_status BEFORE UPDATE ON invoices WHEN OLD.status <> NEW.status
BEGIN
  SELECT RAISE(ABORT, 'rule:status') WHERE NOT (
    (OLD.status = 'draft' AND NEW.status = 'sent') OR (OLD.status = 'sent' AND NEW.status = 'paid') OR (OLD.status = 'paid' AND NEW.status = 'sent'));
END;
--> statement-breakpoint
-- Identity never changes; UPDATE OR REPLACE must not push another invoice out.
CREATE TRIGGER invoices_identity BEFORE UPDATE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:identity') WHERE NEW.tenant_id IS NOT OLD.tenant_id OR NEW.id IS NOT OLD.id OR NEW.created_at IS NOT OLD.created_at;
  SELECT RAISE(ABORT, 'rule:version') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'rule:number-taken') WHERE NEW.number IS NOT OLD.number AND EXISTS (
    SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND number = NEW.number);
  SELECT RAISE(ABORT, 'rule:number-taken') WHERE NEW.sequence IS NOT OLD.sequence AND EXISTS (
    SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period AND sequence = NEW.sequence);
END;
--> statement-breakpoint
-- Rule 4: after issue only status, its dates, archive and the internal note may change.
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE
    NEW.type_code IS NOT OLD.type_code OR NEW.client_id IS NOT OLD.client_id OR NEW.series_id IS NOT OLD.series_id OR NEW.period IS NOT OLD.period
    OR NEW.sequence IS NOT OLD.sequence OR NEW.number IS NOT OLD.number OR NEW.issue_date IS NOT OLD.issue_date OR NEW.due_date IS NOT OLD.due_date
    OR NEW.currency IS NOT OLD.currency OR NEW.note IS NOT OLD.note OR NEW.buyer_reference IS NOT OLD.buyer_reference
    OR NEW.order_reference IS NOT OLD.order_reference OR NEW.payment_terms IS NOT OLD.payment_terms OR NEW.delivery_date IS NOT OLD.delivery_date
    OR NEW.period_start IS NOT OLD.period_start OR NEW.period_end IS NOT OLD.period_end OR NEW.payment_means_code IS NOT OLD.payment_means_code
    OR NEW.iban IS NOT OLD.iban OR NEW.bic IS NOT OLD.bic OR NEW.account_name IS NOT OLD.account_name OR NEW.remittance_text IS NOT OLD.remittance_text
    OR NEW.preceding_invoice_id IS NOT OLD.preceding_invoice_id OR NEW.preceding_number IS NOT OLD.preceding_number
    OR NEW.preceding_date IS NOT OLD.preceding_date OR NEW.discount_ppm IS NOT OLD.discount_ppm OR NEW.discount_minor IS NOT OLD.discount_minor
    OR NEW.line_count IS NOT OLD.line_count OR NEW.line_total_minor IS NOT OLD.line_total_minor
    OR NEW.allowance_total_minor IS NOT OLD.allowance_total_minor OR NEW.charge_total_minor IS NOT OLD.charge_total_minor
    OR NEW.net_minor IS NOT OLD.net_minor OR NEW.tax_minor IS NOT OLD.tax_minor OR NEW.gross_minor IS NOT OLD.gross_minor
    OR NEW.prepaid_minor IS NOT OLD.prepaid_minor OR NEW.rounding_minor IS NOT OLD.rounding_minor OR NEW.due_minor IS NOT OLD.due_minor
    OR NEW.issued_at IS NOT OLD.issued_at;
END;
--> statement-breakpoint
-- What is issued is whole: lines, groups and parties are there and add up, and the number is the last of its run.
CREATE TRIGGER invoices_issue BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status = 'sent'
BEGIN
  SELECT RAISE(ABORT, 'rule:no-lines') WHERE NEW.line_count < 1;
  SELECT RAISE(ABORT, 'rule:totals') WHERE
    NEW.line_count <> (SELECT count(*) FROM invoice_lines WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.line_total_minor <> (SELECT sum(net_minor) FROM invoice_lines WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.net_minor <> (SELECT sum(base_minor) FROM invoice_tax_groups WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.tax_minor <> (SELECT sum(tax_minor) FROM invoice_tax_groups WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.allowance_total_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM invoice_allowances
         WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id AND line_position = 0 AND is_charge = 0)
    OR NEW.charge_total_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM invoice_allowances
         WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id AND line_position = 0 AND is_charge = 1);
  SELECT RAISE(ABORT, 'rule:parties') WHERE
    (SELECT count(*) FROM invoice_parties WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id) <> 2;
  SELECT RAISE(ABORT, 'rule:sequence') WHERE NOT EXISTS (
    SELECT 1 FROM number_runs WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period AND last_sequence = NEW.sequence);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_insert BEFORE INSERT ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_update BEFORE UPDATE ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_delete BEFORE DELETE ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_insert BEFORE INSERT ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_update BEFORE UPDATE ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_delete BEFORE DELETE ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_insert BEFORE INSERT ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_update BEFORE UPDATE ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_delete BEFORE DELETE ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_insert BEFORE INSERT ON invoice_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_update BEFORE UPDATE ON invoice_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_delete BEFORE DELETE ON invoice_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
-- Rule 3: a run grows by one and never shrinks; a new run begins above every number its series gave in that period.
CREATE TRIGGER number_runs_insert BEFORE INSERT ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:run') WHERE NEW.last_sequence <> NEW.first_sequence - 1;
  SELECT RAISE(ABORT, 'rule:run-goes-up') WHERE EXISTS (
    SELECT 1 FROM number_runs WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period
      AND (first_sequence >= NEW.first_sequence OR last_sequence >= NEW.first_sequence));
END;
--> statement-breakpoint
CREATE TRIGGER number_runs_update BEFORE UPDATE ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:run') WHERE NEW.last_sequence <> OLD.last_sequence + 1 OR NEW.first_sequence <> OLD.first_sequence
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.series_id <> OLD.series_id OR NEW.period <> OLD.period OR NEW.created_at <> OLD.created_at;
  SELECT RAISE(ABORT, 'rule:run-ended') WHERE EXISTS (
    SELECT 1 FROM number_runs WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period AND first_sequence > NEW.first_sequence);
END;
--> statement-breakpoint
CREATE TRIGGER number_runs_delete BEFORE DELETE ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete');
END;
--> statement-breakpoint
CREATE TRIGGER number_series_insert BEFORE INSERT ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (
    SELECT 1 FROM number_series WHERE tenant_id = NEW.tenant_id AND (id = NEW.id OR pattern = NEW.pattern));
END;
--> statement-breakpoint
CREATE TRIGGER number_series_update BEFORE UPDATE ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.pattern <> OLD.pattern OR NEW.prefix <> OLD.prefix
    OR NEW.suffix <> OLD.suffix OR NEW.width <> OLD.width;
END;
--> statement-breakpoint
CREATE TRIGGER number_series_delete BEFORE DELETE ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete');
END;
--> statement-breakpoint
CREATE TRIGGER clients_insert BEFORE INSERT ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM clients WHERE tenant_id = NEW.tenant_id AND id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_delete BEFORE DELETE ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete');
END;
--> statement-breakpoint
CREATE TRIGGER clients_version BEFORE UPDATE ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:version') WHERE NEW.version <> OLD.version + 1;
END;
--> statement-breakpoint
-- Rule 8: append-only, in order, without a hole.
CREATE TRIGGER audit_events_insert BEFORE INSERT ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-order') WHERE NEW.seq <> 1 + coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = NEW.tenant_id), 0);
END;
--> statement-breakpoint
CREATE TRIGGER audit_events_update BEFORE UPDATE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_events_delete BEFORE DELETE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-append-only');
END;
