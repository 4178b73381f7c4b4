-- Years of retention run from where each law says: the end of the calendar year, or of the business's fiscal year, or of the calendar
-- year in which that ends (docs/decisions/043).
ALTER TABLE tenants ADD COLUMN fiscal_year_end_month INTEGER NOT NULL DEFAULT 12 CHECK (fiscal_year_end_month BETWEEN 1 AND 12);
--> statement-breakpoint
ALTER TABLE retention_policies ADD COLUMN counted_from TEXT NOT NULL DEFAULT 'calendar-year'
  CHECK (counted_from IN ('calendar-year', 'fiscal-year', 'calendar-year-of-fiscal-year'));
--> statement-breakpoint
-- What was issued until then belonged to a fiscal year that ended with that month: the business has changed it since.
CREATE TABLE fiscal_year_floors (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  issued_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, month)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER fiscal_year_floors_insert BEFORE INSERT ON fiscal_year_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM fiscal_year_floors WHERE tenant_id = NEW.tenant_id AND month = NEW.month);
END;
--> statement-breakpoint
CREATE TRIGGER fiscal_year_floors_update BEFORE UPDATE ON fiscal_year_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.month <> OLD.month OR NEW.issued_until < OLD.issued_until;
END;
--> statement-breakpoint
-- It goes with its business, and not before.
CREATE TRIGGER fiscal_year_floors_delete BEFORE DELETE ON fiscal_year_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant_id);
END;
--> statement-breakpoint
DROP TRIGGER tenants_gone;
--> statement-breakpoint
CREATE TRIGGER tenants_gone AFTER DELETE ON tenants
BEGIN
  DELETE FROM retention_floors WHERE tenant_id = OLD.id;
  DELETE FROM fiscal_year_floors WHERE tenant_id = OLD.id;
END;
--> statement-breakpoint
-- Another fiscal year: what is issued already stays in the one that it was issued in.
CREATE TRIGGER tenants_fiscal_year AFTER UPDATE OF fiscal_year_end_month ON tenants
  WHEN NEW.fiscal_year_end_month <> OLD.fiscal_year_end_month
    AND EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.id AND number IS NOT NULL)
BEGIN
  UPDATE fiscal_year_floors SET issued_until = max(issued_until, unixepoch() * 1000) WHERE tenant_id = OLD.id AND month = OLD.fiscal_year_end_month;
  INSERT INTO fiscal_year_floors (tenant_id, month, issued_until) SELECT OLD.id, OLD.fiscal_year_end_month, unixepoch() * 1000
    WHERE NOT EXISTS (SELECT 1 FROM fiscal_year_floors WHERE tenant_id = OLD.id AND month = OLD.fiscal_year_end_month);
END;
--> statement-breakpoint
DROP TRIGGER retention_policies_insert;
--> statement-breakpoint
DROP TRIGGER retention_policies_update;
--> statement-breakpoint
-- No row asks for fewer years than before.
INSERT INTO retention_policies (country, years, source, counted_from) VALUES
  ('HR', 11, 'Zakon o računovodstvu: 11 years for documents of the journal and the general ledger', 'fiscal-year');
--> statement-breakpoint
-- safe-with-old-code: twenty rows, which the old code only shows; years that grow keep more, never less.
UPDATE retention_policies SET
  years = CASE country WHEN 'AU' THEN 7 ELSE years END,
  source = CASE country WHEN '' THEN 'no rule of this country is known here: ten years, as most of the long ones'
    WHEN 'AU' THEN 's 286 (2) Corporations Act 2001; others 5 years, s 262A ITAA 1936'
    WHEN 'CA' THEN 's 230 (4) (b) Income Tax Act'
    WHEN 'DE' THEN '§ 147 (3), (4) AO, § 14b (1) UStG as of 2025 (BEG IV)' ELSE source END,
  counted_from = CASE WHEN country IN ('CA', 'CH', 'DK', 'FR', 'HR', 'LU', 'NO') THEN 'fiscal-year'
    WHEN country IN ('AT', 'FI', 'SE') THEN 'calendar-year-of-fiscal-year' ELSE counted_from END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_insert BEFORE INSERT ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_update BEFORE UPDATE ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
DROP VIEW expired_invoices;
--> statement-breakpoint
DROP VIEW retained_invoices;
--> statement-breakpoint
-- The whole rule, once: everything issued, the first year that it has to do with, for how many years it is kept, and the last day of
-- them. The day counts from the later of its date and the latest day that it was anywhere on earth when it was issued (UTC+14).
-- fiscal_end: the end of the fiscal year of that day; the latest, where the business had several. last_year: that of the last day.
CREATE VIEW retained_invoices AS SELECT tenant_id, id, client_id, first_year, years, CAST(substr(last_day, 1, 4) AS INTEGER) AS last_year, last_day FROM (
  SELECT d.tenant_id, d.id, d.client_id, d.first_year, max(d.own_years, d.seller_years, d.floor_years) AS years,
    max(
      CASE d.own_from WHEN 'calendar-year' THEN (substr(d.day, 1, 4) + d.own_years) || '-12-31'
        WHEN 'fiscal-year' THEN date((substr(d.fiscal_end, 1, 4) + d.own_years) || substr(d.fiscal_end, 5, 3) || '-01', '+1 month', '-1 day')
        ELSE (substr(d.fiscal_end, 1, 4) + d.own_years) || '-12-31' END,
      CASE d.seller_from WHEN 'calendar-year' THEN (substr(d.day, 1, 4) + d.seller_years) || '-12-31'
        WHEN 'fiscal-year' THEN date((substr(d.fiscal_end, 1, 4) + d.seller_years) || substr(d.fiscal_end, 5, 3) || '-01', '+1 month', '-1 day')
        ELSE (substr(d.fiscal_end, 1, 4) + d.seller_years) || '-12-31' END,
      CASE d.floor_years WHEN 0 THEN '' ELSE (substr(d.fiscal_end, 1, 4) + d.floor_years) || '-12-31' END) AS last_day
  FROM (SELECT i.*,
      (SELECT max(date((substr(i.day, 1, 4) + (CAST(substr(i.day, 6, 2) AS INTEGER) > m.month)) || printf('-%02d-01', m.month), '+1 month', '-1 day'))
        FROM (SELECT i.month UNION ALL SELECT f.month FROM fiscal_year_floors f WHERE f.tenant_id = i.tenant_id AND f.issued_until >= i.issued_at) m) AS fiscal_end
    FROM (SELECT i.tenant_id, i.id, i.client_id, i.issued_at, t.fiscal_year_end_month AS month,
        min(CAST(substr(i.issue_date, 1, 4) AS INTEGER),
          CAST(strftime('%Y', i.created_at / 1000 - 43200, 'unixepoch') AS INTEGER),
          CAST(strftime('%Y', i.issued_at / 1000 - 43200, 'unixepoch') AS INTEGER)) AS first_year,
        max(i.issue_date, strftime('%Y-%m-%d', i.issued_at / 1000 + 50400, 'unixepoch')) AS day,
        y.years AS own_years,
        (SELECT counted_from FROM retention_policies WHERE country IN (t.country, '') ORDER BY country DESC LIMIT 1) AS own_from,
        coalesce((SELECT (SELECT years FROM retention_policies WHERE country IN (p.country, '') ORDER BY country DESC LIMIT 1)
          FROM invoice_parties p WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'seller'), 0) AS seller_years,
        (SELECT (SELECT counted_from FROM retention_policies WHERE country IN (p.country, '') ORDER BY country DESC LIMIT 1)
          FROM invoice_parties p WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'seller') AS seller_from,
        coalesce((SELECT max(f.years) FROM retention_floors f WHERE f.tenant_id = i.tenant_id AND f.issued_until >= i.issued_at), 0) AS floor_years
      FROM invoices i JOIN tenants t ON t.id = i.tenant_id JOIN retained_years y ON y.tenant_id = i.tenant_id WHERE i.number IS NOT NULL) i) d);
--> statement-breakpoint
DROP VIEW retained_events;
--> statement-breakpoint
-- The same of the trail, by when each event was, to the end of the calendar year.
CREATE VIEW retained_events AS SELECT tenant_id, seq, year, year + years
    + (counted_from <> 'calendar-year' AND CAST(strftime('%m', at / 1000 + 50400, 'unixepoch') AS INTEGER) > month) AS last_year FROM (
  SELECT e.tenant_id, e.seq, e.at, CAST(strftime('%Y', e.at / 1000 + 50400, 'unixepoch') AS INTEGER) AS year,
    (SELECT counted_from FROM retention_policies WHERE country IN (t.country, '') ORDER BY country DESC LIMIT 1) AS counted_from,
    (SELECT min(month) FROM (SELECT t.fiscal_year_end_month AS month UNION ALL
      SELECT f.month FROM fiscal_year_floors f WHERE f.tenant_id = e.tenant_id AND f.issued_until >= e.at)) AS month,
    max(y.years, coalesce((SELECT max(f.years) FROM retention_floors f WHERE f.tenant_id = e.tenant_id AND f.issued_until >= e.at), 0)) AS years
  FROM audit_events e JOIN tenants t ON t.id = e.tenant_id JOIN retained_years y ON y.tenant_id = e.tenant_id);
--> statement-breakpoint
-- The day is over everywhere on earth, by the database's own clock. All triggers that let go of something issued ask this.
CREATE VIEW expired_invoices AS SELECT tenant_id, id FROM retained_invoices WHERE last_day < date('now', '-12 hours');
--> statement-breakpoint
DROP TRIGGER purged_numbers_insert;
--> statement-breakpoint
-- A stretch that a run gave, in which no invoice has to be kept any more. Where none is there, as in an archive, the run must at least be
-- as old as the shortest of all times (by the day that an invoice may have been issued ahead of it), which may end within a year.
CREATE TRIGGER purged_numbers_insert BEFORE INSERT ON purged_numbers
BEGIN
  SELECT RAISE(ABORT, 'rule:purged') WHERE NOT EXISTS (SELECT 1 FROM number_runs r WHERE r.tenant_id = NEW.tenant_id AND r.series_id = NEW.series_id
      AND r.period = NEW.period AND r.first_sequence <= NEW.first_sequence AND r.last_sequence >= NEW.last_sequence
      AND max(CAST(r.period AS INTEGER), CAST(strftime('%Y', r.created_at / 1000 - 36000, 'unixepoch') AS INTEGER))
        + (SELECT min(years) FROM retention_policies) <= min(CAST(strftime('%Y', 'now', '-12 hours') AS INTEGER),
          CAST(strftime('%Y', NEW.purged_at / 1000 + 50400, 'unixepoch') AS INTEGER)))
    OR EXISTS (SELECT 1 FROM purged_numbers p WHERE p.tenant_id = NEW.tenant_id AND p.series_id = NEW.series_id AND p.period = NEW.period
      AND p.first_sequence <= NEW.last_sequence AND p.last_sequence >= NEW.first_sequence)
    OR EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.series_id = NEW.series_id AND i.period = NEW.period
      AND i.sequence BETWEEN NEW.first_sequence AND NEW.last_sequence
      AND NOT EXISTS (SELECT 1 FROM expired_invoices e WHERE e.tenant_id = i.tenant_id AND e.id = i.id));
END;
