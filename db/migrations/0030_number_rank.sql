-- Invoices of one day stand in the order of their numbers; a draft, which has none yet, comes behind them (docs/decisions/044). The database
-- computes it: nothing is stored in the row, no version rises, and the code before this writes rows that have it.
ALTER TABLE invoices ADD COLUMN number_rank INTEGER GENERATED ALWAYS AS (ifnull(sequence, 1000000000)) VIRTUAL;
