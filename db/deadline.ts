const TICK_MS = 250;
const LATE_MS = 50;

/** What of a stretch of time counts: not the part by which a timer came late, since nothing else could happen in it either. */
export const counted = (tookMs: number, plannedMs: number): number => Math.min(tookMs, plannedMs + LATE_MS);

/** A signal that aborts after so much time, and what was used of it by then. */
export interface Deadline {
  readonly signal: AbortSignal;
  readonly spentMs: () => number;
  /** To be called at the end, so that no timer stays behind. */
  readonly stop: () => void;
}

/**
 * Like AbortSignal.timeout, but in a rush it does not count the time in which this process was busy with other requests: an
 * answer that lies there unread is no reason to say that there is none.
 */
export function deadlineIn(ms: number): Deadline {
  const controller = new AbortController();
  let [spent, last] = [0, Date.now()];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tick = (plannedMs: number) => {
    const now = Date.now();
    spent += counted(now - last, plannedMs);
    last = now;
    schedule();
  };
  const schedule = () => {
    const next = Math.min(TICK_MS, ms - spent);
    if (next > 0) timer = setTimeout(tick, next, next);
    else controller.abort(new DOMException("The database did not answer in time", "TimeoutError"));
  };
  schedule();
  return {
    signal: controller.signal,
    spentMs: () => spent + counted(Date.now() - last, TICK_MS),
    stop: () => clearTimeout(timer),
  };
}
