-- How long what was issued is kept: years, counted from the end of the year (docs/privacy.md). Fixed here, so that nothing that runs can
-- make it shorter; a law that changes is another migration. '' is every other country.
CREATE TABLE retention_policies (
  country TEXT PRIMARY KEY NOT NULL CHECK (country = '' OR country GLOB '[A-Z][A-Z]'),
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO retention_policies (country, years, source) VALUES
  ('', 10, 'no rule of this country is known here: the longest of all'),
  ('AT', 7, '§ 132 (1) BAO'),
  ('AU', 5, 's 262A ITAA 1936'),
  ('BE', 10, 'Art. 60 VAT Code'),
  ('CA', 6, 's 230(4) Income Tax Act'),
  ('CH', 10, 'Art. 958f OR'),
  ('DE', 8, '§ 147 (3) AO, § 14b (1) UStG as of 2025 (BEG IV)'),
  ('DK', 5, '§ 12 Bogføringsloven'),
  ('ES', 6, 'Art. 30 Código de Comercio'),
  ('FI', 6, '2:10 § Kirjanpitolaki'),
  ('FR', 10, 'Art. L123-22 Code de commerce'),
  ('GB', 6, 'Sch. 11 para 6(3) VAT Act 1994'),
  ('IE', 6, 's 84 VAT Consolidation Act 2010'),
  ('IT', 10, 'Art. 2220 Codice civile'),
  ('LU', 10, 'Art. 16 Code de commerce'),
  ('NL', 7, 'Art. 52 (4) AWR'),
  ('NO', 5, '§ 13 Bokføringsloven'),
  ('PT', 10, 'Art. 52 CIVA'),
  ('SE', 7, '7:2 § Bokföringslagen'),
  ('US', 7, '26 CFR 1.6001-1: no fixed number of years; the longest that the IRS names');
--> statement-breakpoint
CREATE TRIGGER retention_policies_insert BEFORE INSERT ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_update BEFORE UPDATE ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_delete BEFORE DELETE ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
-- What an owner chose: it can only make the time longer.
CREATE TABLE retention_choices (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL CHECK (kind IN ('invoices')),
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Somebody asked to be erased: a client, or the business itself, which has until due_at to think again. reason: why something is kept
-- (GDPR Art. 17(3)(b)); kept_until: the last day on which.
CREATE TABLE erasures (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  entity TEXT NOT NULL CHECK (entity IN ('client', 'tenant')),
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 60),
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  done_at INTEGER,
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  kept_until TEXT CHECK (kept_until IS NULL OR date(kept_until) IS kept_until),
  PRIMARY KEY (tenant_id, entity, entity_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX erasures_due ON erasures (due_at);
--> statement-breakpoint
-- What was deleted and events still tell of: no more than which, and its last version.
CREATE TABLE gone (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  entity TEXT NOT NULL CHECK (entity IN ('client', 'invoice')),
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 60),
  version INTEGER NOT NULL CHECK (version >= 1),
  PRIMARY KEY (tenant_id, entity, entity_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Numbers whose invoices were kept as long as they had to be: no gap in their run.
CREATE TABLE purged_numbers (
  tenant_id TEXT NOT NULL,
  series_id TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period = '' OR period GLOB '[0-9][0-9][0-9][0-9]'),
  first_sequence INTEGER NOT NULL CHECK (first_sequence >= 1),
  last_sequence INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  purged_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, series_id, period, first_sequence),
  FOREIGN KEY (tenant_id, series_id) REFERENCES number_series (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Where a trail begins whose first events were kept as long as they had to be: the place and the hash of the last of them.
CREATE TABLE audit_anchors (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 43),
  key_id TEXT NOT NULL CHECK (length(key_id) IN (0, 8)),
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- The longest of what the business's country, the seller's country on the invoice and the owner ask for; by the database's own clock.
CREATE VIEW expired_invoices AS SELECT i.tenant_id, i.id FROM invoices i WHERE i.number IS NOT NULL
  AND CAST(strftime('%Y', 'now') AS INTEGER) > CAST(substr(i.issue_date, 1, 4) AS INTEGER) + max(
    coalesce((SELECT p.years FROM retention_policies p JOIN tenants t ON t.country = p.country WHERE t.id = i.tenant_id), 10),
    coalesce((SELECT coalesce((SELECT years FROM retention_policies WHERE country = p.country), 10) FROM invoice_parties p
      WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'seller'), 0),
    coalesce((SELECT years FROM retention_choices WHERE tenant_id = i.tenant_id AND kind = 'invoices'), 0));
--> statement-breakpoint
-- Businesses that are erased but for what the law keeps: nobody is in them any more.
CREATE VIEW erased_tenants AS SELECT tenant_id FROM erasures WHERE entity = 'tenant' AND done_at IS NOT NULL;
--> statement-breakpoint
DROP TRIGGER invoice_lines_delete;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_delete BEFORE DELETE ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
DROP TRIGGER invoice_allowances_delete;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_delete BEFORE DELETE ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
DROP TRIGGER invoice_tax_groups_delete;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_delete BEFORE DELETE ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
DROP TRIGGER invoice_parties_delete;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_delete BEFORE DELETE ON invoice_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
DROP TRIGGER invoices_delete;
--> statement-breakpoint
-- Issued: only when its time is over and its number stands among the purged ones. A draft: when its client or its business is erased, or
-- when nobody touched it for two years.
CREATE TRIGGER invoices_delete BEFORE DELETE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE CASE WHEN OLD.number IS NULL THEN
      OLD.updated_at > (unixepoch() - 730 * 86400) * 1000
        AND NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'client' AND entity_id = OLD.client_id)
        AND NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    ELSE NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.id)
      OR NOT EXISTS (SELECT 1 FROM purged_numbers p WHERE p.tenant_id = OLD.tenant_id AND p.series_id = OLD.series_id AND p.period = OLD.period
        AND OLD.sequence BETWEEN p.first_sequence AND p.last_sequence) END;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_gone AFTER DELETE ON invoices
BEGIN
  INSERT INTO gone (tenant_id, entity, entity_id, version) VALUES (OLD.tenant_id, 'invoice', OLD.id, OLD.version);
END;
--> statement-breakpoint
DROP TRIGGER clients_delete;
--> statement-breakpoint
CREATE TRIGGER clients_delete BEFORE DELETE ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'client' AND entity_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_gone AFTER DELETE ON clients
BEGIN
  INSERT INTO gone (tenant_id, entity, entity_id, version) VALUES (OLD.tenant_id, 'client', OLD.id, OLD.version);
END;
--> statement-breakpoint
-- A stretch that a run gave, in which no invoice has to be kept any more.
CREATE TRIGGER purged_numbers_insert BEFORE INSERT ON purged_numbers
BEGIN
  SELECT RAISE(ABORT, 'rule:purged') WHERE NOT EXISTS (SELECT 1 FROM number_runs r WHERE r.tenant_id = NEW.tenant_id AND r.series_id = NEW.series_id
      AND r.period = NEW.period AND r.first_sequence <= NEW.first_sequence AND r.last_sequence >= NEW.last_sequence)
    OR EXISTS (SELECT 1 FROM purged_numbers p WHERE p.tenant_id = NEW.tenant_id AND p.series_id = NEW.series_id AND p.period = NEW.period
      AND p.first_sequence <= NEW.last_sequence AND p.last_sequence >= NEW.first_sequence)
    OR EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.series_id = NEW.series_id AND i.period = NEW.period
      AND i.sequence BETWEEN NEW.first_sequence AND NEW.last_sequence
      AND NOT EXISTS (SELECT 1 FROM expired_invoices e WHERE e.tenant_id = i.tenant_id AND e.id = i.id));
END;
--> statement-breakpoint
CREATE TRIGGER purged_numbers_update BEFORE UPDATE ON purged_numbers BEGIN SELECT RAISE(ABORT, 'rule:purged'); END;
--> statement-breakpoint
CREATE TRIGGER purged_numbers_delete BEFORE DELETE ON purged_numbers
BEGIN
  SELECT RAISE(ABORT, 'rule:purged') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
DROP TRIGGER number_runs_delete;
--> statement-breakpoint
-- Runs and series go with the last of an erased business.
CREATE TRIGGER number_runs_delete BEFORE DELETE ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
DROP TRIGGER number_series_delete;
--> statement-breakpoint
CREATE TRIGGER number_series_delete BEFORE DELETE ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
-- An anchor is the seal of an event, all events up to it are expired and no invoice of their time is kept any more; there is an event
-- behind it, unless the business is erased. Or the trail is empty, and an archive is being stored.
CREATE TRIGGER audit_anchors_insert BEFORE INSERT ON audit_anchors
BEGIN
  SELECT RAISE(ABORT, 'rule:anchor') WHERE (EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = NEW.tenant_id)
      OR EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = NEW.tenant_id))
    AND (NOT EXISTS (SELECT 1 FROM audit_seals WHERE tenant_id = NEW.tenant_id AND seq = NEW.seq AND hash = NEW.hash AND key_id = NEW.key_id)
      OR NOT EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = NEW.tenant_id AND seq > NEW.seq
        UNION ALL SELECT 1 FROM erased_tenants WHERE tenant_id = NEW.tenant_id)
      OR EXISTS (SELECT 1 FROM audit_events e WHERE e.tenant_id = NEW.tenant_id AND e.seq <= NEW.seq
        AND CAST(strftime('%Y', 'now') AS INTEGER) <= CAST(strftime('%Y', e.at / 1000, 'unixepoch') AS INTEGER) + max(
          coalesce((SELECT p.years FROM retention_policies p JOIN tenants t ON t.country = p.country WHERE t.id = NEW.tenant_id), 10),
          coalesce((SELECT years FROM retention_choices WHERE tenant_id = NEW.tenant_id AND kind = 'invoices'), 0)))
      OR EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.number IS NOT NULL AND substr(i.issue_date, 1, 4) <=
        (SELECT strftime('%Y', at / 1000, 'unixepoch') FROM audit_events WHERE tenant_id = NEW.tenant_id AND seq = NEW.seq)));
END;
--> statement-breakpoint
CREATE TRIGGER audit_anchors_update BEFORE UPDATE ON audit_anchors BEGIN SELECT RAISE(ABORT, 'rule:anchor'); END;
--> statement-breakpoint
-- Of two anchors the later one says all.
CREATE TRIGGER audit_anchors_delete BEFORE DELETE ON audit_anchors
BEGIN
  SELECT RAISE(ABORT, 'rule:anchor') WHERE NOT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = OLD.tenant_id AND seq > OLD.seq)
    AND EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
DROP TRIGGER audit_events_insert;
--> statement-breakpoint
CREATE TRIGGER audit_events_insert BEFORE INSERT ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-order') WHERE NEW.seq <> 1 + max(coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = NEW.tenant_id), 0),
    coalesce((SELECT max(seq) FROM audit_anchors WHERE tenant_id = NEW.tenant_id), 0));
END;
--> statement-breakpoint
DROP TRIGGER audit_events_delete;
--> statement-breakpoint
CREATE TRIGGER audit_events_delete BEFORE DELETE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-append-only') WHERE NOT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = OLD.tenant_id AND seq >= OLD.seq);
END;
--> statement-breakpoint
DROP TRIGGER audit_seals_insert;
--> statement-breakpoint
CREATE TRIGGER audit_seals_insert BEFORE INSERT ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-order') WHERE NEW.seq <> 1 + max(coalesce((SELECT max(seq) FROM audit_seals WHERE tenant_id = NEW.tenant_id), 0),
    coalesce((SELECT max(seq) FROM audit_anchors WHERE tenant_id = NEW.tenant_id), 0));
END;
--> statement-breakpoint
DROP TRIGGER audit_seals_delete;
--> statement-breakpoint
CREATE TRIGGER audit_seals_delete BEFORE DELETE ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-append-only') WHERE NOT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = OLD.tenant_id AND seq >= OLD.seq);
END;
