import { counted } from "./deadline";

/** How many batches of one isolate are with the database at once. More of them only get into each other's way there. */
const AT_ONCE = 32;
/** Nobody stands in line for longer, however well it moves. */
const LONGEST_MS = 30_000;
/** A waiting request that did not look up for so long was cancelled. */
const GONE_MS = 4_000;

/** A place with the database. */
export interface Place {
  /** How long its holder had stood in line since the database's latest answer. */
  readonly stillMs: number;
}

/** The line was too long, or did not move. Nothing was sent. */
export class LineError extends Error {
  constructor() {
    super("the line at the database does not move");
    this.name = "LineError";
  }
}

/**
 * A waiting line before the database: a rush is served one after the other, and nobody is turned away as long as it moves.
 * Requests of a Worker must not wake each other, so each looks up by itself, the more often the nearer its turn. And any of them
 * may be cancelled without a word: places have a lease, and who no longer looks up has left the line.
 */
export class Line {
  /** Until when each place is held. */
  readonly #places = new Map<Place, number>();
  /** When each who waits looked up last, first come first. */
  readonly #waiting = new Map<object, number>();
  #answeredAt = 0;

  /**
   * Waits for a place, which is given up after `leaseMs` at the latest. Throws LineError when the database answers nobody for
   * `patienceMs`.
   */
  async enter(leaseMs: number, patienceMs: number): Promise<Place> {
    const came = Date.now();
    const me = {};
    let [stillMs, answeredAt] = [0, this.#answeredAt];
    try {
      for (;;) {
        const now = Date.now();
        const before = this.#before(me, now);
        if (before < this.#room(now)) {
          const place = { stillMs };
          this.#places.set(place, now + leaseMs);
          return place;
        }
        if (stillMs >= patienceMs || now - came >= LONGEST_MS) throw new LineError();
        const nap = Math.min(3 + 3 * before, 1_000, patienceMs - stillMs);
        await new Promise((resolve) => setTimeout(resolve, nap));
        stillMs = this.#answeredAt > answeredAt ? 0 : stillMs + counted(Date.now() - now, nap);
        answeredAt = this.#answeredAt;
      }
    } finally {
      this.#waiting.delete(me);
    }
  }

  /** Frees a place; `answered`: the database said something, whatever it was. */
  leave(place: Place, answered: boolean): void {
    this.#places.delete(place);
    if (answered) this.#answeredAt = Date.now();
  }

  /** How many stand before this one, who stands in line from its first look on. */
  #before(me: object, now: number): number {
    this.#waiting.set(me, now);
    let before = 0;
    for (const [other, looked] of this.#waiting) {
      if (other === me) break;
      if (now - looked > GONE_MS) this.#waiting.delete(other);
      else before += 1;
    }
    return before;
  }

  #room(now: number): number {
    if (this.#places.size >= AT_ONCE) {
      for (const [place, until] of this.#places) if (until < now) this.#places.delete(place);
    }
    return AT_ONCE - this.#places.size;
  }
}

const lines = new Map<string, Line>();

/** The line before the database at this address: one for all requests of the isolate. */
export function lineAt(url: string): Line {
  const line = lines.get(url) ?? new Line();
  lines.set(url, line);
  return line;
}
