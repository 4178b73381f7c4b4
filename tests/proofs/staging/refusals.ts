import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { rollOut } from "../../../scripts/lib/rollout.mjs";
import { complain, Stop, say } from "../../../scripts/lib/say.mjs";
import { lastLines } from "../../../scripts/lib/wait.mjs";
import { buildIn, copyHere } from "./earlier-build";
import { type openBox, WORKER } from "./environment";

type Box = Awaited<ReturnType<typeof openBox>>;
type BoxWorker = Awaited<ReturnType<Box["openWorker"]>>;

/**
 * What deploys a version beside another: stage by stage, with the smoke test and the share of errors at each.
 * @param watchMs how long people's requests are watched at each stage
 */
export const rollOutInBox = (box: Box, old: BoxWorker, next: BoxWorker, watchMs = 0) =>
  rollOut({
    split: async (share) => box.front.split(old, next, share),
    check: () => box.smoke(["--worker", WORKER, "--version", next.version]),
    served: async () => {
      await pause(watchMs);
      return { next: box.front.served(next), old: box.front.served(old) };
    },
    rollBack: async () => box.front.split(old),
    tell: say,
  });

async function migration(box: Box) {
  const folder = join(box.dir, "bad-migration");
  mkdirSync(folder);
  for (const name of ["db", "app", "package.json", "tsconfig.json"])
    cpSync(inRoot(name), join(folder, name), { recursive: true });
  symlinkSync(inRoot("node_modules"), join(folder, "node_modules"));
  const journalFile = join(folder, "db", "migrations", "meta", "_journal.json");
  const journal: { entries: { idx: number; when: number; tag: string }[] } = JSON.parse(
    readFileSync(journalFile, "utf8"),
  );
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

async function secret(box: Box, old: BoxWorker) {
  const next = await box.openWorker({ version: "no-secret", without: "AUDIT_KEY" });
  const refused = !(await rollOutInBox(box, old, next));
  const named = /AUDIT_KEY is not set/.test(lastLines(next.logFile, 400));
  await next.stop();
  if (!refused) complain("A version without AUDIT_KEY was rolled out.");
  if (!named) complain("The log does not name what is missing.");
  return refused && named && (await box.smoke());
}

/**
 * A build in which one loader throws, as a Worker.
 * @param when an expression that the loader can evaluate
 */
async function openBroken(box: Box, version: string, route: string, when: string) {
  const folder = join(box.dir, version);
  mkdirSync(folder);
  copyHere(folder);
  const file = join(folder, "app", "routes", route);
  const source = readFileSync(file, "utf8");
  const broken = source.replace(
    /(export const loader = tenantLoader\(async [^\n]*=> \{\n)/,
    `$1  if (${when}) throw new Error("Broken on purpose");\n`,
  );
  if (broken === source) throw new Stop(`${file} has changed: there is nothing to break.`);
  writeFileSync(file, broken);
  await buildIn(folder, version);
  return await box.openWorker({ version, folder });
}

async function page(box: Box, old: BoxWorker) {
  const next = await openBroken(box, "broken-page", "o.$tenant.clients._index.tsx", "1 < 2");
  const refused = !(await rollOutInBox(box, old, next));
  await next.stop();
  if (!refused) complain("A version whose client list answers 500 was rolled out.");
  return refused && (await box.smoke());
}

/** Lists with filters fail: the smoke test opens none, people do. */
async function errors(box: Box, old: BoxWorker) {
  const next = await openBroken(box, "broken-filter", "o.$tenant.invoices._index.tsx", "url.search");
  // People who would not notice: their errors are what the rollout must see.
  const people = box.synthetic(["--rate", "6", "--seconds", "90", "--errors", "1", "--p95", "60000"]);
  const refused = !(await rollOutInBox(box, old, next, 15_000));
  await next.stop();
  if (!refused) complain("A version whose filtered lists answer 500 was rolled out.");
  return (await people) && refused && (await box.smoke());
}

/** Ways to break a deploy, and what must then happen: true when it did. */
export const refusals = {
  migration: { title: "A migration that fails", rehearse: migration },
  secret: { title: "A secret that is missing", rehearse: secret },
  page: { title: "A page that answers 500", rehearse: page },
  errors: { title: "Errors that only people meet", rehearse: errors },
};
