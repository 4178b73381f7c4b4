import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A wire to another port on this machine that can be held: what the far end sends then arrives when it is let go. */
export async function startSlowWire(port: number) {
  let held = Promise.resolve();
  let letGo = () => {};
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => {
        open.delete(socket);
        near.destroy();
        far.destroy();
      });
    }
    near.pipe(far);
    // One after the other: a stream's pieces must not overtake each other.
    let last: Promise<unknown> = Promise.resolve();
    far.on("data", (chunk) => {
      const until = held;
      last = last.then(() => until).then(() => near.destroyed || near.write(chunk));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
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
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
