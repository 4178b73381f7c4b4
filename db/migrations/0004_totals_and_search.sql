-- What every page shows of all invoices together is kept by the database, in the transaction that changes it (docs/decisions/014).
-- Sums of what is open (sent, not archived), by due date, for the business (client '') and for each client: by month and by day, so
-- that what is overdue is some months and at most 31 days. A row is there while it counts something.
CREATE TABLE open_totals (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  client_id TEXT NOT NULL CHECK (client_id = '' OR length(client_id) = 26),
  grain TEXT NOT NULL CHECK (grain IN ('month', 'day')),
  period TEXT NOT NULL CHECK (period GLOB CASE grain WHEN 'month' THEN '[0-9][0-9][0-9][0-9]-[0-9][0-9]' ELSE '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' END),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  invoice_count INTEGER NOT NULL CHECK (invoice_count >= 0),
  due_minor INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, client_id, grain, currency, period)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Sums of what was paid (not archived), by the month of the paid date.
CREATE TABLE paid_totals (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  invoice_count INTEGER NOT NULL CHECK (invoice_count >= 0),
  due_minor INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, currency, month)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- After issue only status, its date and the archive move an invoice from one sum to another; the rest is frozen.
CREATE TRIGGER open_totals_leave AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND OLD.status = 'sent' AND OLD.archived_at IS NULL
BEGIN
  UPDATE open_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor
    WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date));
  DELETE FROM open_totals WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date)) AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_enter AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND NEW.status = 'sent' AND NEW.archived_at IS NULL
BEGIN
  INSERT INTO open_totals (tenant_id, client_id, grain, period, currency, invoice_count, due_minor)
    SELECT NEW.tenant_id, c.id, g.grain, substr(NEW.due_date, 1, g.width), NEW.currency, 1, NEW.due_minor
    FROM (SELECT '' AS id UNION ALL SELECT NEW.client_id) AS c, (SELECT 'month' AS grain, 7 AS width UNION ALL SELECT 'day', 10) AS g WHERE 1
    ON CONFLICT (tenant_id, client_id, grain, currency, period)
    DO UPDATE SET invoice_count = invoice_count + 1, due_minor = due_minor + excluded.due_minor;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_delete AFTER DELETE ON invoices WHEN OLD.status = 'sent' AND OLD.archived_at IS NULL
BEGIN
  UPDATE open_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor
    WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date));
  DELETE FROM open_totals WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date)) AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_leave AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND OLD.status = 'paid' AND OLD.archived_at IS NULL
BEGIN
  UPDATE paid_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency;
  DELETE FROM paid_totals WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_enter AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND NEW.status = 'paid' AND NEW.archived_at IS NULL
BEGIN
  INSERT INTO paid_totals (tenant_id, month, currency, invoice_count, due_minor)
    VALUES (NEW.tenant_id, substr(NEW.paid_date, 1, 7), NEW.currency, 1, NEW.due_minor)
    ON CONFLICT (tenant_id, currency, month) DO UPDATE SET invoice_count = invoice_count + 1, due_minor = due_minor + excluded.due_minor;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_delete AFTER DELETE ON invoices WHEN OLD.status = 'paid' AND OLD.archived_at IS NULL
BEGIN
  UPDATE paid_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency;
  DELETE FROM paid_totals WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency AND invoice_count = 0;
END;
--> statement-breakpoint
-- What was there before this migration.
INSERT INTO open_totals (tenant_id, client_id, grain, period, currency, invoice_count, due_minor)
  SELECT tenant_id, c, grain, period, currency, count(*), sum(due_minor) FROM (
    SELECT tenant_id, '' AS c, 'month' AS grain, substr(due_date, 1, 7) AS period, currency, due_minor FROM invoices WHERE status = 'sent' AND archived_at IS NULL
    UNION ALL SELECT tenant_id, '', 'day', due_date, currency, due_minor FROM invoices WHERE status = 'sent' AND archived_at IS NULL
    UNION ALL SELECT tenant_id, client_id, 'month', substr(due_date, 1, 7), currency, due_minor FROM invoices WHERE status = 'sent' AND archived_at IS NULL
    UNION ALL SELECT tenant_id, client_id, 'day', due_date, currency, due_minor FROM invoices WHERE status = 'sent' AND archived_at IS NULL)
  GROUP BY tenant_id, c, grain, period, currency;
--> statement-breakpoint
INSERT INTO paid_totals (tenant_id, month, currency, invoice_count, due_minor)
  SELECT tenant_id, substr(paid_date, 1, 7), currency, count(*), sum(due_minor) FROM invoices WHERE status = 'paid' AND archived_at IS NULL
  GROUP BY tenant_id, substr(paid_date, 1, 7), currency;
--> statement-breakpoint
-- Every filter of the list × both its sorts has an index of its own, once for what is in use and once for what is archived: an invoice
-- is in one of the two.
DROP INDEX invoices_by_date;
--> statement-breakpoint
DROP INDEX invoices_by_date_all;
--> statement-breakpoint
DROP INDEX invoices_by_due;
--> statement-breakpoint
DROP INDEX invoices_by_status_date;
--> statement-breakpoint
DROP INDEX invoices_by_status_due;
--> statement-breakpoint
DROP INDEX invoices_by_client_date;
--> statement-breakpoint
DROP INDEX invoices_paid;
--> statement-breakpoint
CREATE INDEX invoices_by_date ON invoices (tenant_id, issue_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_due ON invoices (tenant_id, due_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_date ON invoices (tenant_id, status, issue_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_due ON invoices (tenant_id, status, due_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_date ON invoices (tenant_id, client_id, issue_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_due ON invoices (tenant_id, client_id, due_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_status_date ON invoices (tenant_id, client_id, status, issue_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_status_due ON invoices (tenant_id, client_id, status, due_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_date ON invoices (tenant_id, issue_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_due ON invoices (tenant_id, due_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_status_date ON invoices (tenant_id, status, issue_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_status_due ON invoices (tenant_id, status, due_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_date ON invoices (tenant_id, client_id, issue_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_due ON invoices (tenant_id, client_id, due_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_status_date ON invoices (tenant_id, client_id, status, issue_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_status_due ON invoices (tenant_id, client_id, status, due_date, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX clients_archived_by_name ON clients (tenant_id, name, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
DROP INDEX clients_by_name_all;
--> statement-breakpoint
-- Search. An entry's rowid is its business's number times 2^28 and its own number: the entries of a business lie together, newest
-- last, and a search reads no other's (docs/decisions/015).
CREATE TABLE search_spaces (
  number INTEGER PRIMARY KEY NOT NULL CHECK (number BETWEEN 1 AND 33554431),
  tenant_id TEXT NOT NULL UNIQUE REFERENCES tenants (id)
) STRICT;
--> statement-breakpoint
CREATE TABLE invoice_search_rows (
  id INTEGER PRIMARY KEY NOT NULL,
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  UNIQUE (tenant_id, invoice_id),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id)
) STRICT;
--> statement-breakpoint
CREATE VIRTUAL TABLE invoice_search USING fts5 (text, content = '', contentless_delete = 1, detail = none,
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12', tokenize = "unicode61 remove_diacritics 2");
--> statement-breakpoint
CREATE TABLE client_search_rows (
  id INTEGER PRIMARY KEY NOT NULL,
  tenant_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  UNIQUE (tenant_id, client_id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, id)
) STRICT;
--> statement-breakpoint
CREATE VIRTUAL TABLE client_search USING fts5 (text, content = '', contentless_delete = 1, detail = none,
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12', tokenize = "unicode61 remove_diacritics 2");
--> statement-breakpoint
-- What an invoice is found by: its number, its client as the list shows it, its texts.
CREATE VIEW invoice_texts AS SELECT i.tenant_id, i.id AS invoice_id, concat_ws(' ', i.number, coalesce(p.name, c.name), i.buyer_reference, i.order_reference,
    i.note, i.internal_note, (SELECT group_concat(concat_ws(' ', l.name, l.description), ' ') FROM invoice_lines l
      WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id)) AS text
  FROM invoices i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
  LEFT JOIN invoice_parties p ON p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'buyer';
--> statement-breakpoint
CREATE VIEW client_texts AS SELECT tenant_id, id AS client_id, concat_ws(' ', name, trade_name, email, vat_id, contact_name, city, country, phone) AS text FROM clients;
--> statement-breakpoint
-- A trigger can't call another, but it can write to a view: INSERT INTO index_invoice (tenant_id, invoice_id) files it anew.
CREATE VIEW index_invoice AS SELECT '' AS tenant_id, '' AS invoice_id WHERE 0;
--> statement-breakpoint
CREATE TRIGGER index_invoice_insert INSTEAD OF INSERT ON index_invoice
BEGIN
  INSERT INTO invoice_search_rows (id, tenant_id, invoice_id)
    SELECT 1 + coalesce((SELECT max(id) FROM invoice_search_rows WHERE id BETWEEN (s.number << 28) AND (s.number << 28) + 268435455), s.number << 28),
      NEW.tenant_id, NEW.invoice_id
    FROM search_spaces s WHERE s.tenant_id = NEW.tenant_id
      AND NOT EXISTS (SELECT 1 FROM invoice_search_rows WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id);
  DELETE FROM invoice_search WHERE rowid = (SELECT id FROM invoice_search_rows WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id);
  INSERT INTO invoice_search (rowid, text) SELECT r.id, t.text FROM invoice_search_rows r
    JOIN invoice_texts t ON t.tenant_id = r.tenant_id AND t.invoice_id = r.invoice_id WHERE r.tenant_id = NEW.tenant_id AND r.invoice_id = NEW.invoice_id;
END;
--> statement-breakpoint
CREATE VIEW index_client AS SELECT '' AS tenant_id, '' AS client_id WHERE 0;
--> statement-breakpoint
CREATE TRIGGER index_client_insert INSTEAD OF INSERT ON index_client
BEGIN
  INSERT INTO client_search_rows (id, tenant_id, client_id)
    SELECT 1 + coalesce((SELECT max(id) FROM client_search_rows WHERE id BETWEEN (s.number << 28) AND (s.number << 28) + 268435455), s.number << 28),
      NEW.tenant_id, NEW.client_id
    FROM search_spaces s WHERE s.tenant_id = NEW.tenant_id
      AND NOT EXISTS (SELECT 1 FROM client_search_rows WHERE tenant_id = NEW.tenant_id AND client_id = NEW.client_id);
  DELETE FROM client_search WHERE rowid = (SELECT id FROM client_search_rows WHERE tenant_id = NEW.tenant_id AND client_id = NEW.client_id);
  INSERT INTO client_search (rowid, text) SELECT r.id, t.text FROM client_search_rows r
    JOIN client_texts t ON t.tenant_id = r.tenant_id AND t.client_id = r.client_id WHERE r.tenant_id = NEW.tenant_id AND r.client_id = NEW.client_id;
END;
--> statement-breakpoint
CREATE TRIGGER tenants_search AFTER INSERT ON tenants
BEGIN
  INSERT INTO search_spaces (tenant_id) VALUES (NEW.id);
END;
--> statement-breakpoint
-- The last line is the one that makes an invoice whole: its texts are filed once, however many lines it has.
CREATE TRIGGER invoice_lines_search AFTER INSERT ON invoice_lines
  WHEN NEW.position = (SELECT line_count FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id)
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_search_insert AFTER INSERT ON invoices WHEN NEW.line_count = 0
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_search_update AFTER UPDATE ON invoices WHEN NEW.number IS NOT OLD.number OR NEW.client_id <> OLD.client_id
  OR NEW.buyer_reference IS NOT OLD.buyer_reference OR NEW.order_reference IS NOT OLD.order_reference OR NEW.note IS NOT OLD.note
  OR NEW.internal_note IS NOT OLD.internal_note OR (NEW.line_count = 0 AND OLD.line_count > 0)
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_search_delete AFTER DELETE ON invoices
BEGIN
  DELETE FROM invoice_search WHERE rowid = (SELECT id FROM invoice_search_rows WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id);
  DELETE FROM invoice_search_rows WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_insert AFTER INSERT ON clients
BEGIN
  INSERT INTO index_client (tenant_id, client_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_update AFTER UPDATE ON clients
BEGIN
  INSERT INTO index_client (tenant_id, client_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
-- A draft goes by its client's name of today.
CREATE TRIGGER clients_search_rename AFTER UPDATE ON clients WHEN NEW.name IS NOT OLD.name OR NEW.name COLLATE BINARY <> OLD.name
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id)
    SELECT tenant_id, id FROM invoices WHERE tenant_id = NEW.tenant_id AND client_id = NEW.id AND status = 'draft' AND archived_at IS NULL
    UNION ALL SELECT tenant_id, id FROM invoices WHERE tenant_id = NEW.tenant_id AND client_id = NEW.id AND status = 'draft' AND archived_at IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_delete AFTER DELETE ON clients
BEGIN
  DELETE FROM client_search WHERE rowid = (SELECT id FROM client_search_rows WHERE tenant_id = OLD.tenant_id AND client_id = OLD.id);
  DELETE FROM client_search_rows WHERE tenant_id = OLD.tenant_id AND client_id = OLD.id;
END;
--> statement-breakpoint
INSERT INTO search_spaces (tenant_id) SELECT id FROM tenants ORDER BY id;
--> statement-breakpoint
INSERT INTO invoice_search_rows (id, tenant_id, invoice_id)
  SELECT (s.number << 28) + row_number() OVER (PARTITION BY x.tenant_id ORDER BY x.id), x.tenant_id, x.id
  FROM invoices x JOIN search_spaces s ON s.tenant_id = x.tenant_id;
--> statement-breakpoint
INSERT INTO invoice_search (rowid, text) SELECT r.id, t.text FROM invoice_search_rows r
  JOIN invoice_texts t ON t.tenant_id = r.tenant_id AND t.invoice_id = r.invoice_id ORDER BY r.id;
--> statement-breakpoint
INSERT INTO client_search_rows (id, tenant_id, client_id)
  SELECT (s.number << 28) + row_number() OVER (PARTITION BY x.tenant_id ORDER BY x.id), x.tenant_id, x.id
  FROM clients x JOIN search_spaces s ON s.tenant_id = x.tenant_id;
--> statement-breakpoint
INSERT INTO client_search (rowid, text) SELECT r.id, t.text FROM client_search_rows r
  JOIN client_texts t ON t.tenant_id = r.tenant_id AND t.client_id = r.client_id ORDER BY r.id;
