import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../scripts/lib/processes.mjs";
import { Stop } from "../../../scripts/lib/say.mjs";
import { lastLines } from "../../../scripts/lib/wait.mjs";

/**
 * What wapiti looks for. Left out: what needs the internet (nikto, wapp, ssrf, xxe), guesses at paths (buster) and at passwords
 * (brute_login_form: the backoff has tests of its own), and csrf, which looks for hidden tokens and knows no Sec-Fetch-Site
 * (tests/integration/cross-site.test.ts sends every form from everywhere).
 */
export const MODULES = [
  ...["sql", "blindsql", "xss", "permanentxss", "file", "exec", "crlf", "redirect", "shellshock"],
  ...["csp", "cookieflags", "http_headers", "methods", "htaccess", "backup"],
];

const LEVELS = ["info", "low", "medium", "high", "critical"];

export interface Finding {
  module: string;
  level: string;
  method: string;
  path: string;
  parameter: string;
  info: string;
}

function findingsOf(file: string): Finding[] {
  type Found = Record<string, (Omit<Finding, "level"> & { level: number })[]>;
  const { vulnerabilities, anomalies }: Record<string, Found> = JSON.parse(readFileSync(file, "utf8"));
  return Object.entries({ ...vulnerabilities, ...anomalies }).flatMap(([module, found]) =>
    found.map((each) => ({
      module,
      level: LEVELS[each.level] ?? String(each.level),
      method: each.method,
      path: each.path,
      parameter: each.parameter,
      info: each.info,
    })),
  );
}

/** Where somebody begins who is not signed in. */
export const OPEN_PAGES = ["/login?redirectTo=%2F", "/register"];

/** The same for a member of a business. @param base /o/:tenant */
export const ownPages = (base: string) => [
  ...["/clients/new", "/invoices/new", "/settings/tax-rates/new", "/settings/formats", "/numbers"].map(
    (path) => `${base}${path}`,
  ),
  ...["/clients", "/invoices", "/activity", "/settings"].map((path) => `${base}${path}`),
  ...["/settings", "/settings/password", "/settings/sessions"],
];

/**
 * Crawls from these pages and attacks what it finds.
 * @param options.url the front
 * @param options.crawlSeconds bounds the crawl
 * @param options.attackSeconds bounds each module by itself
 */
export async function wapiti({
  url,
  pages,
  anonymous = false,
  dir,
  crawlSeconds,
  attackSeconds,
}: {
  url: string;
  pages: readonly string[];
  anonymous?: boolean;
  dir: string;
  crawlSeconds: number;
  attackSeconds: number;
}): Promise<Finding[]> {
  const name = anonymous ? "wapiti-anonymous" : "wapiti";
  const report = join(dir, `${name}.json`);
  const logFile = join(dir, `${name}.log`);
  const args = [
    ...["-u", `${url}/`, "--scope", "domain", "-m", MODULES.join(",")],
    ...pages.flatMap((path) => ["-s", `${url}${path}`]),
    ...["-d", "6", "--max-files-per-dir", "10", "--max-links-per-page", "60", "-t", "15"],
    ...["--max-scan-time", String(crawlSeconds), "--max-attack-time", String(attackSeconds)],
    ...["--store-session", join(dir, name), "--store-config", join(dir, `${name}-config`)],
    ...["--flush-session", "--no-bugreport", "-v", "1", "-f", "json", "-o", report],
  ];
  if (anonymous) args.push("-H", "X-Scan: anonymous");
  await run({ name, command: "wapiti", args, logFile, env: { HOME: dir } });
  if (!existsSync(report)) throw new Stop(`wapiti wrote no report. Its last words:\n\n${lastLines(logFile)}`);
  return findingsOf(report);
}
