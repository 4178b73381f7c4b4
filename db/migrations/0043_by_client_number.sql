-- The list by number: the oldest series first, then its periods, then its numbers. Drafts have none and are not in it.
CREATE INDEX invoices_by_client_number ON invoices (tenant_id, client_id, series_id, period, sequence, id) WHERE archived_at IS NULL;
