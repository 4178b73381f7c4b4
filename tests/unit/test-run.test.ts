import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.mjs";

const folder = mkdtempSync(join(tmpdir(), "gapless-test-run-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lib = (name: string) => JSON.stringify(pathToFileURL(inRoot("scripts", "lib", name)).href);
const child = (script: string) =>
  `run({ name: "child", command: process.execPath, args: ["-e", ${JSON.stringify(script)}] })`;

/** Starts a run like that of `npm test`, whose one step is this. */
function start(step: string): { run: ChildProcess; printed: () => string; ended: Promise<number | null> } {
  const script = join(folder, `${Math.random()}.mjs`);
  writeFileSync(
    script,
    `import { run } from ${lib("processes.mjs")};
     import { runScript } from ${lib("shutdown.mjs")};
     import { testRun } from ${lib("test-run.mjs")};
     import { writeFileSync } from "node:fs";
     runScript(() => testRun(async () => {}, [{ title: "The step", run: async (dir) => { ${step} } }]));`,
  );
  const run = spawn(process.execPath, [script], { env: { ...process.env, TMPDIR: folder } });
  let printed = "";
  for (const stream of [run.stdout, run.stderr])
    stream.on("data", (chunk) => {
      printed += chunk;
    });
  const ended = new Promise<number | null>((resolve) => run.once("close", resolve));
  return { run, printed: () => printed, ended };
}

/** The file that the last line names. */
function logOf(printed: string): { file: string; text: string } {
  const file = /The whole log of this run: (\S+)\s*$/.exec(printed)?.[1] ?? "";
  return { file, text: readFileSync(file, "utf8") };
}

describe("a run of the tests", () => {
  it("that fails says last where its log is, which has what its children said and their own logs", async () => {
    const says = child("console.log('said by a child'); console.error('complained'); process.exit(3)");
    const { printed, ended } = start(
      `writeFileSync(dir + "/server.log", "said by a server"); const { code } = await ${says}; return { ok: code === 0 };`,
    );
    expect(await ended).toBe(1);
    const { file, text } = logOf(printed());
    for (const part of ["The step", "said by a child", "complained", "✗ The step", "1 failed"])
      expect(text).toContain(part);
    expect(printed()).toContain("said by a child");
    expect(readFileSync(join(dirname(file), "server.log"), "utf8")).toBe("said by a server");
  });

  it("whose step throws says so, too", async () => {
    const { printed, ended } = start(`throw new Error("thrown by a step");`);
    expect(await ended).toBe(1);
    expect(logOf(printed()).text).toContain("thrown by a step");
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("that is ended by %s says so, too", async (signal) => {
    const { run, printed, ended } = start(
      `await ${child("console.log('it has begun'); setInterval(() => {}, 1000)")}; return { ok: true };`,
    );
    await new Promise<void>((resolve) =>
      run.stdout?.on("data", () => printed().includes("begun") && resolve()),
    );
    run.kill(signal);
    expect(await ended).toBeGreaterThan(128);
    expect(logOf(printed()).text).toContain("it has begun");
  });

  it("that passes leaves nothing behind", async () => {
    const { printed, ended } = start(`await ${child("console.log('fine')")}; return { ok: true };`);
    expect(await ended).toBe(0);
    expect(printed()).toContain("fine");
    expect(printed()).not.toContain("log of this run");
  });

  it("has a log of its own beside another run", async () => {
    const both = [start("return { ok: false };"), start("return { ok: false };")];
    await Promise.all(both.map(({ ended }) => ended));
    const files = both.map(({ printed }) => logOf(printed()).file);
    expect(new Set(files).size).toBe(2);
    expect(files.every((file) => existsSync(file))).toBe(true);
  });
});
