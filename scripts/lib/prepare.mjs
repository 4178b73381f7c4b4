import { readFileSync } from "node:fs";
import { openDatabase } from "./database.mjs";
import { ensureDevVars } from "./dev-vars.mjs";
import { ensureInstalled } from "./install.mjs";
import { checkNode } from "./node-version.mjs";
import { inRoot } from "./paths.mjs";
import { portAnswers, wantedPort } from "./ports.mjs";
import { checkNotRunning, noteRunning } from "./running.mjs";
import { complain, say } from "./say.mjs";
import { isLeaving, leave } from "./shutdown.mjs";
import { lastLines } from "./wait.mjs";

/**
 * What start and dev have in common: the checks, the packages, the secrets, the database.
 * @param {{ usualPort: number, command: string }} options
 */
export async function prepare({ usualPort, command }) {
  checkNode();
  await checkNotRunning();
  const port = await wantedPort(usualPort, command);
  await ensureInstalled();
  ensureDevVars();
  const { vars, server } = await openDatabase();
  const address = `http://localhost:${port}`;
  if (server) {
    noteRunning(server.port, address);
    endWith(server);
  }
  return { port, address, vars, hasDemo: Boolean(server) };
}

/**
 * When this server ends by itself, says so and ends the rest.
 * @param {import("./processes.mjs").Running & { port: number }} server
 */
export function endWith(server) {
  /** @param {string} how */
  const tell = (how) => {
    if (isLeaving()) return;
    const log = lastLines(server.logFile);
    complain(`${server.name} ${how}, so Gapless ends too.${log ? ` Its last words:\n\n${log}` : ""}`);
    leave(1);
  };
  server.exited.then((code) => tell(`ended by itself (exit code ${code})`));
  // wrangler does not notice when the workerd below it dies, of too little memory for example.
  const timer = setInterval(async () => {
    if (!(await portAnswers(server.port))) tell("no longer answers");
  }, 2000);
  timer.unref();
}

/** Prints where Gapless is and who can log in. @param {string} address @param {boolean} hasDemo */
export function welcome(address, hasDemo) {
  say(`\n  Gapless is at ${address}\n`);
  if (hasDemo) {
    /** @type {{ email: string, password: string, business: { name: string, currency: string } }[]} */
    const logins = JSON.parse(readFileSync(inRoot("db", "demo-logins.json"), "utf8"));
    say("  Log in as one of the demo owners:");
    for (const { email, password, business } of logins) {
      say(`    ${email}   password ${password}   ${business.name} (${business.currency})`);
    }
    say("");
  }
  say("  Ctrl-C ends it; the data stays in .data.\n");
}
