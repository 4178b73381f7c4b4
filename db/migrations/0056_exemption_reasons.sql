-- Several reasons for no tax per category (docs/decisions/051): a rate has the reason that its invoices begin with, which has a number; the
-- others stand beside it. An invoice's tax group names one by its number, and has its words and its code since the issue.
ALTER TABLE tax_rates ADD COLUMN exemption_nr INTEGER NOT NULL DEFAULT 1 CHECK (exemption_nr BETWEEN 1 AND 999);
--> statement-breakpoint
CREATE TABLE exemption_reasons (
  tenant_id TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('E', 'AE', 'K', 'G', 'O')),
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm = 0),
  exemption_nr INTEGER NOT NULL CHECK (exemption_nr BETWEEN 1 AND 999),
  exemption_reason TEXT NOT NULL CHECK (length(exemption_reason) BETWEEN 1 AND 300),
  exemption_code TEXT CHECK (length(exemption_code) BETWEEN 1 AND 40),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER,
  PRIMARY KEY (tenant_id, category, rate_ppm, exemption_nr),
  FOREIGN KEY (tenant_id, category, rate_ppm) REFERENCES tax_rates (tenant_id, category, rate_ppm)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- Null: the one that the rate begins with, whichever that is at the issue.
ALTER TABLE invoice_tax_groups ADD COLUMN exemption_nr INTEGER CHECK (exemption_nr BETWEEN 1 AND 999);
--> statement-breakpoint
-- A group's reason is one of the business's for its category.
CREATE TRIGGER invoice_tax_groups_exemption BEFORE INSERT ON invoice_tax_groups
WHEN NEW.exemption_nr IS NOT NULL
  AND (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS 'draft'
  AND NOT EXISTS (SELECT 1 FROM tax_rates WHERE tenant_id = NEW.tenant_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm
    AND exemption_nr = NEW.exemption_nr)
  AND NOT EXISTS (SELECT 1 FROM exemption_reasons WHERE tenant_id = NEW.tenant_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm
    AND exemption_nr = NEW.exemption_nr)
BEGIN
  SELECT RAISE(ABORT, 'rule:tax-rate');
END;
--> statement-breakpoint
-- The build before knows one reason per rate: what it issues gets the chosen one.
DROP TRIGGER invoice_tax_groups_name;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_name AFTER UPDATE OF exemption_reason ON invoice_tax_groups WHEN NEW.name IS NULL
BEGIN
  UPDATE invoice_tax_groups SET (name, exemption_reason, exemption_code) = (SELECT r.name, coalesce(x.exemption_reason, r.exemption_reason),
      iif(x.exemption_nr IS NULL, r.exemption_code, x.exemption_code)
      FROM tax_rates r LEFT JOIN exemption_reasons x ON x.tenant_id = r.tenant_id AND x.category = r.category AND x.rate_ppm = r.rate_ppm
        AND x.exemption_nr = NEW.exemption_nr
      WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.category AND r.rate_ppm = NEW.rate_ppm)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm;
END;
