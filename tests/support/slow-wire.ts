import { startRelay } from "./relay";

/** A wire to another port on this machine that can be held: what the far end sends then arrives when it is let go. */
export async function startSlowWire(port: number) {
  let held = Promise.resolve();
  let letGo = () => {};
  const { port: relayed, stop } = await startRelay(port, (near, far) => {
    near.pipe(far);
    // One after the other: a stream's pieces must not overtake each other.
    let last: Promise<unknown> = Promise.resolve();
    far.on("data", (chunk) => {
      const until = held;
      last = last.then(() => until).then(() => near.destroyed || near.write(chunk));
    });
  });
  return {
    port: relayed,
    stop,
    /** From now on nothing arrives any more. */
    hold: () => {
      letGo();
      held = new Promise((resolve) => {
        letGo = resolve;
      });
    },
    letGo: () => {
      letGo();
      held = Promise.resolve();
    },
  };
}
