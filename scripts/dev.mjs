// npm run dev: as npm start, with the same data, but from the sources: a saved file shows at once.
// Vite never runs the Worker's entry (app/entry.worker.ts): for that, npm start.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readDevVars } from "./lib/dev-vars.mjs";
import { dataDir, inRoot } from "./lib/paths.mjs";
import { endWith, prepare, welcome } from "./lib/prepare.mjs";
import { startProcess } from "./lib/processes.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { waitForHttp } from "./lib/wait.mjs";
import { quietWrangler } from "./lib/worker.mjs";

/** The variables as a file, which vite.config.ts hands to Remix's Cloudflare proxy. @param {Record<string, string>} vars */
function writeEnvFile(vars) {
  const file = join(dataDir, "dev.env");
  const lines = Object.entries({ ENVIRONMENT: "development", ...readDevVars(), ...vars }).map(
    ([key, value]) => `${key}="${value}"\n`,
  );
  writeFileSync(file, lines.join(""), { mode: 0o600 });
  return file;
}

runScript(async () => {
  const { port, address, vars, hasDemo } = await prepare({ usualPort: 5173, command: "npm run dev" });
  const vite = await startProcess({
    name: "Vite (remix vite:dev)",
    command: process.execPath,
    args: [
      inRoot("node_modules", "@remix-run", "dev", "dist", "cli.js"),
      ...["vite:dev", "--host", "127.0.0.1", "--port", String(port), "--strictPort"],
    ],
    env: { ...quietWrangler(join(dataDir, "wrangler")), GAPLESS_ENV_FILE: writeEnvFile(vars) },
  });
  // Vite's own file: a page may fail while someone works on it, and Vite then shows why.
  await waitForHttp({ url: `http://127.0.0.1:${port}/@vite/client`, server: vite, timeoutMs: 90_000 });
  endWith({ ...vite, port });
  welcome(address, hasDemo);
  return vite.exited;
});
