-- The list by day, then by number (0030). The code before this one sorts the rows of a day itself. An index at a time: each takes its while.
DROP INDEX invoices_by_client_date;
--> statement-breakpoint
CREATE INDEX invoices_by_client_date ON invoices (tenant_id, client_id, issue_date, number_rank, id) WHERE archived_at IS NULL;
