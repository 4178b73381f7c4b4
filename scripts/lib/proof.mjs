import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";

/** @param {string} name @returns where a proof begins */
export const proofEntry = (name) => inRoot("tests", "proofs", name, "index.ts");

/**
 * Runs a proof: TypeScript with the app's own path names, which tsx looks for in the current folder's tsconfig.json.
 * @param {string} name @param {string[]} options @returns {Promise<number>} its exit code
 */
export async function runProof(name, options) {
  // The bench and the hostile forms ask workerd's inspector what it holds.
  const flags = ["--experimental-websocket", "--no-warnings", "--import", "tsx"];
  const args = [...flags, proofEntry(name), ...options];
  const { code } = await run({ name, command: process.execPath, args, cwd: root });
  return code ?? 1;
}
