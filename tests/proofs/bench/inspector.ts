interface Answer {
  readonly id?: number;
  readonly result?: { readonly usedSize?: number; readonly backingStorageSize?: number };
}

/** Milliseconds that an isolate may take to collect. */
const PATIENCE = 30_000;

/** One isolate's inspector (Chrome's DevTools protocol), asked one thing after the other. */
async function connect(id: string, url: string) {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`The inspector of ${id} can't be reached.`));
  });
  let asked = 0;
  return {
    id,
    close: () => socket.close(),
    ask: (method: string): Promise<Answer["result"]> =>
      new Promise((resolve, reject) => {
        asked += 1;
        const question = asked;
        const late = setTimeout(() => reject(new Error(`${id} did not answer ${method}.`)), PATIENCE);
        socket.onmessage = ({ data }) => {
          const answer: Answer = JSON.parse(String(data));
          if (answer.id !== question) return;
          clearTimeout(late);
          resolve(answer.result);
        };
        socket.send(JSON.stringify({ id: question, method }));
      }),
  };
}

export interface Collector {
  /** Collects the garbage of the isolates that do something. Gives the megabytes that the Worker's own still holds: objects, and bytes outside the heap. */
  readonly collect: () => Promise<number>;
  readonly close: () => void;
}

/** Stays connected: each new connection costs the process some of the memory that is to be watched. */
export async function openCollector(inspectorUrl: string): Promise<Collector> {
  const all: { id: string; webSocketDebuggerUrl: string }[] = await (
    await fetch(`${inspectorUrl}/json`)
  ).json();
  // The isolates of the caches have nothing to do, and answer nobody.
  const busy = all.filter(({ id }) => !id.startsWith("cache:"));
  const isolates = await Promise.all(
    busy.map(({ id, webSocketDebuggerUrl }) => connect(id, webSocketDebuggerUrl)),
  );
  for (const { ask } of isolates) await ask("HeapProfiler.enable");
  return {
    collect: async () => {
      let held = 0;
      for (const { id, ask } of isolates) {
        await ask("HeapProfiler.collectGarbage");
        const usage = await ask("Runtime.getHeapUsage");
        if (id.startsWith("core:user:"))
          held += ((usage?.usedSize ?? Number.NaN) + (usage?.backingStorageSize ?? 0)) / 2 ** 20;
      }
      return held;
    },
    close: () => {
      for (const { close } of isolates) close();
    },
  };
}
