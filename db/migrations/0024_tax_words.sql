-- What the document calls a tax: the rate's name as it was at issue (docs/decisions/047). Null on drafts, and on what was issued before.
ALTER TABLE invoice_tax_groups ADD COLUMN name TEXT CHECK (length(name) BETWEEN 1 AND 60);
--> statement-breakpoint
-- The build before writes the reason at issue and knows no name: it comes along. An import writes neither here.
CREATE TRIGGER invoice_tax_groups_name AFTER UPDATE OF exemption_reason ON invoice_tax_groups WHEN NEW.name IS NULL
BEGIN
  UPDATE invoice_tax_groups SET name = (SELECT r.name FROM tax_rates r
      WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.category AND r.rate_ppm = NEW.rate_ppm)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm;
END;
--> statement-breakpoint
-- Whether the business charges tax: a small business, or one that is not registered for it, does not.
ALTER TABLE tenants ADD COLUMN charges_tax INTEGER NOT NULL DEFAULT 1 CHECK (charges_tax IN (0, 1));
