import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openProven } from "~/commands/import/read-archive";
import { createTestApp, type Person } from "../support/app";
import { downloadArchive, fileOf, pathsOf, removeArchives, storeArchive, tablesOf } from "../support/archive";
import { addClient } from "../support/client";
import { insertIssued } from "../support/invoice-rows";
import { PASSWORD } from "../support/password";
import { count, sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";

const app = createTestApp();
let person: Person;
let client: string;

beforeAll(async () => {
  person = await app.registerPerson({ businessName: 'Quoted "Ltd"', name: "Ada Export" });
  client = await addClient(person, { name: '=HYPERLINK("x")', note: 'first\nsecond, "third"' });
  await addInvoice(person, invoiceFields(client, { intent: "issue", note: "<script>alert(1)</script>" }));
  await addInvoice(person, invoiceFields(client));
});

afterAll(removeArchives);

describe("the archive", () => {
  it("has every row of every table as stored, and a manifest that proves it", async () => {
    const archive = await downloadArchive(person, person.base);
    const tables = await tablesOf(archive);
    for (const [name, rows] of Object.entries(tables)) {
      if (name === "people") continue;
      const owner = name === "tenants" ? "id" : "tenant_id";
      const stored = await count(`SELECT count(*) FROM ${name} WHERE ${owner} = ?`, [person.tenantId]);
      expect(rows.length, name).toBe(stored);
    }
    const [row] = await sql("SELECT * FROM clients WHERE tenant_id = ?", [person.tenantId]);
    expect(tables.clients).toEqual([{ ...row }]);
    expect(tables.people).toEqual([{ id: person.userId, name: "Ada Export", email: person.email }]);
    expect(JSON.stringify(tables)).not.toContain("$scrypt$");
  });

  it("has each issued invoice and each draft as a page that needs nothing else", async () => {
    const archive = await downloadArchive(person, person.base);
    const documents = (await pathsOf(archive)).filter((path) => path.endsWith(".html"));
    expect(documents).toHaveLength(2);
    const issued = documents.find((path) => path === "invoices/2026/INV-2026-0001.html");
    const html = await fileOf(archive, issued ?? "");
    expect(html).toContain("INV-2026-0001");
    expect(html).toContain("119,00");
    expect(html).toContain("<style>");
    expect(html).toContain("&lt;script&gt;alert(1)");
    expect(html).not.toMatch(/<script|<link|src=|url\(/);
    expect(documents.some((path) => /^drafts\/[0-9A-Z]{26}\.html$/.test(path))).toBe(true);
  });

  it("has tables for spreadsheets, in which no text is a formula", async () => {
    const archive = await downloadArchive(person, person.base);
    const csv = await fileOf(archive, "tables/clients.csv");
    expect(csv.charCodeAt(0)).toBe(0xfeff);
    expect(csv).toContain(`"'=HYPERLINK(""x"")"`);
    expect(csv).toContain(`"first\nsecond, ""third"""`);
  });

  it("explains itself: README.txt and every column in schema.json", async () => {
    const archive = await downloadArchive(person, person.base);
    expect(await fileOf(archive, "README.txt")).toContain('Quoted "Ltd"');
    const schema = JSON.parse(await fileOf(archive, "schema.json")) as {
      tables: { name: string; columns: { name: string }[] }[];
    };
    const tables = await tablesOf(archive);
    for (const { name, columns } of schema.tables) {
      const [row] = tables[name] ?? [];
      if (row) expect(columns.map((column) => column.name)).toEqual(Object.keys(row));
    }
  });

  it("says when something was changed while it was made, and is then not imported", async () => {
    const other = await app.registerPerson();
    await insertIssued(other);
    const response = await other.fetch(`${other.base}/export.zip`);
    const reader = response.body?.getReader();
    const chunks: Uint8Array[] = [(await reader?.read())?.value ?? new Uint8Array()];
    await addClient(other);
    for (;;) {
      const next = await reader?.read();
      if (!next?.value) break;
      chunks.push(next.value);
    }
    const archive = storeArchive(Buffer.concat(chunks));
    expect(JSON.parse(await fileOf(archive, "manifest.json"))).toMatchObject({ changedMeanwhile: true });
    await expect(openProven(archive)).rejects.toThrow("changed while this archive was made");
    const quiet = await downloadArchive(other, other.base);
    expect(JSON.parse(await fileOf(quiet, "manifest.json"))).toMatchObject({ changedMeanwhile: false });
  });

  it("is refused when one byte of it is another, or says what it said: a file's time is no content", async () => {
    const bytes = readFileSync(await downloadArchive(person, person.base));
    const { sha256, close } = await openProven(storeArchive(bytes));
    close();
    let refused = 0;
    for (let part = 1; part < 40; part += 1) {
      const other = Buffer.from(bytes);
      const at = Math.floor((bytes.length * part) / 40);
      other[at] = (other[at] ?? 0) ^ 1;
      const opened = await openProven(storeArchive(other)).catch(() => null);
      if (!opened) refused += 1;
      else expect(opened.sha256).toBe(sha256);
      opened?.close();
    }
    expect(refused).toBeGreaterThan(20);
    await expect(openProven(storeArchive(bytes.subarray(0, bytes.length - 30)))).rejects.toThrow();
  });
});

const ASKED =
  "Is it still you? Current password Enter your password once more to go on. You gave it more than 15 minutes ago.";

describe("asking for it", () => {
  it("takes the password again when the last time is more than 15 minutes ago", async () => {
    const other = createTestApp();
    const owner = await other.registerPerson();
    const data = `${owner.base}/settings/data`;
    expect((await owner.fetch(`${owner.base}/export.zip`)).status).toBe(200);
    other.advance(16 * 60_000);
    expect((await owner.visit(`${owner.base}/export.zip`)).location).toBe(data);
    const form = (await owner.visit(data)).form("Prepare archive");
    expect(Object.keys(form)).toContain("currentPassword");
    const asked = await owner.submit(data, form);
    expect(asked.messages).toBe(ASKED);
    expect(asked.document.querySelector("[role=alert], [aria-invalid]")).toBeNull();
    const wrong = await owner.submit(data, { ...form, currentPassword: "not the password" });
    expect([wrong.status, wrong.messages]).toEqual([
      422,
      expect.stringContaining("That is not your password."),
    ]);
    const right = await owner.submit(data, { ...form, currentPassword: PASSWORD });
    expect(right.location).toBe(`${data}?done=export-ready`);
    const ready = await owner.visit(right.location ?? "");
    expect(ready.link("Download archive")).toBe(`${owner.base}/export.zip`);
    expect((await owner.fetch(`${owner.base}/export.zip`)).status).toBe(200);
  });

  it("stands in the trail", async () => {
    const owner = await app.registerPerson();
    const data = `${owner.base}/settings/data`;
    await owner.submit(data, (await owner.visit(data)).form("Prepare archive"));
    expect((await owner.visit(`${owner.base}/activity`)).text).toContain("Export of everything prepared");
  });
});
