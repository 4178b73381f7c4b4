import { mkdirSync } from "node:fs";
import { findSqld } from "./find-sqld.mjs";
import { freePort } from "./ports.mjs";
import { startProcess } from "./processes.mjs";
import { startAtSomePort, waitForHttp } from "./wait.mjs";

/**
 * @typedef {object} SqldOptions
 * @property {string} dir where the data is; made when missing
 * @property {number} [port] on 127.0.0.1; a free one unless told
 * @property {number} [grpcPort] lets replicas follow this server
 * @property {string} [primaryGrpcUrl] makes this a replica of the server with that grpcPort: http://127.0.0.1:PORT
 * @property {string} [jwtKeyFile] the public key that tokens must be signed for, as Turso does
 * @property {string} [logFile] DIR.log unless told
 * @property {boolean} [oneWriter] nobody else writes, and statements may take long: the server's own checkpoints would cut them off
 *
 * `kill` tells crash (SIGKILL) and hang (SIGSTOP) apart; `url` is for TURSO_DATABASE_URL.
 * @typedef {import("./processes.mjs").Running & { url: string, port: number }} Sqld
 */

/** Our own choices only: sqld would also take settings from the surroundings. */
const noSettings = () =>
  Object.fromEntries(
    Object.keys(process.env)
      .filter((key) => key.startsWith("SQLD_"))
      .map((key) => [key, undefined]),
  );

/**
 * By itself every connection that commits tries to checkpoint, and with many writers those lock each other out for good (seen with
 * 8 at once in 0.24.1-pre.42: threads wait in checkpoint → acquire, nothing is answered any more). Checkpoints by the server itself,
 * in place of theirs, do not; seldom ones would let its log grow, and every read slower with it.
 */
const CHECKPOINT_SECONDS = 5;

/** Starts libSQL's server on 127.0.0.1 and waits until it answers. @param {SqldOptions} options @returns {Promise<Sqld>} */
export const startSqld = (options) =>
  options.port
    ? startAt(options.port, options)
    : startAtSomePort(async () => startAt(await freePort(), options));

/** @param {number} port @param {SqldOptions} options @returns {Promise<Sqld>} */
async function startAt(port, options) {
  const { dir, grpcPort, primaryGrpcUrl, jwtKeyFile, logFile = `${dir}.log`, oneWriter = false } = options;
  mkdirSync(dir, { recursive: true });
  const args = ["-d", dir, "--http-listen-addr", `127.0.0.1:${port}`, "--no-welcome"];
  if (!oneWriter) args.push("--checkpoint-interval-s", String(CHECKPOINT_SECONDS));
  if (grpcPort) args.push("--grpc-listen-addr", `127.0.0.1:${grpcPort}`);
  if (primaryGrpcUrl) args.push("--primary-grpc-url", primaryGrpcUrl);
  if (jwtKeyFile) args.push("--auth-jwt-key-file", jwtKeyFile);
  const name = "The database server (sqld)";
  const server = await startProcess({ name, command: findSqld(), args, env: noSettings(), logFile });
  const url = `http://127.0.0.1:${port}`;
  await waitForHttp({ url: `${url}/health`, server, timeoutMs: 120_000 });
  return { ...server, url, port };
}
