-- The day of a settlement, and which credit note a credit comes from (docs/decisions/045).

-- Where it is not the later of the payment's day and the document's: what a client paid too much may settle an invoice of months after.
ALTER TABLE payment_allocations ADD COLUMN settled_on TEXT CHECK (settled_on IS NULL OR date(settled_on) IS settled_on);
--> statement-breakpoint
-- Nothing is settled before it was paid, nor before there was something to settle.
CREATE TRIGGER payment_allocations_day BEFORE INSERT ON payment_allocations WHEN NEW.settled_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'rule:payment') WHERE EXISTS (
      SELECT 1 FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.payment_id AND paid_on > NEW.settled_on)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id AND issue_date > NEW.settled_on);
END;
--> statement-breakpoint
-- A credit note settles by two rows of payments of the kind 'credit', each with what it settles: the credit note first, then the invoice.
-- Both stand here. The credit note may be purged before the invoice, so it is no foreign key; the cascade serves that of the payment.
CREATE TABLE payment_credits (
  tenant_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  credit_note_id TEXT NOT NULL CHECK (length(credit_note_id) = 26),
  PRIMARY KEY (tenant_id, payment_id),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payments (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX payment_credits_by_note ON payment_credits (tenant_id, credit_note_id);
--> statement-breakpoint
-- An import, known by a business without members, may name a credit note that was purged.
CREATE TRIGGER payment_credits_insert BEFORE INSERT ON payment_credits
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (
    SELECT 1 FROM payment_credits WHERE tenant_id = NEW.tenant_id AND payment_id = NEW.payment_id);
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (
    SELECT 1 FROM payments p LEFT JOIN invoices c ON c.tenant_id = p.tenant_id AND c.id = NEW.credit_note_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id AND p.kind = 'credit'
      AND CASE WHEN c.id IS NULL THEN NOT EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id)
        ELSE c.type_code = '381' AND c.status <> 'draft' AND c.client_id = p.client_id AND c.currency = p.currency END
      AND (p.reverses_id IS NULL OR EXISTS (SELECT 1 FROM payment_credits k
        WHERE k.tenant_id = p.tenant_id AND k.payment_id = p.reverses_id AND k.credit_note_id = NEW.credit_note_id)));
END;
--> statement-breakpoint
CREATE TRIGGER payment_credits_update BEFORE UPDATE ON payment_credits BEGIN SELECT RAISE(ABORT, 'rule:frozen'); END;
--> statement-breakpoint
CREATE TRIGGER payment_credits_delete BEFORE DELETE ON payment_credits
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE EXISTS (SELECT 1 FROM payments WHERE tenant_id = OLD.tenant_id AND id = OLD.payment_id);
END;
--> statement-breakpoint
-- Money comes in for an invoice and goes out for a credit note: the amount has the sign of what is due, the kind says which way it went.
CREATE TRIGGER payment_allocations_kind BEFORE INSERT ON payment_allocations
BEGIN
  SELECT RAISE(ABORT, 'rule:payment') FROM payments p JOIN invoices i ON i.tenant_id = p.tenant_id AND i.id = NEW.invoice_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id
      AND ((p.kind = 'payment' AND i.type_code = '381') OR (p.kind = 'refund' AND i.type_code <> '381'));
END;
--> statement-breakpoint
-- A credit settles nothing but its own credit note and invoices; these by no more than it took from the credit note, under any number of
-- people at once.
CREATE TRIGGER payment_allocations_credit BEFORE INSERT ON payment_allocations
  WHEN (SELECT kind FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.payment_id) = 'credit'
BEGIN
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (
    SELECT 1 FROM payment_credits k JOIN invoices i ON i.tenant_id = k.tenant_id AND i.id = NEW.invoice_id
    WHERE k.tenant_id = NEW.tenant_id AND k.payment_id = NEW.payment_id AND (i.type_code <> '381' OR i.id = k.credit_note_id));
  SELECT RAISE(ABORT, 'rule:over-allocated') FROM (
    SELECT coalesce(sum(CASE WHEN a.invoice_id = o.credit_note_id THEN a.amount_minor END), 0)
        + CASE WHEN NEW.invoice_id = o.credit_note_id THEN NEW.amount_minor ELSE 0 END AS taken,
      coalesce(sum(CASE WHEN a.invoice_id <> o.credit_note_id THEN a.amount_minor END), 0)
        + CASE WHEN NEW.invoice_id = o.credit_note_id THEN 0 ELSE NEW.amount_minor END AS given
    FROM payment_credits o
      LEFT JOIN payment_credits k ON k.tenant_id = o.tenant_id AND k.credit_note_id = o.credit_note_id
      LEFT JOIN payment_allocations a ON a.tenant_id = k.tenant_id AND a.payment_id = k.payment_id
    WHERE o.tenant_id = NEW.tenant_id AND o.payment_id = NEW.payment_id
      AND (EXISTS (SELECT 1 FROM invoices WHERE tenant_id = o.tenant_id AND id = o.credit_note_id)
        OR EXISTS (SELECT 1 FROM memberships WHERE tenant_id = o.tenant_id))
    GROUP BY o.credit_note_id)
    WHERE given NOT BETWEEN min(0, taken) AND max(0, taken);
END;
--> statement-breakpoint
-- As in 0016, but for a credit note: there it is a refund.
DROP TRIGGER invoices_paid;
--> statement-breakpoint
CREATE TRIGGER invoices_paid AFTER UPDATE ON invoices WHEN OLD.status = 'sent' AND NEW.status = 'paid'
  AND NEW.due_minor <> coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), 0)
BEGIN
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
    SELECT NEW.tenant_id, printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7), NEW.client_id,
      CASE NEW.type_code WHEN '381' THEN 'refund' ELSE 'payment' END, NEW.paid_date, NEW.currency,
      NEW.due_minor - coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), 0),
      NEW.updated_at;
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor)
    SELECT tenant_id, id, NEW.id, amount_minor FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7);
END;
--> statement-breakpoint
-- As in 0016, but it takes no credit back: what that took from its credit note would stay taken.
DROP TRIGGER invoices_unpaid;
--> statement-breakpoint
CREATE TRIGGER invoices_unpaid AFTER UPDATE ON invoices WHEN OLD.status = 'paid' AND NEW.status = 'sent' AND NEW.due_minor <> 0
  AND NEW.due_minor = coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), NEW.due_minor)
BEGIN
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
    SELECT NEW.tenant_id, NEW.id, NEW.client_id, CASE NEW.type_code WHEN '381' THEN 'refund' ELSE 'payment' END, OLD.paid_date, NEW.currency,
      NEW.due_minor, OLD.updated_at
    WHERE NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id);
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor) SELECT NEW.tenant_id, NEW.id, NEW.id, NEW.due_minor
    WHERE NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id);
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, reverses_id, recorded_at)
    SELECT p.tenant_id, printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7), p.client_id, p.kind, p.paid_on, p.currency, -p.amount_minor,
      p.id, NEW.updated_at
    FROM payment_allocations a JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
    WHERE a.tenant_id = NEW.tenant_id AND a.invoice_id = NEW.id AND a.amount_minor = p.amount_minor AND p.reverses_id IS NULL
      AND p.kind <> 'credit'
      AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.tenant_id = p.tenant_id AND r.reverses_id = p.id)
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT 1;
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (SELECT 1 FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7));
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor, settled_on)
    SELECT p.tenant_id, p.id, NEW.id, p.amount_minor, a.settled_on FROM payments p
    JOIN payment_allocations a ON a.tenant_id = p.tenant_id AND a.invoice_id = NEW.id AND a.payment_id = p.reverses_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7);
END;
