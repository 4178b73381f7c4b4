import type { Socket } from "node:net";
import { startRelay } from "./relay";

/** How far something is. */
export interface Distance {
  /** There and back, milliseconds. */
  readonly ms: number;
  /** Up to so much more, by chance. */
  readonly jitterMs?: number;
  /** The share of pieces that get lost and are sent again 200 ms later. */
  readonly loss?: number;
}

/** How long TCP waits before it sends again what was lost. */
const RESEND_MS = 200;

/**
 * A way to a port on this machine that takes as long as one across the world. A new connection takes a round trip of its own, as TCP's does;
 * pieces never overtake each other. `cut`: nobody gets through, and whoever was on the way is thrown out.
 */
export async function startDistance(port: number, first: Distance) {
  let distance = first;
  const oneWay = () => {
    const { ms, jitterMs = 0, loss = 0 } = distance;
    return ms / 2 + Math.random() * jitterMs + (Math.random() < loss ? RESEND_MS : 0);
  };
  const relay = await startRelay(port, (near, far) => {
    for (const socket of [near, far]) socket.setNoDelay(true);
    const carry = (from: Socket, to: Socket, extraMs: number) => {
      let arrives = Date.now() + extraMs;
      let last: Promise<unknown> = Promise.resolve();
      from.on("data", (piece) => {
        arrives = Math.max(arrives, Date.now() + oneWay());
        const at = arrives;
        last = last.then(async () => {
          const wait = at - Date.now();
          if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
          if (!to.destroyed) to.write(piece);
        });
      });
    };
    carry(near, far, 1.5 * distance.ms);
    carry(far, near, 0);
  });
  return {
    ...relay,
    url: `http://127.0.0.1:${relay.port}`,
    /** From the next piece on. */
    set: (next: Distance) => {
      distance = next;
    },
  };
}

export type Wire = Awaited<ReturnType<typeof startDistance>>;
