/** A limiter as Cloudflare's: so many of each key, and its window never ends while a test runs. `counts` says how often each key was asked about. */
export function countingLimiter(limit: number) {
  const counts = new Map<string, number>();
  return {
    counts,
    limit: async ({ key }: { key: string }) => {
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return { success: count <= limit };
    },
  };
}
