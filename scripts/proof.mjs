// npm run proof -- NAME [options]: one of the proofs that are too long for every run of npm test. Without a name: which there are.
import { readdirSync, readFileSync } from "node:fs";
import { ensureInstalled } from "./lib/install.mjs";
import { inRoot } from "./lib/paths.mjs";
import { proofEntry, runProof } from "./lib/proof.mjs";
import { Stop, say } from "./lib/say.mjs";
import { runScript } from "./lib/shutdown.mjs";

/** Each begins with a comment that says what it proves: the first sentence of it. */
function firstSentence(/** @type {string} */ name) {
  const [first = ""] = readFileSync(proofEntry(name), "utf8").split("\nimport ", 1);
  const words = first.replaceAll(/^\/\/ ?/gm, "").replaceAll("\n", " ");
  return words.replace(/^npm run proof -- [\w-]+[^:]*: /, "").split(/(?<=\.) /)[0] ?? "";
}

runScript(async () => {
  const names = readdirSync(inRoot("tests", "proofs")).filter((name) => name !== "support");
  const [name, ...options] = process.argv.slice(2);
  if (name === undefined) {
    for (const each of names) say(`${each.padEnd(16)} ${firstSentence(each)}`);
    return 0;
  }
  if (!names.includes(name)) throw new Stop(`There is no proof "${name}". There are: ${names.join(", ")}.`);
  await ensureInstalled();
  return runProof(name, options);
});
