import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { Stop } from "./say.mjs";

/** @param {string | undefined} file @param {number} [count] @returns {string} the last lines of a log */
export function lastLines(file, count = 15) {
  if (!file || !existsSync(file)) return "";
  return readFileSync(file, "utf8").trimEnd().split("\n").slice(-count).join("\n");
}

/** A server ended before it answered: of a port that somebody else took meanwhile, for example. */
class EndedEarly extends Stop {}

/**
 * Starts a server that may choose its port. When it ends before it answers, it may choose again, twice: another program was quicker.
 * @template T @param {() => Promise<T>} start @returns {Promise<T>}
 */
export async function startAtSomePort(start) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await start();
    } catch (error) {
      if (!(error instanceof EndedEarly) || tries === 3) throw error;
    }
  }
}

/**
 * Asks a server until it answers with a status below 500. Stops at once when its process ends, and after
 * `timeoutMs`, with the last lines of its log.
 * @param {object} options
 * @param {string} options.url
 * @param {import("./processes.mjs").Running} options.server
 * @param {number} [options.timeoutMs]
 */
export async function waitForHttp({ url, server, timeoutMs = 180_000 }) {
  const until = Date.now() + timeoutMs;
  let last = "no answer";
  let between = 50;
  while (server.running() && Date.now() < until) {
    try {
      const asking = fetch(url, { redirect: "manual", signal: AbortSignal.timeout(20_000) });
      // Whoever answers there when it has ended is another program.
      const response = await Promise.race([asking, server.exited]);
      if (typeof response === "number") continue;
      await response.arrayBuffer();
      if (response.status < 500 && server.running()) return;
      last = `status ${response.status}`;
    } catch (error) {
      last = error instanceof Error ? error.message : String(error);
    }
    await Promise.race([pause(between), server.exited]);
    between = Math.min(between * 1.3, 1000);
  }
  const Failure = server.running() ? Stop : EndedEarly;
  const how = server.running()
    ? `did not answer within ${timeoutMs / 1000} s (${last})`
    : `ended while starting (exit code ${await server.exited})`;
  await server.stop();
  const log = lastLines(server.logFile);
  throw new Failure(`${server.name} ${how}.${log ? ` Its last words:\n\n${log}` : ""}`);
}
