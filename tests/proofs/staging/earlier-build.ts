import { execFileSync } from "node:child_process";
import { cpSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { npmCi } from "../../../scripts/lib/install.mjs";
import { inRoot, root } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { doing, Stop } from "../../../scripts/lib/say.mjs";
import { whenDone } from "../../../scripts/lib/shutdown.mjs";

const LOCK = "package-lock.json";

const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();

/** The commit before the one that last changed db/migrations: the code that runs while that migration is applied. */
export function beforeLastMigration() {
  const last = git("log", "-1", "--format=%H", "--", "db/migrations");
  try {
    return git("rev-parse", `${last}^`);
  } catch {
    throw new Stop(
      "git knows no commit before the last migration. In a shallow clone: git fetch --unshallow",
    );
  }
}

/**
 * Another commit's sources in a folder of their own, with the packages that it was made with: ours, where they are the same. Gone when
 * the script ends.
 * @param folder must not exist
 */
export async function checkOut(folder: string, ref: string) {
  git("worktree", "add", "--detach", "--force", folder, ref);
  whenDone(() => void git("worktree", "remove", "--force", folder));
  if (readFileSync(join(folder, LOCK), "utf8") === readFileSync(inRoot(LOCK), "utf8")) {
    symlinkSync(inRoot("node_modules"), join(folder, "node_modules"));
    return;
  }
  doing(`Installing the packages of ${ref}`);
  if ((await npmCi(folder)) !== 0)
    throw new Stop(`The packages of ${ref} could not be installed: the message is above.`);
}

/** What there is now, committed or not, in a folder of its own. */
export function copyHere(folder: string) {
  for (const name of ["app", "db", "public", "package.json", "tsconfig.json", "wrangler.toml"])
    cpSync(inRoot(name), join(folder, name), { recursive: true });
  for (const name of git("ls-files", "--cached", "--others", "--exclude-standard", "--", "vite.*").split(
    "\n",
  ))
    cpSync(inRoot(name), join(folder, name));
  symlinkSync(inRoot("node_modules"), join(folder, "node_modules"));
}

/** Builds what is in a folder. @param id the build's id */
export async function buildIn(folder: string, id: string) {
  doing(`Building ${id}`);
  const cli = join(folder, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  const { code } = await run({
    name: `The build ${id}`,
    command: process.execPath,
    args: [cli, "vite:build", "--logLevel", "warn"],
    env: { NODE_ENV: "production", GAPLESS_BUILD_ID: id },
    cwd: folder,
  });
  if (code !== 0) throw new Stop(`The build ${id} failed: its message is above.`);
}
