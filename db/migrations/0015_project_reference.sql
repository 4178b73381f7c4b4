-- The project that an invoice is about (EN 16931 BT-11). Old code stores none, and keeps the one that is there.
ALTER TABLE invoices ADD COLUMN project_reference TEXT CHECK (length(project_reference) BETWEEN 1 AND 100);
--> statement-breakpoint
-- Rule 4: it is content, so it is frozen at issue.
DROP TRIGGER invoices_frozen;
--> statement-breakpoint
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE
    NEW.type_code IS NOT OLD.type_code OR NEW.client_id IS NOT OLD.client_id OR NEW.series_id IS NOT OLD.series_id OR NEW.period IS NOT OLD.period
    OR NEW.sequence IS NOT OLD.sequence OR NEW.number IS NOT OLD.number OR NEW.issue_date IS NOT OLD.issue_date OR NEW.due_date IS NOT OLD.due_date
    OR NEW.currency IS NOT OLD.currency OR NEW.note IS NOT OLD.note OR NEW.buyer_reference IS NOT OLD.buyer_reference
    OR NEW.order_reference IS NOT OLD.order_reference OR NEW.project_reference IS NOT OLD.project_reference
    OR NEW.payment_terms IS NOT OLD.payment_terms OR NEW.delivery_date IS NOT OLD.delivery_date
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
-- An invoice is found by it, as by the other references.
DROP VIEW invoice_texts;
--> statement-breakpoint
CREATE VIEW invoice_texts AS SELECT i.tenant_id, i.id AS invoice_id, concat_ws(' ', i.number, coalesce(p.name, c.name), i.buyer_reference, i.order_reference,
    i.project_reference, i.note, i.internal_note, (SELECT group_concat(concat_ws(' ', l.name, l.description), ' ') FROM invoice_lines l
      WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id)) AS text
  FROM invoices i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
  LEFT JOIN invoice_parties p ON p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'buyer';
--> statement-breakpoint
DROP TRIGGER invoices_search_update;
--> statement-breakpoint
CREATE TRIGGER invoices_search_update AFTER UPDATE ON invoices WHEN NEW.number IS NOT OLD.number OR NEW.client_id <> OLD.client_id
  OR NEW.buyer_reference IS NOT OLD.buyer_reference OR NEW.order_reference IS NOT OLD.order_reference OR NEW.project_reference IS NOT OLD.project_reference
  OR NEW.note IS NOT OLD.note
  OR NEW.internal_note IS NOT OLD.internal_note OR (NEW.line_count = 0 AND OLD.line_count > 0)
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.id);
END;
