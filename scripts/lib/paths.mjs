import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the repository: every script works from there, wherever it was called. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** @param {string[]} parts @returns {string} the absolute path of something in the repository */
export const inRoot = (...parts) => join(root, ...parts);

/** What `npm start` and `npm run dev` keep between two runs: the database, its port, logs. Not in git. */
export const dataDir = inRoot(".data");
