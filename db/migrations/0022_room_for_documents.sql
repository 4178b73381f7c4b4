-- Room for what later builds write (docs/decisions/045). All of it is empty, and the code before knows none of it.

-- EN 16931 BT-3 where it is neither 380 nor 381: 384 corrected, 386 advance, 389 self-billed, or another of UNTDID 1001. For the code before
-- each is an invoice, or a credit note where BR-CL-01 counts it among those.
ALTER TABLE invoices ADD COLUMN document_type_code TEXT
  CHECK (document_type_code IS NULL OR ((document_type_code GLOB '[0-9][0-9]' OR document_type_code GLOB '[0-9][0-9][0-9]')
    AND document_type_code NOT IN ('380', '381')
    AND (document_type_code IN ('81', '83', '261', '262', '296', '308', '396', '420', '458', '532')) = (type_code = '381')));
--> statement-breakpoint
-- Rule 4: it is content, so it is frozen at issue.
CREATE TRIGGER invoices_document_type BEFORE UPDATE ON invoices
  WHEN OLD.status <> 'draft' AND NEW.document_type_code IS NOT OLD.document_type_code
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen');
END;
--> statement-breakpoint
-- Which series the documents of a type are numbered in; without a row it is the active one, as for every plain invoice (380).
CREATE TABLE number_series_uses (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  type_code TEXT NOT NULL CHECK ((type_code GLOB '[0-9][0-9]' OR type_code GLOB '[0-9][0-9][0-9]') AND type_code <> '380'),
  series_id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, type_code),
  FOREIGN KEY (tenant_id, series_id) REFERENCES number_series (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX number_series_uses_series ON number_series_uses (tenant_id, series_id);
--> statement-breakpoint
-- Rule 6: whoever changes it has read it. The code before deletes a business without knowing the table.
CREATE TRIGGER number_series_uses_update BEFORE UPDATE ON number_series_uses
BEGIN
  SELECT RAISE(ABORT, 'rule:identity') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.type_code <> OLD.type_code OR NEW.created_at <> OLD.created_at;
  SELECT RAISE(ABORT, 'rule:version') WHERE NEW.version <> OLD.version + 1;
END;
--> statement-breakpoint
CREATE TRIGGER number_series_uses_gone BEFORE DELETE ON number_series
  WHEN EXISTS (SELECT 1 FROM number_series_uses WHERE tenant_id = OLD.tenant_id AND series_id = OLD.id)
BEGIN
  DELETE FROM number_series_uses WHERE tenant_id = OLD.tenant_id AND series_id = OLD.id;
END;
--> statement-breakpoint
-- Parties beside seller and buyer: payee (BG-10), the seller's tax representative (BG-11), where it was delivered (BG-13).
CREATE TABLE invoice_other_parties (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  party TEXT NOT NULL CHECK (party IN ('payee', 'tax-representative', 'delivery')),
  name TEXT CHECK (length(name) BETWEEN 1 AND 200),
  identifier TEXT CHECK (length(identifier) BETWEEN 1 AND 50),
  identifier_scheme TEXT CHECK (length(identifier_scheme) BETWEEN 1 AND 4),
  vat_id TEXT CHECK (length(vat_id) BETWEEN 1 AND 50),
  registration_id TEXT CHECK (length(registration_id) BETWEEN 1 AND 50),
  address_line1 TEXT CHECK (length(address_line1) BETWEEN 1 AND 200),
  address_line2 TEXT CHECK (length(address_line2) BETWEEN 1 AND 200),
  postcode TEXT CHECK (length(postcode) BETWEEN 1 AND 20),
  city TEXT CHECK (length(city) BETWEEN 1 AND 100),
  region TEXT CHECK (length(region) BETWEEN 1 AND 100),
  country TEXT CHECK (country GLOB '[A-Z][A-Z]'),
  PRIMARY KEY (tenant_id, invoice_id, party),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  -- BR-17 and BR-18 ask for the name, BR-56 for the representative's VAT id, BR-20 for its country.
  CHECK (party = 'delivery' OR name IS NOT NULL),
  CHECK (party <> 'tax-representative' OR (vat_id IS NOT NULL AND country IS NOT NULL)),
  -- BR-57: an address has a country.
  CHECK (country IS NOT NULL OR coalesce(address_line1, address_line2, postcode, city, region) IS NULL),
  CHECK (identifier IS NOT NULL OR identifier_scheme IS NULL),
  CHECK (coalesce(name, identifier, vat_id, registration_id, country) IS NOT NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Rule 4, as for seller and buyer: written while it is a draft, then frozen.
CREATE TRIGGER invoice_other_parties_insert BEFORE INSERT ON invoice_other_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_other_parties_update BEFORE UPDATE ON invoice_other_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_other_parties_delete BEFORE DELETE ON invoice_other_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
-- The code before deletes an invoice without knowing the table: they go with it, where it may go.
CREATE TRIGGER invoice_other_parties_gone BEFORE DELETE ON invoices
  WHEN EXISTS (SELECT 1 FROM invoice_other_parties WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
BEGIN
  DELETE FROM invoice_other_parties WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
