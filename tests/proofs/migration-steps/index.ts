// How long each step of the pending migrations holds the database: on a copy of a local server's data, so that nothing of it changes.
// npm run proof -- migration-steps FOLDER: a folder of sqld, as .data/sqld or .bench/million-…/sqld, from before the migrations.
import { constants, cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClient } from "@libsql/client/http";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";

const MOST_MS = 5_000;

/** @param sql its first line that is no comment */
const titleOf = (sql: string) =>
  sql
    .split("\n")
    .find((line) => line.trim() && !line.startsWith("--"))
    ?.slice(0, 80) ?? "";

runScript(async () => {
  const [folder] = process.argv.slice(2);
  if (!folder)
    throw new Stop("Name the folder of a local database, from before the migrations to be measured.");
  const dir = mkdtempSync(join(tmpdir(), "gapless-migrations-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  cpSync(folder, join(dir, "data"), { recursive: true, mode: constants.COPYFILE_FICLONE });
  const server = await startSqld({ dir: join(dir, "data"), oneWriter: true });
  whenDone(() => server.stop());
  const client = createClient({ url: server.url });
  const { rows } = await client.execute("SELECT max(created_at) AS last FROM __drizzle_migrations");
  const last = Number(rows[0]?.last ?? 0);
  const journal = JSON.parse(readFileSync(inRoot("db", "migrations", "meta", "_journal.json"), "utf8"));
  let slowest = 0;
  for (const { tag, when } of journal.entries) {
    if (when <= last) continue;
    const began = performance.now();
    const text = readFileSync(inRoot("db", "migrations", `${tag}.sql`), "utf8");
    for (const sql of text.split("--> statement-breakpoint")) {
      const start = performance.now();
      // As the migrator does: a table that is built anew is away for a moment.
      await client.executeMultiple(`PRAGMA foreign_keys = OFF;\n${sql}`);
      const took = performance.now() - start;
      if (took > 100) say(`  ${Math.round(took)} ms  ${titleOf(sql)}`);
    }
    const whole = performance.now() - began;
    slowest = Math.max(slowest, whole);
    say(`${whole > MOST_MS ? "✗" : "✓"} ${tag}: ${Math.round(whole)} ms`);
  }
  client.close();
  return slowest > MOST_MS ? 1 : 0;
});
