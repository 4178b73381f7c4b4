interface Bounds {
  /** Objects and lists in one another. */
  readonly depth: number;
  /** Values in all. */
  readonly values: number;
}

/**
 * Reads JSON that somebody sent. Undefined for what is none, and for what is deeper or has more values than `bounds`: a text of
 * two megabytes may hold a million lists, so they are counted before one of them is made.
 */
export function parseJsonWithin(text: string, { depth, values }: Bounds): unknown {
  let [open, found] = [0, 1];
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      at = endOfString(text, at);
      if (at < 0) return undefined;
    } else if (char === "[" || char === "{") open += 1;
    else if (char === "]" || char === "}") open -= 1;
    if (char === "," || char === "[" || char === "{") found += 1;
    if (open > depth || found > values) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where the string that begins at `from` ends, or -1. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let escapes = 0;
    while (text[at - 1 - escapes] === "\\") escapes += 1;
    if (escapes % 2 === 0) return at;
  }
  return -1;
}
