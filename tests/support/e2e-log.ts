import { readFileSync } from "node:fs";
import { redact } from "~/http/monitoring/redact";
import { readNotes } from "./e2e-notes";
import { parseLog } from "./log-schema";
import { PASSWORD } from "./password";

/** Shorter ones are found in ids and numbers by chance. */
const SHORTEST = 6;
/** Amounts, dates, and ids of rows, which the log has by right. */
const NOT_PERSONAL = /^([\d.,: -]+|[0-7][0-9A-HJKMNP-TV-Z]{25})$/;

/**
 * Reads the Worker's log of the whole run: every line has a known shape, none has what somebody typed or what looks like a secret, and
 * every id that an error page showed is there. Throws with all that is wrong.
 */
export function checkLog(
  logFile: string,
  notesFile: string,
  origin: string,
): { lines: number; shown: number } {
  const lines = parseLog(readFileSync(logFile, "utf8"));
  const { shown, typed } = readNotes(notesFile, origin);
  const requests = new Set(lines.filter(({ event }) => event === "request").map((line) => line.requestId));
  const problems = shown.filter((id) => !requests.has(id)).map((id) => `a page showed ${id}: no line has it`);
  const secrets = [PASSWORD, "__Host-session", ...typed].filter(
    (value) => value.length >= SHORTEST && !NOT_PERSONAL.test(value),
  );
  for (const line of lines) {
    // Words of ours that somebody may have typed too are in fields that can have nothing else.
    // A commit's name may happen to be digits alone, as a card's number is.
    const { build: _, ...said } = line;
    const free = line.event === "error" ? JSON.stringify(line.error) : JSON.stringify(Object.values(said));
    for (const secret of secrets)
      if (free.includes(secret)) problems.push(`a line has "${secret}": ${JSON.stringify(line)}`);
    if (redact(free) !== free) problems.push(`a line has what looks like a secret: ${JSON.stringify(line)}`);
  }
  if (requests.size === 0) problems.push("there is no line of a request");
  if (problems.length > 0)
    throw new Error(
      `The log of the browser tests is not as it should be:\n${problems.slice(0, 20).join("\n")}`,
    );
  return { lines: lines.length, shown: shown.length };
}
