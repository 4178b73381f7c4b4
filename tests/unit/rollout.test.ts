import { expect, it } from "vitest";
import { rollOut } from "../../scripts/lib/rollout.mjs";

/** A rollout whose check fails, or breaks off, at a share; and what it did. */
function rehearse(at: { failing?: number; throwing?: number; errors?: number; silent?: number }) {
  const began = Date.now();
  const did: string[] = [];
  let now = 0;
  const result = rollOut({
    split: async (share) => {
      now = share;
      did.push(`split ${share}`);
    },
    check: async (share) => {
      if (share === at.throwing) throw new Error("no answer");
      return share !== at.failing;
    },
    served: async (since) => {
      expect(since).toBeGreaterThanOrEqual(began);
      expect(since).toBeLessThanOrEqual(Date.now());
      if (now === at.silent) throw new Error("no count");
      return { next: { requests: 10, errors: now === at.errors ? 4 : 0 }, old: { requests: 90, errors: 1 } };
    },
    rollBack: async (reason) => void did.push(`back: ${reason}`),
    tell: () => {},
  });
  return { did, result };
}

it("goes stage by stage to all requests", async () => {
  const { did, result } = rehearse({});
  expect(await result).toBe(true);
  expect(did).toEqual(["split 0", "split 10", "split 50", "split 100"]);
});

it.each([0, 10, 50, 100])("rolls back when the check at %i %% fails, and goes no further", async (share) => {
  const { did, result } = rehearse({ failing: share });
  expect(await result).toBe(false);
  expect(did.slice(-2)).toEqual([`split ${share}`, `back: the check at ${share} % failed`]);
});

it("rolls back when a check breaks off, too", async () => {
  const { did, result } = rehearse({ throwing: 50 });
  expect(await result).toBe(false);
  expect(did.at(-1)).toBe("back: at 50 %: no answer");
});

it.each([10, 50, 100])("rolls back when people meet errors at %i %%", async (share) => {
  const { did, result } = rehearse({ errors: share });
  expect(await result).toBe(false);
  expect(did.at(-1)).toBe(`back: at ${share} %: 4 of 10 requests failed (40.0 %; the old version: 1.1 %)`);
});

it("rolls back when nobody can tell how many errors there are", async () => {
  const { did, result } = rehearse({ silent: 10 });
  expect(await result).toBe(false);
  expect(did.at(-1)).toBe("back: at 10 %: no count");
});
