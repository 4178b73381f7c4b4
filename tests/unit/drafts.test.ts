import { beforeEach, expect, it, vi } from "vitest";
import { findDraft, forgetAllDrafts, keepDraft } from "~/components/drafts";

// tests/e2e/unsaved.spec.ts has the browser's own storage; here is how much of it is used, which takes too long to type.

/** A storage as browsers have it: its keys are its own enumerable properties, its methods are not. */
class TabStorage {
  getItem(key: string): string | null {
    return (Object.getOwnPropertyDescriptor(this, key)?.value as string | undefined) ?? null;
  }
  setItem(key: string, value: string): void {
    Object.assign(this, { [key]: value });
  }
  removeItem(key: string): void {
    Reflect.deleteProperty(this, key);
  }
}

const draft = (at: number, size = 10, owner = "ada") => ({
  ...{ owner, path: "/form", at },
  fields: [["note", "x".repeat(size)] as const],
});

let storage: TabStorage;
beforeEach(() => {
  storage = new TabStorage();
  vi.stubGlobal("sessionStorage", storage);
  return () => vi.unstubAllGlobals();
});

const stored = () => Object.keys(storage).filter((key) => key.startsWith("gapless.draft:"));
const now = Date.now();

it("thirty forms are kept, and the oldest makes room", () => {
  for (let n = 0; n < 32; n += 1) keepDraft(`place${n}`, draft(now + n));
  expect(stored()).toHaveLength(30);
  expect(findDraft("place1", "ada", "/form")).toBeNull();
  expect(findDraft("place31", "ada", "/form")).toMatchObject({ at: now + 31 });
});

it("two million characters are kept, and what is larger by itself is not", () => {
  for (let n = 0; n < 4; n += 1) keepDraft(`place${n}`, draft(now + n, 600_000));
  expect(stored()).toEqual(["gapless.draft:place1", "gapless.draft:place2", "gapless.draft:place3"]);
  keepDraft("large", draft(now, 2_000_001));
  expect(stored()).not.toContain("gapless.draft:large");
});

it("a form is found by its person, at its place and path, for a day; another person's are deleted", () => {
  keepDraft("place", draft(now));
  expect(findDraft("place", "ada", "/other")).toBeNull();
  expect(findDraft("elsewhere", "ada", "/form")).toBeNull();
  expect(findDraft("place", "ada", "/form")).not.toBeNull();
  expect(findDraft("place", "bob", "/form")).toBeNull();
  expect(stored()).toEqual([]);
  keepDraft("place", draft(now - 86_400_001));
  expect(findDraft("place", "ada", "/form")).toBeNull();
});

it("what others keep in the tab's storage is left alone, and broken text is no form", () => {
  storage.setItem("positions", "{}");
  storage.setItem("gapless.draft:place", "{");
  expect(findDraft("place", "ada", "/form")).toBeNull();
  keepDraft("place", draft(now));
  forgetAllDrafts();
  expect(Object.keys(storage)).toEqual(["positions"]);
});
