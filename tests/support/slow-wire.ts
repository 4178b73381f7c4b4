import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** A wire to another port on this machine whose answers take their time: what the far end sends arrives `delayMs` later. */
export async function startSlowWire(port: number, delayMs: () => number) {
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
    // One after the other, also when the delay gets shorter: a stream's pieces must not overtake each other.
    let last: Promise<unknown> = Promise.resolve();
    far.on("data", (chunk) => {
      const arrives = Date.now() + delayMs();
      last = last
        .then(() => pause(Math.max(0, arrives - Date.now())))
        .then(() => near.destroyed || near.write(chunk));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}
