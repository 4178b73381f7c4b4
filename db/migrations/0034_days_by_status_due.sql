-- The list by day, then by number (0030). The code before this one sorts the rows of a day itself. An index at a time: each takes its while.
DROP INDEX invoices_by_status_due;
--> statement-breakpoint
CREATE INDEX invoices_by_status_due ON invoices (tenant_id, status, due_date, number_rank, id) WHERE archived_at IS NULL;
