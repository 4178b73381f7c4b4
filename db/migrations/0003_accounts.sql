-- Guesses at a password, counted before the hash (docs/decisions/012). A bucket is an HMAC, so that no address of somebody who
-- never had an account is kept; a row is gone a day after the last guess, or at once when the password was right.
CREATE TABLE login_attempts (
  bucket TEXT PRIMARY KEY NOT NULL CHECK (length(bucket) = 43),
  failures INTEGER NOT NULL CHECK (failures >= 1),
  failed_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX login_attempts_age ON login_attempts (failed_at);
--> statement-breakpoint
-- Browsers that somebody logged in with before: strangers' guesses do not lock these out.
CREATE TABLE known_devices (
  user_id TEXT NOT NULL REFERENCES users (id),
  device_hash TEXT NOT NULL CHECK (length(device_hash) = 43),
  seen_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, device_hash)
) STRICT, WITHOUT ROWID;
