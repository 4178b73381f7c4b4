import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A port on this machine whose connections lead to another one, each by `carry`: what it is told of both ends is its to pass on. */
export async function startRelay(port: number, carry: (near: Socket, far: Socket) => void) {
  const open = new Set<Socket>();
  let isCut = false;
  const cutAll = () => {
    for (const socket of open) socket.destroy();
  };
  const server = createServer((near) => {
    if (isCut) return void near.destroy();
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
    carry(near, far);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** Nobody gets through, and whoever was on the way is thrown out. */
    cut: () => {
      isCut = true;
      cutAll();
    },
    mend: () => {
      isCut = false;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}
