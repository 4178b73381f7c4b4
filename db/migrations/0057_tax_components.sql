-- Rates of several taxes (docs/decisions/052): GST and QST in Quebec. Each is rounded, stored and printed by itself; the rate is their sum.
CREATE TABLE tax_rate_components (
  tenant_id TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B')),
  rate_ppm INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 9),
  component_ppm INTEGER NOT NULL CHECK (component_ppm BETWEEN 1 AND 1000000),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  PRIMARY KEY (tenant_id, category, rate_ppm, position),
  FOREIGN KEY (tenant_id, category, rate_ppm) REFERENCES tax_rates (tenant_id, category, rate_ppm)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Of an invoice's tax group. The name is that of the issue; null on a draft.
CREATE TABLE invoice_tax_components (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B')),
  rate_ppm INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 9),
  component_ppm INTEGER NOT NULL CHECK (component_ppm BETWEEN 1 AND 1000000),
  tax_minor INTEGER NOT NULL CHECK (abs(tax_minor) <= 9999999999999),
  name TEXT CHECK (length(name) BETWEEN 1 AND 60),
  PRIMARY KEY (tenant_id, invoice_id, category, rate_ppm, position),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_components_insert BEFORE INSERT ON invoice_tax_components
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_components_update BEFORE UPDATE ON invoice_tax_components
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_components_delete BEFORE DELETE ON invoice_tax_components
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
-- They go with their group, also where the build before this one writes a draft anew or deletes an invoice.
CREATE TRIGGER invoice_tax_groups_components AFTER DELETE ON invoice_tax_groups
BEGIN
  DELETE FROM invoice_tax_components WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.invoice_id AND category = OLD.category
    AND rate_ppm = OLD.rate_ppm;
END;
--> statement-breakpoint
-- Names come with the issue, by whichever build.
CREATE TRIGGER invoice_tax_components_name AFTER UPDATE OF exemption_reason ON invoice_tax_groups
BEGIN
  UPDATE invoice_tax_components SET name = (SELECT r.name FROM tax_rate_components r WHERE r.tenant_id = NEW.tenant_id
      AND r.category = NEW.category AND r.rate_ppm = NEW.rate_ppm AND r.position = invoice_tax_components.position)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm AND name IS NULL;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_issue_components BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status = 'sent'
BEGIN
  SELECT RAISE(ABORT, 'rule:totals') WHERE EXISTS (
    SELECT 1 FROM invoice_tax_components c WHERE c.tenant_id = NEW.tenant_id AND c.invoice_id = NEW.id
    GROUP BY c.category, c.rate_ppm
    HAVING sum(c.component_ppm) <> c.rate_ppm OR sum(c.tax_minor) IS NOT (SELECT g.tax_minor FROM invoice_tax_groups g
      WHERE g.tenant_id = NEW.tenant_id AND g.invoice_id = NEW.id AND g.category = c.category AND g.rate_ppm = c.rate_ppm));
END;
