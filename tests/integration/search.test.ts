import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

// The list of invoices searched by number, client and text: what is found is what the rows say now, and nothing of another business.

let person: Person;
let other: Person;
let clientId: string;

beforeAll(async () => {
  const app = createTestApp();
  person = await app.registerPerson();
  other = await app.registerPerson();
  clientId = await addClient(person, { name: "Zephyr Ölmühle" });
});

async function draft(text: string, more: Record<string, string> = {}, by = person, client = clientId) {
  const { location } = await by.submit(`${by.base}/invoices/new`, {
    client,
    issueDate: "2026-05-01",
    currency: "EUR",
    "lines[0].description": text,
    "lines[0].quantity": "1",
    "lines[0].unit": "C62",
    "lines[0].unitPrice": "10",
    "lines[0].taxRate": "S-190000",
    intent: "draft",
    key: freshId(),
    ...more,
  });
  const id = /invoices\/(\w{26})/.exec(location ?? "")?.[1];
  if (!id) throw new Error(`not stored: ${location}`);
  return id;
}

const act = (id: string, fields: Record<string, string | number>) =>
  person.submit(`${person.base}/invoices/${id}`, { ...fields, key: freshId() });

/** The ids in the order of the list. */
async function found(text: string, query = "", by = person): Promise<string[]> {
  const page = await by.visit(`${by.base}/invoices?search=${encodeURIComponent(text)}${query}`);
  expect(page.status).toBe(200);
  return page.document
    .querySelectorAll("tbody tr a")
    .map((link) => /(\w{26})$/.exec(link.getAttribute("href") ?? "")?.[1] ?? "");
}

describe("searching invoices", () => {
  it("finds words of lines, references and notes by their beginnings, the latest first", async () => {
    const first = await draft("Repainting the hallway");
    const second = await draft("Nothing", { note: "as agreed: repainted twice" });
    const third = await draft("Nothing", { orderReference: "REP-77/AX" });
    expect(await found("repaint")).toEqual([second, first]);
    expect(await found("rep 77")).toEqual([third]);
    expect(await found("hallway REPAINTING")).toEqual([first]);
    expect(await found("hallway twice")).toEqual([]);
  });

  it("finds the client as the list shows it: of a draft as it is, of an issued invoice as it was", async () => {
    const id = await addClient(person, { name: "Quondam Ltd" });
    const issued = await draft("Work", { intent: "issue" }, person, id);
    const open = await draft("Work", {}, person, id);
    await person.submit(`${person.base}/clients/${id}/edit`, {
      name: "Novum Ltd",
      country: "DE",
      version: 1,
      key: freshId(),
    });
    expect(await found("quondam")).toEqual([issued]);
    expect(await found("novum")).toEqual([open]);
    expect(await found("olmuhle zeph")).not.toEqual([]);
  });

  it("finds the number from the moment of issue", async () => {
    const id = await draft("Numbered work");
    await act(id, { intent: "issue", version: 1 });
    const [row] = await sql("SELECT number FROM invoices WHERE id = ?", [id]);
    expect(await found(String(row?.number))).toEqual([id]);
  });

  it("forgets what was taken out of a draft", async () => {
    const id = await draft("Xylophone tuning", {
      "lines[1].description": "Travel",
      "lines[1].quantity": "1",
      "lines[1].unit": "C62",
      "lines[1].unitPrice": "5",
      "lines[1].taxRate": "S-190000",
    });
    const edit = `${person.base}/invoices/${id}/edit`;
    const form = (await person.visit(edit)).form("Save draft");
    const { "lines[0].description": _, ...rest } = form;
    await person.submit(edit, { ...rest, "lines[0].description": "Marimba tuning", intent: "draft" });
    expect(await found("xylophone")).toEqual([]);
    expect(await found("marimba travel")).toEqual([id]);
  });

  it("goes with the other filters, and pages both ways", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 52; i += 1) ids.push(await draft(`Pagination ${i}`));
    const newestFirst = ids.toReversed();
    const page = await person.visit(`${person.base}/invoices?search=pagination`);
    const next = page.link("Next") ?? "";
    expect(await found("pagination")).toEqual(newestFirst.slice(0, 50));
    const second = await person.visit(next);
    expect(second.rows.length).toBe(2);
    const back = await person.visit(second.link("Previous") ?? "");
    expect(back.rows).toEqual(page.rows);
    await act(ids[7] ?? "", { intent: "archive", version: 1 });
    expect(await found("pagination 7")).toEqual([]);
    expect(await found("pagination", "&archived=yes")).toEqual([ids[7]]);
    expect(await found("pagination", "&status=sent")).toEqual([]);
    expect(await found("pagination", `&client=${freshId()}`)).toEqual([]);
  });

  it("finds nothing of another business", async () => {
    const theirs = await addClient(other, { name: "Secretive Ltd" });
    await draft("Secretive work", {}, other, theirs);
    expect(await found("secretive")).toEqual([]);
    expect(await found("secretive", "", other)).toHaveLength(1);
  });

  it("takes signs for what they are", async () => {
    for (const text of [
      '"',
      "*",
      "a OR",
      "NEAR(a b)",
      "-",
      "%00",
      "x:y",
      "^a",
      "{a b}: c",
      "'; DROP TABLE invoices",
    ])
      await found(text);
  });
});
