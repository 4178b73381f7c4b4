-- What was paid, as rows: a payment, and which invoice it settles. docs/decisions/040 says why it looks like this.
-- Rows are only ever added. A mistake is taken back by a counter-entry: same client, currency and kind, the amount's sign turned.
CREATE TABLE payments (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL CHECK (length(id) = 26),
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'credit', 'discount', 'write_off')),
  paid_on TEXT NOT NULL CHECK (date(paid_on) IS paid_on),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) <= 9999999999999),
  reverses_id TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, id),
  FOREIGN KEY (tenant_id, reverses_id) REFERENCES payments (tenant_id, id),
  CHECK (reverses_id IS NULL OR reverses_id <> id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- The cascade serves the purge alone: payments_delete says when a payment may go.
CREATE TABLE payment_allocations (
  tenant_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) <= 9999999999999),
  PRIMARY KEY (tenant_id, invoice_id, payment_id),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payments (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- What was paid before is filled in by the daily job, in small batches: a million rows here would lock the database for 15 s.
-- Where there is nothing to fill, it is done.
INSERT INTO operations (name, at) SELECT 'payments-filled', unixepoch() * 1000 WHERE NOT EXISTS (SELECT 1 FROM invoices WHERE status = 'paid');
--> statement-breakpoint
CREATE INDEX payments_by_client ON payments (tenant_id, client_id, paid_on);
--> statement-breakpoint
CREATE UNIQUE INDEX payments_by_reversed ON payments (tenant_id, reverses_id);
--> statement-breakpoint
-- With the amount, so that it covers the sums of the triggers: else the planner takes the primary key and reads all of a business.
CREATE INDEX payment_allocations_by_payment ON payment_allocations (tenant_id, payment_id, amount_minor);
--> statement-breakpoint
CREATE TRIGGER payments_insert BEFORE INSERT ON payments
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.id)
    OR EXISTS (SELECT 1 FROM payments WHERE tenant_id = NEW.tenant_id AND reverses_id = NEW.reverses_id);
  SELECT RAISE(ABORT, 'rule:payment') WHERE NEW.reverses_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM payments p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.reverses_id AND p.reverses_id IS NULL
      AND p.client_id = NEW.client_id AND p.kind = NEW.kind AND p.currency = NEW.currency AND p.amount_minor = -NEW.amount_minor);
END;
--> statement-breakpoint
CREATE TRIGGER payments_update BEFORE UPDATE ON payments BEGIN SELECT RAISE(ABORT, 'rule:frozen'); END;
--> statement-breakpoint
-- A payment goes with the last of its invoices whose time is over, or with what is left of an erased business.
CREATE TRIGGER payments_delete BEFORE DELETE ON payments
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE EXISTS (
      SELECT 1 FROM payment_allocations a WHERE a.tenant_id = OLD.tenant_id AND a.payment_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM expired_invoices e WHERE e.tenant_id = a.tenant_id AND e.id = a.invoice_id))
    OR (NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND payment_id = OLD.id)
      AND (NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
        OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id)));
END;
--> statement-breakpoint
-- What is settled lies between nothing and what is due, and what a payment settles between nothing and its amount, under either sign.
CREATE TRIGGER payment_allocations_insert BEFORE INSERT ON payment_allocations
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM payment_allocations
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND payment_id = NEW.payment_id);
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (
    SELECT 1 FROM payments p JOIN invoices i ON i.tenant_id = p.tenant_id AND i.id = NEW.invoice_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id AND i.status <> 'draft'
      AND i.client_id = p.client_id AND i.currency = p.currency);
  SELECT RAISE(ABORT, 'rule:over-allocated') FROM (SELECT i.due_minor AS due, NEW.amount_minor + coalesce((SELECT sum(amount_minor)
      FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id), 0) AS settled
    FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id)
    WHERE settled NOT BETWEEN min(0, due) AND max(0, due);
  SELECT RAISE(ABORT, 'rule:over-allocated') FROM (SELECT p.amount_minor AS amount, NEW.amount_minor + coalesce((SELECT sum(amount_minor)
      FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND payment_id = NEW.payment_id), 0) AS used
    FROM payments p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id)
    WHERE used NOT BETWEEN min(0, amount) AND max(0, amount);
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_update BEFORE UPDATE ON payment_allocations BEGIN SELECT RAISE(ABORT, 'rule:frozen'); END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_delete BEFORE DELETE ON payment_allocations
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
-- Whoever marks an invoice as paid without a payment (every build before payments can be typed) pays what was left. The id is made of the
-- invoice's and of its version, so that it is known to both statements, and taken by nothing else.
CREATE TRIGGER invoices_paid AFTER UPDATE ON invoices WHEN OLD.status = 'sent' AND NEW.status = 'paid'
  AND NEW.due_minor <> coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), 0)
BEGIN
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
    SELECT NEW.tenant_id, printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7), NEW.client_id, 'payment', NEW.paid_date, NEW.currency,
      NEW.due_minor - coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), 0),
      NEW.updated_at;
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor)
    SELECT tenant_id, id, NEW.id, amount_minor FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7);
END;
--> statement-breakpoint
-- Whoever takes `paid` back without a counter-entry takes back the last payment that settles this invoice and nothing else; one from before
-- payments gets its payment first. Where there is none (one payment over several invoices) only a build that knows payments can say what is meant.
CREATE TRIGGER invoices_unpaid AFTER UPDATE ON invoices WHEN OLD.status = 'paid' AND NEW.status = 'sent' AND NEW.due_minor <> 0
  AND NEW.due_minor = coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), NEW.due_minor)
BEGIN
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
    SELECT NEW.tenant_id, NEW.id, NEW.client_id, 'payment', OLD.paid_date, NEW.currency, NEW.due_minor, OLD.updated_at
    WHERE NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id);
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor) SELECT NEW.tenant_id, NEW.id, NEW.id, NEW.due_minor
    WHERE NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id);
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, reverses_id, recorded_at)
    SELECT p.tenant_id, printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7), p.client_id, p.kind, p.paid_on, p.currency, -p.amount_minor,
      p.id, NEW.updated_at
    FROM payment_allocations a JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
    WHERE a.tenant_id = NEW.tenant_id AND a.invoice_id = NEW.id AND a.amount_minor = p.amount_minor AND p.reverses_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.tenant_id = p.tenant_id AND r.reverses_id = p.id)
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT 1;
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (SELECT 1 FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7));
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor)
    SELECT tenant_id, id, NEW.id, amount_minor FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7);
END;
--> statement-breakpoint
-- Every build's purge deletes the lines and then the invoice: what settled it goes with it, and a payment with its last invoice.
CREATE TRIGGER invoices_payments_delete BEFORE DELETE ON invoices
  WHEN EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
  AND EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.id)
BEGIN
  DELETE FROM payments WHERE tenant_id = OLD.tenant_id
    AND id IN (SELECT payment_id FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.tenant_id = payments.tenant_id AND a.payment_id = payments.id
      AND a.invoice_id <> OLD.id);
  DELETE FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
