import { deadlineIn } from "@db/deadline";
import { Line, LineError } from "@db/line";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const LEASE = 6_000;
const PATIENCE = 5_000;
const enter = (line: Line) => line.enter(LEASE, PATIENCE);

/** A line whose 32 places are taken. */
async function full() {
  const line = new Line();
  const places = await Promise.all(Array.from({ length: 32 }, () => enter(line)));
  return { line, places };
}

describe("the line before the database", () => {
  it("lets 32 in at once, and the next when one leaves", async () => {
    const { line, places } = await full();
    let inside = false;
    const next = enter(line).then(() => {
      inside = true;
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(inside).toBe(false);
    for (const place of places.slice(0, 1)) line.leave(place, true);
    await vi.advanceTimersByTimeAsync(50);
    await next;
    expect(inside).toBe(true);
  });

  it("is first come, first served", async () => {
    const { line, places } = await full();
    const order: number[] = [];
    const waiting = Array.from({ length: 5 }, (_, i) => enter(line).then(() => order.push(i)));
    for (const place of places.slice(0, 5)) {
      await vi.advanceTimersByTimeAsync(100);
      line.leave(place, true);
    }
    await vi.advanceTimersByTimeAsync(2_000);
    await Promise.all(waiting);
    expect(order).toEqual([0, 1, 2, 3, 4]);
  });

  it("turns away who waited as long as a hanging database would have been waited for", async () => {
    const { line } = await full();
    const refused = expect(enter(line)).rejects.toThrow(LineError);
    await vi.advanceTimersByTimeAsync(PATIENCE + 100);
    await refused;
  });

  it("turns nobody away while it moves, and says how long it stood still at last", async () => {
    const { line, places } = await full();
    const last = line.enter(LEASE * 10, PATIENCE);
    // Three times somebody has an answer after 4 s, and somebody else takes the place.
    for (const place of places.slice(0, 3)) {
      const other = line.enter(LEASE * 10, PATIENCE);
      await vi.advanceTimersByTimeAsync(4_000);
      line.leave(place, true);
      await vi.advanceTimersByTimeAsync(100);
      void other.catch(() => undefined);
    }
    expect((await last).stillMs).toBeLessThan(100);
  });

  it("takes back the places of requests that were cancelled", async () => {
    const { line } = await full();
    let inside = false;
    void line.enter(LEASE, 60_000).then(() => {
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
