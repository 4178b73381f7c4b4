import { spawnSync } from "node:child_process";
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

/**
 * Runs wrangler to its end. CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID say who we are.
 * @param {readonly string[]} args
 * @returns {string} what it printed
 */
export function wrangler(args) {
  const cli = inRoot("node_modules", "wrangler", "bin", "wrangler.js");
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" };
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
