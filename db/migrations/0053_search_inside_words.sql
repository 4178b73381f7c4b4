-- What an entry is found by: its words, folded, each between spaces; codes without their signs too; two letters at a time where a script has no
-- spaces. The sequence of its number, and its amounts in thousandths of the currency's unit, without a minus: yen and dinars alike.
ALTER TABLE invoice_search_rows ADD COLUMN text TEXT;
--> statement-breakpoint
ALTER TABLE invoice_search_rows ADD COLUMN sequence INTEGER;
--> statement-breakpoint
ALTER TABLE invoice_search_rows ADD COLUMN gross INTEGER;
--> statement-breakpoint
ALTER TABLE invoice_search_rows ADD COLUMN net INTEGER;
--> statement-breakpoint
ALTER TABLE invoice_search_rows ADD COLUMN due INTEGER;
--> statement-breakpoint
ALTER TABLE client_search_rows ADD COLUMN text TEXT;
--> statement-breakpoint
-- Han, kana, hangul, Thai, Lao, Burmese, Khmer: a pattern for one letter of a script that has no spaces (app/domain/search/entry-text.ts).
CREATE VIEW unspaced_scripts AS SELECT '[' || char(0xe00, 45, 0xeff, 0x1000, 45, 0x11ff, 0x1780, 45, 0x17ff, 0x2e80, 45, 0xd7ff, 0xf900, 45, 0xfaff, 0x20000, 45, 0x3fffd) || ']' AS letter;
--> statement-breakpoint
CREATE VIEW invoice_entries AS SELECT i.tenant_id, i.id AS invoice_id, i.sequence, abs(i.gross_minor) * i.unit AS gross, abs(i.net_minor) * i.unit AS net,
    abs(i.due_minor) * i.unit AS due,
    (SELECT '  ' || trim(replace(replace(replace(group_concat(words, ' '), ' ', '<>'), '><', ''), '<>', '  ')) || '  ' FROM (
      SELECT t || iif(is_code AND trim(t) GLOB '* *', ' ' || replace(t, ' ', ''), '') || iif(t GLOB '*' || (SELECT letter FROM unspaced_scripts) || '*',
          (WITH RECURSIVE p (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM p WHERE at < length(t))
            SELECT ' ' || group_concat(substr(t, at, 2), ' ') FROM p WHERE substr(t, at, 1) GLOB (SELECT letter FROM unspaced_scripts)), '') AS words
      FROM (SELECT is_code, (WITH RECURSIVE f (t, rest) AS (SELECT lower(piece), ltrim(lower(piece), ' 0123456789abcdefghijklmnopqrstuvwxyz')
            UNION ALL SELECT replace(t, substr(rest, 1, 1), coalesce((SELECT base FROM search_folds WHERE letter = substr(rest, 1, 1)),
              (SELECT base FROM letter_folds WHERE letter = substr(rest, 1, 1)), substr(rest, 1, 1))),
              ltrim(replace(rest, substr(rest, 1, 1), ''), ' 0123456789abcdefghijklmnopqrstuvwxyz') FROM f WHERE rest <> '')
          SELECT t FROM f WHERE rest = '') AS t
        FROM (SELECT i.number AS piece, 1 AS is_code UNION ALL SELECT CAST(i.sequence AS TEXT), 0 UNION ALL SELECT coalesce(b.name, c.name), 0
          UNION ALL SELECT i.buyer_reference, 1 UNION ALL SELECT i.order_reference, 1 UNION ALL SELECT i.project_reference, 1
          UNION ALL SELECT i.note, 0 UNION ALL SELECT i.internal_note, 0
          UNION ALL SELECT concat_ws(' ', l.name, l.description), 0 FROM invoice_lines l WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id) WHERE piece IS NOT NULL LIMIT -1))) AS text
  FROM (SELECT *, CASE WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1000
      WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1 ELSE 10 END AS unit FROM invoices) i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
  LEFT JOIN invoice_parties b ON b.tenant_id = i.tenant_id AND b.invoice_id = i.id AND b.party = 'buyer';
--> statement-breakpoint
CREATE VIEW client_entries AS SELECT c.tenant_id, c.id AS client_id,
    (SELECT '  ' || trim(replace(replace(replace(group_concat(words, ' '), ' ', '<>'), '><', ''), '<>', '  ')) || '  ' FROM (
      SELECT t || iif(is_code AND trim(t) GLOB '* *', ' ' || replace(t, ' ', ''), '') || iif(t GLOB '*' || (SELECT letter FROM unspaced_scripts) || '*',
          (WITH RECURSIVE p (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM p WHERE at < length(t))
            SELECT ' ' || group_concat(substr(t, at, 2), ' ') FROM p WHERE substr(t, at, 1) GLOB (SELECT letter FROM unspaced_scripts)), '') AS words
      FROM (SELECT is_code, (WITH RECURSIVE f (t, rest) AS (SELECT lower(piece), ltrim(lower(piece), ' 0123456789abcdefghijklmnopqrstuvwxyz')
            UNION ALL SELECT replace(t, substr(rest, 1, 1), coalesce((SELECT base FROM search_folds WHERE letter = substr(rest, 1, 1)),
              (SELECT base FROM letter_folds WHERE letter = substr(rest, 1, 1)), substr(rest, 1, 1))),
              ltrim(replace(rest, substr(rest, 1, 1), ''), ' 0123456789abcdefghijklmnopqrstuvwxyz') FROM f WHERE rest <> '')
          SELECT t FROM f WHERE rest = '') AS t
        FROM (SELECT c.name AS piece, 0 AS is_code UNION ALL SELECT c.trade_name, 0 UNION ALL SELECT c.email, 0 UNION ALL SELECT c.vat_id, 1
          UNION ALL SELECT c.contact_name, 0 UNION ALL SELECT c.city, 0 UNION ALL SELECT c.country, 0 UNION ALL SELECT c.phone, 1) WHERE piece IS NOT NULL LIMIT -1))) AS text
  FROM clients c;
--> statement-breakpoint
-- The parts of three letters that the texts have; the text of an entry says where they stand together. Every 4,096th entry is in all lists that a
-- search reads ("###", which no text has), so that it can stop there.
CREATE VIRTUAL TABLE invoice_grams USING fts5 (text, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1');
--> statement-breakpoint
CREATE VIRTUAL TABLE invoice_gram_terms USING fts5vocab (invoice_grams, row);
--> statement-breakpoint
CREATE TRIGGER invoice_grams_update AFTER UPDATE OF text ON invoice_search_rows WHEN NEW.text IS NOT OLD.text
BEGIN
  INSERT INTO invoice_grams (invoice_grams, rowid, text) SELECT 'delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', '') WHERE OLD.text IS NOT NULL;
  INSERT INTO invoice_grams (rowid, text) SELECT NEW.id, NEW.text || iif(NEW.id % 4096 = 0, '###', '') WHERE NEW.text IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_grams_delete AFTER DELETE ON invoice_search_rows WHEN OLD.text IS NOT NULL
BEGIN
  INSERT INTO invoice_grams (invoice_grams, rowid, text) VALUES ('delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', ''));
END;
--> statement-breakpoint
CREATE VIRTUAL TABLE client_grams USING fts5 (text, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1');
--> statement-breakpoint
CREATE VIRTUAL TABLE client_gram_terms USING fts5vocab (client_grams, row);
--> statement-breakpoint
CREATE TRIGGER client_grams_update AFTER UPDATE OF text ON client_search_rows WHEN NEW.text IS NOT OLD.text
BEGIN
  INSERT INTO client_grams (client_grams, rowid, text) SELECT 'delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', '') WHERE OLD.text IS NOT NULL;
  INSERT INTO client_grams (rowid, text) SELECT NEW.id, NEW.text || iif(NEW.id % 4096 = 0, '###', '') WHERE NEW.text IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER client_grams_delete AFTER DELETE ON client_search_rows WHEN OLD.text IS NOT NULL
BEGIN
  INSERT INTO client_grams (client_grams, rowid, text) VALUES ('delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', ''));
END;
--> statement-breakpoint
DROP TRIGGER index_invoice_insert;
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
  UPDATE invoice_search_rows SET (text, sequence, gross, net, due) = (SELECT text, sequence, gross, net, due FROM invoice_entries e WHERE e.tenant_id = NEW.tenant_id AND e.invoice_id = NEW.invoice_id)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id;
END;
--> statement-breakpoint
DROP TRIGGER index_client_insert;
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
  UPDATE client_search_rows SET text = (SELECT text FROM client_entries e WHERE e.tenant_id = NEW.tenant_id AND e.client_id = NEW.client_id)
    WHERE tenant_id = NEW.tenant_id AND client_id = NEW.client_id;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_amounts_search AFTER UPDATE ON invoices WHEN NEW.gross_minor <> OLD.gross_minor OR NEW.net_minor <> OLD.net_minor
  OR NEW.due_minor <> OLD.due_minor OR NEW.currency <> OLD.currency
BEGIN
  UPDATE invoice_search_rows SET (gross, net, due) = (SELECT gross, net, due FROM invoice_entries e WHERE e.tenant_id = NEW.tenant_id AND e.invoice_id = NEW.id)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id;
END;
--> statement-breakpoint
-- A place that every list of parts has: where nothing matches, FTS5 would look for the next match in the entries of all other businesses.
CREATE TRIGGER search_spaces_grams_insert AFTER INSERT ON search_spaces
BEGIN
  INSERT INTO invoice_grams (rowid, text) VALUES (NEW.number << 28, '###');
  INSERT INTO client_grams (rowid, text) VALUES (NEW.number << 28, '###');
END;
--> statement-breakpoint
CREATE TRIGGER search_spaces_grams_delete AFTER DELETE ON search_spaces
BEGIN
  INSERT INTO invoice_grams (invoice_grams, rowid, text) VALUES ('delete', OLD.number << 28, '###');
  INSERT INTO client_grams (client_grams, rowid, text) VALUES ('delete', OLD.number << 28, '###');
END;
--> statement-breakpoint
INSERT INTO invoice_grams (rowid, text) SELECT number << 28, '###' FROM search_spaces ORDER BY number;
--> statement-breakpoint
INSERT INTO client_grams (rowid, text) SELECT number << 28, '###' FROM search_spaces ORDER BY number;
