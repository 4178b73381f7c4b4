import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrateDatabase } from "../../db/migrate";
import { type Sqld, startSqld } from "../../scripts/lib/sqld.mjs";
import { killRun } from "../proofs/kill/kill";

// The short version of `npm run kill`, with a database server of its own.
const folder = mkdtempSync(join(tmpdir(), "gapless-kill-"));
const dir = join(folder, "data");
let server: Sqld;

beforeAll(async () => {
  server = await startSqld({ dir });
  await migrateDatabase(server.url);
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

it("loses nothing that was acknowledged when the database server is killed", async () => {
  const { url, port } = server;
  const killAndStart = async () => {
    server.kill("SIGKILL");
    await server.exited;
    server = await startSqld({ dir, port });
  };
  const report = await killRun({ seed: 7, kills: 2, url, killAndStart });
  expect(report).toMatchObject({ kills: 2, violations: [] });
  expect(report.tries).toBeGreaterThan(report.answers);
});
