interface Answer {
  readonly id?: number;
  readonly result?: { readonly usedSize?: number; readonly backingStorageSize?: number };
}

/** Milliseconds that an isolate may take to collect. */
const PATIENCE = 30_000;

/** One question after the other to an isolate's inspector (Chrome's DevTools protocol). */
async function ask(socket: WebSocket, id: string, methods: readonly string[]): Promise<Answer["result"]> {
  let last: Answer["result"];
  for (const [i, method] of methods.entries()) {
    last = await new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${id} did not answer ${method}.`)), PATIENCE);
      socket.onmessage = ({ data }) => {
        const answer: Answer = JSON.parse(String(data));
        if (answer.id !== i) return;
        clearTimeout(late);
        resolve(answer.result);
      };
      socket.send(JSON.stringify({ id: i, method }));
    });
  }
  return last;
}

/**
 * Collects the garbage of the isolates behind an inspector that do something.
 * @returns megabytes that the Worker's own still holds: objects, and bytes outside the heap
 */
export async function collect(inspectorUrl: string): Promise<number> {
  const isolates: { id: string; webSocketDebuggerUrl: string }[] = await (
    await fetch(`${inspectorUrl}/json`)
  ).json();
  let held = 0;
  // Those of the caches have nothing to do, and answer nobody.
  for (const { id, webSocketDebuggerUrl } of isolates.filter(({ id }) => !id.startsWith("cache:"))) {
    const socket = new WebSocket(webSocketDebuggerUrl);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error(`The inspector of ${id} can't be reached.`));
    });
    const usage = await ask(socket, id, [
      "HeapProfiler.enable",
      "HeapProfiler.collectGarbage",
      "Runtime.getHeapUsage",
    ]);
    socket.close();
    if (id.startsWith("core:user:"))
      held += ((usage?.usedSize ?? Number.NaN) + (usage?.backingStorageSize ?? 0)) / 2 ** 20;
  }
  return held;
}
