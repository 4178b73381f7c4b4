import { vi } from "vitest";

/** The names that were asked of any URL's parameters while this was done. */
export async function parametersRead(work: () => Promise<unknown>): Promise<Set<string>> {
  const spies = (["get", "getAll", "has"] as const).map((method) =>
    vi.spyOn(URLSearchParams.prototype, method),
  );
  try {
    await work();
    return new Set(spies.flatMap(({ mock }) => mock.calls.map(([name]) => name)));
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}
