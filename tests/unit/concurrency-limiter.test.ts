import { ConcurrencyLimiter, NoSlotError } from "@db/concurrency-limiter";
import { deadlineIn } from "@db/deadline";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const LEASE = 6_000;
const PATIENCE = 5_000;
const acquire = (limiter: ConcurrencyLimiter) => limiter.acquire(LEASE, PATIENCE);

/** A limiter whose 32 slots are taken. */
async function full() {
  const limiter = new ConcurrencyLimiter();
  const leases = await Promise.all(Array.from({ length: 32 }, () => acquire(limiter)));
  return { limiter, leases };
}

describe("the concurrency limiter before the database", () => {
  it("lets 32 in at once, and the next when one leaves", async () => {
    const { limiter, leases } = await full();
    let inside = false;
    const next = acquire(limiter).then(() => {
      inside = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(inside).toBe(false);
    for (const lease of leases.slice(0, 1)) limiter.release(lease, true);
    await vi.advanceTimersByTimeAsync(50);
    await next;
    expect(inside).toBe(true);
  });

  it("is first come, first served", async () => {
    const { limiter, leases } = await full();
    const order: number[] = [];
    const waiting = Array.from({ length: 5 }, (_, i) => acquire(limiter).then(() => order.push(i)));
    for (const lease of leases.slice(0, 5)) {
      await vi.advanceTimersByTimeAsync(100);
      limiter.release(lease, true);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(waiting);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it("turns away who waited as long as a hanging database would have been waited for", async () => {
    const { limiter } = await full();
    const refused = expect(acquire(limiter)).rejects.toThrow(NoSlotError);
    await vi.advanceTimersByTimeAsync(PATIENCE + 100);
    await refused;
  });

  it("turns nobody away while it moves, and says how long it stood still at last", async () => {
    const { limiter, leases } = await full();
    const last = limiter.acquire(LEASE * 10, PATIENCE);
    // Three times somebody has an answer after 4 s, and somebody else takes the slot.
    for (const lease of leases.slice(0, 3)) {
      const other = limiter.acquire(LEASE * 10, PATIENCE);
      await vi.advanceTimersByTimeAsync(4_000);
      limiter.release(lease, true);
      await vi.advanceTimersByTimeAsync(100);
      void other.catch(() => undefined);
    }
    expect((await last).stillMs).toBeLessThan(100);
  });

  it("takes back the leases of requests that were cancelled", async () => {
    const { limiter } = await full();
    let inside = false;
    void limiter.acquire(LEASE, 60_000).then(() => {
      inside = true;
    });
    await vi.advanceTimersByTimeAsync(LEASE + 1_100);
    expect(inside).toBe(true);
  });
});

describe("the deadline of a batch", () => {
  it("comes after the time given, and at once when there is none", async () => {
    const { signal } = deadlineIn(1_000);
    await vi.advanceTimersByTimeAsync(990);
    expect(signal.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(signal.aborted).toBe(true);
    expect(deadlineIn(0).signal.aborted).toBe(true);
  });

  it("does not count the time in which nothing could run", async () => {
    const { signal, spentMs } = deadlineIn(1_000);
    vi.setSystemTime(1_000_000 + 5_000);
    await vi.advanceTimersByTimeAsync(260);
    expect(signal.aborted).toBe(false);
    expect(spentMs()).toBeLessThan(700);
  });

  it("never comes when it was stopped", async () => {
    const { signal, stop } = deadlineIn(1_000);
    stop();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(signal.aborted).toBe(false);
  });
});
