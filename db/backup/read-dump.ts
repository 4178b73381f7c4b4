import { createHash } from "node:crypto";
import { BREAKPOINT, type End, readEnd } from "./format";

/** A statement has a hundred rows, each on a line. */
const LONGEST_STATEMENT = 64 * 2 ** 20;
const MOST_LINES = 10_000;

/** Reads a backup line by line: its statements in order. Throws when it is not whole, or not a backup at all. */
export async function* readDump(lines: AsyncIterable<string>): AsyncGenerator<string, End> {
  const hash = createHash("sha256");
  let statement: string[] = [];
  let length = 0;
  let end: End | null = null;
  for await (const line of lines) {
    if (end) throw new Error("The backup goes on behind its end.");
    end = readEnd(line);
    if (end) continue;
    hash.update(`${line}\n`);
    if (line === BREAKPOINT) {
      yield statement.join("\n").replace(/;$/, "");
      statement = [];
      length = 0;
    } else if (!/^PRAGMA /.test(line) || statement.length > 0) {
      statement.push(line);
      length += line.length;
      if (length > LONGEST_STATEMENT || statement.length > MOST_LINES)
        throw new Error("The backup has a statement that is far too long.");
    }
  }
  if (!end) throw new Error("The backup is cut short: its last line is missing.");
  if (hash.digest("hex") !== end.sha256) throw new Error("The backup is damaged: its SHA-256 is another.");
  return end;
}
