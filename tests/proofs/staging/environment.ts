import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { freePort } from "../../../scripts/lib/ports.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { Stop } from "../../../scripts/lib/say.mjs";
import { whenDone } from "../../../scripts/lib/shutdown.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { startWorker } from "../../../scripts/lib/worker.mjs";
import { makeCertificates } from "./certificates";
import { startFront } from "./front";
import { makeToken } from "./token";

/** The Worker's name in production, as wrangler.toml makes it. */
export const WORKER = "gapless-production";

/**
 * Staging in a box: what production has, on this machine, with secrets of its own. A primary that asks for tokens, a replica that
 * follows it, HTTPS before the Workers. Everything ends with the script.
 */
export async function openBox({ port: wanted }: { port?: number } = {}) {
  const dir = mkdtempSync(join(tmpdir(), "gapless-box-"));
  const port = wanted ?? (await freePort());
  const { caFile, key, cert } = makeCertificates(join(dir, "certificates"));
  const jwtKeyFile = join(dir, "token.pem");
  const token = makeToken(jwtKeyFile);
  const grpcPort = await freePort();
  const primary = await startSqld({ dir: join(dir, "primary"), grpcPort, jwtKeyFile });
  const primaryGrpcUrl = `http://127.0.0.1:${grpcPort}`;
  const replica = await startSqld({ dir: join(dir, "replica"), primaryGrpcUrl, jwtKeyFile });
  for (const { name, url } of [primary, replica]) {
    const { status } = await fetch(`${url}/v2/pipeline`, { method: "POST", body: '{"requests":[]}' });
    if (status !== 401) throw new Stop(`${name} answered ${status} to somebody without a token.`);
  }
  const front = await startFront({ key, cert, port });
  whenDone(() => {
    front.stop();
    rmSync(dir, { recursive: true, force: true, maxRetries: 10 });
  });
  const database = { TURSO_DATABASE_URL: primary.url, TURSO_AUTH_TOKEN: token };
  const random = () => randomBytes(32).toString("base64url");
  const secrets = { ...database, SESSION_SECRET: random(), AUDIT_KEY: random(), HEALTH_TOKEN: random() };
  let workers = 0;

  /**
   * Another Worker, with the configuration of production. It takes no requests before the front sends it some.
   * @param options folder: of another build; without: a secret that is forgotten
   */
  async function openWorker({
    version,
    folder = inRoot("."),
    without,
  }: {
    version: string;
    folder?: string;
    without?: keyof typeof secrets;
  }) {
    workers += 1;
    const persistDir = join(dir, `worker-${workers}`);
    mkdirSync(persistDir);
    const envFile = join(persistDir, "secrets");
    const given = Object.entries(secrets).filter(([name]) => name !== without);
    writeFileSync(envFile, given.map(([name, value]) => `${name}="${value}"\n`).join(""), { mode: 0o600 });
    const worker = await startWorker({
      persistDir,
      envFile,
      config: join(folder, "wrangler.toml"),
      environment: "production",
      vars: { APP_ORIGIN: front.url, TURSO_REPLICA_URLS: replica.url, PLACEMENT: "" },
      // A file: it is there whether or not the settings are whole.
      readyPath: "/favicon.svg",
    });
    return { ...worker, version };
  }
  /** Runs a script with its arguments, as the workflow does; it trusts the box's authority. */
  async function runHere(script: string, args: string[], env: Record<string, string> = {}) {
    const { code } = await run({
      name: script,
      command: process.execPath,
      args: [inRoot("scripts", script), ...args],
      env: {
        NODE_EXTRA_CA_CERTS: caFile,
        SMOKE_EMAIL: undefined,
        SMOKE_PASSWORD: undefined,
        HEALTH_TOKEN: undefined,
        ...env,
      },
    });
    return code === 0;
  }
  /** Migrates with the migrations of a folder, as its own db/migrate.ts does. */
  async function migrate(folder: string = inRoot(".")) {
    const args = ["--import", "tsx", join(folder, "db", "migrate.ts")];
    const { code } = await run({
      name: "db/migrate.ts",
      command: process.execPath,
      args,
      env: database,
      cwd: folder,
    });
    return code === 0;
  }
  const smoke = (args: string[] = []) =>
    runHere("smoke.mjs", ["--url", front.url, "--addresses", ...args], {
      HEALTH_TOKEN: secrets.HEALTH_TOKEN,
    });
  /** With the checker of the rules at its end. */
  const synthetic = (args: string[]) =>
    runHere("synthetic.mjs", ["--url", front.url, "--addresses", ...args], database);
  return { dir, front, caFile, openWorker, migrate, smoke, synthetic };
}
