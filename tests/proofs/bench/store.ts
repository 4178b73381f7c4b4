import { createHash } from "node:crypto";
import {
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { setPriority } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../../scripts/lib/paths.mjs";
import { duration, say } from "../../../scripts/lib/say.mjs";
import { startSqld } from "../../../scripts/lib/sqld.mjs";
import { fillDatabase } from "./generate/build";
import { lastDay, type Shape } from "./generate/shape";

/** What the bench keeps: databases, its build, results. Not in git. */
export const benchDir = inRoot(".bench");
const DONE = "complete.json";

const filesIn = (folder: string, ending: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => join(folder, name));

/** What a kept database depends on: the generator, the migrations, the month. */
function keyOf(shape: Shape, now: number): string {
  const hash = createHash("sha256").update(`${shape.name}\n${lastDay(now)}\n`);
  const files = [
    ...filesIn(inRoot("tests", "proofs", "bench", "generate"), ".ts"),
    ...filesIn(inRoot("db", "migrations"), ".sql"),
  ];
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest("hex").slice(0, 12);
}

/** The folder of this shape's database, made now if it is not there: minutes for the million. */
export async function ensureDatabase(shape: Shape, now: number): Promise<string> {
  const name = `${shape.name}-${keyOf(shape, now)}`;
  const dir = join(benchDir, name);
  if (existsSync(join(dir, DONE))) return dir;
  mkdirSync(benchDir, { recursive: true });
  for (const old of readdirSync(benchDir))
    if (old.startsWith(`${shape.name}-`)) rmSync(join(benchDir, old), { recursive: true, force: true });
  const part = join(benchDir, `${shape.name}-part`);
  const began = performance.now();
  const server = await startSqld({ dir: join(part, "sqld"), oneWriter: true });
  setPriority(server.pid, 10);
  await fillDatabase(server.url, shape, now, (step) => say(`  ${step}`));
  await server.stop();
  // What a replica would begin with: as big as the database, and nobody follows this one.
  rmSync(join(part, "sqld", "dbs", "default", "snapshots"), { recursive: true, force: true });
  writeFileSync(join(part, DONE), JSON.stringify({ seconds: (performance.now() - began) / 1000 }));
  renameSync(part, dir);
  say(`${shape.name}: made in ${duration(performance.now() - began)}`);
  return dir;
}

/** A copy to measure on: what a run writes is gone with it. */
export function copyOf(dir: string, name: string): string {
  const copy = join(benchDir, "run", name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(join(dir, "sqld"), copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  return copy;
}
