import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureBuilt } from "./build.mjs";
import { playwrightCounts, vitestCounts } from "./counts.mjs";
import { ensureChromium } from "./install-chromium.mjs";
import { inRoot } from "./paths.mjs";
import { run } from "./processes.mjs";
import { runProof } from "./proof.mjs";
import { say } from "./say.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */
/** @typedef {{ ok: boolean, counts?: Counts }} Outcome */
/** @typedef {{ title: string, run: (dir: string) => Promise<Outcome> }} Step `dir` is a temporary folder */

/** @param {string} name @param {string[]} args of node; the first is a path in node_modules, or in scripts @param {object} [more] */
async function tool(name, [program, ...args], more = {}) {
  const path = inRoot(...(program.startsWith("scripts/") ? [] : ["node_modules"]), ...program.split("/"));
  const { code } = await run({ name, command: process.execPath, args: [path, ...args], ...more });
  return code === 0;
}

/** Runs it with its output kept, to be printed when its turn comes. @param {string} name @param {string[]} args @param {string} dir */
async function quietly(name, args, dir) {
  const logFile = join(dir, `${name}.log`);
  const ok = await tool(name, args, { logFile });
  const output = readFileSync(logFile, "utf8").trim();
  say(`${ok ? "✓" : "✗"} ${name}${output ? `\n${output}` : ""}`);
  return ok;
}

const types = (/** @type {string} */ dir) =>
  quietly("tsc", ["typescript/bin/tsc", "--noEmit", "--pretty", String(Boolean(process.stdout.isTTY))], dir);

/** Formatting, code, accessibility of JSX; unused code and packages; workflows; migrations. @param {string} dir */
async function lint(dir) {
  const results = await Promise.all([
    quietly("biome", ["@biomejs/biome/bin/biome", "check", "."], dir),
    quietly("knip", ["knip/bin/knip.js", "--no-progress"], dir),
    quietly("workflows", ["scripts/lint-workflows.mjs"], dir),
    quietly("migrations", ["scripts/lint-migrations.mjs"], dir),
  ]);
  return results.every(Boolean);
}

/** @param {string[]} args @param {string} dir @returns {Promise<Outcome>} */
async function vitest(args, dir) {
  const report = join(dir, "vitest.json");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const ok = await tool("vitest", ["vitest/vitest.mjs", "run", ...args, ...reporters]);
  return { ok, counts: vitestCounts(report) };
}

/** @param {string} dir @returns {Promise<Outcome>} */
async function playwright(dir) {
  const report = join(dir, "playwright.json");
  const env = {
    CHROMIUM_PATH: await ensureChromium(),
    GAPLESS_TEST_DIR: join(dir, "e2e"),
    GAPLESS_E2E_REPORT: report,
  };
  const ok = await tool("playwright", ["@playwright/test/cli.js", "test"], { env });
  return { ok, counts: playwrightCounts(report) };
}

/** A short version of `npm run proof -- NAME`. @param {string} name @param {...string} options @returns {() => Promise<Outcome>} */
const proof =
  (name, ...options) =>
  async () => ({ ok: (await runProof(name, options)) === 0 });

/** @type {Record<string, Step>} */
export const steps = {
  static: {
    title: "Types and lint",
    run: async (dir) => ({ ok: (await Promise.all([types(dir), lint(dir)])).every(Boolean) }),
  },
  types: { title: "Types", run: async (dir) => ({ ok: await types(dir) }) },
  lint: { title: "Lint", run: async (dir) => ({ ok: await lint(dir) }) },
  vitest: {
    title: "Unit, architecture and integration tests",
    run: (dir) => vitest(["--coverage"], dir),
  },
  unit: { title: "Unit and architecture tests", run: (dir) => vitest(["tests/unit/", "tests/arch/"], dir) },
  integration: { title: "Integration tests", run: (dir) => vitest(["tests/integration/"], dir) },
  build: {
    title: "Build",
    run: async () => {
      if (!(await ensureBuilt())) say("The last build is of these very sources.");
      return { ok: true };
    },
  },
  budget: { title: "Weight of the page and the Worker", run: proof("budget", "--starts=1") },
  secrets: { title: "Secret scan", run: (dir) => vitest(["tests/arch/secrets.test.ts"], dir) },
  dryRun: {
    title: "Dry run of the deploy to staging and production",
    run: async (dir) => ({ ok: await quietly("deploy", ["scripts/deploy.mjs", "--dry-run"], dir) }),
  },
  load: { title: "60 invoices at once through the built Worker", run: proof("load", "--small") },
  hostile: {
    title: "Hostile forms against the built Worker, and its memory",
    run: proof("hostile", "--small"),
  },
  e2e: { title: "Browser tests", run: playwright },
};

/** What each word after `npm test --` runs. @type {Record<string, string[]>} */
export const parts = {
  all: ["static", "vitest", "build", "budget", "dryRun", "load", "hostile", "e2e"],
  static: ["static"],
  types: ["types"],
  lint: ["lint"],
  unit: ["unit"],
  integration: ["integration"],
  coverage: ["vitest"],
  secrets: ["secrets"],
  budget: ["build", "budget"],
  package: ["build", "budget", "dryRun"],
  load: ["build", "load"],
  hostile: ["build", "hostile"],
  e2e: ["build", "e2e"],
};

/** The steps that are only a part of another one, for a quicker answer. @type {Record<string, string>} */
export const within = {
  types: "static",
  lint: "static",
  unit: "vitest",
  integration: "vitest",
  secrets: "vitest",
};
