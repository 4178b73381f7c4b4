import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sqld, type SqldOptions, startSqld } from "../../scripts/lib/sqld.mjs";

/** A database server with data of its own, which `stop` removes. It also ends when the test process does. */
export async function startTemporarySqld(options: Omit<SqldOptions, "dir"> = {}): Promise<Sqld> {
  const folder = mkdtempSync(join(tmpdir(), "gapless-sqld-"));
  const server = await startSqld({ ...options, dir: join(folder, "data") });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  };
  return { ...server, stop };
}
