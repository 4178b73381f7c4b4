-- When something that runs beside the requests was last done: a backup, say. One row each; `npm run` programs write it, the health
-- check reads it.
CREATE TABLE operations (
  name TEXT PRIMARY KEY NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  at INTEGER NOT NULL CHECK (at > 0)
) STRICT, WITHOUT ROWID;
