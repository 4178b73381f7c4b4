-- Nobody becomes the system's user, nobody takes an address that can't be theirs, a business keeps an owner, and what is erased or
-- archived stays so (docs/decisions/029, 030).
--
-- The system's user is there from now on. Where a stranger registered under its id they move to an id of their own, with their business and
-- their password; they log in again. What they did before that is the system's in the trail, which can't be changed.
CREATE TABLE moved_people (id TEXT PRIMARY KEY NOT NULL) STRICT;
--> statement-breakpoint
INSERT INTO moved_people (id) SELECT '0' || substr(hex(randomblob(13)), 1, 25) FROM users
  WHERE id = '00000000000000000000000000' AND password_hash <> '$scrypt$none';
--> statement-breakpoint
-- safe-with-old-code: no code knows the id of a stranger by heart
UPDATE users SET id = (SELECT id FROM moved_people) WHERE id = '00000000000000000000000000' AND EXISTS (SELECT 1 FROM moved_people);
--> statement-breakpoint
-- safe-with-old-code: whoever had one logs in again
DELETE FROM sessions WHERE user_id = '00000000000000000000000000';
--> statement-breakpoint
-- safe-with-old-code: only the stranger's own
UPDATE memberships SET user_id = (SELECT id FROM moved_people) WHERE user_id = '00000000000000000000000000' AND EXISTS (SELECT 1 FROM moved_people);
--> statement-breakpoint
-- safe-with-old-code: only the stranger's own
UPDATE known_devices SET user_id = (SELECT id FROM moved_people) WHERE user_id = '00000000000000000000000000' AND EXISTS (SELECT 1 FROM moved_people);
--> statement-breakpoint
-- safe-with-old-code: only the stranger's own
UPDATE idempotency_keys SET user_id = (SELECT id FROM moved_people) WHERE user_id = '00000000000000000000000000' AND EXISTS (SELECT 1 FROM moved_people);
--> statement-breakpoint
-- safe-with-old-code: it was made by this file
DROP TABLE moved_people;
--> statement-breakpoint
-- Where somebody has its usual address they keep it, and the system's user gets another that nobody can guess.
INSERT INTO users (id, email, name, password_hash, created_at, updated_at)
  SELECT '00000000000000000000000000', iif(EXISTS (SELECT 1 FROM users WHERE email = 'job@gapless.invalid'),
      'job-' || lower(hex(randomblob(8))) || '@gapless.invalid', 'job@gapless.invalid'),
    'Gapless (automatic)', '$scrypt$none', unixepoch() * 1000, unixepoch() * 1000
  WHERE NOT EXISTS (SELECT 1 FROM users WHERE id = '00000000000000000000000000');
--> statement-breakpoint
-- Addresses as a mail server knows them: printable ASCII that ends in a letter or a digit. Below .invalid (RFC 2606) are only those
-- that the product itself gives: of somebody who was erased, of somebody who came with an archive, of the system.
CREATE TRIGGER users_insert BEFORE INSERT ON users
BEGIN
  SELECT RAISE(ABORT, 'rule:address') WHERE length(NEW.email) <> length(CAST(NEW.email AS BLOB)) OR NEW.email GLOB '*[^!-~]*'
    OR NEW.email NOT GLOB '*[0-9A-Za-z]'
    OR ((lower(NEW.email) GLOB '*.invalid' OR lower(NEW.email) GLOB '*@invalid') AND NOT (
      (substr(lower(NEW.email), 1, 26) = lower(NEW.id) AND lower(NEW.email) GLOB '*@erased.invalid')
      OR lower(NEW.email) = lower(NEW.id) || '@imported.invalid'
      OR (NEW.id = '00000000000000000000000000' AND lower(NEW.email) GLOB 'job*@gapless.invalid')));
  SELECT RAISE(ABORT, 'rule:system-user') WHERE NEW.id = '00000000000000000000000000' AND NEW.password_hash <> '$scrypt$none';
END;
--> statement-breakpoint
CREATE TRIGGER users_address BEFORE UPDATE ON users WHEN NEW.email COLLATE BINARY IS NOT OLD.email
BEGIN
  SELECT RAISE(ABORT, 'rule:address') WHERE length(NEW.email) <> length(CAST(NEW.email AS BLOB)) OR NEW.email GLOB '*[^!-~]*'
    OR NEW.email NOT GLOB '*[0-9A-Za-z]'
    OR ((lower(NEW.email) GLOB '*.invalid' OR lower(NEW.email) GLOB '*@invalid') AND NOT (
      (substr(lower(NEW.email), 1, 26) = lower(NEW.id) AND lower(NEW.email) GLOB '*@erased.invalid')
      OR lower(NEW.email) = lower(NEW.id) || '@imported.invalid'));
END;
--> statement-breakpoint
-- Nobody is the system's user, and nobody changes it.
CREATE TRIGGER users_system_update BEFORE UPDATE ON users WHEN '00000000000000000000000000' IN (OLD.id, NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user');
END;
--> statement-breakpoint
CREATE TRIGGER users_system_delete BEFORE DELETE ON users WHEN OLD.id = '00000000000000000000000000'
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user');
END;
--> statement-breakpoint
CREATE TRIGGER sessions_insert BEFORE INSERT ON sessions WHEN NEW.user_id = '00000000000000000000000000'
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user');
END;
--> statement-breakpoint
CREATE TRIGGER sessions_identity BEFORE UPDATE ON sessions WHEN NEW.user_id <> OLD.user_id
BEGIN
  SELECT RAISE(ABORT, 'rule:identity');
END;
--> statement-breakpoint
-- A business keeps an owner until somebody asked for its erasure. INSERT OR REPLACE of a membership would fire no DELETE trigger.
CREATE TRIGGER memberships_insert BEFORE INSERT ON memberships
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user') WHERE NEW.user_id = '00000000000000000000000000';
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id AND user_id = NEW.user_id);
  SELECT RAISE(ABORT, 'rule:erased') WHERE EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = NEW.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER memberships_update BEFORE UPDATE ON memberships
BEGIN
  SELECT RAISE(ABORT, 'rule:identity') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.user_id <> OLD.user_id;
  SELECT RAISE(ABORT, 'rule:last-owner') WHERE OLD.role = 'owner' AND NEW.role <> 'owner' AND NOT EXISTS (
    SELECT 1 FROM memberships WHERE tenant_id = OLD.tenant_id AND role = 'owner' AND user_id <> OLD.user_id);
END;
--> statement-breakpoint
CREATE TRIGGER memberships_delete BEFORE DELETE ON memberships WHEN OLD.role = 'owner'
BEGIN
  SELECT RAISE(ABORT, 'rule:last-owner') WHERE NOT EXISTS (
      SELECT 1 FROM memberships WHERE tenant_id = OLD.tenant_id AND role = 'owner' AND user_id <> OLD.user_id)
    AND NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'tenant');
END;
--> statement-breakpoint
-- An erased client stays empty and out of sight; nothing new is made for it.
CREATE TRIGGER clients_erased BEFORE UPDATE ON clients
WHEN EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'client' AND entity_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased') WHERE NEW.name COLLATE BINARY <> 'Erased client' OR NEW.archived_at IS NULL
    OR coalesce(NEW.trade_name, NEW.vat_id, NEW.registration_id, NEW.address_line1, NEW.address_line2, NEW.postcode, NEW.city, NEW.region,
      NEW.electronic_address, NEW.electronic_scheme, NEW.contact_name, NEW.phone, NEW.email, NEW.buyer_reference, NEW.note) IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER clients_erased_insert BEFORE INSERT ON clients
WHEN EXISTS (SELECT 1 FROM erasures WHERE tenant_id = NEW.tenant_id AND entity = 'client' AND entity_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_erased_insert BEFORE INSERT ON invoices
WHEN EXISTS (SELECT 1 FROM erasures WHERE tenant_id = NEW.tenant_id AND entity = 'client' AND entity_id = NEW.client_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_erased_update BEFORE UPDATE ON invoices WHEN NEW.client_id <> OLD.client_id
  AND EXISTS (SELECT 1 FROM erasures WHERE tenant_id = NEW.tenant_id AND entity = 'client' AND entity_id = NEW.client_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased');
END;
--> statement-breakpoint
-- A draft that was put away is brought back before it is issued.
CREATE TRIGGER invoices_issue_archived BEFORE UPDATE ON invoices
WHEN OLD.status = 'draft' AND NEW.status = 'sent' AND OLD.archived_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'rule:archived');
END;
--> statement-breakpoint
-- A rate that was archived before the draft was begun is not for it. A business that nobody is in is being stored from an archive.
CREATE TRIGGER invoice_lines_rate BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM tax_rates r JOIN invoices i ON i.tenant_id = r.tenant_id AND i.id = NEW.invoice_id
    WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.tax_category AND r.rate_ppm = NEW.tax_rate_ppm AND r.archived_at < i.created_at)
  AND EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:tax-rate');
END;
--> statement-breakpoint
-- The guards' words, and four more.
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
    WHEN 'number' THEN RAISE(ABORT, 'guard:number')
    WHEN 'last-owner' THEN RAISE(ABORT, 'guard:last-owner')
    WHEN 'default' THEN RAISE(ABORT, 'guard:default')
    ELSE RAISE(ABORT, 'guard:refused')
  END;
END;
