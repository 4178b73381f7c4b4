-- Payment terms as a structured thing (docs/decisions/046): how a due date is counted, and a discount for paying early (Skonto), of a
-- business, of a client and of an invoice. What is NULL says what it said before: so many days, and no discount. The build before reads
-- payment_terms_days and payment_terms alone, and both go on meaning the same.
ALTER TABLE tenants ADD COLUMN payment_terms_kind TEXT CHECK (payment_terms_kind IN ('days', 'days-end-of-month', 'end-of-month-days', 'day-of-next-month'));
--> statement-breakpoint
ALTER TABLE tenants ADD COLUMN payment_terms_day INTEGER CHECK (payment_terms_day BETWEEN 1 AND 31);
--> statement-breakpoint
ALTER TABLE tenants ADD COLUMN early_payment_ppm INTEGER CHECK (early_payment_ppm BETWEEN 100 AND 999900 AND early_payment_ppm % 100 = 0);
--> statement-breakpoint
ALTER TABLE tenants ADD COLUMN early_payment_days INTEGER CHECK ((early_payment_days IS NULL) = (early_payment_ppm IS NULL)
  AND (early_payment_days IS NULL OR early_payment_days BETWEEN 0 AND 365));
--> statement-breakpoint
-- Words that leave something open, such as {date}. Those without stay in payment_terms, where the build before finds them: it would print
-- what is open as it stands. Where it has written there since, that counts.
ALTER TABLE tenants ADD COLUMN terms_words TEXT CHECK (length(terms_words) BETWEEN 1 AND 500);
--> statement-breakpoint
ALTER TABLE clients ADD COLUMN payment_terms_kind TEXT CHECK (payment_terms_kind IN ('days', 'days-end-of-month', 'end-of-month-days', 'day-of-next-month'));
--> statement-breakpoint
ALTER TABLE clients ADD COLUMN payment_terms_day INTEGER CHECK (payment_terms_day BETWEEN 1 AND 31);
--> statement-breakpoint
ALTER TABLE clients ADD COLUMN early_payment_ppm INTEGER CHECK (early_payment_ppm BETWEEN 100 AND 999900 AND early_payment_ppm % 100 = 0);
--> statement-breakpoint
ALTER TABLE clients ADD COLUMN early_payment_days INTEGER CHECK ((early_payment_days IS NULL) = (early_payment_ppm IS NULL)
  AND (early_payment_days IS NULL OR early_payment_days BETWEEN 0 AND 365));
--> statement-breakpoint
ALTER TABLE clients ADD COLUMN payment_terms TEXT CHECK (length(payment_terms) BETWEEN 1 AND 500);
--> statement-breakpoint
-- What is agreed for an invoice, as it was when the draft was last saved. A table of its own: to widen a million invoices would lock them
-- for longer than a step may. An invoice without a row is one that the build before wrote.
CREATE TABLE invoice_terms (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('days', 'days-end-of-month', 'end-of-month-days', 'day-of-next-month')),
  days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 365),
  day INTEGER CHECK (day BETWEEN 1 AND 31),
  -- Whether the invoice has terms of its own; else they are its client's or its business's.
  is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
  -- Whether somebody typed the due date; else it follows the issue date and the terms.
  is_due_typed INTEGER NOT NULL CHECK (is_due_typed IN (0, 1)),
  early_payment_ppm INTEGER CHECK (early_payment_ppm BETWEEN 100 AND 999900 AND early_payment_ppm % 100 = 0),
  early_payment_days INTEGER CHECK (early_payment_days BETWEEN 0 AND 365),
  is_own_early_payment INTEGER NOT NULL CHECK (is_own_early_payment IN (0, 1)),
  -- Its own, with what is to be filled in. What an issued invoice prints is in invoices.payment_terms.
  words TEXT CHECK (length(words) BETWEEN 1 AND 500),
  PRIMARY KEY (tenant_id, invoice_id),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  CHECK ((kind = 'day-of-next-month') = (day IS NOT NULL)),
  CHECK ((early_payment_ppm IS NULL) = (early_payment_days IS NULL)),
  CHECK (is_own_early_payment = 0 OR early_payment_ppm IS NOT NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- What a due date that nobody typed is, and the last day of a discount. What app/domain/terms says of both, a test holds to this.
CREATE TRIGGER invoice_terms_insert BEFORE INSERT ON invoice_terms
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
  SELECT RAISE(ABORT, 'rule:due-date') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id AND NEW.is_due_typed = 0
    AND i.due_date <> min('2999-12-31', CASE NEW.kind
      WHEN 'days' THEN date(i.issue_date, NEW.days || ' days')
      WHEN 'days-end-of-month' THEN date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', '-1 day')
      WHEN 'end-of-month-days' THEN date(i.issue_date, 'start of month', '+1 month', '-1 day', NEW.days || ' days')
      ELSE min(date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', (NEW.day - 1) || ' days'),
        date(i.issue_date, NEW.days || ' days', 'start of month', '+2 months', '-1 day')) END);
  SELECT RAISE(ABORT, 'rule:early-payment') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id
    AND date(i.issue_date, NEW.early_payment_days || ' days') > i.due_date;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_terms_update BEFORE UPDATE ON invoice_terms
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
  SELECT RAISE(ABORT, 'rule:due-date') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id AND NEW.is_due_typed = 0
    AND i.due_date <> min('2999-12-31', CASE NEW.kind
      WHEN 'days' THEN date(i.issue_date, NEW.days || ' days')
      WHEN 'days-end-of-month' THEN date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', '-1 day')
      WHEN 'end-of-month-days' THEN date(i.issue_date, 'start of month', '+1 month', '-1 day', NEW.days || ' days')
      ELSE min(date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', (NEW.day - 1) || ' days'),
        date(i.issue_date, NEW.days || ' days', 'start of month', '+2 months', '-1 day')) END);
  SELECT RAISE(ABORT, 'rule:early-payment') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id
    AND date(i.issue_date, NEW.early_payment_days || ' days') > i.due_date;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_terms_delete BEFORE DELETE ON invoice_terms
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
-- The build before knows no terms of an invoice: they go with an invoice that it deletes.
CREATE TRIGGER invoice_terms_gone BEFORE DELETE ON invoices
  WHEN EXISTS (SELECT 1 FROM invoice_terms WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
    AND (OLD.status = 'draft' OR EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.id))
BEGIN
  DELETE FROM invoice_terms WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
--> statement-breakpoint
-- It sends every due date as if it were typed: one that it stores is. A discount that would end later than that is none. This build
-- writes the terms anew behind each save, in the same transaction.
CREATE TRIGGER invoices_due_typed AFTER UPDATE ON invoices WHEN NEW.status = 'draft'
  AND (NEW.issue_date <> OLD.issue_date OR NEW.due_date <> OLD.due_date OR NEW.client_id <> OLD.client_id)
BEGIN
  UPDATE invoice_terms SET is_due_typed = 1,
      early_payment_ppm = CASE WHEN date(NEW.issue_date, early_payment_days || ' days') <= NEW.due_date THEN early_payment_ppm END,
      early_payment_days = CASE WHEN date(NEW.issue_date, early_payment_days || ' days') <= NEW.due_date THEN early_payment_days END,
      is_own_early_payment = is_own_early_payment AND date(NEW.issue_date, early_payment_days || ' days') <= NEW.due_date
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id;
END;
--> statement-breakpoint
-- One reason more: `early-payment`, a discount that ends later than its invoice is due.
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
    WHEN 'early-payment' THEN RAISE(ABORT, 'guard:early-payment')
    WHEN 'number' THEN RAISE(ABORT, 'guard:number')
    WHEN 'last-owner' THEN RAISE(ABORT, 'guard:last-owner')
    WHEN 'default' THEN RAISE(ABORT, 'guard:default')
    ELSE RAISE(ABORT, 'guard:refused')
  END;
END;
