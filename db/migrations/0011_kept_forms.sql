-- Sessions that were ended, by their hash alone: what tells a person whose session is over from a stranger who made one up. Written by
-- the database, so that the build before this one does it too; when it was over is the earlier of its own end and its deletion. Known for a week.
CREATE TABLE ended_sessions (
  token_hash TEXT PRIMARY KEY NOT NULL CHECK (length(token_hash) = 43),
  ended_at INTEGER NOT NULL CHECK (ended_at > 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX ended_sessions_age ON ended_sessions (ended_at);
--> statement-breakpoint
CREATE TRIGGER sessions_ended AFTER DELETE ON sessions
  WHEN min(OLD.idle_expires_at, OLD.expires_at) > (unixepoch() - 7 * 86400) * 1000
BEGIN
  INSERT OR IGNORE INTO ended_sessions (token_hash, ended_at)
    VALUES (OLD.token_hash, min(unixepoch() * 1000, OLD.idle_expires_at, OLD.expires_at));
END;
--> statement-breakpoint
-- A form that came when its session was over, for an hour, until its person has logged in again (docs/decisions/033). id: the hash of a
-- token that only the browser has; with it the content can be read, and by nothing that is stored here.
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
CREATE INDEX kept_forms_user ON kept_forms (user_id, created_at);
--> statement-breakpoint
CREATE INDEX kept_forms_age ON kept_forms (created_at);
--> statement-breakpoint
CREATE TRIGGER kept_forms_update BEFORE UPDATE ON kept_forms BEGIN SELECT RAISE(ABORT, 'rule:kept'); END;
