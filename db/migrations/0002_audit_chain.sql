-- Rule 8: the chain over a tenant's audit events, written a moment after them, so that writers wait for no hash (docs/decisions).
CREATE TABLE audit_seals (
  tenant_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 43),
  key_id TEXT NOT NULL CHECK (length(key_id) IN (0, 8)),
  PRIMARY KEY (tenant_id, seq),
  FOREIGN KEY (tenant_id, seq) REFERENCES audit_events (tenant_id, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- One after the other, so that of two who seal the same events one is refused.
CREATE TRIGGER audit_seals_insert BEFORE INSERT ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-order') WHERE NEW.seq <> 1 + coalesce((SELECT max(seq) FROM audit_seals WHERE tenant_id = NEW.tenant_id), 0);
END;
--> statement-breakpoint
CREATE TRIGGER audit_seals_update BEFORE UPDATE ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_seals_delete BEFORE DELETE ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-append-only');
END;
--> statement-breakpoint
-- The activity page, newest first, whole and by each of its filters: any page costs the same at any depth.
CREATE INDEX audit_events_by_time ON audit_events (tenant_id, at, seq);
--> statement-breakpoint
CREATE INDEX audit_events_by_entity_time ON audit_events (tenant_id, entity, at, seq);
--> statement-breakpoint
-- In place of an index on the actor alone, which the planner would take and then sort; no user with events is ever deleted.
DROP INDEX audit_events_actor;
--> statement-breakpoint
CREATE INDEX audit_events_by_actor_time ON audit_events (tenant_id, actor_id, at, seq);
--> statement-breakpoint
-- The verb of an action: 'issued' of 'invoice.issued'. Queries spell it the same, or the index is of no use.
CREATE INDEX audit_events_by_verb_time ON audit_events (tenant_id, substr(action, instr(action, '.') + 1), at, seq);
