-- Numbers and amounts are found whole, the latest first: an entry's id comes with the index. Nothing has a value yet.
CREATE INDEX invoice_search_rows_sequence ON invoice_search_rows (sequence) WHERE sequence IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_search_rows_gross ON invoice_search_rows (gross) WHERE gross IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_search_rows_net ON invoice_search_rows (net) WHERE net IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_search_rows_due ON invoice_search_rows (due) WHERE due IS NOT NULL;
