/** How many batches of one isolate are with the database at once. More of them only get into each other's way there. */
const AT_ONCE = 32;
/** Whoever stands in line while the database answers nobody for this long gives up; nobody stands there for longer than the last. */
const PATIENCE_MS = 5_000;
const LONGEST_MS = 25_000;
/** A waiting request looks up by itself this often: the one whose leaving would have woken it may have been cancelled. */
const LOOK_MS = 250;

/** A place with the database; `from`: when its holder came, or the database's latest answer when that is later. */
export interface Place {
  readonly from: number;
  readonly waitedMs: number;
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
 * A place is freed by `leave`, or after its lease: the holder's request may have been cancelled, and then nothing runs any more.
 */
export class Line {
  readonly #places = new Map<Place, number>();
  #waiting: (() => void)[] = [];
  #answeredAt = 0;

  /** Waits for a place, which is given up after `leaseMs` at the latest. Throws LineError. */
  async enter(leaseMs: number): Promise<Place> {
    const came = Date.now();
    for (let turn = this.#waiting.length === 0; ; turn = true) {
      const now = Date.now();
      const from = Math.max(came, this.#answeredAt);
      if (turn && this.#hasRoom(now)) {
        const place = { from, waitedMs: now - came };
        this.#places.set(place, now + leaseMs);
        return place;
      }
      if (now - from >= PATIENCE_MS || now - came >= LONGEST_MS) throw new LineError();
      await this.#wait(now > came);
    }
  }

  /** Frees a place; `answered`: the database said something, whatever it was. */
  leave(place: Place, answered: boolean): void {
    this.#places.delete(place);
    if (answered) this.#answeredAt = Date.now();
    this.#waiting.shift()?.();
  }

  #hasRoom(now: number): boolean {
    if (this.#places.size < AT_ONCE) return true;
    for (const [place, until] of this.#places) if (until < now) this.#places.delete(place);
    return this.#places.size < AT_ONCE;
  }

  /** Until it is this one's turn, or time to look. Whoever stood here before goes back to the front. */
  #wait(before: boolean): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        this.#waiting = this.#waiting.filter((other) => other !== wake);
        resolve();
      };
      const timer = setTimeout(wake, LOOK_MS);
      if (before) this.#waiting.unshift(wake);
      else this.#waiting.push(wake);
    });
  }
}

const lines = new Map<string, Line>();

/** The line before the database at this address: one for all requests of the isolate. */
export function lineAt(url: string): Line {
  const line = lines.get(url) ?? new Line();
  lines.set(url, line);
  return line;
}
