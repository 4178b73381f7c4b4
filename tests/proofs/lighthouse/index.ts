// npm run proof -- lighthouse: Lighthouse's four scores of the main pages of the built Worker with the demo business, as on a phone. Fails below 98
// for performance, accessibility and best practices. `--runs=3`: of so many runs of each page the middle one counts.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { ensureChromium } from "../../../scripts/lib/install-chromium.mjs";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { doing, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript, whenDone } from "../../../scripts/lib/shutdown.mjs";
import { chromiumArgs, firstOf, logIn, startDemo } from "../support/demo";

// No dependency of the project: it brings more packages than all the others together.
const VERSION = "12.8.2";
const home = inRoot(".cache", `lighthouse-${VERSION}`);
const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const LEAST = 98;
/** Pages behind a login are in no search engine, and say so. */
const COUNTED = CATEGORIES.slice(0, 3);

const { values } = parseArgs({ options: { runs: { type: "string" }, only: { type: "string" } } });
const runs = Number(values.runs ?? 3);

/** @returns Lighthouse's program, installed now if it is not there */
async function ensureLighthouse(): Promise<string> {
  const program = join(home, "node_modules", "lighthouse", "cli", "index.js");
  if (existsSync(program)) return program;
  doing(`Installing Lighthouse ${VERSION} into .cache`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), '{ "private": true }\n');
  const args = [
    "install",
    `lighthouse@${VERSION}`,
    "--save-exact",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--prefix",
    home,
  ];
  const { code } = await run({ name: "npm install", command: "npm", args });
  if (code !== 0) throw new Stop(`Lighthouse ${VERSION} could not be installed: see above.`);
  return program;
}

/** What Lighthouse writes, as far as it is read here. */
interface LighthouseReport {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null }>;
}

async function audit(program: string, url: string, cookie: string, file: string): Promise<LighthouseReport> {
  const headers = `${file}.headers`;
  writeFileSync(headers, JSON.stringify({ Cookie: cookie }), { mode: 0o600 });
  const { code } = await run({
    name: "Lighthouse",
    command: process.execPath,
    args: [
      ...[program, url, "--quiet", "--output=json", `--output-path=${file}`, "--no-enable-error-reporting"],
      ...[
        `--only-categories=${CATEGORIES.join(",")}`,
        `--chrome-flags=--headless=new ${chromiumArgs().join(" ")}`,
      ],
      ...(cookie ? [`--extra-headers=${headers}`] : []),
    ],
    env: { CHROME_PATH: await ensureChromium() },
    logFile: `${file}.log`,
  });
  if (code !== 0) throw new Stop(`Lighthouse failed at ${url}:\n${readFileSync(`${file}.log`, "utf8")}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

/** What keeps a category from 100. */
function lacking({ categories, audits }: LighthouseReport, category: string) {
  return (categories[category]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id }) => `${audits[id]?.title} (${id})`);
}

const scoreOf = (report: LighthouseReport, category: string) =>
  Math.round((report.categories[category]?.score ?? 0) * 100);

runScript(async () => {
  const dir = mkdtempSync(join(tmpdir(), "gapless-lighthouse-"));
  whenDone(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  const program = await ensureLighthouse();
  const baseURL = await startDemo(dir);
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: chromiumArgs() });
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const base = await logIn(page);
  const invoice = await firstOf(page, `${base}/invoices?status=paid`);
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await browser.close();

  const pages = {
    login: ["/login", ""],
    dashboard: [base, cookie],
    invoices: [`${base}/invoices`, cookie],
    "new invoice": [`${base}/invoices/new`, cookie],
    invoice: [invoice, cookie],
  };
  let fine = true;
  say(["page".padEnd(12), ...CATEGORIES].join("  "));
  for (const [name, [path = "", session = ""]] of Object.entries(pages)) {
    if (values.only && !name.includes(values.only)) continue;
    const reports: LighthouseReport[] = [];
    for (let i = 0; i < runs; i += 1)
      reports.push(
        await audit(program, baseURL + path, session, join(dir, `${name.replace(" ", "-")}-${i}.json`)),
      );
    reports.sort((a, b) => scoreOf(a, "performance") - scoreOf(b, "performance"));
    const report = reports[Math.floor(reports.length / 2)];
    if (!report) throw new Stop("--runs must be 1 or more.");
    say(
      [
        name.padEnd(12),
        ...CATEGORIES.map((category) => String(scoreOf(report, category)).padStart(category.length)),
      ].join("  "),
    );
    for (const category of COUNTED.filter((each) => scoreOf(report, each) < 100))
      for (const what of lacking(report, category)) say(`  ${category}: ${what}`);
    fine = fine && COUNTED.every((category) => scoreOf(report, category) >= LEAST);
  }
  return fine ? 0 : 1;
});
