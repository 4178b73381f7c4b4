-- What all migrations together make: written by sqld, never by hand. tests/arch/schema-snapshot.test.ts holds it to the migrations,
-- and says how to write it anew; `npm run check:data` holds databases to it.
--> statement-breakpoint
CREATE TABLE audit_anchors (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 43),
  key_id TEXT NOT NULL CHECK (length(key_id) IN (0, 8)),
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE audit_events (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  seq INTEGER NOT NULL CHECK (seq >= 1),
  at INTEGER NOT NULL,
  actor_id TEXT NOT NULL REFERENCES users (id),
  action TEXT NOT NULL CHECK (length(action) BETWEEN 1 AND 50),
  entity TEXT NOT NULL CHECK (length(entity) BETWEEN 1 AND 30),
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 60),
  entity_version INTEGER NOT NULL CHECK (entity_version >= 1),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  request_id TEXT NOT NULL CHECK (length(request_id) BETWEEN 1 AND 64),
  PRIMARY KEY (tenant_id, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE audit_seals (
  tenant_id TEXT NOT NULL,
  seq INTEGER NOT NULL CHECK (seq >= 1),
  hash TEXT NOT NULL CHECK (length(hash) = 43),
  key_id TEXT NOT NULL CHECK (length(key_id) IN (0, 8)),
  PRIMARY KEY (tenant_id, seq),
  FOREIGN KEY (tenant_id, seq) REFERENCES audit_events (tenant_id, seq)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIRTUAL TABLE client_gram_terms USING fts5vocab (client_grams, row);
--> statement-breakpoint
CREATE VIRTUAL TABLE client_grams USING fts5 (text, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1');
--> statement-breakpoint
CREATE TABLE client_order (
  tenant_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  is_archived INTEGER NOT NULL CHECK (is_archived IN (0, 1)),
  sort_key TEXT NOT NULL CHECK (length(sort_key) <= 600),
  PRIMARY KEY (tenant_id, client_id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIRTUAL TABLE client_search USING fts5 (text, content = '', contentless_delete = 1, detail = none,
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12', tokenize = "unicode61 remove_diacritics 2");
--> statement-breakpoint
CREATE TABLE client_search_rows (
  id INTEGER PRIMARY KEY NOT NULL,
  tenant_id TEXT NOT NULL,
  client_id TEXT NOT NULL, text TEXT,
  UNIQUE (tenant_id, client_id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, id)
) STRICT;
--> statement-breakpoint
CREATE TABLE clients (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL CHECK (length(id) = 26),
  name TEXT NOT NULL COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 200),
  trade_name TEXT CHECK (length(trade_name) BETWEEN 1 AND 200),
  vat_id TEXT CHECK (length(vat_id) BETWEEN 1 AND 50),
  registration_id TEXT CHECK (length(registration_id) BETWEEN 1 AND 50),
  address_line1 TEXT CHECK (length(address_line1) BETWEEN 1 AND 200),
  address_line2 TEXT CHECK (length(address_line2) BETWEEN 1 AND 200),
  postcode TEXT CHECK (length(postcode) BETWEEN 1 AND 20),
  city TEXT CHECK (length(city) BETWEEN 1 AND 100),
  region TEXT CHECK (length(region) BETWEEN 1 AND 100),
  country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  electronic_address TEXT CHECK (length(electronic_address) BETWEEN 1 AND 254),
  electronic_scheme TEXT CHECK (length(electronic_scheme) BETWEEN 1 AND 4),
  contact_name TEXT CHECK (length(contact_name) BETWEEN 1 AND 100),
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 50),
  email TEXT COLLATE NOCASE CHECK (length(email) BETWEEN 3 AND 254),
  currency TEXT CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  payment_terms_days INTEGER CHECK (payment_terms_days BETWEEN 0 AND 365),
  buyer_reference TEXT CHECK (length(buyer_reference) BETWEEN 1 AND 100),
  note TEXT CHECK (length(note) BETWEEN 1 AND 2000),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER, payment_terms_kind TEXT CHECK (payment_terms_kind IN ('days', 'days-end-of-month', 'end-of-month-days', 'day-of-next-month')), payment_terms_day INTEGER CHECK (payment_terms_day BETWEEN 1 AND 31), early_payment_ppm INTEGER CHECK (early_payment_ppm BETWEEN 100 AND 999900 AND early_payment_ppm % 100 = 0), early_payment_days INTEGER CHECK ((early_payment_days IS NULL) = (early_payment_ppm IS NULL)
  AND (early_payment_days IS NULL OR early_payment_days BETWEEN 0 AND 365)), payment_terms TEXT CHECK (length(payment_terms) BETWEEN 1 AND 500),
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE ended_sessions (
  token_hash TEXT PRIMARY KEY NOT NULL CHECK (length(token_hash) = 43),
  ended_at INTEGER NOT NULL CHECK (ended_at > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE erasures (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  entity TEXT NOT NULL CHECK (entity IN ('client', 'tenant')),
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 60),
  asked_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  done_at INTEGER,
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  kept_until TEXT CHECK (kept_until IS NULL OR date(kept_until) IS kept_until),
  PRIMARY KEY (tenant_id, entity, entity_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE fiscal_year_floors (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
  issued_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, month)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE gone (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  entity TEXT NOT NULL CHECK (entity IN ('client', 'invoice')),
  entity_id TEXT NOT NULL CHECK (length(entity_id) BETWEEN 1 AND 60),
  version INTEGER NOT NULL CHECK (version >= 1),
  PRIMARY KEY (tenant_id, entity, entity_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE idempotency_keys (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  key TEXT NOT NULL CHECK (length(key) = 26),
  request_hash TEXT NOT NULL CHECK (length(request_hash) = 43),
  result TEXT NOT NULL CHECK (length(result) <= 200),
  user_id TEXT NOT NULL REFERENCES users (id),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE invoice_allowances (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  line_position INTEGER NOT NULL CHECK (line_position BETWEEN 0 AND 200),
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 200),
  is_charge INTEGER NOT NULL CHECK (is_charge IN (0, 1)),
  reason TEXT CHECK (length(reason) BETWEEN 1 AND 200),
  percent_ppm INTEGER CHECK (percent_ppm BETWEEN 0 AND 1000000),
  base_minor INTEGER CHECK (abs(base_minor) <= 9999999999999),
  amount_minor INTEGER NOT NULL CHECK (abs(amount_minor) <= 9999999999999),
  tax_category TEXT NOT NULL,
  tax_rate_ppm INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, invoice_id, line_position, position),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  FOREIGN KEY (tenant_id, tax_category, tax_rate_ppm) REFERENCES tax_rates (tenant_id, category, rate_ppm)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIRTUAL TABLE invoice_gram_terms USING fts5vocab (invoice_grams, row);
--> statement-breakpoint
CREATE VIRTUAL TABLE invoice_grams USING fts5 (text, content = '', columnsize = 0, detail = none, tokenize = 'trigram case_sensitive 1');
--> statement-breakpoint
CREATE TABLE invoice_lines (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 200),
  name TEXT CHECK (length(name) BETWEEN 1 AND 100),
  description TEXT NOT NULL CHECK (length(description) BETWEEN 1 AND 1000),
  quantity_micro INTEGER NOT NULL CHECK (abs(quantity_micro) <= 1000000000000000),
  unit_code TEXT NOT NULL CHECK (length(unit_code) BETWEEN 1 AND 3),
  unit_price_micro INTEGER NOT NULL CHECK (unit_price_micro BETWEEN 0 AND 1000000000000000),
  price_base_micro INTEGER NOT NULL DEFAULT 1000000 CHECK (price_base_micro BETWEEN 1 AND 1000000000000000),
  gross_minor INTEGER NOT NULL CHECK (abs(gross_minor) <= 9999999999999),
  net_minor INTEGER NOT NULL CHECK (abs(net_minor) <= 9999999999999),
  tax_category TEXT NOT NULL,
  tax_rate_ppm INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, invoice_id, position),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  FOREIGN KEY (tenant_id, tax_category, tax_rate_ppm) REFERENCES tax_rates (tenant_id, category, rate_ppm)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE invoice_other_parties (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  party TEXT NOT NULL CHECK (party IN ('payee', 'tax-representative', 'delivery')),
  name TEXT CHECK (length(name) BETWEEN 1 AND 200),
  identifier TEXT CHECK (length(identifier) BETWEEN 1 AND 50),
  identifier_scheme TEXT CHECK (length(identifier_scheme) BETWEEN 1 AND 4),
  vat_id TEXT CHECK (length(vat_id) BETWEEN 1 AND 50),
  registration_id TEXT CHECK (length(registration_id) BETWEEN 1 AND 50),
  address_line1 TEXT CHECK (length(address_line1) BETWEEN 1 AND 200),
  address_line2 TEXT CHECK (length(address_line2) BETWEEN 1 AND 200),
  postcode TEXT CHECK (length(postcode) BETWEEN 1 AND 20),
  city TEXT CHECK (length(city) BETWEEN 1 AND 100),
  region TEXT CHECK (length(region) BETWEEN 1 AND 100),
  country TEXT CHECK (country GLOB '[A-Z][A-Z]'),
  PRIMARY KEY (tenant_id, invoice_id, party),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  -- BR-17 and BR-18 ask for the name, BR-56 for the representative's VAT id, BR-20 for its country.
  CHECK (party = 'delivery' OR name IS NOT NULL),
  CHECK (party <> 'tax-representative' OR (vat_id IS NOT NULL AND country IS NOT NULL)),
  -- BR-57: an address has a country.
  CHECK (country IS NOT NULL OR coalesce(address_line1, address_line2, postcode, city, region) IS NULL),
  CHECK (identifier IS NOT NULL OR identifier_scheme IS NULL),
  CHECK (coalesce(name, identifier, vat_id, registration_id, country) IS NOT NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE invoice_parties (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  party TEXT NOT NULL CHECK (party IN ('seller', 'buyer')),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  trade_name TEXT CHECK (length(trade_name) BETWEEN 1 AND 200),
  vat_id TEXT CHECK (length(vat_id) BETWEEN 1 AND 50),
  tax_number TEXT CHECK (length(tax_number) BETWEEN 1 AND 50),
  registration_id TEXT CHECK (length(registration_id) BETWEEN 1 AND 50),
  address_line1 TEXT CHECK (length(address_line1) BETWEEN 1 AND 200),
  address_line2 TEXT CHECK (length(address_line2) BETWEEN 1 AND 200),
  postcode TEXT CHECK (length(postcode) BETWEEN 1 AND 20),
  city TEXT CHECK (length(city) BETWEEN 1 AND 100),
  region TEXT CHECK (length(region) BETWEEN 1 AND 100),
  country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  electronic_address TEXT CHECK (length(electronic_address) BETWEEN 1 AND 254),
  electronic_scheme TEXT CHECK (length(electronic_scheme) BETWEEN 1 AND 4),
  contact_name TEXT CHECK (length(contact_name) BETWEEN 1 AND 100),
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 50),
  email TEXT CHECK (length(email) BETWEEN 3 AND 254),
  PRIMARY KEY (tenant_id, invoice_id, party),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE VIRTUAL TABLE invoice_search USING fts5 (text, content = '', contentless_delete = 1, detail = none,
  prefix = '1 2 3 4 5 6 7 8 9 10 11 12', tokenize = "unicode61 remove_diacritics 2");
--> statement-breakpoint
CREATE TABLE invoice_search_rows (
  id INTEGER PRIMARY KEY NOT NULL,
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL, text TEXT, sequence INTEGER, gross INTEGER, net INTEGER, due INTEGER,
  UNIQUE (tenant_id, invoice_id),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id)
) STRICT;
--> statement-breakpoint
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
CREATE TABLE invoice_tax_groups (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 200),
  category TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL,
  base_minor INTEGER NOT NULL CHECK (abs(base_minor) <= 9999999999999),
  tax_minor INTEGER NOT NULL CHECK (abs(tax_minor) <= 9999999999999),
  exemption_reason TEXT CHECK (length(exemption_reason) BETWEEN 1 AND 300), name TEXT CHECK (length(name) BETWEEN 1 AND 60), exemption_code TEXT CHECK (length(exemption_code) BETWEEN 1 AND 40), exemption_nr INTEGER CHECK (exemption_nr BETWEEN 1 AND 999),
  PRIMARY KEY (tenant_id, invoice_id, category, rate_ppm),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  FOREIGN KEY (tenant_id, category, rate_ppm) REFERENCES tax_rates (tenant_id, category, rate_ppm)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE invoice_terms (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('days', 'days-end-of-month', 'end-of-month-days', 'day-of-next-month')),
  days INTEGER NOT NULL CHECK (days BETWEEN 0 AND 365),
  day INTEGER CHECK (day BETWEEN 1 AND 31),
  -- Whether the invoice has terms of its own; else they are its client's or its business's.
  is_own INTEGER NOT NULL CHECK (is_own IN (0, 1)),
  -- Whether somebody typed the due date; else it follows the issue date and the terms.
  is_due_typed INTEGER NOT NULL CHECK (is_due_typed IN (0, 1)),
  early_payment_ppm INTEGER CHECK (early_payment_ppm BETWEEN 100 AND 999900 AND early_payment_ppm % 100 = 0),
  early_payment_days INTEGER CHECK (early_payment_days BETWEEN 0 AND 365),
  is_own_early_payment INTEGER NOT NULL CHECK (is_own_early_payment IN (0, 1)),
  -- Its own, with what is to be filled in. What an issued invoice prints is in invoices.payment_terms.
  words TEXT CHECK (length(words) BETWEEN 1 AND 500),
  PRIMARY KEY (tenant_id, invoice_id),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  CHECK ((kind = 'day-of-next-month') = (day IS NOT NULL)),
  CHECK ((early_payment_ppm IS NULL) = (early_payment_days IS NULL)),
  CHECK (is_own_early_payment = 0 OR early_payment_ppm IS NOT NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE invoices (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL CHECK (length(id) = 26),
  type_code TEXT NOT NULL DEFAULT '380' CHECK (type_code IN ('380', '381')),
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'sent', 'paid')),
  client_id TEXT NOT NULL,
  series_id TEXT,
  period TEXT,
  sequence INTEGER,
  number TEXT CHECK (length(number) BETWEEN 1 AND 50),
  issue_date TEXT NOT NULL CHECK (date(issue_date) IS issue_date),
  due_date TEXT NOT NULL CHECK (date(due_date) IS due_date),
  paid_date TEXT CHECK (paid_date IS NULL OR date(paid_date) IS paid_date),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  note TEXT CHECK (length(note) BETWEEN 1 AND 2000),
  internal_note TEXT CHECK (length(internal_note) BETWEEN 1 AND 2000),
  buyer_reference TEXT CHECK (length(buyer_reference) BETWEEN 1 AND 100),
  order_reference TEXT CHECK (length(order_reference) BETWEEN 1 AND 100),
  payment_terms TEXT CHECK (length(payment_terms) BETWEEN 1 AND 500),
  delivery_date TEXT CHECK (delivery_date IS NULL OR date(delivery_date) IS delivery_date),
  period_start TEXT CHECK (period_start IS NULL OR date(period_start) IS period_start),
  period_end TEXT CHECK (period_end IS NULL OR date(period_end) IS period_end),
  payment_means_code TEXT CHECK (length(payment_means_code) BETWEEN 1 AND 3),
  iban TEXT CHECK (length(iban) BETWEEN 5 AND 34),
  bic TEXT CHECK (length(bic) BETWEEN 8 AND 11),
  account_name TEXT CHECK (length(account_name) BETWEEN 1 AND 200),
  remittance_text TEXT CHECK (length(remittance_text) BETWEEN 1 AND 140),
  preceding_invoice_id TEXT,
  preceding_number TEXT CHECK (length(preceding_number) BETWEEN 1 AND 50),
  preceding_date TEXT CHECK (preceding_date IS NULL OR date(preceding_date) IS preceding_date),
  discount_ppm INTEGER CHECK (discount_ppm BETWEEN 1 AND 1000000),
  discount_minor INTEGER CHECK (discount_minor > 0),
  line_count INTEGER NOT NULL CHECK (line_count BETWEEN 0 AND 200),
  line_total_minor INTEGER NOT NULL CHECK (abs(line_total_minor) <= 9999999999999),
  allowance_total_minor INTEGER NOT NULL CHECK (abs(allowance_total_minor) <= 9999999999999),
  charge_total_minor INTEGER NOT NULL CHECK (abs(charge_total_minor) <= 9999999999999),
  net_minor INTEGER NOT NULL CHECK (abs(net_minor) <= 9999999999999),
  tax_minor INTEGER NOT NULL CHECK (abs(tax_minor) <= 9999999999999),
  gross_minor INTEGER NOT NULL CHECK (abs(gross_minor) <= 9999999999999),
  prepaid_minor INTEGER NOT NULL DEFAULT 0 CHECK (abs(prepaid_minor) <= 9999999999999),
  rounding_minor INTEGER NOT NULL DEFAULT 0 CHECK (abs(rounding_minor) <= 9999999999999),
  due_minor INTEGER NOT NULL CHECK (abs(due_minor) <= 9999999999999),
  issued_at INTEGER,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER, project_reference TEXT CHECK (length(project_reference) BETWEEN 1 AND 100), document_type_code TEXT
  CHECK (document_type_code IS NULL OR ((document_type_code GLOB '[0-9][0-9]' OR document_type_code GLOB '[0-9][0-9][0-9]')
    AND document_type_code NOT IN ('380', '381')
    AND (document_type_code IN ('81', '83', '261', '262', '296', '308', '396', '420', '458', '532')) = (type_code = '381'))), number_rank INTEGER GENERATED ALWAYS AS (ifnull(sequence, 1000000000)) VIRTUAL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, id),
  FOREIGN KEY (tenant_id, series_id) REFERENCES number_series (tenant_id, id),
  FOREIGN KEY (tenant_id, preceding_invoice_id) REFERENCES invoices (tenant_id, id),
  UNIQUE (tenant_id, number),
  UNIQUE (tenant_id, series_id, period, sequence),
  CHECK (due_date >= issue_date),
  CHECK ((period_start IS NULL) OR (period_end IS NULL) OR (period_end >= period_start)),
  CHECK ((status = 'draft') = (number IS NULL)),
  CHECK ((number IS NULL) = (sequence IS NULL)),
  CHECK ((number IS NULL) = (series_id IS NULL)),
  CHECK ((number IS NULL) = (period IS NULL)),
  CHECK ((number IS NULL) = (issued_at IS NULL)),
  CHECK ((status = 'paid') = (paid_date IS NOT NULL)),
  CHECK (discount_ppm IS NULL OR discount_minor IS NULL),
  CHECK (net_minor = line_total_minor - allowance_total_minor + charge_total_minor),
  CHECK (gross_minor = net_minor + tax_minor),
  CHECK (due_minor = gross_minor - prepaid_minor + rounding_minor)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE kept_forms (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 43),
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  session_hash TEXT NOT NULL UNIQUE CHECK (length(session_hash) = 43),
  path TEXT NOT NULL CHECK (path GLOB '/*' AND length(path) <= 500),
  nonce BLOB NOT NULL CHECK (length(nonce) = 12),
  sealed BLOB NOT NULL CHECK (length(sealed) BETWEEN 16 AND 2097168),
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE known_devices (
  user_id TEXT NOT NULL REFERENCES users (id),
  device_hash TEXT NOT NULL CHECK (length(device_hash) = 43),
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, device_hash)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE letter_folds (
  letter TEXT PRIMARY KEY NOT NULL CHECK (length(letter) <= 1),
  base TEXT NOT NULL CHECK (length(base) <= 6)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE login_attempts (
  bucket TEXT PRIMARY KEY NOT NULL CHECK (length(bucket) = 43),
  failures INTEGER NOT NULL CHECK (failures >= 1),
  failed_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE memberships (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  user_id TEXT NOT NULL REFERENCES users (id),
  role TEXT NOT NULL CHECK (role IN ('owner', 'member', 'viewer')),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE number_runs (
  tenant_id TEXT NOT NULL,
  series_id TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period = '' OR period GLOB '[0-9][0-9][0-9][0-9]'),
  first_sequence INTEGER NOT NULL CHECK (first_sequence BETWEEN 1 AND 999999999),
  last_sequence INTEGER NOT NULL CHECK (last_sequence BETWEEN first_sequence - 1 AND 999999999),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, series_id, period, first_sequence),
  FOREIGN KEY (tenant_id, series_id) REFERENCES number_series (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE number_series (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL CHECK (length(id) = 26),
  pattern TEXT NOT NULL CHECK (length(pattern) BETWEEN 3 AND 40),
  prefix TEXT NOT NULL CHECK (length(prefix) <= 40),
  suffix TEXT NOT NULL CHECK (length(suffix) <= 40),
  width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 9),
  restarts_yearly INTEGER NOT NULL CHECK (restarts_yearly IN (0, 1)),
  is_active INTEGER NOT NULL CHECK (is_active IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, pattern),
  CHECK (restarts_yearly = (instr(pattern, '{YYYY}') > 0))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE number_series_uses (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  type_code TEXT NOT NULL CHECK ((type_code GLOB '[0-9][0-9]' OR type_code GLOB '[0-9][0-9][0-9]') AND type_code <> '380'),
  series_id TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, type_code),
  FOREIGN KEY (tenant_id, series_id) REFERENCES number_series (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE open_totals (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  client_id TEXT NOT NULL CHECK (client_id = '' OR length(client_id) = 26),
  grain TEXT NOT NULL CHECK (grain IN ('month', 'day')),
  period TEXT NOT NULL CHECK (period GLOB CASE grain WHEN 'month' THEN '[0-9][0-9][0-9][0-9]-[0-9][0-9]' ELSE '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' END),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  invoice_count INTEGER NOT NULL CHECK (invoice_count >= 0),
  due_minor INTEGER NOT NULL, claim_count INTEGER NOT NULL DEFAULT 0 CHECK (claim_count >= 0), claim_minor INTEGER NOT NULL DEFAULT 0 CHECK (claim_minor >= 0), archived_count INTEGER NOT NULL DEFAULT 0 CHECK (archived_count >= 0), archived_claim_count INTEGER NOT NULL DEFAULT 0 CHECK (archived_claim_count >= 0),
  PRIMARY KEY (tenant_id, client_id, grain, currency, period)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE operations (
  name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  at INTEGER NOT NULL CHECK (at > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE paid_totals (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]'),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  invoice_count INTEGER NOT NULL CHECK (invoice_count >= 0),
  due_minor INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, currency, month)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE payment_allocations (
  tenant_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) <= 9999999999999), settled_on TEXT CHECK (settled_on IS NULL OR date(settled_on) IS settled_on),
  PRIMARY KEY (tenant_id, invoice_id, payment_id),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payments (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE payment_credits (
  tenant_id TEXT NOT NULL,
  payment_id TEXT NOT NULL,
  credit_note_id TEXT NOT NULL CHECK (length(credit_note_id) = 26),
  PRIMARY KEY (tenant_id, payment_id),
  FOREIGN KEY (tenant_id, payment_id) REFERENCES payments (tenant_id, id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE payments (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  id TEXT NOT NULL CHECK (length(id) = 26),
  client_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund', 'credit', 'discount', 'write_off')),
  paid_on TEXT NOT NULL CHECK (date(paid_on) IS paid_on),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) <= 9999999999999),
  reverses_id TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, client_id) REFERENCES clients (tenant_id, id),
  FOREIGN KEY (tenant_id, reverses_id) REFERENCES payments (tenant_id, id),
  CHECK (reverses_id IS NULL OR reverses_id <> id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE purged_numbers (
  tenant_id TEXT NOT NULL,
  series_id TEXT NOT NULL,
  period TEXT NOT NULL CHECK (period = '' OR period GLOB '[0-9][0-9][0-9][0-9]'),
  first_sequence INTEGER NOT NULL CHECK (first_sequence >= 1),
  last_sequence INTEGER NOT NULL CHECK (last_sequence >= first_sequence),
  purged_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, series_id, period, first_sequence),
  FOREIGN KEY (tenant_id, series_id) REFERENCES number_series (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE retention_choices (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  kind TEXT NOT NULL CHECK (kind IN ('invoices')),
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, kind)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE retention_floors (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
  issued_until INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, years)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE retention_policies (
  country TEXT PRIMARY KEY NOT NULL CHECK (country = '' OR country GLOB '[A-Z][A-Z]'),
  years INTEGER NOT NULL CHECK (years BETWEEN 1 AND 30),
  source TEXT NOT NULL CHECK (length(source) BETWEEN 1 AND 200)
, counted_from TEXT NOT NULL DEFAULT 'calendar-year'
  CHECK (counted_from IN ('calendar-year', 'fiscal-year', 'calendar-year-of-fiscal-year'))) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE search_folds (
  letter TEXT PRIMARY KEY NOT NULL CHECK (length(letter) = 1),
  base TEXT NOT NULL CHECK (length(base) <= 18)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE search_spaces (
  number INTEGER PRIMARY KEY NOT NULL CHECK (number BETWEEN 1 AND 33554431),
  tenant_id TEXT NOT NULL UNIQUE REFERENCES tenants (id)
) STRICT;
--> statement-breakpoint
CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY NOT NULL CHECK (length(token_hash) = 43),
  id TEXT NOT NULL UNIQUE CHECK (length(id) = 26),
  user_id TEXT NOT NULL REFERENCES users (id),
  remembered INTEGER NOT NULL CHECK (remembered IN (0, 1)),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  idle_expires_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  password_at INTEGER NOT NULL,
  user_agent TEXT CHECK (length(user_agent) <= 300),
  ip_address TEXT CHECK (length(ip_address) <= 45),
  country TEXT CHECK (length(country) = 2)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
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
CREATE TABLE "tax_rates" (
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
  exemption_code TEXT CHECK (length(exemption_code) BETWEEN 1 AND 40), exemption_nr INTEGER NOT NULL DEFAULT 1 CHECK (exemption_nr BETWEEN 1 AND 999),
  PRIMARY KEY (tenant_id, category, rate_ppm),
  -- BR-AF-05 and BR-AG-05: IGIC and IPSI may be zero or more.
  CHECK (category IN ('L', 'M') OR (category IN ('S', 'B')) = (rate_ppm > 0)),
  -- BR-AF-10 and BR-AG-10: no reason why there is no tax.
  CHECK ((category IN ('S', 'Z', 'L', 'M', 'B')) = (exemption_reason IS NULL)),
  CHECK (is_default = 0 OR archived_at IS NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE tenants (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  trade_name TEXT CHECK (length(trade_name) BETWEEN 1 AND 200),
  vat_id TEXT CHECK (length(vat_id) BETWEEN 1 AND 50),
  tax_number TEXT CHECK (length(tax_number) BETWEEN 1 AND 50),
  registration_id TEXT CHECK (length(registration_id) BETWEEN 1 AND 50),
  address_line1 TEXT CHECK (length(address_line1) BETWEEN 1 AND 200),
  address_line2 TEXT CHECK (length(address_line2) BETWEEN 1 AND 200),
  postcode TEXT CHECK (length(postcode) BETWEEN 1 AND 20),
  city TEXT CHECK (length(city) BETWEEN 1 AND 100),
  region TEXT CHECK (length(region) BETWEEN 1 AND 100),
  country TEXT NOT NULL CHECK (country GLOB '[A-Z][A-Z]'),
  electronic_address TEXT CHECK (length(electronic_address) BETWEEN 1 AND 254),
  electronic_scheme TEXT CHECK (length(electronic_scheme) BETWEEN 1 AND 4),
  contact_name TEXT CHECK (length(contact_name) BETWEEN 1 AND 100),
  phone TEXT CHECK (length(phone) BETWEEN 1 AND 50),
  email TEXT CHECK (length(email) BETWEEN 3 AND 254),
  currency TEXT NOT NULL CHECK (currency GLOB '[A-Z][A-Z][A-Z]'),
  locale TEXT NOT NULL CHECK (length(locale) BETWEEN 2 AND 10),
  time_zone TEXT NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 50),
  payment_terms_days INTEGER NOT NULL DEFAULT 30 CHECK (payment_terms_days BETWEEN 0 AND 365),
  payment_terms TEXT CHECK (length(payment_terms) BETWEEN 1 AND 500),
  iban TEXT CHECK (length(iban) BETWEEN 5 AND 34),
  bic TEXT CHECK (length(bic) BETWEEN 8 AND 11),
  account_name TEXT CHECK (length(account_name) BETWEEN 1 AND 200),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER
, fiscal_year_end_month INTEGER NOT NULL DEFAULT 12 CHECK (fiscal_year_end_month BETWEEN 1 AND 12), charges_tax INTEGER NOT NULL DEFAULT 1 CHECK (charges_tax IN (0, 1)), payment_terms_kind TEXT CHECK (payment_terms_kind IN ('days', 'days-end-of-month', 'end-of-month-days', 'day-of-next-month')), payment_terms_day INTEGER CHECK (payment_terms_day BETWEEN 1 AND 31), early_payment_ppm INTEGER CHECK (early_payment_ppm BETWEEN 100 AND 999900 AND early_payment_ppm % 100 = 0), early_payment_days INTEGER CHECK ((early_payment_days IS NULL) = (early_payment_ppm IS NULL)
  AND (early_payment_days IS NULL OR early_payment_days BETWEEN 0 AND 365)), terms_words TEXT CHECK (length(terms_words) BETWEEN 1 AND 500)) STRICT;
--> statement-breakpoint
CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
  email TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  password_hash TEXT NOT NULL CHECK (password_hash GLOB '$scrypt$*' AND length(password_hash) <= 200),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
, language TEXT CHECK (language IS NULL OR (length(language) BETWEEN 2 AND 35
  AND (language GLOB '[a-z][a-z]' OR language GLOB '[a-z][a-z][a-z]' OR language GLOB '[a-z][a-z]-*' OR language GLOB '[a-z][a-z][a-z]-*')
  AND language NOT GLOB '*[^A-Za-z0-9-]*' AND language NOT GLOB '*--*' AND language NOT GLOB '*-'))) STRICT;
--> statement-breakpoint
CREATE INDEX audit_events_by_actor_time ON audit_events (tenant_id, actor_id, at, seq);
--> statement-breakpoint
CREATE INDEX audit_events_by_entity_time ON audit_events (tenant_id, entity, at, seq);
--> statement-breakpoint
CREATE INDEX audit_events_by_time ON audit_events (tenant_id, at, seq);
--> statement-breakpoint
CREATE INDEX audit_events_by_verb_time ON audit_events (tenant_id, substr(action, instr(action, '.') + 1), at, seq);
--> statement-breakpoint
CREATE INDEX audit_events_entity ON audit_events (tenant_id, entity, entity_id, seq);
--> statement-breakpoint
CREATE INDEX client_order_by_key ON client_order (tenant_id, is_archived, sort_key, client_id);
--> statement-breakpoint
CREATE INDEX clients_archived_by_name ON clients (tenant_id, name, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX clients_by_name ON clients (tenant_id, name, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX ended_sessions_age ON ended_sessions (ended_at);
--> statement-breakpoint
CREATE INDEX erasures_due ON erasures (due_at);
--> statement-breakpoint
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
--> statement-breakpoint
CREATE INDEX idempotency_keys_user ON idempotency_keys (user_id);
--> statement-breakpoint
CREATE INDEX invoice_allowances_tax ON invoice_allowances (tenant_id, tax_category, tax_rate_ppm);
--> statement-breakpoint
CREATE INDEX invoice_lines_tax ON invoice_lines (tenant_id, tax_category, tax_rate_ppm);
--> statement-breakpoint
CREATE INDEX invoice_search_rows_due ON invoice_search_rows (due) WHERE due IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_search_rows_gross ON invoice_search_rows (gross) WHERE gross IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_search_rows_net ON invoice_search_rows (net) WHERE net IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_search_rows_sequence ON invoice_search_rows (sequence) WHERE sequence IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoice_tax_groups_tax ON invoice_tax_groups (tenant_id, category, rate_ppm);
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_date ON invoices (tenant_id, client_id, issue_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_due ON invoices (tenant_id, client_id, due_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_number ON invoices (tenant_id, client_id, series_id, period, sequence, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_status_date ON invoices (tenant_id, client_id, status, issue_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_status_due ON invoices (tenant_id, client_id, status, due_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_client_status_number ON invoices (tenant_id, client_id, status, series_id, period, sequence, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_date ON invoices (tenant_id, issue_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_due ON invoices (tenant_id, due_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_number ON invoices (tenant_id, series_id, period, sequence, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_status_date ON invoices (tenant_id, status, issue_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_status_due ON invoices (tenant_id, status, due_date, number_rank, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_by_status_number ON invoices (tenant_id, status, series_id, period, sequence, id) WHERE archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_claims_by_client_due ON invoices (tenant_id, client_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_archived_claims_by_due ON invoices (tenant_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_date ON invoices (tenant_id, client_id, issue_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_due ON invoices (tenant_id, client_id, due_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_number ON invoices (tenant_id, client_id, series_id, period, sequence, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_status_date ON invoices (tenant_id, client_id, status, issue_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_status_due ON invoices (tenant_id, client_id, status, due_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_status_number ON invoices (tenant_id, client_id, status, series_id, period, sequence, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_date ON invoices (tenant_id, issue_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_due ON invoices (tenant_id, due_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_number ON invoices (tenant_id, series_id, period, sequence, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_date ON invoices (tenant_id, status, issue_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_due ON invoices (tenant_id, status, due_date, number_rank, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_number ON invoices (tenant_id, status, series_id, period, sequence, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_claims_by_client_due ON invoices (tenant_id, client_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_claims_by_due ON invoices (tenant_id, status, due_date, id)
  WHERE status = 'sent' AND due_minor > 0 AND archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_preceding ON invoices (tenant_id, preceding_invoice_id) WHERE preceding_invoice_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX kept_forms_age ON kept_forms (created_at);
--> statement-breakpoint
CREATE INDEX kept_forms_user ON kept_forms (user_id, created_at);
--> statement-breakpoint
CREATE INDEX login_attempts_age ON login_attempts (failed_at);
--> statement-breakpoint
CREATE INDEX memberships_user ON memberships (user_id, tenant_id);
--> statement-breakpoint
CREATE UNIQUE INDEX number_series_active ON number_series (tenant_id) WHERE is_active = 1;
--> statement-breakpoint
CREATE INDEX number_series_uses_series ON number_series_uses (tenant_id, series_id);
--> statement-breakpoint
CREATE INDEX payment_allocations_by_payment ON payment_allocations (tenant_id, payment_id, amount_minor);
--> statement-breakpoint
CREATE INDEX payment_credits_by_note ON payment_credits (tenant_id, credit_note_id);
--> statement-breakpoint
CREATE INDEX payments_by_client ON payments (tenant_id, client_id, paid_on);
--> statement-breakpoint
CREATE UNIQUE INDEX payments_by_reversed ON payments (tenant_id, reverses_id);
--> statement-breakpoint
CREATE INDEX sessions_user ON sessions (user_id, seen_at);
--> statement-breakpoint
CREATE UNIQUE INDEX tax_rates_default ON tax_rates (tenant_id) WHERE is_default = 1;
--> statement-breakpoint
CREATE VIEW client_entries AS SELECT c.tenant_id, c.id AS client_id,
    (SELECT '  ' || trim(replace(replace(replace(group_concat(words, ' '), ' ', '<>'), '><', ''), '<>', '  ')) || '  ' FROM (
      SELECT t || iif(is_code AND trim(t) GLOB '* *', ' ' || replace(t, ' ', ''), '') || iif(t GLOB '*' || (SELECT letter FROM unspaced_scripts) || '*',
          (WITH RECURSIVE p (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM p WHERE at < length(t))
            SELECT ' ' || group_concat(substr(t, at, 2), ' ') FROM p WHERE substr(t, at, 1) GLOB (SELECT letter FROM unspaced_scripts)), '') AS words
      FROM (SELECT is_code, (WITH RECURSIVE f (t, rest) AS (SELECT lower(piece), ltrim(lower(piece), ' 0123456789abcdefghijklmnopqrstuvwxyz')
            UNION ALL SELECT replace(t, substr(rest, 1, 1), coalesce((SELECT base FROM search_folds WHERE letter = substr(rest, 1, 1)),
              (SELECT base FROM letter_folds WHERE letter = substr(rest, 1, 1)), substr(rest, 1, 1))),
              ltrim(replace(rest, substr(rest, 1, 1), ''), ' 0123456789abcdefghijklmnopqrstuvwxyz') FROM f WHERE rest <> '')
          SELECT t FROM f WHERE rest = '') AS t
        FROM (SELECT c.name AS piece, 0 AS is_code UNION ALL SELECT c.trade_name, 0 UNION ALL SELECT c.email, 0 UNION ALL SELECT c.vat_id, 1
          UNION ALL SELECT c.contact_name, 0 UNION ALL SELECT c.city, 0 UNION ALL SELECT c.country, 0 UNION ALL SELECT c.phone, 1) WHERE piece IS NOT NULL LIMIT -1))) AS text
  FROM clients c;
--> statement-breakpoint
CREATE VIEW client_texts AS SELECT tenant_id, id AS client_id, concat_ws(' ', name, trade_name, email, vat_id, contact_name, city, country, phone) AS text FROM clients;
--> statement-breakpoint
CREATE VIEW erased_tenants AS SELECT tenant_id FROM erasures WHERE entity = 'tenant' AND done_at IS NOT NULL;
--> statement-breakpoint
CREATE VIEW expired_invoices AS SELECT tenant_id, id FROM retained_invoices WHERE last_day < date('now', '-12 hours');
--> statement-breakpoint
CREATE VIEW guard (reason, ok) AS SELECT '' AS reason, 1 AS ok WHERE 0;
--> statement-breakpoint
CREATE VIEW index_client AS SELECT '' AS tenant_id, '' AS client_id WHERE 0;
--> statement-breakpoint
CREATE VIEW index_invoice AS SELECT '' AS tenant_id, '' AS invoice_id WHERE 0;
--> statement-breakpoint
CREATE VIEW invoice_entries AS SELECT i.tenant_id, i.id AS invoice_id, i.sequence, abs(i.gross_minor) * i.unit AS gross, abs(i.net_minor) * i.unit AS net,
    abs(i.due_minor) * i.unit AS due,
    (SELECT '  ' || trim(replace(replace(replace(group_concat(words, ' '), ' ', '<>'), '><', ''), '<>', '  ')) || '  ' FROM (
      SELECT t || iif(is_code AND trim(t) GLOB '* *', ' ' || replace(t, ' ', ''), '') || iif(t GLOB '*' || (SELECT letter FROM unspaced_scripts) || '*',
          (WITH RECURSIVE p (at) AS (SELECT 1 UNION ALL SELECT at + 1 FROM p WHERE at < length(t))
            SELECT ' ' || group_concat(substr(t, at, 2), ' ') FROM p WHERE substr(t, at, 1) GLOB (SELECT letter FROM unspaced_scripts)), '') AS words
      FROM (SELECT is_code, (WITH RECURSIVE f (t, rest) AS (SELECT lower(piece), ltrim(lower(piece), ' 0123456789abcdefghijklmnopqrstuvwxyz')
            UNION ALL SELECT replace(t, substr(rest, 1, 1), coalesce((SELECT base FROM search_folds WHERE letter = substr(rest, 1, 1)),
              (SELECT base FROM letter_folds WHERE letter = substr(rest, 1, 1)), substr(rest, 1, 1))),
              ltrim(replace(rest, substr(rest, 1, 1), ''), ' 0123456789abcdefghijklmnopqrstuvwxyz') FROM f WHERE rest <> '')
          SELECT t FROM f WHERE rest = '') AS t
        FROM (SELECT i.number AS piece, 1 AS is_code UNION ALL SELECT CAST(i.sequence AS TEXT), 0 UNION ALL SELECT coalesce(b.name, c.name), 0
          UNION ALL SELECT i.buyer_reference, 1 UNION ALL SELECT i.order_reference, 1 UNION ALL SELECT i.project_reference, 1
          UNION ALL SELECT i.note, 0 UNION ALL SELECT i.internal_note, 0
          UNION ALL SELECT concat_ws(' ', l.name, l.description), 0 FROM invoice_lines l WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id) WHERE piece IS NOT NULL LIMIT -1))) AS text
  FROM (SELECT *, CASE WHEN currency IN ('BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 1000
      WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 1 ELSE 10 END AS unit FROM invoices) i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
  LEFT JOIN invoice_parties b ON b.tenant_id = i.tenant_id AND b.invoice_id = i.id AND b.party = 'buyer';
--> statement-breakpoint
CREATE VIEW invoice_texts AS SELECT i.tenant_id, i.id AS invoice_id, concat_ws(' ', i.number, coalesce(p.name, c.name), i.buyer_reference, i.order_reference,
    i.project_reference, i.note, i.internal_note, (SELECT group_concat(concat_ws(' ', l.name, l.description), ' ') FROM invoice_lines l
      WHERE l.tenant_id = i.tenant_id AND l.invoice_id = i.id)) AS text
  FROM invoices i JOIN clients c ON c.tenant_id = i.tenant_id AND c.id = i.client_id
  LEFT JOIN invoice_parties p ON p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'buyer';
--> statement-breakpoint
CREATE VIEW retained_events AS SELECT tenant_id, seq, year, year + years
    + (counted_from <> 'calendar-year' AND CAST(strftime('%m', at / 1000 + 50400, 'unixepoch') AS INTEGER) > month) AS last_year FROM (
  SELECT e.tenant_id, e.seq, e.at, CAST(strftime('%Y', e.at / 1000 + 50400, 'unixepoch') AS INTEGER) AS year,
    (SELECT counted_from FROM retention_policies WHERE country IN (t.country, '') ORDER BY country DESC LIMIT 1) AS counted_from,
    (SELECT min(month) FROM (SELECT t.fiscal_year_end_month AS month UNION ALL
      SELECT f.month FROM fiscal_year_floors f WHERE f.tenant_id = e.tenant_id AND f.issued_until >= e.at)) AS month,
    max(y.years, coalesce((SELECT max(f.years) FROM retention_floors f WHERE f.tenant_id = e.tenant_id AND f.issued_until >= e.at), 0)) AS years
  FROM audit_events e JOIN tenants t ON t.id = e.tenant_id JOIN retained_years y ON y.tenant_id = e.tenant_id);
--> statement-breakpoint
CREATE VIEW retained_invoices AS SELECT tenant_id, id, client_id, first_year, years, CAST(substr(last_day, 1, 4) AS INTEGER) AS last_year, last_day FROM (
  SELECT d.tenant_id, d.id, d.client_id, d.first_year, max(d.own_years, d.seller_years, d.floor_years) AS years,
    max(
      CASE d.own_from WHEN 'calendar-year' THEN (substr(d.day, 1, 4) + d.own_years) || '-12-31'
        WHEN 'fiscal-year' THEN date((substr(d.fiscal_end, 1, 4) + d.own_years) || substr(d.fiscal_end, 5, 3) || '-01', '+1 month', '-1 day')
        ELSE (substr(d.fiscal_end, 1, 4) + d.own_years) || '-12-31' END,
      CASE d.seller_from WHEN 'calendar-year' THEN (substr(d.day, 1, 4) + d.seller_years) || '-12-31'
        WHEN 'fiscal-year' THEN date((substr(d.fiscal_end, 1, 4) + d.seller_years) || substr(d.fiscal_end, 5, 3) || '-01', '+1 month', '-1 day')
        ELSE (substr(d.fiscal_end, 1, 4) + d.seller_years) || '-12-31' END,
      CASE d.floor_years WHEN 0 THEN '' ELSE (substr(d.fiscal_end, 1, 4) + d.floor_years) || '-12-31' END) AS last_day
  FROM (SELECT i.*,
      (SELECT max(date((substr(i.day, 1, 4) + (CAST(substr(i.day, 6, 2) AS INTEGER) > m.month)) || printf('-%02d-01', m.month), '+1 month', '-1 day'))
        FROM (SELECT i.month UNION ALL SELECT f.month FROM fiscal_year_floors f WHERE f.tenant_id = i.tenant_id AND f.issued_until >= i.issued_at) m) AS fiscal_end
    FROM (SELECT i.tenant_id, i.id, i.client_id, i.issued_at, t.fiscal_year_end_month AS month,
        min(CAST(substr(i.issue_date, 1, 4) AS INTEGER),
          CAST(strftime('%Y', i.created_at / 1000 - 43200, 'unixepoch') AS INTEGER),
          CAST(strftime('%Y', i.issued_at / 1000 - 43200, 'unixepoch') AS INTEGER)) AS first_year,
        max(i.issue_date, strftime('%Y-%m-%d', i.issued_at / 1000 + 50400, 'unixepoch')) AS day,
        y.years AS own_years,
        (SELECT counted_from FROM retention_policies WHERE country IN (t.country, '') ORDER BY country DESC LIMIT 1) AS own_from,
        coalesce((SELECT (SELECT years FROM retention_policies WHERE country IN (p.country, '') ORDER BY country DESC LIMIT 1)
          FROM invoice_parties p WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'seller'), 0) AS seller_years,
        (SELECT (SELECT counted_from FROM retention_policies WHERE country IN (p.country, '') ORDER BY country DESC LIMIT 1)
          FROM invoice_parties p WHERE p.tenant_id = i.tenant_id AND p.invoice_id = i.id AND p.party = 'seller') AS seller_from,
        coalesce((SELECT max(f.years) FROM retention_floors f WHERE f.tenant_id = i.tenant_id AND f.issued_until >= i.issued_at), 0) AS floor_years
      FROM invoices i JOIN tenants t ON t.id = i.tenant_id JOIN retained_years y ON y.tenant_id = i.tenant_id WHERE i.number IS NOT NULL) i) d);
--> statement-breakpoint
CREATE VIEW retained_years AS SELECT t.id AS tenant_id, max(
    (SELECT years FROM retention_policies WHERE country IN (t.country, '') ORDER BY country DESC LIMIT 1),
    coalesce((SELECT years FROM retention_choices WHERE tenant_id = t.id AND kind = 'invoices'), 0)) AS years
  FROM tenants t;
--> statement-breakpoint
CREATE VIEW unspaced_scripts AS SELECT '[' || char(0xe00, 45, 0xeff, 0x1000, 45, 0x11ff, 0x1780, 45, 0x17ff, 0x2e80, 45, 0xd7ff, 0xf900, 45, 0xfaff, 0x20000, 45, 0x3fffd) || ']' AS letter;
--> statement-breakpoint
CREATE TRIGGER audit_anchors_delete BEFORE DELETE ON audit_anchors
BEGIN
  SELECT RAISE(ABORT, 'rule:anchor') WHERE NOT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = OLD.tenant_id AND seq > OLD.seq)
    AND EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER audit_anchors_insert BEFORE INSERT ON audit_anchors
BEGIN
  SELECT RAISE(ABORT, 'rule:anchor') WHERE (EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = NEW.tenant_id)
      OR EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = NEW.tenant_id))
    AND (NOT EXISTS (SELECT 1 FROM audit_seals WHERE tenant_id = NEW.tenant_id AND seq = NEW.seq AND hash = NEW.hash AND key_id = NEW.key_id)
      OR NOT EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = NEW.tenant_id AND seq > NEW.seq
        UNION ALL SELECT 1 FROM erased_tenants WHERE tenant_id = NEW.tenant_id)
      OR EXISTS (SELECT 1 FROM retained_events e WHERE e.tenant_id = NEW.tenant_id AND e.seq <= NEW.seq
        AND ((e.last_year < CAST(strftime('%Y', 'now', '-12 hours') AS INTEGER)) IS NOT TRUE
          OR e.year >= (SELECT min(first_year) FROM retained_invoices WHERE tenant_id = NEW.tenant_id))));
END;
--> statement-breakpoint
CREATE TRIGGER audit_anchors_update BEFORE UPDATE ON audit_anchors BEGIN SELECT RAISE(ABORT, 'rule:anchor'); END;
--> statement-breakpoint
CREATE TRIGGER audit_events_delete BEFORE DELETE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-append-only') WHERE NOT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = OLD.tenant_id AND seq >= OLD.seq);
END;
--> statement-breakpoint
CREATE TRIGGER audit_events_insert BEFORE INSERT ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-order') WHERE NEW.seq <> 1 + max(coalesce((SELECT max(seq) FROM audit_events WHERE tenant_id = NEW.tenant_id), 0),
    coalesce((SELECT max(seq) FROM audit_anchors WHERE tenant_id = NEW.tenant_id), 0));
END;
--> statement-breakpoint
CREATE TRIGGER audit_events_update BEFORE UPDATE ON audit_events
BEGIN
  SELECT RAISE(ABORT, 'rule:audit-append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_seals_delete BEFORE DELETE ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-append-only') WHERE NOT EXISTS (SELECT 1 FROM audit_anchors WHERE tenant_id = OLD.tenant_id AND seq >= OLD.seq);
END;
--> statement-breakpoint
CREATE TRIGGER audit_seals_insert BEFORE INSERT ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-order') WHERE NEW.seq <> 1 + max(coalesce((SELECT max(seq) FROM audit_seals WHERE tenant_id = NEW.tenant_id), 0),
    coalesce((SELECT max(seq) FROM audit_anchors WHERE tenant_id = NEW.tenant_id), 0));
END;
--> statement-breakpoint
CREATE TRIGGER audit_seals_update BEFORE UPDATE ON audit_seals
BEGIN
  SELECT RAISE(ABORT, 'rule:seal-append-only');
END;
--> statement-breakpoint
CREATE TRIGGER client_grams_delete AFTER DELETE ON client_search_rows WHEN OLD.text IS NOT NULL
BEGIN
  INSERT INTO client_grams (client_grams, rowid, text) VALUES ('delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', ''));
END;
--> statement-breakpoint
CREATE TRIGGER client_grams_update AFTER UPDATE OF text ON client_search_rows WHEN NEW.text IS NOT OLD.text
BEGIN
  INSERT INTO client_grams (client_grams, rowid, text) SELECT 'delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', '') WHERE OLD.text IS NOT NULL;
  INSERT INTO client_grams (rowid, text) SELECT NEW.id, NEW.text || iif(NEW.id % 4096 = 0, '###', '') WHERE NEW.text IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER clients_delete BEFORE DELETE ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'client' AND entity_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_erased BEFORE UPDATE ON clients
WHEN EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'client' AND entity_id = OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased') WHERE NEW.name COLLATE BINARY <> 'Erased client' OR NEW.archived_at IS NULL
    OR coalesce(NEW.trade_name, NEW.vat_id, NEW.registration_id, NEW.address_line1, NEW.address_line2, NEW.postcode, NEW.city, NEW.region,
      NEW.electronic_address, NEW.electronic_scheme, NEW.contact_name, NEW.phone, NEW.email, NEW.buyer_reference, NEW.note) IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER clients_erased_insert BEFORE INSERT ON clients
WHEN EXISTS (SELECT 1 FROM erasures WHERE tenant_id = NEW.tenant_id AND entity = 'client' AND entity_id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased');
END;
--> statement-breakpoint
CREATE TRIGGER clients_gone AFTER DELETE ON clients
BEGIN
  INSERT INTO gone (tenant_id, entity, entity_id, version) VALUES (OLD.tenant_id, 'client', OLD.id, OLD.version);
END;
--> statement-breakpoint
CREATE TRIGGER clients_insert BEFORE INSERT ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM clients WHERE tenant_id = NEW.tenant_id AND id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_order_delete AFTER DELETE ON clients
BEGIN
  DELETE FROM client_order WHERE tenant_id = OLD.tenant_id AND client_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER clients_order_insert AFTER INSERT ON clients
BEGIN
  INSERT INTO client_order (tenant_id, client_id, is_archived, sort_key)
    VALUES (NEW.tenant_id, NEW.id, NEW.archived_at IS NOT NULL, CASE WHEN NEW.name NOT GLOB '*[^ -~]*' THEN lower(substr(NEW.name, 1, 100)) ELSE (WITH RECURSIVE w (i, c) AS (
      SELECT 1, substr(NEW.name, 1, 1) UNION ALL SELECT i + 1, substr(NEW.name, i + 1, 1) FROM w WHERE i < min(100, length(NEW.name)))
    SELECT group_concat(coalesce((SELECT base FROM letter_folds WHERE letter = c), lower(c)), '') FROM (SELECT c FROM w ORDER BY i)) END);
END;
--> statement-breakpoint
CREATE TRIGGER clients_order_update AFTER UPDATE ON clients
  WHEN NEW.name COLLATE BINARY <> OLD.name OR (NEW.archived_at IS NULL) <> (OLD.archived_at IS NULL)
BEGIN
  UPDATE client_order SET is_archived = NEW.archived_at IS NOT NULL, sort_key = CASE WHEN NEW.name NOT GLOB '*[^ -~]*' THEN lower(substr(NEW.name, 1, 100)) ELSE (WITH RECURSIVE w (i, c) AS (
      SELECT 1, substr(NEW.name, 1, 1) UNION ALL SELECT i + 1, substr(NEW.name, i + 1, 1) FROM w WHERE i < min(100, length(NEW.name)))
    SELECT group_concat(coalesce((SELECT base FROM letter_folds WHERE letter = c), lower(c)), '') FROM (SELECT c FROM w ORDER BY i)) END
    WHERE tenant_id = NEW.tenant_id AND client_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_delete AFTER DELETE ON clients
BEGIN
  DELETE FROM client_search WHERE rowid = (SELECT id FROM client_search_rows WHERE tenant_id = OLD.tenant_id AND client_id = OLD.id);
  DELETE FROM client_search_rows WHERE tenant_id = OLD.tenant_id AND client_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_insert AFTER INSERT ON clients
BEGIN
  INSERT INTO index_client (tenant_id, client_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_rename AFTER UPDATE ON clients WHEN NEW.name IS NOT OLD.name OR NEW.name COLLATE BINARY <> OLD.name
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id)
    SELECT tenant_id, id FROM invoices WHERE tenant_id = NEW.tenant_id AND client_id = NEW.id AND status = 'draft' AND archived_at IS NULL
    UNION ALL SELECT tenant_id, id FROM invoices WHERE tenant_id = NEW.tenant_id AND client_id = NEW.id AND status = 'draft' AND archived_at IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER clients_search_update AFTER UPDATE ON clients
BEGIN
  INSERT INTO index_client (tenant_id, client_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER clients_version BEFORE UPDATE ON clients
BEGIN
  SELECT RAISE(ABORT, 'rule:version') WHERE NEW.version <> OLD.version + 1;
END;
--> statement-breakpoint
CREATE TRIGGER fiscal_year_floors_delete BEFORE DELETE ON fiscal_year_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER fiscal_year_floors_insert BEFORE INSERT ON fiscal_year_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM fiscal_year_floors WHERE tenant_id = NEW.tenant_id AND month = NEW.month);
END;
--> statement-breakpoint
CREATE TRIGGER fiscal_year_floors_update BEFORE UPDATE ON fiscal_year_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.month <> OLD.month OR NEW.issued_until < OLD.issued_until;
END;
--> statement-breakpoint
CREATE TRIGGER gone_delete BEFORE DELETE ON gone
BEGIN
  SELECT RAISE(ABORT, 'rule:gone') WHERE EXISTS (
    SELECT 1 FROM audit_events WHERE tenant_id = OLD.tenant_id AND entity = OLD.entity AND entity_id = OLD.entity_id);
END;
--> statement-breakpoint
CREATE TRIGGER guard_insert INSTEAD OF INSERT ON guard WHEN NEW.ok IS NOT 1
BEGIN
  SELECT CASE NEW.reason
    WHEN 'signed-out' THEN RAISE(ABORT, 'guard:signed-out')
    WHEN 'not-found' THEN RAISE(ABORT, 'guard:not-found')
    WHEN 'forbidden' THEN RAISE(ABORT, 'guard:forbidden')
    WHEN 'repeated' THEN RAISE(ABORT, 'guard:repeated')
    WHEN 'password' THEN RAISE(ABORT, 'guard:password')
    WHEN 'stale' THEN RAISE(ABORT, 'guard:stale')
    WHEN 'status' THEN RAISE(ABORT, 'guard:status')
    WHEN 'archived' THEN RAISE(ABORT, 'guard:archived')
    WHEN 'erased' THEN RAISE(ABORT, 'guard:erased')
    WHEN 'no-lines' THEN RAISE(ABORT, 'guard:no-lines')
    WHEN 'client' THEN RAISE(ABORT, 'guard:client')
    WHEN 'tax-rate' THEN RAISE(ABORT, 'guard:tax-rate')
    WHEN 'paid-date' THEN RAISE(ABORT, 'guard:paid-date')
    WHEN 'currency' THEN RAISE(ABORT, 'guard:currency')
    WHEN 'receivable' THEN RAISE(ABORT, 'guard:receivable')
    WHEN 'early-payment' THEN RAISE(ABORT, 'guard:early-payment')
    WHEN 'number' THEN RAISE(ABORT, 'guard:number')
    WHEN 'last-owner' THEN RAISE(ABORT, 'guard:last-owner')
    WHEN 'default' THEN RAISE(ABORT, 'guard:default')
    ELSE RAISE(ABORT, 'guard:refused')
  END;
END;
--> statement-breakpoint
CREATE TRIGGER index_client_insert INSTEAD OF INSERT ON index_client
BEGIN
  INSERT INTO client_search_rows (id, tenant_id, client_id)
    SELECT 1 + coalesce((SELECT max(id) FROM client_search_rows WHERE id BETWEEN (s.number << 28) AND (s.number << 28) + 268435455), s.number << 28),
      NEW.tenant_id, NEW.client_id
    FROM search_spaces s WHERE s.tenant_id = NEW.tenant_id
      AND NOT EXISTS (SELECT 1 FROM client_search_rows WHERE tenant_id = NEW.tenant_id AND client_id = NEW.client_id);
  DELETE FROM client_search WHERE rowid = (SELECT id FROM client_search_rows WHERE tenant_id = NEW.tenant_id AND client_id = NEW.client_id);
  INSERT INTO client_search (rowid, text) SELECT r.id, t.text FROM client_search_rows r
    JOIN client_texts t ON t.tenant_id = r.tenant_id AND t.client_id = r.client_id WHERE r.tenant_id = NEW.tenant_id AND r.client_id = NEW.client_id;
  UPDATE client_search_rows SET text = (SELECT text FROM client_entries e WHERE e.tenant_id = NEW.tenant_id AND e.client_id = NEW.client_id)
    WHERE tenant_id = NEW.tenant_id AND client_id = NEW.client_id;
END;
--> statement-breakpoint
CREATE TRIGGER index_invoice_insert INSTEAD OF INSERT ON index_invoice
BEGIN
  INSERT INTO invoice_search_rows (id, tenant_id, invoice_id)
    SELECT 1 + coalesce((SELECT max(id) FROM invoice_search_rows WHERE id BETWEEN (s.number << 28) AND (s.number << 28) + 268435455), s.number << 28),
      NEW.tenant_id, NEW.invoice_id
    FROM search_spaces s WHERE s.tenant_id = NEW.tenant_id
      AND NOT EXISTS (SELECT 1 FROM invoice_search_rows WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id);
  DELETE FROM invoice_search WHERE rowid = (SELECT id FROM invoice_search_rows WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id);
  INSERT INTO invoice_search (rowid, text) SELECT r.id, t.text FROM invoice_search_rows r
    JOIN invoice_texts t ON t.tenant_id = r.tenant_id AND t.invoice_id = r.invoice_id WHERE r.tenant_id = NEW.tenant_id AND r.invoice_id = NEW.invoice_id;
  UPDATE invoice_search_rows SET (text, sequence, gross, net, due) = (SELECT text, sequence, gross, net, due FROM invoice_entries e WHERE e.tenant_id = NEW.tenant_id AND e.invoice_id = NEW.invoice_id)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_delete BEFORE DELETE ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_insert BEFORE INSERT ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_allowances_update BEFORE UPDATE ON invoice_allowances
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_grams_delete AFTER DELETE ON invoice_search_rows WHEN OLD.text IS NOT NULL
BEGIN
  INSERT INTO invoice_grams (invoice_grams, rowid, text) VALUES ('delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', ''));
END;
--> statement-breakpoint
CREATE TRIGGER invoice_grams_update AFTER UPDATE OF text ON invoice_search_rows WHEN NEW.text IS NOT OLD.text
BEGIN
  INSERT INTO invoice_grams (invoice_grams, rowid, text) SELECT 'delete', OLD.id, OLD.text || iif(OLD.id % 4096 = 0, '###', '') WHERE OLD.text IS NOT NULL;
  INSERT INTO invoice_grams (rowid, text) SELECT NEW.id, NEW.text || iif(NEW.id % 4096 = 0, '###', '') WHERE NEW.text IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_delete BEFORE DELETE ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_insert BEFORE INSERT ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_rate BEFORE INSERT ON invoice_lines
WHEN EXISTS (SELECT 1 FROM tax_rates r JOIN invoices i ON i.tenant_id = r.tenant_id AND i.id = NEW.invoice_id
    WHERE r.tenant_id = NEW.tenant_id AND r.category = NEW.tax_category AND r.rate_ppm = NEW.tax_rate_ppm AND r.archived_at < i.created_at)
  AND EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:tax-rate');
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_search AFTER INSERT ON invoice_lines
  WHEN NEW.position = (SELECT line_count FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id)
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_lines_update BEFORE UPDATE ON invoice_lines
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_other_parties_delete BEFORE DELETE ON invoice_other_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_other_parties_gone BEFORE DELETE ON invoices
  WHEN EXISTS (SELECT 1 FROM invoice_other_parties WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
BEGIN
  DELETE FROM invoice_other_parties WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_other_parties_insert BEFORE INSERT ON invoice_other_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_other_parties_update BEFORE UPDATE ON invoice_other_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_delete BEFORE DELETE ON invoice_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_insert BEFORE INSERT ON invoice_parties
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_parties_update BEFORE UPDATE ON invoice_parties
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
CREATE TRIGGER invoice_tax_components_insert BEFORE INSERT ON invoice_tax_components
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_components_name AFTER UPDATE OF exemption_reason ON invoice_tax_groups
BEGIN
  UPDATE invoice_tax_components SET name = (SELECT r.name FROM tax_rate_components r WHERE r.tenant_id = NEW.tenant_id
      AND r.category = NEW.category AND r.rate_ppm = NEW.rate_ppm AND r.position = invoice_tax_components.position)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND category = NEW.category AND rate_ppm = NEW.rate_ppm AND name IS NULL;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_components_update BEFORE UPDATE ON invoice_tax_components
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_components AFTER DELETE ON invoice_tax_groups
BEGIN
  DELETE FROM invoice_tax_components WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.invoice_id AND category = OLD.category
    AND rate_ppm = OLD.rate_ppm;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_delete BEFORE DELETE ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
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
CREATE TRIGGER invoice_tax_groups_insert BEFORE INSERT ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
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
--> statement-breakpoint
CREATE TRIGGER invoice_tax_groups_update BEFORE UPDATE ON invoice_tax_groups
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
END;
--> statement-breakpoint
CREATE TRIGGER invoice_terms_delete BEFORE DELETE ON invoice_terms
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    AND NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER invoice_terms_gone BEFORE DELETE ON invoices
  WHEN EXISTS (SELECT 1 FROM invoice_terms WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
    AND (OLD.status = 'draft' OR EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.id))
BEGIN
  DELETE FROM invoice_terms WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_terms_insert BEFORE INSERT ON invoice_terms
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
  SELECT RAISE(ABORT, 'rule:due-date') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id AND NEW.is_due_typed = 0
    AND i.due_date <> min('2999-12-31', CASE NEW.kind
      WHEN 'days' THEN date(i.issue_date, NEW.days || ' days')
      WHEN 'days-end-of-month' THEN date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', '-1 day')
      WHEN 'end-of-month-days' THEN date(i.issue_date, 'start of month', '+1 month', '-1 day', NEW.days || ' days')
      ELSE min(date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', (NEW.day - 1) || ' days'),
        date(i.issue_date, NEW.days || ' days', 'start of month', '+2 months', '-1 day')) END);
  SELECT RAISE(ABORT, 'rule:early-payment') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id
    AND date(i.issue_date, NEW.early_payment_days || ' days') > i.due_date;
END;
--> statement-breakpoint
CREATE TRIGGER invoice_terms_update BEFORE UPDATE ON invoice_terms
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE (SELECT status FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id) IS NOT 'draft'
    OR (SELECT status FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id) IS NOT 'draft';
  SELECT RAISE(ABORT, 'rule:due-date') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id AND NEW.is_due_typed = 0
    AND i.due_date <> min('2999-12-31', CASE NEW.kind
      WHEN 'days' THEN date(i.issue_date, NEW.days || ' days')
      WHEN 'days-end-of-month' THEN date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', '-1 day')
      WHEN 'end-of-month-days' THEN date(i.issue_date, 'start of month', '+1 month', '-1 day', NEW.days || ' days')
      ELSE min(date(i.issue_date, NEW.days || ' days', 'start of month', '+1 month', (NEW.day - 1) || ' days'),
        date(i.issue_date, NEW.days || ' days', 'start of month', '+2 months', '-1 day')) END);
  SELECT RAISE(ABORT, 'rule:early-payment') FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id
    AND date(i.issue_date, NEW.early_payment_days || ' days') > i.due_date;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_amounts_search AFTER UPDATE ON invoices WHEN NEW.gross_minor <> OLD.gross_minor OR NEW.net_minor <> OLD.net_minor
  OR NEW.due_minor <> OLD.due_minor OR NEW.currency <> OLD.currency
BEGIN
  UPDATE invoice_search_rows SET (gross, net, due) = (SELECT gross, net, due FROM invoice_entries e WHERE e.tenant_id = NEW.tenant_id AND e.invoice_id = NEW.id)
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_delete BEFORE DELETE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE CASE WHEN OLD.number IS NULL THEN
      OLD.updated_at > (unixepoch() - 730 * 86400) * 1000
        AND NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'client' AND entity_id = OLD.client_id)
        AND NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    ELSE NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.id)
      OR NOT EXISTS (SELECT 1 FROM purged_numbers p WHERE p.tenant_id = OLD.tenant_id AND p.series_id = OLD.series_id AND p.period = OLD.period
        AND OLD.sequence BETWEEN p.first_sequence AND p.last_sequence) END;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_document_type BEFORE UPDATE ON invoices
  WHEN OLD.status <> 'draft' AND NEW.document_type_code IS NOT OLD.document_type_code
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_due_typed AFTER UPDATE ON invoices WHEN NEW.status = 'draft'
  AND (NEW.issue_date <> OLD.issue_date OR NEW.due_date <> OLD.due_date OR NEW.client_id <> OLD.client_id)
BEGIN
  UPDATE invoice_terms SET is_due_typed = 1,
      early_payment_ppm = CASE WHEN date(NEW.issue_date, early_payment_days || ' days') <= NEW.due_date THEN early_payment_ppm END,
      early_payment_days = CASE WHEN date(NEW.issue_date, early_payment_days || ' days') <= NEW.due_date THEN early_payment_days END,
      is_own_early_payment = is_own_early_payment AND date(NEW.issue_date, early_payment_days || ' days') <= NEW.due_date
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_erased_insert BEFORE INSERT ON invoices
WHEN EXISTS (SELECT 1 FROM erasures WHERE tenant_id = NEW.tenant_id AND entity = 'client' AND entity_id = NEW.client_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_erased_update BEFORE UPDATE ON invoices WHEN NEW.client_id <> OLD.client_id
  AND EXISTS (SELECT 1 FROM erasures WHERE tenant_id = NEW.tenant_id AND entity = 'client' AND entity_id = NEW.client_id)
BEGIN
  SELECT RAISE(ABORT, 'rule:erased');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_frozen BEFORE UPDATE ON invoices WHEN OLD.status <> 'draft'
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE
    NEW.type_code IS NOT OLD.type_code OR NEW.client_id IS NOT OLD.client_id OR NEW.series_id IS NOT OLD.series_id OR NEW.period IS NOT OLD.period
    OR NEW.sequence IS NOT OLD.sequence OR NEW.number IS NOT OLD.number OR NEW.issue_date IS NOT OLD.issue_date OR NEW.due_date IS NOT OLD.due_date
    OR NEW.currency IS NOT OLD.currency OR NEW.note IS NOT OLD.note OR NEW.buyer_reference IS NOT OLD.buyer_reference
    OR NEW.order_reference IS NOT OLD.order_reference OR NEW.project_reference IS NOT OLD.project_reference
    OR NEW.payment_terms IS NOT OLD.payment_terms OR NEW.delivery_date IS NOT OLD.delivery_date
    OR NEW.period_start IS NOT OLD.period_start OR NEW.period_end IS NOT OLD.period_end OR NEW.payment_means_code IS NOT OLD.payment_means_code
    OR NEW.iban IS NOT OLD.iban OR NEW.bic IS NOT OLD.bic OR NEW.account_name IS NOT OLD.account_name OR NEW.remittance_text IS NOT OLD.remittance_text
    OR NEW.preceding_invoice_id IS NOT OLD.preceding_invoice_id OR NEW.preceding_number IS NOT OLD.preceding_number
    OR NEW.preceding_date IS NOT OLD.preceding_date OR NEW.discount_ppm IS NOT OLD.discount_ppm OR NEW.discount_minor IS NOT OLD.discount_minor
    OR NEW.line_count IS NOT OLD.line_count OR NEW.line_total_minor IS NOT OLD.line_total_minor
    OR NEW.allowance_total_minor IS NOT OLD.allowance_total_minor OR NEW.charge_total_minor IS NOT OLD.charge_total_minor
    OR NEW.net_minor IS NOT OLD.net_minor OR NEW.tax_minor IS NOT OLD.tax_minor OR NEW.gross_minor IS NOT OLD.gross_minor
    OR NEW.prepaid_minor IS NOT OLD.prepaid_minor OR NEW.rounding_minor IS NOT OLD.rounding_minor OR NEW.due_minor IS NOT OLD.due_minor
    OR NEW.issued_at IS NOT OLD.issued_at;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_gone AFTER DELETE ON invoices
BEGIN
  INSERT INTO gone (tenant_id, entity, entity_id, version) VALUES (OLD.tenant_id, 'invoice', OLD.id, OLD.version);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_identity BEFORE UPDATE ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:identity') WHERE NEW.tenant_id IS NOT OLD.tenant_id OR NEW.id IS NOT OLD.id OR NEW.created_at IS NOT OLD.created_at;
  SELECT RAISE(ABORT, 'rule:version') WHERE NEW.version <> OLD.version + 1;
  SELECT RAISE(ABORT, 'rule:number-taken') WHERE NEW.number IS NOT OLD.number AND EXISTS (
    SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND number = NEW.number);
  SELECT RAISE(ABORT, 'rule:number-taken') WHERE NEW.sequence IS NOT OLD.sequence AND EXISTS (
    SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period AND sequence = NEW.sequence);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_insert BEFORE INSERT ON invoices
BEGIN
  SELECT RAISE(ABORT, 'rule:born-draft') WHERE NEW.status <> 'draft' OR NEW.number IS NOT NULL;
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_issue BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status = 'sent'
BEGIN
  SELECT RAISE(ABORT, 'rule:no-lines') WHERE NEW.line_count < 1;
  SELECT RAISE(ABORT, 'rule:totals') WHERE
    NEW.line_count <> (SELECT count(*) FROM invoice_lines WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.line_total_minor <> (SELECT sum(net_minor) FROM invoice_lines WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.net_minor <> (SELECT sum(base_minor) FROM invoice_tax_groups WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.tax_minor <> (SELECT sum(tax_minor) FROM invoice_tax_groups WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id)
    OR NEW.allowance_total_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM invoice_allowances
         WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id AND line_position = 0 AND is_charge = 0)
    OR NEW.charge_total_minor <> (SELECT coalesce(sum(amount_minor), 0) FROM invoice_allowances
         WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id AND line_position = 0 AND is_charge = 1);
  SELECT RAISE(ABORT, 'rule:parties') WHERE
    (SELECT count(*) FROM invoice_parties WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id) <> 2;
  SELECT RAISE(ABORT, 'rule:sequence') WHERE NOT EXISTS (
    SELECT 1 FROM number_runs WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period AND last_sequence = NEW.sequence);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_issue_archived BEFORE UPDATE ON invoices
WHEN OLD.status = 'draft' AND NEW.status = 'sent' AND OLD.archived_at IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'rule:archived');
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
--> statement-breakpoint
CREATE TRIGGER invoices_issued_at BEFORE UPDATE ON invoices WHEN OLD.status = 'draft' AND NEW.status = 'sent'
BEGIN
  SELECT RAISE(ABORT, 'rule:issued-at') WHERE NEW.issued_at < NEW.created_at - 86400000 OR EXISTS (SELECT 1 FROM number_runs r
    WHERE r.tenant_id = NEW.tenant_id AND r.series_id = NEW.series_id AND r.period = NEW.period
      AND NEW.sequence BETWEEN r.first_sequence AND r.last_sequence AND NEW.issued_at < r.created_at - 86400000);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_paid AFTER UPDATE ON invoices WHEN OLD.status = 'sent' AND NEW.status = 'paid'
  AND NEW.due_minor <> coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), 0)
BEGIN
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
    SELECT NEW.tenant_id, printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7), NEW.client_id,
      CASE NEW.type_code WHEN '381' THEN 'refund' ELSE 'payment' END, NEW.paid_date, NEW.currency,
      NEW.due_minor - coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), 0),
      NEW.updated_at;
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor)
    SELECT tenant_id, id, NEW.id, amount_minor FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_paid_date BEFORE UPDATE ON invoices WHEN NEW.paid_date IS NOT OLD.paid_date AND NEW.paid_date > date('now', '+14 hours')
BEGIN
  SELECT RAISE(ABORT, 'rule:paid-date');
END;
--> statement-breakpoint
CREATE TRIGGER invoices_payments_delete BEFORE DELETE ON invoices
  WHEN EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
  AND EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.id)
BEGIN
  DELETE FROM payments WHERE tenant_id = OLD.tenant_id
    AND id IN (SELECT payment_id FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id)
    AND NOT EXISTS (SELECT 1 FROM payment_allocations a WHERE a.tenant_id = payments.tenant_id AND a.payment_id = payments.id
      AND a.invoice_id <> OLD.id);
  DELETE FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_search_delete AFTER DELETE ON invoices
BEGIN
  DELETE FROM invoice_search WHERE rowid = (SELECT id FROM invoice_search_rows WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id);
  DELETE FROM invoice_search_rows WHERE tenant_id = OLD.tenant_id AND invoice_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER invoices_search_insert AFTER INSERT ON invoices WHEN NEW.line_count = 0
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_search_update AFTER UPDATE ON invoices WHEN NEW.number IS NOT OLD.number OR NEW.client_id <> OLD.client_id
  OR NEW.buyer_reference IS NOT OLD.buyer_reference OR NEW.order_reference IS NOT OLD.order_reference OR NEW.project_reference IS NOT OLD.project_reference
  OR NEW.note IS NOT OLD.note
  OR NEW.internal_note IS NOT OLD.internal_note OR (NEW.line_count = 0 AND OLD.line_count > 0)
BEGIN
  INSERT INTO index_invoice (tenant_id, invoice_id) VALUES (NEW.tenant_id, NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER invoices_status BEFORE UPDATE ON invoices WHEN OLD.status <> NEW.status
BEGIN
  SELECT RAISE(ABORT, 'rule:status') WHERE NOT (
    (OLD.status = 'draft' AND NEW.status = 'sent') OR (OLD.status = 'sent' AND NEW.status = 'paid') OR (OLD.status = 'paid' AND NEW.status = 'sent'));
END;
--> statement-breakpoint
CREATE TRIGGER invoices_unpaid AFTER UPDATE ON invoices WHEN OLD.status = 'paid' AND NEW.status = 'sent' AND NEW.due_minor <> 0
  AND NEW.due_minor = coalesce((SELECT sum(amount_minor) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id), NEW.due_minor)
BEGIN
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
    SELECT NEW.tenant_id, NEW.id, NEW.client_id, CASE NEW.type_code WHEN '381' THEN 'refund' ELSE 'payment' END, OLD.paid_date, NEW.currency,
      NEW.due_minor, OLD.updated_at
    WHERE NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id);
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor) SELECT NEW.tenant_id, NEW.id, NEW.id, NEW.due_minor
    WHERE NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id);
  INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, reverses_id, recorded_at)
    SELECT p.tenant_id, printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7), p.client_id, p.kind, p.paid_on, p.currency, -p.amount_minor,
      p.id, NEW.updated_at
    FROM payment_allocations a JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
    WHERE a.tenant_id = NEW.tenant_id AND a.invoice_id = NEW.id AND a.amount_minor = p.amount_minor AND p.reverses_id IS NULL
      AND p.kind <> 'credit'
      AND NOT EXISTS (SELECT 1 FROM payments r WHERE r.tenant_id = p.tenant_id AND r.reverses_id = p.id)
    ORDER BY p.recorded_at DESC, p.id DESC LIMIT 1;
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (SELECT 1 FROM payments
    WHERE tenant_id = NEW.tenant_id AND id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7));
  INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor, settled_on)
    SELECT p.tenant_id, p.id, NEW.id, p.amount_minor, a.settled_on FROM payments p
    JOIN payment_allocations a ON a.tenant_id = p.tenant_id AND a.invoice_id = NEW.id AND a.payment_id = p.reverses_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = printf('%06X', NEW.version % 8388608) || substr(NEW.id, 7);
END;
--> statement-breakpoint
CREATE TRIGGER kept_forms_update BEFORE UPDATE ON kept_forms BEGIN SELECT RAISE(ABORT, 'rule:kept'); END;
--> statement-breakpoint
CREATE TRIGGER memberships_delete BEFORE DELETE ON memberships WHEN OLD.role = 'owner'
BEGIN
  SELECT RAISE(ABORT, 'rule:last-owner') WHERE NOT EXISTS (
      SELECT 1 FROM memberships WHERE tenant_id = OLD.tenant_id AND role = 'owner' AND user_id <> OLD.user_id)
    AND NOT EXISTS (SELECT 1 FROM erasures WHERE tenant_id = OLD.tenant_id AND entity = 'tenant');
END;
--> statement-breakpoint
CREATE TRIGGER memberships_insert BEFORE INSERT ON memberships
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user') WHERE NEW.user_id = '00000000000000000000000000';
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id AND user_id = NEW.user_id);
  SELECT RAISE(ABORT, 'rule:erased') WHERE EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = NEW.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER memberships_update BEFORE UPDATE ON memberships
BEGIN
  SELECT RAISE(ABORT, 'rule:identity') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.user_id <> OLD.user_id;
  SELECT RAISE(ABORT, 'rule:last-owner') WHERE OLD.role = 'owner' AND NEW.role <> 'owner' AND NOT EXISTS (
    SELECT 1 FROM memberships WHERE tenant_id = OLD.tenant_id AND role = 'owner' AND user_id <> OLD.user_id);
END;
--> statement-breakpoint
CREATE TRIGGER number_runs_delete BEFORE DELETE ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER number_runs_insert BEFORE INSERT ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:run') WHERE NEW.last_sequence <> NEW.first_sequence - 1;
  SELECT RAISE(ABORT, 'rule:run-goes-up') WHERE EXISTS (
    SELECT 1 FROM number_runs WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period
      AND (first_sequence >= NEW.first_sequence OR last_sequence >= NEW.first_sequence));
END;
--> statement-breakpoint
CREATE TRIGGER number_runs_update BEFORE UPDATE ON number_runs
BEGIN
  SELECT RAISE(ABORT, 'rule:run') WHERE NEW.last_sequence <> OLD.last_sequence + 1 OR NEW.first_sequence <> OLD.first_sequence
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.series_id <> OLD.series_id OR NEW.period <> OLD.period OR NEW.created_at <> OLD.created_at;
  SELECT RAISE(ABORT, 'rule:run-ended') WHERE EXISTS (
    SELECT 1 FROM number_runs WHERE tenant_id = NEW.tenant_id AND series_id = NEW.series_id AND period = NEW.period AND first_sequence > NEW.first_sequence);
END;
--> statement-breakpoint
CREATE TRIGGER number_series_delete BEFORE DELETE ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER number_series_insert BEFORE INSERT ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (
    SELECT 1 FROM number_series WHERE tenant_id = NEW.tenant_id AND (id = NEW.id OR pattern = NEW.pattern));
END;
--> statement-breakpoint
CREATE TRIGGER number_series_update BEFORE UPDATE ON number_series
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.id <> OLD.id OR NEW.pattern <> OLD.pattern OR NEW.prefix <> OLD.prefix
    OR NEW.suffix <> OLD.suffix OR NEW.width <> OLD.width;
END;
--> statement-breakpoint
CREATE TRIGGER number_series_uses_gone BEFORE DELETE ON number_series
  WHEN EXISTS (SELECT 1 FROM number_series_uses WHERE tenant_id = OLD.tenant_id AND series_id = OLD.id)
BEGIN
  DELETE FROM number_series_uses WHERE tenant_id = OLD.tenant_id AND series_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER number_series_uses_update BEFORE UPDATE ON number_series_uses
BEGIN
  SELECT RAISE(ABORT, 'rule:identity') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.type_code <> OLD.type_code OR NEW.created_at <> OLD.created_at;
  SELECT RAISE(ABORT, 'rule:version') WHERE NEW.version <> OLD.version + 1;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_delete AFTER DELETE ON invoices WHEN OLD.status = 'sent'
BEGIN
  UPDATE open_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor,
      claim_count = claim_count - (OLD.due_minor > 0), claim_minor = claim_minor - max(OLD.due_minor, 0),
      archived_count = archived_count - (OLD.archived_at IS NOT NULL),
      archived_claim_count = archived_claim_count - (OLD.archived_at IS NOT NULL AND OLD.due_minor > 0)
    WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date));
  DELETE FROM open_totals WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date)) AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_enter AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND NEW.status = 'sent'
BEGIN
  INSERT INTO open_totals (tenant_id, client_id, grain, period, currency, invoice_count, due_minor, claim_count, claim_minor, archived_count, archived_claim_count)
    SELECT NEW.tenant_id, c.id, g.grain, substr(NEW.due_date, 1, g.width), NEW.currency, 1, NEW.due_minor, NEW.due_minor > 0,
      max(NEW.due_minor, 0), NEW.archived_at IS NOT NULL, NEW.archived_at IS NOT NULL AND NEW.due_minor > 0
    FROM (SELECT '' AS id UNION ALL SELECT NEW.client_id) AS c, (SELECT 'month' AS grain, 7 AS width UNION ALL SELECT 'day', 10) AS g WHERE 1
    ON CONFLICT (tenant_id, client_id, grain, currency, period)
    DO UPDATE SET invoice_count = invoice_count + 1, due_minor = due_minor + excluded.due_minor,
      claim_count = claim_count + excluded.claim_count, claim_minor = claim_minor + excluded.claim_minor,
      archived_count = archived_count + excluded.archived_count,
      archived_claim_count = archived_claim_count + excluded.archived_claim_count;
END;
--> statement-breakpoint
CREATE TRIGGER open_totals_leave AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.archived_at IS NOT NEW.archived_at OR OLD.paid_date IS NOT NEW.paid_date) AND OLD.status = 'sent'
BEGIN
  UPDATE open_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor,
      claim_count = claim_count - (OLD.due_minor > 0), claim_minor = claim_minor - max(OLD.due_minor, 0),
      archived_count = archived_count - (OLD.archived_at IS NOT NULL),
      archived_claim_count = archived_claim_count - (OLD.archived_at IS NOT NULL AND OLD.due_minor > 0)
    WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date));
  DELETE FROM open_totals WHERE tenant_id = OLD.tenant_id AND client_id IN ('', OLD.client_id) AND currency = OLD.currency
    AND ((grain = 'month' AND period = substr(OLD.due_date, 1, 7)) OR (grain = 'day' AND period = OLD.due_date)) AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_delete AFTER DELETE ON invoices WHEN OLD.status = 'paid'
BEGIN
  UPDATE paid_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency;
  DELETE FROM paid_totals WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_enter AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.paid_date IS NOT NEW.paid_date) AND NEW.status = 'paid'
BEGIN
  INSERT INTO paid_totals (tenant_id, month, currency, invoice_count, due_minor)
    VALUES (NEW.tenant_id, substr(NEW.paid_date, 1, 7), NEW.currency, 1, NEW.due_minor)
    ON CONFLICT (tenant_id, currency, month) DO UPDATE SET invoice_count = invoice_count + 1, due_minor = due_minor + excluded.due_minor;
END;
--> statement-breakpoint
CREATE TRIGGER paid_totals_leave AFTER UPDATE ON invoices WHEN (OLD.status <> NEW.status OR OLD.paid_date IS NOT NEW.paid_date) AND OLD.status = 'paid'
BEGIN
  UPDATE paid_totals SET invoice_count = invoice_count - 1, due_minor = due_minor - OLD.due_minor WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency;
  DELETE FROM paid_totals WHERE tenant_id = OLD.tenant_id AND month = substr(OLD.paid_date, 1, 7) AND currency = OLD.currency AND invoice_count = 0;
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_credit BEFORE INSERT ON payment_allocations
  WHEN (SELECT kind FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.payment_id) = 'credit'
BEGIN
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (
    SELECT 1 FROM payment_credits k JOIN invoices i ON i.tenant_id = k.tenant_id AND i.id = NEW.invoice_id
    WHERE k.tenant_id = NEW.tenant_id AND k.payment_id = NEW.payment_id AND (i.type_code <> '381' OR i.id = k.credit_note_id));
  SELECT RAISE(ABORT, 'rule:over-allocated') FROM (
    SELECT coalesce(sum(CASE WHEN a.invoice_id = o.credit_note_id THEN a.amount_minor END), 0)
        + CASE WHEN NEW.invoice_id = o.credit_note_id THEN NEW.amount_minor ELSE 0 END AS taken,
      coalesce(sum(CASE WHEN a.invoice_id <> o.credit_note_id THEN a.amount_minor END), 0)
        + CASE WHEN NEW.invoice_id = o.credit_note_id THEN 0 ELSE NEW.amount_minor END AS given
    FROM payment_credits o
      LEFT JOIN payment_credits k ON k.tenant_id = o.tenant_id AND k.credit_note_id = o.credit_note_id
      LEFT JOIN payment_allocations a ON a.tenant_id = k.tenant_id AND a.payment_id = k.payment_id
    WHERE o.tenant_id = NEW.tenant_id AND o.payment_id = NEW.payment_id
      AND (EXISTS (SELECT 1 FROM invoices WHERE tenant_id = o.tenant_id AND id = o.credit_note_id)
        OR EXISTS (SELECT 1 FROM memberships WHERE tenant_id = o.tenant_id))
    GROUP BY o.credit_note_id)
    WHERE given NOT BETWEEN min(0, taken) AND max(0, taken);
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_day BEFORE INSERT ON payment_allocations WHEN NEW.settled_on IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'rule:payment') WHERE EXISTS (
      SELECT 1 FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.payment_id AND paid_on > NEW.settled_on)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.invoice_id AND issue_date > NEW.settled_on);
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_delete BEFORE DELETE ON payment_allocations
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE NOT EXISTS (SELECT 1 FROM expired_invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id);
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_insert BEFORE INSERT ON payment_allocations
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM payment_allocations
    WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id AND payment_id = NEW.payment_id);
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (
    SELECT 1 FROM payments p JOIN invoices i ON i.tenant_id = p.tenant_id AND i.id = NEW.invoice_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id AND i.status <> 'draft'
      AND i.client_id = p.client_id AND i.currency = p.currency);
  SELECT RAISE(ABORT, 'rule:over-allocated') FROM (SELECT i.due_minor AS due, NEW.amount_minor + coalesce((SELECT sum(amount_minor)
      FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.invoice_id), 0) AS settled
    FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.id = NEW.invoice_id)
    WHERE settled NOT BETWEEN min(0, due) AND max(0, due);
  SELECT RAISE(ABORT, 'rule:over-allocated') FROM (SELECT p.amount_minor AS amount, NEW.amount_minor + coalesce((SELECT sum(amount_minor)
      FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND payment_id = NEW.payment_id), 0) AS used
    FROM payments p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id)
    WHERE used NOT BETWEEN min(0, amount) AND max(0, amount);
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_kind BEFORE INSERT ON payment_allocations
BEGIN
  SELECT RAISE(ABORT, 'rule:payment') FROM payments p JOIN invoices i ON i.tenant_id = p.tenant_id AND i.id = NEW.invoice_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id
      AND ((p.kind = 'payment' AND i.type_code = '381') OR (p.kind = 'refund' AND i.type_code <> '381'));
END;
--> statement-breakpoint
CREATE TRIGGER payment_allocations_update BEFORE UPDATE ON payment_allocations BEGIN SELECT RAISE(ABORT, 'rule:frozen'); END;
--> statement-breakpoint
CREATE TRIGGER payment_credits_delete BEFORE DELETE ON payment_credits
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE EXISTS (SELECT 1 FROM payments WHERE tenant_id = OLD.tenant_id AND id = OLD.payment_id);
END;
--> statement-breakpoint
CREATE TRIGGER payment_credits_insert BEFORE INSERT ON payment_credits
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (
    SELECT 1 FROM payment_credits WHERE tenant_id = NEW.tenant_id AND payment_id = NEW.payment_id);
  SELECT RAISE(ABORT, 'rule:payment') WHERE NOT EXISTS (
    SELECT 1 FROM payments p LEFT JOIN invoices c ON c.tenant_id = p.tenant_id AND c.id = NEW.credit_note_id
    WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.payment_id AND p.kind = 'credit'
      AND CASE WHEN c.id IS NULL THEN NOT EXISTS (SELECT 1 FROM memberships WHERE tenant_id = NEW.tenant_id)
        ELSE c.type_code = '381' AND c.status <> 'draft' AND c.client_id = p.client_id AND c.currency = p.currency END
      AND (p.reverses_id IS NULL OR EXISTS (SELECT 1 FROM payment_credits k
        WHERE k.tenant_id = p.tenant_id AND k.payment_id = p.reverses_id AND k.credit_note_id = NEW.credit_note_id)));
END;
--> statement-breakpoint
CREATE TRIGGER payment_credits_update BEFORE UPDATE ON payment_credits BEGIN SELECT RAISE(ABORT, 'rule:frozen'); END;
--> statement-breakpoint
CREATE TRIGGER payments_delete BEFORE DELETE ON payments
BEGIN
  SELECT RAISE(ABORT, 'rule:frozen') WHERE EXISTS (
      SELECT 1 FROM payment_allocations a WHERE a.tenant_id = OLD.tenant_id AND a.payment_id = OLD.id
        AND NOT EXISTS (SELECT 1 FROM expired_invoices e WHERE e.tenant_id = a.tenant_id AND e.id = a.invoice_id))
    OR (NOT EXISTS (SELECT 1 FROM payment_allocations WHERE tenant_id = OLD.tenant_id AND payment_id = OLD.id)
      AND (NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
        OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id)));
END;
--> statement-breakpoint
CREATE TRIGGER payments_insert BEFORE INSERT ON payments
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.id)
    OR EXISTS (SELECT 1 FROM payments WHERE tenant_id = NEW.tenant_id AND reverses_id = NEW.reverses_id);
  SELECT RAISE(ABORT, 'rule:payment') WHERE NEW.reverses_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM payments p WHERE p.tenant_id = NEW.tenant_id AND p.id = NEW.reverses_id AND p.reverses_id IS NULL
      AND p.client_id = NEW.client_id AND p.kind = NEW.kind AND p.currency = NEW.currency AND p.amount_minor = -NEW.amount_minor);
END;
--> statement-breakpoint
CREATE TRIGGER payments_paid_on BEFORE INSERT ON payments WHEN NEW.paid_on > date('now', '+14 hours') AND NEW.reverses_id IS NULL
  AND NOT EXISTS (SELECT 1 FROM invoices WHERE tenant_id = NEW.tenant_id AND id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:paid-date');
END;
--> statement-breakpoint
CREATE TRIGGER payments_update BEFORE UPDATE ON payments BEGIN SELECT RAISE(ABORT, 'rule:frozen'); END;
--> statement-breakpoint
CREATE TRIGGER purged_numbers_delete BEFORE DELETE ON purged_numbers
BEGIN
  SELECT RAISE(ABORT, 'rule:purged') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER purged_numbers_insert BEFORE INSERT ON purged_numbers
BEGIN
  SELECT RAISE(ABORT, 'rule:purged') WHERE NOT EXISTS (SELECT 1 FROM number_runs r WHERE r.tenant_id = NEW.tenant_id AND r.series_id = NEW.series_id
      AND r.period = NEW.period AND r.first_sequence <= NEW.first_sequence AND r.last_sequence >= NEW.last_sequence
      AND max(CAST(r.period AS INTEGER), CAST(strftime('%Y', r.created_at / 1000 - 36000, 'unixepoch') AS INTEGER))
        + (SELECT min(years) FROM retention_policies) <= min(CAST(strftime('%Y', 'now', '-12 hours') AS INTEGER),
          CAST(strftime('%Y', NEW.purged_at / 1000 + 50400, 'unixepoch') AS INTEGER)))
    OR EXISTS (SELECT 1 FROM purged_numbers p WHERE p.tenant_id = NEW.tenant_id AND p.series_id = NEW.series_id AND p.period = NEW.period
      AND p.first_sequence <= NEW.last_sequence AND p.last_sequence >= NEW.first_sequence)
    OR EXISTS (SELECT 1 FROM invoices i WHERE i.tenant_id = NEW.tenant_id AND i.series_id = NEW.series_id AND i.period = NEW.period
      AND i.sequence BETWEEN NEW.first_sequence AND NEW.last_sequence
      AND NOT EXISTS (SELECT 1 FROM expired_invoices e WHERE e.tenant_id = i.tenant_id AND e.id = i.id));
END;
--> statement-breakpoint
CREATE TRIGGER purged_numbers_update BEFORE UPDATE ON purged_numbers BEGIN SELECT RAISE(ABORT, 'rule:purged'); END;
--> statement-breakpoint
CREATE TRIGGER retention_choices_delete BEFORE DELETE ON retention_choices
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NOT EXISTS (SELECT 1 FROM erased_tenants WHERE tenant_id = OLD.tenant_id)
    OR EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id AND number IS NOT NULL)
    OR EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER retention_choices_insert BEFORE INSERT ON retention_choices
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (
    SELECT 1 FROM retention_choices WHERE tenant_id = NEW.tenant_id AND kind = NEW.kind AND years > NEW.years);
END;
--> statement-breakpoint
CREATE TRIGGER retention_choices_update BEFORE UPDATE ON retention_choices
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.kind <> OLD.kind OR NEW.years < OLD.years;
END;
--> statement-breakpoint
CREATE TRIGGER retention_floors_delete BEFORE DELETE ON retention_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM tenants WHERE id = OLD.tenant_id);
END;
--> statement-breakpoint
CREATE TRIGGER retention_floors_insert BEFORE INSERT ON retention_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE EXISTS (SELECT 1 FROM retention_floors WHERE tenant_id = NEW.tenant_id AND years = NEW.years);
END;
--> statement-breakpoint
CREATE TRIGGER retention_floors_update BEFORE UPDATE ON retention_floors
BEGIN
  SELECT RAISE(ABORT, 'rule:retention') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.years <> OLD.years OR NEW.issued_until < OLD.issued_until;
END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_delete BEFORE DELETE ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_insert BEFORE INSERT ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
CREATE TRIGGER retention_policies_update BEFORE UPDATE ON retention_policies BEGIN SELECT RAISE(ABORT, 'rule:policy'); END;
--> statement-breakpoint
CREATE TRIGGER search_spaces_grams_delete AFTER DELETE ON search_spaces
BEGIN
  INSERT INTO invoice_grams (invoice_grams, rowid, text) VALUES ('delete', OLD.number << 28, '###');
  INSERT INTO client_grams (client_grams, rowid, text) VALUES ('delete', OLD.number << 28, '###');
END;
--> statement-breakpoint
CREATE TRIGGER search_spaces_grams_insert AFTER INSERT ON search_spaces
BEGIN
  INSERT INTO invoice_grams (rowid, text) VALUES (NEW.number << 28, '###');
  INSERT INTO client_grams (rowid, text) VALUES (NEW.number << 28, '###');
END;
--> statement-breakpoint
CREATE TRIGGER sessions_ended AFTER DELETE ON sessions
  WHEN min(OLD.idle_expires_at, OLD.expires_at) > (unixepoch() - 7 * 86400) * 1000
BEGIN
  INSERT OR IGNORE INTO ended_sessions (token_hash, ended_at)
    VALUES (OLD.token_hash, min(unixepoch() * 1000, OLD.idle_expires_at, OLD.expires_at));
END;
--> statement-breakpoint
CREATE TRIGGER sessions_identity BEFORE UPDATE ON sessions WHEN NEW.user_id <> OLD.user_id
BEGIN
  SELECT RAISE(ABORT, 'rule:identity');
END;
--> statement-breakpoint
CREATE TRIGGER sessions_insert BEFORE INSERT ON sessions WHEN NEW.user_id = '00000000000000000000000000'
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user');
END;
--> statement-breakpoint
CREATE TRIGGER tenants_delete BEFORE DELETE ON tenants
BEGIN
  SELECT RAISE(ABORT, 'rule:no-delete') WHERE EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.id AND number IS NOT NULL)
    OR EXISTS (SELECT 1 FROM audit_events WHERE tenant_id = OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER tenants_fiscal_year AFTER UPDATE OF fiscal_year_end_month ON tenants
  WHEN NEW.fiscal_year_end_month <> OLD.fiscal_year_end_month
    AND EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.id AND number IS NOT NULL)
BEGIN
  UPDATE fiscal_year_floors SET issued_until = max(issued_until, unixepoch() * 1000) WHERE tenant_id = OLD.id AND month = OLD.fiscal_year_end_month;
  INSERT INTO fiscal_year_floors (tenant_id, month, issued_until) SELECT OLD.id, OLD.fiscal_year_end_month, unixepoch() * 1000
    WHERE NOT EXISTS (SELECT 1 FROM fiscal_year_floors WHERE tenant_id = OLD.id AND month = OLD.fiscal_year_end_month);
END;
--> statement-breakpoint
CREATE TRIGGER tenants_gone AFTER DELETE ON tenants
BEGIN
  DELETE FROM retention_floors WHERE tenant_id = OLD.id;
  DELETE FROM fiscal_year_floors WHERE tenant_id = OLD.id;
END;
--> statement-breakpoint
CREATE TRIGGER tenants_identity BEFORE UPDATE OF id ON tenants WHEN NEW.id <> OLD.id
BEGIN
  SELECT RAISE(ABORT, 'rule:identity');
END;
--> statement-breakpoint
CREATE TRIGGER tenants_insert BEFORE INSERT ON tenants
BEGIN
  SELECT RAISE(ABORT, 'rule:no-replace') WHERE EXISTS (SELECT 1 FROM tenants WHERE id = NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER tenants_moved AFTER UPDATE OF country ON tenants
  WHEN (SELECT years FROM retention_policies WHERE country IN (OLD.country, '') ORDER BY country DESC LIMIT 1)
    > (SELECT years FROM retention_policies WHERE country IN (NEW.country, '') ORDER BY country DESC LIMIT 1)
    AND EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.id AND number IS NOT NULL)
BEGIN
  UPDATE retention_floors SET issued_until = max(issued_until, unixepoch() * 1000) WHERE tenant_id = OLD.id
    AND years = (SELECT years FROM retention_policies WHERE country IN (OLD.country, '') ORDER BY country DESC LIMIT 1);
  INSERT INTO retention_floors (tenant_id, years, issued_until) SELECT OLD.id, p.years, unixepoch() * 1000
    FROM (SELECT years FROM retention_policies WHERE country IN (OLD.country, '') ORDER BY country DESC LIMIT 1) p
    WHERE NOT EXISTS (SELECT 1 FROM retention_floors WHERE tenant_id = OLD.id AND years = p.years);
END;
--> statement-breakpoint
CREATE TRIGGER tenants_search AFTER INSERT ON tenants
BEGIN
  INSERT INTO search_spaces (tenant_id) VALUES (NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER users_address BEFORE UPDATE ON users WHEN NEW.email COLLATE BINARY IS NOT OLD.email
BEGIN
  SELECT RAISE(ABORT, 'rule:address') WHERE length(NEW.email) <> length(CAST(NEW.email AS BLOB)) OR NEW.email GLOB '*[^!-~]*'
    OR NEW.email NOT GLOB '*[0-9A-Za-z]'
    OR ((lower(NEW.email) GLOB '*.invalid' OR lower(NEW.email) GLOB '*@invalid') AND NOT (
      (substr(lower(NEW.email), 1, 26) = lower(NEW.id) AND lower(NEW.email) GLOB '*@erased.invalid')
      OR lower(NEW.email) = lower(NEW.id) || '@imported.invalid'));
END;
--> statement-breakpoint
CREATE TRIGGER users_insert BEFORE INSERT ON users
BEGIN
  SELECT RAISE(ABORT, 'rule:address') WHERE length(NEW.email) <> length(CAST(NEW.email AS BLOB)) OR NEW.email GLOB '*[^!-~]*'
    OR NEW.email NOT GLOB '*[0-9A-Za-z]'
    OR ((lower(NEW.email) GLOB '*.invalid' OR lower(NEW.email) GLOB '*@invalid') AND NOT (
      (substr(lower(NEW.email), 1, 26) = lower(NEW.id) AND lower(NEW.email) GLOB '*@erased.invalid')
      OR lower(NEW.email) = lower(NEW.id) || '@imported.invalid'
      OR (NEW.id = '00000000000000000000000000' AND lower(NEW.email) GLOB 'job*@gapless.invalid')));
  SELECT RAISE(ABORT, 'rule:system-user') WHERE NEW.id = '00000000000000000000000000' AND NEW.password_hash <> '$scrypt$none';
END;
--> statement-breakpoint
CREATE TRIGGER users_system_delete BEFORE DELETE ON users WHEN OLD.id = '00000000000000000000000000'
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user');
END;
--> statement-breakpoint
CREATE TRIGGER users_system_update BEFORE UPDATE ON users WHEN '00000000000000000000000000' IN (OLD.id, NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'rule:system-user');
END;
