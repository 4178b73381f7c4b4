// npm start: Gapless on this machine, built as for production, with a database of its own in .data.
import { join } from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { devVarsFile } from "./lib/dev-vars.mjs";
import { dataDir } from "./lib/paths.mjs";
import { endWith, prepare, welcome } from "./lib/prepare.mjs";
import { doing } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";
import { startWorker } from "./lib/worker.mjs";

runScript(async () => {
  const { port, address, vars, hasDemo } = await prepare({ usualPort: 8788, command: "npm start" });
  await ensureBuilt();
  doing("Starting the Worker");
  const persistDir = join(dataDir, "wrangler");
  const logFile = join(dataDir, "worker.log");
  const worker = await startWorker({ port, vars, persistDir, logFile, envFile: devVarsFile });
  endWith(worker);
  welcome(address, hasDemo);
  return worker.exited;
});
