import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row } from "./table";

/** What an earlier run said, as far as it is compared. */
export interface Earlier {
  /** UTC. */
  readonly at: string;
  readonly rows: readonly Row[];
  /** The median of the list out of memory, in milliseconds: how fast the machine was. */
  readonly memory: number;
}

/** More than this, and it is not the machine. */
const MORE = 1.4;
/** Of both runs' times of a case: below it, a median is mostly noise. */
const FEW_MS = 4;

/**
 * The cases that cost more than 1.4 times what they did, in words. A page's time is taken as a multiple of the list out of memory in the same run,
 * which is no faster or slower for whatever we changed in the database's work: so runs of two machines can be compared.
 */
export function slowerThan(earlier: Earlier, now: Earlier): string[] {
  const before = new Map(earlier.rows.map((row) => [row.name, row.big.median / earlier.memory]));
  return now.rows.flatMap(({ name, big }) => {
    const was = before.get(name);
    const is = big.median / now.memory;
    if (!was || big.median < FEW_MS || is <= MORE * was) return [];
    return [`${name}: ${is.toFixed(2)} times the list out of memory, on ${earlier.at} ${was.toFixed(2)}`];
  });
}

/** The newest kept result of all cases in a folder; null where there is none. */
export function newestIn(folder: string): Earlier | null {
  const name = readdirSync(folder)
    .filter((file) => /^pages-.*\.json$/.test(file))
    .sort()
    .at(-1);
  return name ? JSON.parse(readFileSync(join(folder, name), "utf8")) : null;
}
