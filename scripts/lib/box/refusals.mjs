import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../paths.mjs";
import { rollOut } from "../rollout.mjs";
import { complain, Stop, say } from "../say.mjs";
import { lastLines } from "../wait.mjs";
import { WORKER } from "./box.mjs";
import { buildIn, copyHere } from "./elsewhere.mjs";

/**
 * @typedef {Awaited<ReturnType<typeof import("./box.mjs").openBox>>} Box
 * @typedef {Awaited<ReturnType<Box["openWorker"]>>} BoxWorker
 */

/** What deploys a version beside another: stage by stage, with the smoke test at each. @param {Box} box @param {BoxWorker} old @param {BoxWorker} next */
export const rollOutInBox = (box, old, next) =>
  rollOut({
    split: async (share) => box.front.split(old, next, share),
    check: () => box.smoke(["--worker", WORKER, "--version", next.version]),
    rollBack: async () => box.front.split(old),
    tell: say,
  });

/** @param {Box} box */
async function migration(box) {
  const folder = join(box.dir, "bad-migration");
  mkdirSync(folder);
  for (const name of ["db", "app", "package.json", "tsconfig.json"])
    cpSync(inRoot(name), join(folder, name), { recursive: true });
  symlinkSync(inRoot("node_modules"), join(folder, "node_modules"));
  const journalFile = join(folder, "db", "migrations", "meta", "_journal.json");
  /** @type {{ entries: { idx: number, when: number, tag: string }[] }} */
  const journal = JSON.parse(readFileSync(journalFile, "utf8"));
  const last = journal.entries.at(-1);
  if (!last) throw new Stop("There are no migrations.");
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 1, tag: "9999_bad" });
  writeFileSync(journalFile, JSON.stringify(journal));
  // The first statement is fine, the second is not: neither may stay.
  const sql =
    "CREATE TABLE half_done (id TEXT) STRICT;\n--> statement-breakpoint\nALTER TABLE no_such_table ADD COLUMN a TEXT;\n";
  writeFileSync(join(folder, "db", "migrations", "9999_bad.sql"), sql);
  if (await box.migrate(folder)) {
    complain("The migration went through.");
    return false;
  }
  say("The migration failed, so nothing is deployed.");
  // Deep health: exactly the migrations of the build, so no half of the bad one.
  return box.smoke();
}

/** @param {Box} box @param {BoxWorker} old */
async function secret(box, old) {
  const next = await box.openWorker({ version: "no-secret", without: "AUDIT_KEY" });
  const refused = !(await rollOutInBox(box, old, next));
  const named = /AUDIT_KEY is not set/.test(lastLines(next.logFile, 400));
  await next.stop();
  if (!refused) complain("A version without AUDIT_KEY was rolled out.");
  if (!named) complain("The log does not name what is missing.");
  return refused && named && (await box.smoke());
}

/** @param {Box} box @param {BoxWorker} old */
async function page(box, old) {
  const folder = join(box.dir, "bad-page");
  mkdirSync(folder);
  copyHere(folder);
  const file = join(folder, "app", "routes", "o.$tenant.clients._index.tsx");
  const source = readFileSync(file, "utf8");
  const broken = source.replace(
    /(export const loader = tenantLoader\(async [^\n]*=> \{\n)/,
    '$1  if (1 < 2) throw new Error("Broken on purpose");\n',
  );
  if (broken === source) throw new Stop(`${file} has changed: there is nothing to break.`);
  writeFileSync(file, broken);
  await buildIn(folder, "broken-page");
  const next = await box.openWorker({ version: "broken-page", folder });
  const refused = !(await rollOutInBox(box, old, next));
  await next.stop();
  if (!refused) complain("A version whose client list answers 500 was rolled out.");
  return refused && (await box.smoke());
}

/** Ways to break a deploy, and what must then happen: true when it did. */
export const refusals = {
  migration: { title: "A migration that fails", rehearse: migration },
  secret: { title: "A secret that is missing", rehearse: secret },
  page: { title: "A page that answers 500", rehearse: page },
};
