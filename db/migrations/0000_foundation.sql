-- Accounts: users and sessions belong to no tenant.
CREATE TABLE users (
  id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 26),
  email TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK (length(email) BETWEEN 3 AND 254),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  password_hash TEXT NOT NULL CHECK (password_hash GLOB '$scrypt$*' AND length(password_hash) <= 200),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
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
CREATE INDEX sessions_user ON sessions (user_id, seen_at);
--> statement-breakpoint
-- The tenant: its id is the tenant id.
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
) STRICT;
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
CREATE INDEX memberships_user ON memberships (user_id, tenant_id);
--> statement-breakpoint
-- A rate is known by what the law knows it by, category and rate (EN 16931 BG-23), so lines need no look-up to be computed.
CREATE TABLE tax_rates (
  tenant_id TEXT NOT NULL REFERENCES tenants (id),
  category TEXT NOT NULL CHECK (category IN ('S', 'Z', 'E', 'AE', 'K', 'G', 'O')),
  rate_ppm INTEGER NOT NULL CHECK (rate_ppm BETWEEN 0 AND 1000000),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  exemption_reason TEXT CHECK (length(exemption_reason) BETWEEN 1 AND 300),
  is_default INTEGER NOT NULL DEFAULT 0 CHECK (is_default IN (0, 1)),
  version INTEGER NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  archived_at INTEGER,
  PRIMARY KEY (tenant_id, category, rate_ppm),
  CHECK ((category = 'S') = (rate_ppm > 0)),
  CHECK ((category IN ('S', 'Z')) = (exemption_reason IS NULL)),
  CHECK (is_default = 0 OR archived_at IS NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX tax_rates_default ON tax_rates (tenant_id) WHERE is_default = 1;
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
  archived_at INTEGER,
  PRIMARY KEY (tenant_id, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX clients_by_name ON clients (tenant_id, name, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX clients_by_name_all ON clients (tenant_id, name, id);
--> statement-breakpoint
-- A series is one pattern; a run is an unbroken stretch of its numbers within a period (a year, or '' where the
-- pattern has none). Raising the next number begins another run, so every run is provably whole.
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
CREATE UNIQUE INDEX number_series_active ON number_series (tenant_id) WHERE is_active = 1;
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
  archived_at INTEGER,
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
CREATE INDEX invoices_by_date ON invoices (tenant_id, issue_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_date_all ON invoices (tenant_id, issue_date, id);
--> statement-breakpoint
CREATE INDEX invoices_by_due ON invoices (tenant_id, due_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_date ON invoices (tenant_id, status, issue_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_status_due ON invoices (tenant_id, status, due_date, id) WHERE archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_by_client_date ON invoices (tenant_id, client_id, issue_date, id);
--> statement-breakpoint
CREATE INDEX invoices_paid ON invoices (tenant_id, paid_date, currency, due_minor) WHERE status = 'paid' AND archived_at IS NULL;
--> statement-breakpoint
CREATE INDEX invoices_preceding ON invoices (tenant_id, preceding_invoice_id) WHERE preceding_invoice_id IS NOT NULL;
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
CREATE INDEX invoice_lines_tax ON invoice_lines (tenant_id, tax_category, tax_rate_ppm);
--> statement-breakpoint
-- Allowances and charges: line_position 0 is the document level (BG-20, BG-21), others belong to their line (BG-27, BG-28).
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
CREATE INDEX invoice_allowances_tax ON invoice_allowances (tenant_id, tax_category, tax_rate_ppm);
--> statement-breakpoint
CREATE TABLE invoice_tax_groups (
  tenant_id TEXT NOT NULL,
  invoice_id TEXT NOT NULL,
  position INTEGER NOT NULL CHECK (position BETWEEN 1 AND 200),
  category TEXT NOT NULL,
  rate_ppm INTEGER NOT NULL,
  base_minor INTEGER NOT NULL CHECK (abs(base_minor) <= 9999999999999),
  tax_minor INTEGER NOT NULL CHECK (abs(tax_minor) <= 9999999999999),
  exemption_reason TEXT CHECK (length(exemption_reason) BETWEEN 1 AND 300),
  PRIMARY KEY (tenant_id, invoice_id, category, rate_ppm),
  FOREIGN KEY (tenant_id, invoice_id) REFERENCES invoices (tenant_id, id),
  FOREIGN KEY (tenant_id, category, rate_ppm) REFERENCES tax_rates (tenant_id, category, rate_ppm)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX invoice_tax_groups_tax ON invoice_tax_groups (tenant_id, category, rate_ppm);
--> statement-breakpoint
-- Both parties as they were at issue (BG-4, BG-7).
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
-- One row for each request that changed something: the same key gives the same answer.
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
CREATE INDEX idempotency_keys_user ON idempotency_keys (user_id);
--> statement-breakpoint
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
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
CREATE INDEX audit_events_entity ON audit_events (tenant_id, entity, entity_id, seq);
--> statement-breakpoint
CREATE INDEX audit_events_actor ON audit_events (actor_id);
