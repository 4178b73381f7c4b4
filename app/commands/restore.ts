import { createReadStream, statSync } from "node:fs";
import { parseArgs } from "node:util";
import { createGunzip } from "node:zlib";
import { openBuilder } from "@db/admin";
import type { End } from "@db/backup/format";
import { readDump } from "@db/backup/read-dump";
import { atMost, linesOf, mostUnpacked } from "@db/backup/unpack";
import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import type { DatabaseConfig } from "@db/client.server";
import { auditKeys } from "~/domain/audit/chain";
import { runVerifyAudit } from "./verify-audit";

/** Statements are sent together up to about this many characters. */
const TOGETHER = 500_000;

function readLines(file: string): AsyncIterable<string> {
  const bytes = createReadStream(file);
  if (!file.endsWith(".gz")) return linesOf(bytes);
  const unpacked = createGunzip();
  bytes.on("error", (error) => unpacked.destroy(error));
  unpacked.on("close", () => bytes.destroy());
  return linesOf(atMost(bytes.pipe(unpacked), mostUnpacked(statSync(file).size), "The backup"));
}

/** Reads a backup to its end without storing anything; throws when it is damaged. */
async function prove(file: string): Promise<End> {
  const statements = readDump(readLines(file));
  for (;;) {
    const next = await statements.next();
    if (next.done) return next.value;
  }
}

/** Fills an empty database from a backup. Throws, and stores nothing, when the file is damaged or the database is not empty. */
export async function restore(file: string, to: DatabaseConfig): Promise<End> {
  const end = await prove(file);
  const builder = openBuilder(to.url, to.authToken);
  try {
    if (!(await builder.isEmpty()))
      throw new Error("The database to restore into is not empty. Make a new one, or name another.");
    let batch: string[] = [];
    let size = 0;
    for await (const statement of readDump(readLines(file))) {
      batch.push(statement);
      size += statement.length;
      if (size < TOGETHER) continue;
      await builder.run(batch);
      batch = [];
      size = 0;
    }
    if (batch.length > 0) await builder.run(batch);
    return end;
  } finally {
    builder.close();
  }
}

/** Usage: node --import tsx app/commands/restore.ts FILE --to URL. Exit code 1 when what was restored breaks a rule. */
async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { to: { type: "string" } } });
  const [file] = positionals;
  if (!file || !values.to)
    throw new Error("Name the backup and the empty database: npm run restore -- gapless.sql.gz --to URL");
  const to = { url: values.to, authToken: process.env.TURSO_AUTH_TOKEN };
  const began = Date.now();
  const { tables, rows } = await restore(file, to);
  console.log(`Restored ${rows} rows of ${tables} tables in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
  let violations = 0;
  await checkDatabase(to.url, to.authToken, (violation) => {
    violations += 1;
    console.log(formatViolation(violation));
  });
  console.log(
    `The checker of the rules found ${violations || "no"} violation${violations === 1 ? "" : "s"}.`,
  );
  const sound = await runVerifyAudit(to, auditKeys(process.env.AUDIT_KEY), (line) => console.log(line));
  if (violations > 0 || !sound) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
