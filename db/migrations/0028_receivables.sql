-- Receivables (docs/decisions/049): what is open is counted wherever it lies, and only a claim is overdue.
DROP TRIGGER open_totals_leave;
--> statement-breakpoint
DROP TRIGGER open_totals_enter;
--> statement-breakpoint
DROP TRIGGER open_totals_delete;
--> statement-breakpoint
DROP TRIGGER paid_totals_leave;
--> statement-breakpoint
DROP TRIGGER paid_totals_enter;
--> statement-breakpoint
DROP TRIGGER paid_totals_delete;
--> statement-breakpoint
-- A claim is an open invoice of more than nothing: only it can be overdue. Archived ones are counted in every sum, and by themselves.
ALTER TABLE open_totals ADD COLUMN claim_count INTEGER NOT NULL DEFAULT 0 CHECK (claim_count >= 0);
--> statement-breakpoint
ALTER TABLE open_totals ADD COLUMN claim_minor INTEGER NOT NULL DEFAULT 0 CHECK (claim_minor >= 0);
--> statement-breakpoint
ALTER TABLE open_totals ADD COLUMN archived_count INTEGER NOT NULL DEFAULT 0 CHECK (archived_count >= 0);
--> statement-breakpoint
ALTER TABLE open_totals ADD COLUMN archived_claim_count INTEGER NOT NULL DEFAULT 0 CHECK (archived_claim_count >= 0);
--> statement-breakpoint
-- safe-with-old-code: sums only, filled anew by the next statement of the same transaction.
DELETE FROM open_totals;
--> statement-breakpoint
INSERT INTO open_totals (tenant_id, client_id, grain, period, currency, invoice_count, due_minor, claim_count, claim_minor, archived_count, archived_claim_count)
  SELECT tenant_id, c, grain, period, currency, count(*), sum(due_minor), sum(due_minor > 0), sum(max(due_minor, 0)),
    sum(archived_at IS NOT NULL), sum(archived_at IS NOT NULL AND due_minor > 0) FROM (
    SELECT tenant_id, '' AS c, 'month' AS grain, substr(due_date, 1, 7) AS period, currency, due_minor, archived_at FROM invoices WHERE status = 'sent'
    UNION ALL SELECT tenant_id, '', 'day', due_date, currency, due_minor, archived_at FROM invoices WHERE status = 'sent'
    UNION ALL SELECT tenant_id, client_id, 'month', substr(due_date, 1, 7), currency, due_minor, archived_at FROM invoices WHERE status = 'sent'
    UNION ALL SELECT tenant_id, client_id, 'day', due_date, currency, due_minor, archived_at FROM invoices WHERE status = 'sent')
  GROUP BY tenant_id, c, grain, period, currency;
--> statement-breakpoint
-- safe-with-old-code: sums only, filled anew by the next statement of the same transaction.
DELETE FROM paid_totals;
--> statement-breakpoint
INSERT INTO paid_totals (tenant_id, month, currency, invoice_count, due_minor)
  SELECT tenant_id, substr(paid_date, 1, 7), currency, count(*), sum(due_minor) FROM invoices WHERE status = 'paid'
  GROUP BY tenant_id, substr(paid_date, 1, 7), currency;
--> statement-breakpoint
CREATE TRIGGER open_totals_leave AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND OLD.status = 'sent'
BEGIN
  UPDATE open_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor,
      claim_count = claim_count - (OLD.due_minor > 0), claim_minor = claim_minor - max(OLD.due_minor, 0),
      archived_count = archived_count - (OLD.archived_at IS NOT NULL),
      archived_claim_count = archived_claim_count - (OLD.archived_at IS NOT NULL AND OLD.due_minor > 0)
    WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date));
  DELETE FROM open_totals WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date)) AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_enter AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND NEW.status = 'sent'
BEGIN
  INSERT INTO open_totals (tenant_id, client_id, grain, period, currency, invoice_count, due_minor, claim_count, claim_minor, archived_count, archived_claim_count)
    SELECT NEW.tenant_id, c.id, g.grain, substr(NEW.due_date, 1, g.width), NEW.currency, 1, NEW.due_minor, NEW.due_minor > 0,
      max(NEW.due_minor, 0), NEW.archived_at IS NOT NULL, NEW.archived_at IS NOT NULL AND NEW.due_minor > 0
    FROM (SELECT '' AS id UNION ALL SELECT NEW.client_id) AS c, (SELECT 'month' AS grain, 7 AS width UNION ALL SELECT 'day', 10) AS g WHERE 1
    ON CONFLICT (tenant_id, client_id, grain, currency, period)
    DO UPDATE SET invoice_count = invoice_count + 1, due_minor = due_minor + excluded.due_minor,
      claim_count = claim_count + excluded.claim_count, claim_minor = claim_minor + excluded.claim_minor,
      archived_count = archived_count + excluded.archived_count,
      archived_claim_count = archived_claim_count + excluded.archived_claim_count;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_delete AFTER DELETE ON invoices WHEN OLD.status = 'sent'
BEGIN
  UPDATE open_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor,
      claim_count = claim_count - (OLD.due_minor > 0), claim_minor = claim_minor - max(OLD.due_minor, 0),
      archived_count = archived_count - (OLD.archived_at IS NOT NULL),
      archived_claim_count = archived_claim_count - (OLD.archived_at IS NOT NULL AND OLD.due_minor > 0)
    WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date));
  DELETE FROM open_totals WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date)) AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_leave AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.paid_date IS NOT NEW.paid_date) AND OLD.status = 'paid'
BEGIN
  UPDATE paid_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency;
  DELETE FROM paid_totals WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_enter AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.paid_date IS NOT NEW.paid_date) AND NEW.status = 'paid'
BEGIN
  INSERT INTO paid_totals (tenant_id, month, currency, invoice_count, due_minor)
    VALUES (NEW.tenant_id, substr(NEW.paid_date, 1, 7), NEW.currency, 1, NEW.due_minor)
    ON CONFLICT (tenant_id, currency, month) DO UPDATE SET invoice_count = invoice_count + 1, due_minor = due_minor + excluded.due_minor;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_delete AFTER DELETE ON invoices WHEN OLD.status = 'paid'
BEGIN
  UPDATE paid_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency;
  DELETE FROM paid_totals WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency AND invoice_count = 0;
END;
--> statement-breakpoint
-- What can be overdue: the same columns as the lists by due date, of far fewer rows.
CREATE INDEX invoices_claims_by_due ON invoices (tenant_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_claims_by_client_due ON invoices (tenant_id, client_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_claims_by_due ON invoices (tenant_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_claims_by_client_due ON invoices (tenant_id, client_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NOT NULL;
--> statement-breakpoint
-- No money has come on a day that is still to come everywhere on earth. What was stored so before can be undone.
CREATE TRIGGER invoices_paid_date BEFORE UPDATE ON invoices WHEN NEW.paid_date IS NOT OLD.paid_date AND NEW.paid_date > date('now', '+14 hours')
BEGIN
  SELECT RAISE(ABORT, 'rule:paid-date');
END;
--> statement-breakpoint
CREATE TRIGGER payments_paid_on BEFORE INSERT ON payments WHEN NEW.paid_on > date('now', '+14 hours') AND NEW.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:paid-date');
END;
--> statement-breakpoint
DROP TRIGGER guard_insert;
--> statement-breakpoint
CREATE TRIGGER guard_insert INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1
BEGIN
  SELECT CASE NEW.reason
    WHEN 'signed-out' THEN RAISE(ABORT, 'guard:signed-out')
    WHEN 'not-found' THEN RAISE(ABORT, 'guard:not-found')
    WHEN 'forbidden' THEN RAISE(ABORT, 'guard:forbidden')
    WHEN 'repeated' THEN RAISE(ABORT, 'guard:repeated')
    WHEN 'password' THEN RAISE(ABORT, 'guard:password')
    WHEN 'stale' THEN RAISE(ABORT, 'guard:stale')
    WHEN 'status' THEN RAISE(ABORT, 'guard:status')
    WHEN 'archived' THEN RAISE(ABORT, 'guard:archived')
    WHEN 'erased' THEN RAISE(ABORT, 'guard:erased')
    WHEN 'no-lines' THEN RAISE(ABORT, 'guard:no-lines')
    WHEN 'client' THEN RAISE(ABORT, 'guard:client')
    WHEN 'tax-rate' THEN RAISE(ABORT, 'guard:tax-rate')
    WHEN 'paid-date' THEN RAISE(ABORT, 'guard:paid-date')
    WHEN 'currency' THEN RAISE(ABORT, 'guard:currency')
    WHEN 'receivable' THEN RAISE(ABORT, 'guard:receivable')
    WHEN 'number' THEN RAISE(ABORT, 'guard:number')
    WHEN 'last-owner' THEN RAISE(ABORT, 'guard:last-owner')
    WHEN 'default' THEN RAISE(ABORT, 'guard:default')
    ELSE RAISE(ABORT, 'guard:refused')
  END;
END;
