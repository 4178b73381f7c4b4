-- Retention counts from the later of issue date and moment of issue, and what was once promised is not made shorter (docs/decisions/026).
-- What was issued until then is kept for at least so many years: the business has moved to a country that asks for less since.
CREATE TABLE retention_floors (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
  issued_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, years)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- What was in force before this migration, and was made shorter: the trail knows it. Business by business, by this index: left alone, the
-- planner reads all trails from end to end (8 s for three million events, 0.1 s so).
INSERT INTO retention_floors (tenant_id, years, issued_until)
  SELECT tenant_id, years, max(at) FROM (
    SELECT e.tenant_id, e.at,
      (SELECT years FROM retention_policies WHERE country IN (e.changes ->> '$.country[0]', '') ORDER BY country DESC LIMIT 1) AS years,
      (SELECT years FROM retention_policies WHERE country IN (e.changes ->> '$.country[1]', '') ORDER BY country DESC LIMIT 1) AS since
    FROM tenants t CROSS JOIN audit_events e INDEXED BY audit_events_by_entity_time ON e.tenant_id = t.id AND e.entity = 'tenant' WHERE e.changes ->> '$.country[0]' IS NOT NULL
    UNION ALL
    SELECT e.tenant_id, e.at, e.changes ->> '$.years[0]', e.changes ->> '$.years[1]'
    FROM tenants t CROSS JOIN audit_events e INDEXED BY audit_events_by_entity_time ON e.tenant_id = t.id AND e.entity = 'retention' WHERE e.action = 'retention.changed')
  WHERE years > since AND years <= 30 GROUP BY tenant_id, years;
--> statement-breakpoint
CREATE TRIGGER retention_floors_insert BEFORE INSERT ON retention_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM retention_floors WHERE tenant_id = NEW.tenant_id AND years = NEW.years);
END;
--> statement-breakpoint
CREATE TRIGGER retention_floors_update BEFORE UPDATE ON retention_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.years <> OLD.years OR NEW.issued_until < OLD.issued_until;
END;
--> statement-breakpoint
-- It goes with its business, and not before.
CREATE TRIGGER retention_floors_delete BEFORE DELETE ON retention_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER tenants_gone AFTER DELETE ON tenants
BEGIN
  DELETE FROM retention_floors WHERE tenant_id = OLD.id;
END;
--> statement-breakpoint
-- A move to a country that asks for less: what is issued already is kept as it was promised until now.
CREATE TRIGGER tenants_moved AFTER UPDATE OF country ON tenants
  WHEN (SELECT years FROM retention_policies WHERE country IN (OLD.country, '') ORDER BY country DESC LIMIT 1)
    > (SELECT years FROM retention_policies WHERE country IN (NEW.country, '') ORDER BY country DESC LIMIT 1)
    AND EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.id AND number IS NOT NULL)
BEGIN
  UPDATE retention_floors SET issued_until = max(issued_until, unixepoch() * 1000) WHERE tenant_id = OLD.id
    AND years = (SELECT years FROM retention_policies WHERE country IN (OLD.country, '') ORDER BY country DESC LIMIT 1);
  INSERT INTO retention_floors (tenant_id, years, issued_until) SELECT OLD.id, p.years, unixepoch() * 1000
    FROM (SELECT years FROM retention_policies WHERE country IN (OLD.country, '') ORDER BY country DESC LIMIT 1) p
    WHERE NOT EXISTS (SELECT 1 FROM retention_floors WHERE tenant_id = OLD.id AND years = p.years);
END;
--> statement-breakpoint
-- A business is not replaced, renumbered or deleted: its country would be another one without a move.
CREATE TRIGGER tenants_insert BEFORE INSERT ON tenants
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM tenants WHERE id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER tenants_identity BEFORE UPDATE OF id ON tenants WHEN NEW.id <> OLD.id
BEGIN
  SELECT RAISE(ABORT, 'rule:identity');
END;
--> statement-breakpoint
CREATE TRIGGER tenants_delete BEFORE DELETE ON tenants
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.id AND number IS NOT NULL)
    OR EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = OLD.id);
END;
--> statement-breakpoint
-- An owner's choice goes up only, and goes with the last of an erased business.
CREATE TRIGGER retention_choices_insert BEFORE INSERT ON retention_choices
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (
    SELECT 1 FROM retention_choices WHERE tenant_id = NEW.tenant_id AND kind = NEW.kind AND years > NEW.years);
END;
--> statement-breakpoint
CREATE TRIGGER retention_choices_update BEFORE UPDATE ON retention_choices
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.kind <> OLD.kind OR NEW.years < OLD.years;
END;
--> statement-breakpoint
CREATE TRIGGER retention_choices_delete BEFORE DELETE ON retention_choices
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id AND number IS NOT NULL)
    OR EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
-- What is issued was made before, and its number's run begun. A day for clocks that differ and requests that waited: a made-up moment,
-- in an archive say, is not let in.
CREATE TRIGGER invoices_issued_at BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status = 'sent'
BEGIN
  SELECT RAISE(ABORT, 'rule:issued-at') WHERE NEW.issued_at < NEW.created_at - 86400000 OR EXISTS (SELECT 1 FROM number_runs r
    WHERE r.tenant_id = NEW.tenant_id AND r.series_id = NEW.series_id AND r.period = NEW.period
      AND NEW.sequence BETWEEN r.first_sequence AND r.last_sequence AND NEW.issued_at < r.created_at - 86400000);
END;
--> statement-breakpoint
-- For how many years a business keeps what it issues today: its country's, or longer by its owner's choice.
CREATE VIEW retained_years AS SELECT t.id AS tenant_id, max(
    (SELECT years FROM retention_policies WHERE country IN (t.country, '') ORDER BY country DESC LIMIT 1),
    coalesce((SELECT years FROM retention_choices WHERE tenant_id = t.id AND kind = 'invoices'), 0)) AS years
  FROM tenants t;
--> statement-breakpoint
-- The whole rule, once: everything issued, the first year that it has to do with, for how many years it is kept, and the last of them.
-- The year of an instant depends on the time zone, which SQLite doesn't know. So last_year counts from the latest year that it was
-- anywhere on earth (UTC+14), first_year from the earliest (UTC-12).
CREATE VIEW retained_invoices AS SELECT tenant_id, id, client_id, first_year, years, issue_year + years AS last_year FROM (
  SELECT i.tenant_id, i.id, i.client_id,
    min(CAST(substr(i.issue_date, 1, 4) AS INTEGER),
      CAST(strftime('%Y', i.created_at / 1000 - 43200, 'unixepoch') AS INTEGER),
      CAST(strftime('%Y', i.issued_at / 1000 - 43200, 'unixepoch') AS INTEGER)) AS first_year,
    max(CAST(substr(i.issue_date, 1, 4) AS INTEGER),
      CAST(strftime('%Y', i.issued_at / 1000 + 50400, 'unixepoch') AS INTEGER)) AS issue_year,
    max(y.years,
      coalesce((SELECT (SELECT years FROM retention_policies WHERE country IN (p.country, '') ORDER BY country DESC LIMIT 1)
        FROM invoice_parties p WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'seller'), 0),
      coalesce((SELECT max(f.years) FROM retention_floors f WHERE f.tenant_id = i.tenant_id AND f.issued_until >= i.issued_at), 0)) AS years
  FROM invoices i JOIN retained_years y ON y.tenant_id = i.tenant_id WHERE i.number IS NOT NULL);
--> statement-breakpoint
-- The same of the trail, by when each event was.
CREATE VIEW retained_events AS SELECT tenant_id, seq, year, year + years AS last_year FROM (
  SELECT e.tenant_id, e.seq, CAST(strftime('%Y', e.at / 1000 + 50400, 'unixepoch') AS INTEGER) AS year,
    max(y.years, coalesce((SELECT max(f.years) FROM retention_floors f WHERE f.tenant_id = e.tenant_id AND f.issued_until >= e.at), 0)) AS years
  FROM audit_events e JOIN retained_years y ON y.tenant_id = e.tenant_id);
--> statement-breakpoint
DROP VIEW expired_invoices;
--> statement-breakpoint
-- The year is over everywhere on earth, by the database's own clock. All triggers that let go of something issued ask this.
CREATE VIEW expired_invoices AS SELECT tenant_id, id FROM retained_invoices
  WHERE last_year < CAST(strftime('%Y', 'now', '-12 hours') AS INTEGER);
--> statement-breakpoint
DROP TRIGGER purged_numbers_insert;
--> statement-breakpoint
-- A stretch that a run gave, in which no invoice has to be kept any more. Where none is there, as in an archive, the run must at least be
-- older than the shortest of all times (by the day that an invoice may have been issued ahead of it).
CREATE TRIGGER purged_numbers_insert BEFORE INSERT ON purged_numbers
BEGIN
  SELECT RAISE(ABORT, 'rule:purged') WHERE NOT EXISTS (SELECT 1 FROM number_runs r WHERE r.tenant_id = NEW.tenant_id AND r.series_id = NEW.series_id
      AND r.period = NEW.period AND r.first_sequence <= NEW.first_sequence AND r.last_sequence >= NEW.last_sequence
      AND max(CAST(r.period AS INTEGER), CAST(strftime('%Y', r.created_at / 1000 - 36000, 'unixepoch') AS INTEGER))
        + (SELECT min(years) FROM retention_policies) < min(CAST(strftime('%Y', 'now', '-12 hours') AS INTEGER),
          CAST(strftime('%Y', NEW.purged_at / 1000 + 50400, 'unixepoch') AS INTEGER)))
    OR EXISTS (SELECT 1 FROM purged_numbers p WHERE p.tenant_id = NEW.tenant_id AND p.series_id = NEW.series_id AND p.period = NEW.period
      AND p.first_sequence <= NEW.last_sequence AND p.last_sequence >= NEW.first_sequence)
    OR EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.series_id = NEW.series_id AND i.period = NEW.period
      AND i.sequence BETWEEN NEW.first_sequence AND NEW.last_sequence
      AND NOT EXISTS (SELECT 1 FROM expired_invoices e WHERE e.tenant_id = i.tenant_id AND e.id = i.id));
END;
--> statement-breakpoint
DROP TRIGGER audit_anchors_insert;
--> statement-breakpoint
-- An anchor is the seal of an event, all events up to it are expired, and none is of a year in which an invoice that is still kept was
-- made, dated or issued; there is an event behind it, unless the business is erased. Or the trail is empty, and an archive is being stored.
CREATE TRIGGER audit_anchors_insert BEFORE INSERT ON audit_anchors
BEGIN
  SELECT RAISE(ABORT, 'rule:anchor') WHERE (EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = NEW.tenant_id)
      OR EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = NEW.tenant_id))
    AND (NOT EXISTS (SELECT 1 FROM audit_seals WHERE tenant_id = NEW.tenant_id AND seq = NEW.seq AND hash = NEW.hash AND key_id = NEW.key_id)
      OR NOT EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = NEW.tenant_id AND seq > NEW.seq
        UNION ALL SELECT 1 FROM erased_tenants WHERE tenant_id = NEW.tenant_id)
      OR EXISTS (SELECT 1 FROM retained_events e WHERE e.tenant_id = NEW.tenant_id AND e.seq <= NEW.seq
        AND ((e.last_year < CAST(strftime('%Y', 'now', '-12 hours') AS INTEGER)) IS NOT TRUE
          OR e.year >= (SELECT min(first_year) FROM retained_invoices WHERE tenant_id = NEW.tenant_id))));
END;
--> statement-breakpoint
-- What was deleted is known as long as an event tells of it.
CREATE TRIGGER gone_delete BEFORE DELETE ON gone
BEGIN
  SELECT RAISE(ABORT, 'rule:gone') WHERE EXISTS (
    SELECT 1 FROM audit_events WHERE tenant_id = OLD.tenant_id AND entity = OLD.entity AND entity_id = OLD.entity_id);
END;
