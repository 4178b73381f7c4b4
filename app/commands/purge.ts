import { openDatabase } from "@db/client.server";
import { auditKeys } from "~/domain/audit/chain";
import { purge } from "~/modules/retention/purge.server";

/** Usage: TURSO_DATABASE_URL=… node --import tsx app/commands/purge.ts [--dry-run]. What the Worker does every night, now and to its end. */
async function main(): Promise<void> {
  const { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: authToken, AUDIT_KEY } = process.env;
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database to purge.");
  const dryRun = process.argv.includes("--dry-run");
  const [auditKey = null] = auditKeys(AUDIT_KEY);
  const db = openDatabase({ url, authToken }, { deadlineMs: 30_000 });
  const report = await purge(db, { now: Date.now(), dryRun, auditKey, budget: Number.POSITIVE_INFINITY });
  const counted = Object.entries(report).map(([what, rows]) => `${rows} ${what.replaceAll("_", " ")}`);
  const verb = dryRun ? "Would delete" : "Deleted";
  console.log(counted.length > 0 ? `${verb} ${counted.join(", ")}.` : "There is nothing whose time is over.");
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
