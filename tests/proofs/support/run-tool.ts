import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";

/**
 * A proof that is a tool's own run, with settings of the environment where none are given. What stands behind the proof's name goes to the
 * tool as well.
 * @param program a path in node_modules
 */
export function runTool(program: string, args: string[], settings: Record<string, string> = {}) {
  const env = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, process.env[name] ?? value]),
  );
  runScript(async () => {
    const all = [inRoot("node_modules", program), ...args, ...process.argv.slice(2)];
    const { code } = await run({ name: program, command: process.execPath, args: all, env });
    return code ?? 1;
  });
}

/** Vitest, as `npm test` runs it. */
export const runVitest = (args: string[], settings?: Record<string, string>) =>
  runTool("vitest/vitest.mjs", ["run", ...args], settings);
