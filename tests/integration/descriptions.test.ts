import { migrateDatabase } from "@db/migrate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArchive } from "~/commands/import";
import { createTestApp, type Person } from "../support/app";
import { downloadArchive, fileOf, pathsOf, removeArchives, tablesOf } from "../support/archive";
import { addClient } from "../support/client";
import type { Page } from "../support/page";
import { sql } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { addInvoice, invoiceFields } from "../support/trail";

// What is charged for may take several lines, and they stay what they are wherever they go.

const app = createTestApp();
const TEXT = "Website\nEntwurf\n\n- zwei Runden\n- Übergabe";
let person: Person;
let client: string;

beforeAll(async () => {
  person = await app.registerPerson();
  client = await addClient(person);
});

afterAll(removeArchives);

const add = (more: Record<string, string> = {}) =>
  addInvoice(person, invoiceFields(client, { "lines[0].description": TEXT, ...more }));

/** What a browser shows of it: it takes every line break for one character. */
const shown = (page: Page) => page.value("Description").replaceAll("\r\n", "\n");

const stored = async (id: string) => {
  const rows = await sql("SELECT description FROM invoice_lines WHERE tenant_id = ? AND invoice_id = ?", [
    person.tenantId,
    id,
  ]);
  return rows.map(({ description }) => description);
};

describe("a description of several lines", () => {
  it("keeps its line breaks when any field of its draft is saved", async () => {
    const id = await add();
    expect(await stored(id)).toEqual([TEXT]);
    const edit = `${person.base}/invoices/${id}/edit`;
    const page = await person.visit(edit);
    expect([page.control("Description").tagName, page.value("Description")]).toEqual(["TEXTAREA", TEXT]);
    const saved = await person.submit(edit, { ...page.form("Save draft"), note: "Something else" });
    expect(saved.status).toBe(302);
    expect(await stored(id)).toEqual([TEXT]);
  });

  it("comes back with them when the form is refused, and when a button only adds a line", async () => {
    const path = `${person.base}/invoices/new`;
    const typed = invoiceFields(client, { "lines[0].description": TEXT });
    const refused = await person.submit(path, { ...typed, issueDate: "" });
    expect([refused.status, shown(refused)]).toEqual([422, TEXT]);
    const { intent: _, ...untouched } = typed;
    const added = await person.submit(path, {
      ...untouched,
      __intent__: JSON.stringify({ type: "insert", payload: { name: "lines" } }),
    });
    expect([added.status, shown(added)]).toEqual([200, TEXT]);
  });

  it("stands on both sides of a conflict, and is stored as it was chosen", async () => {
    const id = await add();
    const edit = `${person.base}/invoices/${id}/edit`;
    const { key: _, ...form } = (await person.visit(edit)).form("Save draft");
    await person.submit(edit, { ...form, "lines[0].description": `${TEXT}\ntheirs` });
    const page = await person.submit(edit, { ...form, "lines[0].description": `${TEXT}\nmine` });
    expect(page.status).toBe(409);
    const same = await person.submit(edit, {
      ...form,
      "lines[0].description": `${TEXT}\ntheirs`,
      note: "mine",
    });
    expect(same.document.querySelectorAll("legend").map((each) => each.text)).toEqual(["Note"]);
    const { conflict = "" } = page.form("Save draft");
    expect((await person.submit(edit, { conflict, "use[0]": "mine" })).status).toBe(302);
    expect(await stored(id)).toEqual([`${TEXT}\nmine`]);
  });

  it("is printed, copied, found and exported with them", async () => {
    const id = await add({ intent: "issue" });
    const page = await person.visit(`${person.base}/invoices/${id}`);
    const heading = page.document.querySelector("tbody th");
    expect(heading?.childNodes[0]?.text).toBe("Website");
    expect(heading?.querySelector(".whitespace-pre-line")?.text).toBe(TEXT.split("\n").slice(1).join("\n"));

    const copied = await person.submit(`${person.base}/invoices/${id}`, { intent: "duplicate", version: 2 });
    const copy = /\/invoices\/([0-9A-Z]{26})/.exec(copied.location ?? "")?.[1] ?? "";
    expect(await stored(copy)).toEqual([TEXT]);
    expect((await person.visit(`${person.base}/invoices?search=Runden`)).text).toContain("INV-2026-");

    const archive = await downloadArchive(person, person.base);
    const rows = (await tablesOf(archive)).invoice_lines ?? [];
    expect(rows.filter(({ invoice_id }) => invoice_id === id)).toMatchObject([{ description: TEXT }]);
    const document = (await pathsOf(archive)).find((path) => path.startsWith("invoices/")) ?? "";
    expect(await fileOf(archive, document)).toContain("Entwurf\n\n- zwei Runden");
    expect(await fileOf(archive, "tables/invoice_lines.csv")).toContain("Website\nEntwurf\n");
  });

  it("is imported with them, and edited there without losing one", async () => {
    const target = await startTemporarySqld();
    try {
      await migrateDatabase(target.url);
      await add();
      const archive = await downloadArchive(person, person.base);
      const elsewhere = createTestApp({ env: { TURSO_DATABASE_URL: target.url } });
      const owner = await elsewhere.registerPerson();
      const database = { url: target.url, authToken: undefined };
      const now = elsewhere.now();
      const { tenantId } = await importArchive(archive, { database, owner: owner.email, asNew: true, now });
      const rows = (await tablesOf(await downloadArchive(owner, `/o/${tenantId}`))).invoice_lines ?? [];
      expect(rows.filter(({ description }) => description === TEXT).length).toBeGreaterThan(0);
    } finally {
      await target.stop();
    }
  });
});
