import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Stop } from "./say.mjs";

/** The environments of wrangler.toml and the Workers' names. */
export const workers = /** @type {const} */ ({
  staging: "gapless-staging",
  production: "gapless-production",
});

/** @typedef {keyof typeof workers} Environment */

/** @param {string | undefined} text @returns {Environment} */
export function environment(text) {
  if (text === "staging" || text === "production") return text;
  throw new Stop("Say which: --env staging or --env production");
}

/** Throws a Stop while production's address is still the example's. */
export function refuseExampleDomain() {
  if (readFileSync(inRoot("wrangler.toml"), "utf8").includes('pattern = "invoices.example"'))
    throw new Stop("wrangler.toml still has the example's domain: put yours there (docs/deploy.md).");
}

/**
 * Runs wrangler to its end. CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID say who we are.
 * @param {readonly string[]} args
 * @returns {string} what it printed
 */
export function wrangler(args) {
  const cli = inRoot("node_modules", "wrangler", "bin", "wrangler.js");
  const env = {
    ...process.env,
    WRANGLER_SEND_METRICS: "false",
    WRANGLER_SEND_ERROR_REPORTS: "false",
    // No look for a newer version, whose answer every wrangler of this machine keeps in one file; no log beside theirs.
    WRANGLER_HIDE_BANNER: "true",
    WRANGLER_LOG_PATH: inRoot(".wrangler", "logs"),
    NO_COLOR: "1",
  };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [cli, ...args, "--config", inRoot("wrangler.toml")],
    {
      encoding: "utf8",
      env,
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status === 0) return stdout;
  throw new Stop(`wrangler ${args.join(" ")} failed:\n${stdout}${stderr}`);
}
