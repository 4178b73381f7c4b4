import { counted } from "./deadline";

/** How many batches of one isolate are with the database at once. More of them only get into each other's way there. */
const AT_ONCE = 32;
/** Nobody waits for a slot for longer, however well the queue moves. */
const LONGEST_MS = 30_000;
/** A waiting request that did not look up for so long was cancelled. */
const GONE_MS = 4_000;

/** One of the slots, held for a while. */
export interface Lease {
  /** How long its holder had waited since the database's latest answer, in milliseconds. */
  readonly stillMs: number;
}

/** The queue was too long, or did not move. Nothing was sent. */
export class NoSlotError extends Error {
  constructor() {
    super("the queue before the database does not move");
    this.name = "NoSlotError";
  }
}

/**
 * Limits how many batches are with the database at once. The others queue: a rush is served one after the other, and nobody is
 * turned away as long as the queue moves. Requests of a Worker must not wake each other, so each polls by itself, the more often the
 * nearer its turn. Any of them may be cancelled without a word: slots are leased, and who no longer polls has left the queue.
 */
export class ConcurrencyLimiter {
  /** Until when each lease runs. */
  readonly #leases = new Map<Lease, number>();
  /** When each who waits looked up last, first come first. */
  readonly #waiting = new Map<object, number>();
  #answeredAt = 0;

  /**
   * Waits for a slot, which is taken back after `leaseMs` at the latest. Throws NoSlotError when the database answers nobody for
   * `patienceMs`.
   */
  async acquire(leaseMs: number, patienceMs: number): Promise<Lease> {
    const came = Date.now();
    const me = {};
    let [stillMs, answeredAt] = [0, this.#answeredAt];
    try {
      for (;;) {
        const now = Date.now();
        const before = this.#before(me, now);
        if (before < this.#free(now)) {
          const lease = { stillMs };
          this.#leases.set(lease, now + leaseMs);
          return lease;
        }
        if (stillMs >= patienceMs || now - came >= LONGEST_MS) throw new NoSlotError();
        const nap = Math.min(3 + 3 * before, 1_000, patienceMs - stillMs);
        await new Promise((resolve) => setTimeout(resolve, nap));
        stillMs = this.#answeredAt > answeredAt ? 0 : stillMs + counted(Date.now() - now, nap);
        answeredAt = this.#answeredAt;
      }
    } finally {
      this.#waiting.delete(me);
    }
  }

  /** Frees the slot; `answered`: the database said something, whatever it was. */
  release(lease: Lease, answered: boolean): void {
    this.#leases.delete(lease);
    if (answered) this.#answeredAt = Date.now();
  }

  /** How many are ahead of this one, which queues from its first poll on. */
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

  #free(now: number): number {
    if (this.#leases.size >= AT_ONCE) {
      for (const [lease, until] of this.#leases) if (until < now) this.#leases.delete(lease);
    }
    return AT_ONCE - this.#leases.size;
  }
}

const limiters = new Map<string, ConcurrencyLimiter>();

/** The limiter of the database at this address: one for all requests of the isolate. */
export function limiterAt(url: string): ConcurrencyLimiter {
  const limiter = limiters.get(url) ?? new ConcurrencyLimiter();
  limiters.set(url, limiter);
  return limiter;
}
