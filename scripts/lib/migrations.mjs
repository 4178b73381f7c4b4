import { readdirSync, readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

/** Above a statement: why it does no harm to the code that still runs while the new one is rolled out, and to the data. */
const MARKER = /^[ \t]*--[ \t]*safe-with-old-code:[ \t]*\S.{9,}/m;

/**
 * What old code that runs on after the migration could stumble over, or what is gone for good. Dropping an index is not among them: no query
 * names one. A trigger or a view may go if the same file, which is one transaction, makes it anew.
 * @type {readonly (readonly [RegExp, string])[]}
 */
const DANGEROUS = [
  [/\bDROP\s+TABLE\b/i, "drops a table"],
  [/\bALTER\s+TABLE\b[\s\S]*\bDROP\b/i, "drops a column"],
  [/\bALTER\s+TABLE\b[\s\S]*\bRENAME\b/i, "renames"],
  [/\bALTER\s+TABLE\b[\s\S]*\bALTER\b/i, "changes a column"],
  [
    /\bALTER\s+TABLE\b[\s\S]*\bADD\b(?![\s\S]*\bDEFAULT\b)[\s\S]*\bNOT\s+NULL\b/i,
    "adds a column that old code does not fill",
  ],
  [/^\s*(?:WITH\b[\s\S]*\b)?UPDATE\b/i, "rewrites rows"],
  [/^\s*(?:WITH\b[\s\S]*\b)?DELETE\b/i, "deletes rows"],
  [/^\s*(?:INSERT\s+OR\s+)?REPLACE\b/i, "replaces rows"],
  [/\bPRAGMA\b[\s\S]*\b(?:foreign_keys|writable_schema)\b/i, "switches a protection off"],
];

/** @param {string} sql @returns {string} without comments and texts, which may say anything */
const bare = (sql) =>
  sql
    .replace(/--[^\n]*/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/'(?:[^']|'')*'/g, "''");

/**
 * What a migration may not do without a marker comment above the statement: `-- safe-with-old-code: why`. Each
 * statement ends with drizzle's `--> statement-breakpoint`; what a trigger does later is not done now.
 * @param {string} sql @param {string} path
 * @returns {string[]} "db/migrations/0009_x.sql:12 drops a table …"
 */
export function migrationProblems(sql, path) {
  let line = 1;
  return sql.split("--> statement-breakpoint").flatMap((statement) => {
    const code = bare(statement);
    const at = line + (/^\s*/.exec(statement)?.[0].split("\n").length ?? 1) - 1;
    line += statement.split("\n").length - 1;
    if (MARKER.test(statement) || /^\s*CREATE\s+TRIGGER\b/i.test(code)) return [];
    const gone = /^\s*DROP\s+(TRIGGER|VIEW)\s+(?:IF\s+EXISTS\s+)?(\w+)/i.exec(code);
    const isBack = gone && new RegExp(`\\bCREATE\\s+${gone[1]}\\s+${gone[2]}\\b`, "i").test(sql);
    const found = DANGEROUS.filter(([pattern]) => pattern.test(code)).map(([, what]) => what);
    if (gone && !isBack) found.push("drops what guarded or served the code");
    return found.map(
      (what) => `${path}:${at} ${what}. Say above it why that is safe: -- safe-with-old-code: …`,
    );
  });
}

/** @returns {string[]} the problems of all of db/migrations */
export const allMigrationProblems = () =>
  readdirSync(inRoot("db", "migrations"))
    .filter((name) => name.endsWith(".sql"))
    .flatMap((name) =>
      migrationProblems(readFileSync(inRoot("db", "migrations", name), "utf8"), `db/migrations/${name}`),
    );
