import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Cursor, decodeCursor, pageOf } from "~/shared/pagination";

const ID = "01M82Z705TCK0BZ73GV4X4V1KC";
const encodeRaw = (value: unknown) =>
  Buffer.from(typeof value === "string" ? value : JSON.stringify(value)).toString("base64url");

interface Row {
  readonly id: string;
  readonly name: string;
}

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `01M82Z705TCK0BZ73GV4X4${String(i).padStart(4, "0")}`,
    name: `n${Math.floor(i / 3)}`,
  }));

/** A database of sorted rows: those after the cursor, nearest first, one more than a page. */
function fetched(all: readonly Row[], cursor: Cursor | null, size: number): Row[] {
  const key = (row: { name: string; id: string }) => `${row.name} ${row.id}`;
  const at = cursor ? key({ name: String(cursor.values[0]), id: cursor.id }) : "";
  if (!cursor) return all.slice(0, size + 1);
  if (cursor.towards === "next") return all.filter((row) => key(row) > at).slice(0, size + 1);
  return all
    .filter((row) => key(row) < at)
    .reverse()
    .slice(0, size + 1);
}

const page = (all: readonly Row[], at: string | null, size: number) => {
  const cursor = decodeCursor(at);
  return pageOf(fetched(all, cursor, size), cursor, (row) => [row.name], size);
};

describe("a page of a list", () => {
  it("leads through every row once, there and back, whatever the length", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 9 }), (length, size) => {
        const all = rows(length).sort((a, b) => (`${a.name} ${a.id}` < `${b.name} ${b.id}` ? -1 : 1));
        const pages = [page(all, null, size)];
        for (let next = pages[0]?.next; next; next = pages.at(-1)?.next) pages.push(page(all, next, size));
        expect(pages.flatMap((each) => each.rows)).toEqual(all);

        const back = [pages.at(-1) ?? page(all, null, size)];
        for (let previous = back[0]?.previous; previous; previous = back[0]?.previous)
          back.unshift(page(all, previous, size));
        expect(back.flatMap((each) => each.rows)).toEqual(all);
        expect(pages[0]?.previous).toBeNull();
        expect(pages.at(-1)?.next).toBeNull();
      }),
    );
  });

  it("of an empty list leads nowhere", () => {
    expect(page([], null, 5)).toEqual({ rows: [], next: null, previous: null });
  });
});

describe("a cursor", () => {
  it("is read back as it was written, in any script", () => {
    const [, second] = [0, 1].map((i) => ({ id: ID, name: `Žlutý 日本 ${i}` }));
    const { next } = pageOf(
      [{ id: ID, name: "Žlutý 日本" }, second ?? { id: ID, name: "" }],
      null,
      (row) => [row.name, 7],
      1,
    );
    expect(decodeCursor(next)).toEqual({ towards: "next", values: ["Žlutý 日本", 7], id: ID });
  });

  it("that this module did not write is none", () => {
    const strange = [
      null,
      "",
      "!",
      "a b",
      "x".repeat(1_201),
      encodeRaw("not json"),
      encodeRaw(Buffer.from([0xff, 0xfe]).toString("latin1")),
      encodeRaw({}),
      encodeRaw([1, "a"]),
      encodeRaw([1, ["a"], ID, "more"]),
      // As builds before this one wrote it.
      encodeRaw([1, "a", ID]),
      encodeRaw([0, 5, ID]),
      encodeRaw([1, ["a", 1, 2, 3], ID]),
      encodeRaw([2, ["a"], ID]),
      encodeRaw(["1", ["a"], ID]),
      encodeRaw([1, [null], ID]),
      encodeRaw([1, [1.5], ID]),
      encodeRaw([1, [["a"]], ID]),
      encodeRaw([1, ["a\0"], ID]),
      encodeRaw('[1,["\\ud800"],"01M82Z705TCK0BZ73GV4X4V1KC"]'),
      encodeRaw([1, ["a"], "short"]),
      encodeRaw([1, ["a"], 7]),
    ];
    for (const text of strange) expect(decodeCursor(text), String(text)).toBeNull();
    expect(decodeCursor(encodeRaw([0, [5], ID]))).toEqual({ towards: "previous", values: [5], id: ID });
    expect(decodeCursor(encodeRaw([1, ["年".repeat(200)], ID]))).toMatchObject({ id: ID });
  });

  it("never throws, whatever stands in the URL", () => {
    fc.assert(fc.property(fc.string(), (text) => void decodeCursor(text)));
    fc.assert(fc.property(fc.json(), (text) => void decodeCursor(encodeRaw(text))));
  });
});
