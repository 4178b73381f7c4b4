import { describe, expect, it } from "vitest";
import { limits } from "~/shared/limits";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

const owner = () => createTestApp().registerPerson();

/** Stores many at once; some names are there more than once, so that the order needs its tie-break. */
async function addMany(person: Person, names: readonly string[]) {
  const rows = names.map(() => "(?, ?, ?, 'DE', 1, 1)").join(", ");
  await sql(
    `INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES ${rows}`,
    names.flatMap((name) => [person.tenantId, freshId(), name]),
  );
}

async function search(person: Person, text: string) {
  const page = await person.visit(`${person.base}/clients?search=${encodeURIComponent(text)}`);
  return page.rows.map(([name]) => name);
}

/** All pages from a first one, through the links of this name: the link to each row, page by page. */
async function walk(person: Person, from: string, link: "Next" | "Previous") {
  const pages: string[][] = [];
  let at: string | null = from;
  let last = from;
  while (at !== null) {
    last = at;
    const page = await person.visit(at);
    pages.push(
      page.document
        .querySelectorAll("tbody tr")
        .map((row) => row.querySelector("a")?.getAttribute("href") ?? ""),
    );
    at = page.link(link);
    if (pages.length > 10) throw new Error("The pages go on for ever.");
  }
  return { pages, last };
}

describe("the list of clients", () => {
  it("is by name, whatever the case", async () => {
    const person = await owner();
    for (const name of ["beta", "Alpha", "alpine", "Gamma"]) await addClient(person, { name });
    const page = await person.visit(`${person.base}/clients`);
    expect(page.rows.map(([name]) => name)).toEqual(["Alpha", "alpine", "beta", "Gamma"]);
  });

  it("of nobody says what to do", async () => {
    const person = await owner();
    const page = await person.visit(`${person.base}/clients`);
    expect(page.text).toContain("No clients yet");
    expect(page.link("New client")).toBe(`${person.base}/clients/new`);
  });

  it("shows 50 a page and leads through every client once, there and back", async () => {
    const person = await owner();
    const names = Array.from({ length: 2 * limits.pageSize + 7 }, (_, i) =>
      i % 2 ? `Client ${i}` : "Same name",
    );
    await addMany(person, names);
    const there = await walk(person, `${person.base}/clients`, "Next");
    expect(there.pages.map((page) => page.length)).toEqual([limits.pageSize, limits.pageSize, 7]);
    const seen = there.pages.flat();
    expect(new Set(seen).size).toBe(names.length);
    const back = await walk(person, there.last, "Previous");
    expect(back.pages.reverse().flat()).toEqual(seen);
  });

  it("keeps its place when clients are added and archived between two pages", async () => {
    const person = await owner();
    const names = Array.from(
      { length: limits.pageSize + 10 },
      (_, i) => `Client ${String(i).padStart(3, "0")}`,
    );
    await addMany(person, names);
    const first = await person.visit(`${person.base}/clients`);
    await addMany(person, ["Aaron", "Client 055b"]);
    await sql("UPDATE clients SET archived_at = 1, version = 2 WHERE tenant_id = ? AND name = 'Client 003'", [
      person.tenantId,
    ]);
    const second = await person.visit(first.link("Next") ?? "");
    expect(second.rows.map(([name]) => name)).toEqual([
      ...names.slice(50, 56),
      "Client 055b",
      ...names.slice(56),
    ]);
  });

  it("keeps the search from page to page", async () => {
    const person = await owner();
    await addMany(
      person,
      Array.from({ length: limits.pageSize + 1 }, (_, i) => `Match ${i}`),
    );
    await addMany(person, ["Other"]);
    const first = await person.visit(`${person.base}/clients?search=match&done=client-saved`);
    expect(first.rows).toHaveLength(limits.pageSize);
    const next = first.link("Next") ?? "";
    expect(next).not.toContain("done=");
    expect((await person.visit(next)).rows).toHaveLength(1);
  });

  it("begins at its start for a cursor that it never gave", async () => {
    const person = await owner();
    await addClient(person, { name: "First" });
    for (const at of ["x", "%00", "W10", encodeURIComponent("' OR 1=1 --")]) {
      const page = await person.visit(`${person.base}/clients?at=${at}`);
      expect([page.status, page.rows.length], at).toEqual([200, 1]);
    }
  });
});

describe("searching clients", () => {
  it("finds the beginnings of words in names, e-mail addresses and places, whatever the case and the accents", async () => {
    const person = await owner();
    await addClient(person, { name: "Alpha Ltd", email: "info@example.com" });
    await addClient(person, { name: "Beta", email: "boss@alphabet.example" });
    await addClient(person, { name: "Gamma", city: "Zürich" });
    expect(await search(person, "ALPHA")).toEqual(["Alpha Ltd", "Beta"]);
    expect(await search(person, " gam ")).toEqual(["Gamma"]);
    expect(await search(person, "zur gam")).toEqual(["Gamma"]);
    expect(await search(person, "alpha boss")).toEqual(["Beta"]);
    expect(await search(person, "delta")).toEqual([]);
  });

  it("follows a rename, and finds no other business's clients", async () => {
    const person = await owner();
    const other = await owner();
    const id = await addClient(person, { name: "Before Ltd" });
    await addClient(other, { name: "Before Ltd" });
    await person.submit(`${person.base}/clients/${id}/edit`, {
      name: "After Ltd",
      country: "DE",
      version: 1,
      key: freshId(),
    });
    expect(await search(person, "before")).toEqual([]);
    expect(await search(person, "after")).toEqual(["After Ltd"]);
    expect(await search(other, "before")).toEqual(["Before Ltd"]);
  });

  it("takes no sign for an operator, and finds nothing where there is no word", async () => {
    const person = await owner();
    for (const name of ["100% cotton", "a_b", "back\\slash", "O'Neill"]) await addClient(person, { name });
    expect(await search(person, '100% "cotton"')).toEqual(["100% cotton"]);
    expect(await search(person, "o'neill")).toEqual(["O'Neill"]);
    expect(await search(person, "cotton OR slash")).toEqual([]);
    expect(await search(person, "slash*")).toEqual(["back\\slash"]);
    expect(await search(person, "%")).toEqual([]);
  });

  it("survives what no name holds", async () => {
    const person = await owner();
    for (const text of ["%00", "%ED%A0%80", "%FF", "x".repeat(5_000)]) {
      expect((await person.visit(`${person.base}/clients?search=${text}`)).status, text.slice(0, 20)).toBe(
        200,
      );
    }
  });
});
