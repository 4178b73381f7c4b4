import { inRoot } from "../../../scripts/lib/paths.mjs";
import { run } from "../../../scripts/lib/processes.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";

/**
 * A proof that is a tool's own run, with settings of the environment where none are given. What stands behind the proof's name goes to the
 * tool as well.
 * @param {string} program a path in node_modules @param {string[]} args @param {Record<string, string>} [settings]
 */
export function runTool(program, args, settings = {}) {
  const env = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, process.env[name] ?? value]),
  );
  runScript(async () => {
    const all = [inRoot("node_modules", program), ...args, ...process.argv.slice(2)];
    const { code } = await run({ name: program, command: process.execPath, args: all, env });
    return code ?? 1;
  });
}

/** Vitest, as `npm test` runs it. @param {string[]} args @param {Record<string, string>} [settings] */
export const runVitest = (args, settings) => runTool("vitest/vitest.mjs", ["run", ...args], settings);
