-- The code of the reason for no tax (EN 16931 BT-121, the VATEX list), beside its words: with the rate, and with the tax group as it was
-- at issue (docs/decisions/048). Which codes there are, and which category each is for, the domain says: the list grows.
ALTER TABLE tax_rates ADD COLUMN exemption_code TEXT CHECK (length(exemption_code) BETWEEN 1 AND 40);
--> statement-breakpoint
ALTER TABLE invoice_tax_groups ADD COLUMN exemption_code TEXT CHECK (length(exemption_code) BETWEEN 1 AND 40);
--> statement-breakpoint
-- The build before writes the reason alone: name and code come along.
DROP TRIGGER invoice_tax_groups_name;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_name AFTER UPDATE OF exemption_reason ON invoice_tax_groups WHEN NEW.name IS NULL
BEGIN
  UPDATE invoice_tax_groups SET (name, exemption_code) = (SELECT r.name, r.exemption_code FROM tax_rates r
      WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.category AND r.rate_ppm = NEW.rate_ppm)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm;
END;
