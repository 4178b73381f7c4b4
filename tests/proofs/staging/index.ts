// npm run proof -- staging: the production build with production's configuration on this machine: a primary and a replica that ask for tokens, HTTPS with an
// authority of its own. Then the smoke test and the synthetic load that deploy.yml runs, unchanged, and the checker of the rules.
// `--rate 5 --seconds 30 --p95 1000`; `--keep`: stays until Ctrl-C. `--broken=migration`, `secret`, `page`, `errors` or `all`: breaks the deploy in that way,
// and passes when it is refused and the version that ran goes on serving.
import { parseArgs } from "node:util";
import { builtId, ensureBuilt } from "../../../scripts/lib/build.mjs";
import { heading, Stop, say } from "../../../scripts/lib/say.mjs";
import { runScript } from "../../../scripts/lib/shutdown.mjs";
import { openBox } from "./environment";
import { refusals } from "./refusals";

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;
const { values } = parseArgs({
  options: { rate: text, seconds: text, p95: text, broken: text, keep: flag, port: text },
});

function wanted(broken: string | undefined) {
  if (!broken) return [];
  if (broken === "all") return Object.values(refusals);
  const one = Object.entries(refusals).find(([name]) => name === broken);
  if (!one)
    throw new Stop(
      `A deploy can be broken by ${Object.keys(refusals).join(", ")} or all, not by "${broken}".`,
    );
  return [one[1]];
}

runScript(async () => {
  const breaks = wanted(values.broken);
  await ensureBuilt();
  const box = await openBox({ port: values.port ? Number(values.port) : undefined });
  heading("Deploy");
  if (!(await box.migrate())) throw new Stop("The migrations failed.");
  const good = await box.openWorker({ version: "good" });
  box.front.split(good);
  say(`${box.front.url} (authority: ${box.caFile})`);
  heading("Smoke test");
  if (!(await box.smoke(["--build", builtId()]))) return 1;
  for (const { title, rehearse } of breaks) {
    heading(title);
    if (!(await rehearse(box, good))) return 1;
    say("✓ refused, and the old version serves");
  }
  if (breaks.length === 0) {
    heading("Synthetic load");
    const { rate = "5", seconds = "30", p95 = "1000" } = values;
    if (!(await box.synthetic(["--rate", rate, "--seconds", seconds, "--p95", p95]))) return 1;
    say(`answers of the front: ${JSON.stringify(box.front.statuses())}`);
  }
  if (!values.keep) return 0;
  say(`\nStays at ${box.front.url} until Ctrl-C. curl --cacert ${box.caFile} ${box.front.url}/api/health`);
  return good.exited;
});
