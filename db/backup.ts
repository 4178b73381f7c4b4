import { createWriteStream, renameSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { openAdmin } from "./admin";
import { dump } from "./backup/dump";
import { type End, readEnd } from "./backup/format";
import { openDatabase } from "./client.server";
import { BACKUP, noteDone } from "./unscoped/health";

/**
 * Writes a whole database into a file, as it was at one moment, whoever else writes meanwhile; compressed when the name ends in
 * `.gz`. The file has its name only once it is whole.
 */
export async function backUp(url: string, authToken: string | undefined, file: string): Promise<End> {
  const db = await openAdmin(url, authToken);
  const partial = `${file}.partial`;
  let end: End | null = null;
  async function* pieces() {
    for await (const piece of dump(db)) {
      end = readEnd(piece);
      yield piece;
    }
  }
  try {
    const out = createWriteStream(partial, { mode: 0o600 });
    const source = Readable.from(pieces());
    if (file.endsWith(".gz")) await pipeline(source, createGzip(), out);
    else await pipeline(source, out);
  } finally {
    db.close();
  }
  renameSync(partial, file);
  if (!end) throw new Error("The database gave nothing.");
  return end;
}

/** Usage: TURSO_DATABASE_URL=… node --import tsx db/backup.ts FILE */
async function main(): Promise<void> {
  const { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: authToken } = process.env;
  const [file] = process.argv.slice(2);
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database to back up.");
  if (!file) throw new Error("Name the file to write: npm run backup -- gapless.sql.gz");
  const began = Date.now();
  const { tables, rows } = await backUp(url, authToken, file);
  // For the health check, which tells how old the latest one is.
  await noteDone(openDatabase({ url, authToken }), BACKUP, began);
  console.log(`${file}: ${rows} rows of ${tables} tables in ${((Date.now() - began) / 1000).toFixed(1)} s.`);
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
