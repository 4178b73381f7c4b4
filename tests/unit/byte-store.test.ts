import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ByteStore } from "~/shared/byte-store";

describe("a store of bytes", () => {
  it("gives back what was put into it, in order, in pieces of at most 64 KiB", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 150_000 }), { maxLength: 6 }), (lengths) => {
        const parts = lengths.map((length, i) => Uint8Array.from({ length }, (_, at) => (at + i) % 251));
        const store = new ByteStore();
        for (const part of parts) store.append(part);
        const chunks = [...store.chunks()];
        expect(Buffer.concat(chunks).equals(Buffer.concat(parts))).toBe(true);
        expect(chunks.every(({ length }) => length > 0 && length <= 65_536)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it("is empty at first", () => {
    expect([...new ByteStore().chunks()]).toEqual([]);
  });
});
