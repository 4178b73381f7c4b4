import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readDevVars } from "./dev-vars.mjs";
import { dataDir, inRoot } from "./paths.mjs";
import { freePort, portTaken } from "./ports.mjs";
import { run } from "./processes.mjs";
import { doing, Stop, say } from "./say.mjs";
import { startSqld } from "./sqld.mjs";

/**
 * Runs one of the TypeScript programs of db/ or app/commands/.
 * @param {"migrate" | "seed" | "check"} program
 * @param {Record<string, string>} vars TURSO_DATABASE_URL, TURSO_AUTH_TOKEN
 * @returns {Promise<boolean>} whether it went well
 */
export async function runDbProgram(program, vars) {
  const file = program === "seed" ? "app/commands/seed.ts" : `db/${program}.ts`;
  const args = ["--import", "tsx", inRoot(file)];
  const { code } = await run({ name: file, command: process.execPath, args, env: vars });
  return code === 0;
}

/** The port of last time, so that tools stay connected; another one when it is taken. */
async function databasePort() {
  const record = join(dataDir, "sqld-port");
  const last = existsSync(record) ? Number(readFileSync(record, "utf8")) : 0;
  if (last > 0 && !(await portTaken(last))) return last;
  const port = await freePort();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(record, String(port));
  return port;
}

/** @returns {Record<string, string> | undefined} the database that the person named, if they did */
function namedDatabase() {
  const settings = { ...readDevVars(), ...process.env };
  if (!settings.TURSO_DATABASE_URL) return undefined;
  const { TURSO_DATABASE_URL, TURSO_AUTH_TOKEN = "" } = settings;
  return TURSO_AUTH_TOKEN ? { TURSO_DATABASE_URL, TURSO_AUTH_TOKEN } : { TURSO_DATABASE_URL };
}

/**
 * The database for start and dev: the one named by TURSO_DATABASE_URL, else a local server with its data in
 * .data/sqld. Brings its tables up to date, and puts the demo businesses into a local one: never into a
 * database that someone named, which may be real.
 * @returns {Promise<{ vars: Record<string, string>, server?: import("./sqld.mjs").Sqld }>}
 */
export async function openDatabase() {
  const named = namedDatabase();
  if (named) {
    say(`Using the database of TURSO_DATABASE_URL (${new URL(named.TURSO_DATABASE_URL).host}).`);
    if (!(await runDbProgram("migrate", named)))
      throw new Stop("Its tables could not be brought up to date.");
    return { vars: named };
  }
  doing("Starting the database");
  const server = await startSqld({ dir: join(dataDir, "sqld"), port: await databasePort() });
  const vars = { TURSO_DATABASE_URL: server.url };
  if (!(await runDbProgram("migrate", vars))) throw new Stop("The tables could not be brought up to date.");
  if (!(await runDbProgram("seed", vars))) throw new Stop("The demo businesses could not be stored.");
  return { vars, server };
}
