-- Room for three more categories of EN 16931 (UNCL 5305): L (IGIC, Canary Islands), M (IPSI, Ceuta and Melilla), B (split payment, Italy).
-- A CHECK can't be widened in place, and rates are few: the table is built anew. Lines, allowances and groups refer to it by its name. The
-- migrator switches foreign keys off for the file, which is one transaction. No form offers the three yet.
DROP TRIGGER invoice_lines_rate;
--> statement-breakpoint
DROP TRIGGER invoice_tax_groups_name;
--> statement-breakpoint
CREATE TABLE tax_rates_wide (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O', 'L', 'M', 'B')),
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  exemption_reason TEXT CHECK (length(exemption_reason) BETWEEN 1 AND 300),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER,
  exemption_code TEXT CHECK (length(exemption_code) BETWEEN 1 AND 40),
  PRIMARY KEY (tenant_id, category, rate_ppm),
  -- BR-AF-05 and BR-AG-05: IGIC and IPSI may be zero or more.
  CHECK (category IN ('L', 'M') OR (category IN ('S', 'B')) = (rate_ppm > 0)),
  -- BR-AF-10 and BR-AG-10: no reason why there is no tax.
  CHECK ((category IN ('S', 'Z', 'L', 'M', 'B')) = (exemption_reason IS NULL)),
  CHECK (is_default = 0 OR archived_at IS NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO tax_rates_wide (tenant_id, category, rate_ppm, name, exemption_reason, is_default, version, created_at, updated_at, archived_at,
    exemption_code)
  SELECT tenant_id, category, rate_ppm, name, exemption_reason, is_default, version, created_at, updated_at, archived_at, exemption_code
  FROM tax_rates;
--> statement-breakpoint
-- safe-with-old-code: its rows are in the new table, which has its name at the end of the same transaction.
DROP TABLE tax_rates;
--> statement-breakpoint
-- safe-with-old-code: the old code finds the table that it knows, with the columns that it knows.
ALTER TABLE tax_rates_wide RENAME TO tax_rates;
--> statement-breakpoint
CREATE UNIQUE INDEX tax_rates_default ON tax_rates (tenant_id) WHERE is_default = 1;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_rate BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM tax_rates r JOIN invoices i ON i.tenant_id = r.tenant_id AND i.id = NEW.invoice_id
    WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.tax_category AND r.rate_ppm = NEW.tax_rate_ppm AND r.archived_at < i.created_at)
  AND EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:tax-rate');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_name AFTER UPDATE OF exemption_reason ON invoice_tax_groups WHEN NEW.name IS NULL
BEGIN
  UPDATE invoice_tax_groups SET (name, exemption_code) = (SELECT r.name, r.exemption_code FROM tax_rates r
      WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.category AND r.rate_ppm = NEW.rate_ppm)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm;
END;
