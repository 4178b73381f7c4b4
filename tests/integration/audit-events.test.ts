import { describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields, trailOf } from "../support/trail";

const JUNE = Date.UTC(2026, 5, 5, 12);
const open = (details = {}) => createTestApp({ now: () => JUNE }).registerPerson(details);

/** Personal data of every kind that a form takes. */
const PRIVATE = {
  name: "Grace Hopperova",
  tradeName: "Grace's Compilers",
  contactName: "Annie Easleyson",
  email: "grace@hopperova.example",
  phone: "+49 30 901820-77",
  addressLine1: "Wattstraße 1701",
  addressLine2: "Hinterhof links",
  postcode: "13355",
  city: "Wedding",
  region: "Berlin-Mitte",
  vatId: "DE123456788",
  registrationId: "HRB 31337",
  buyerReference: "Projekt Cobol",
  note: "calls before noon",
};

describe("each change leaves one event", () => {
  it("with who, what, when, which request and the row's version", async () => {
    const person = await open();
    const client = await addClient(person);
    const at = `${person.base}/clients/${client}`;
    await person.submit(`${at}/edit`, { version: "1", name: "Client Ltd", country: "FR" });
    const archived = await person.submit(at, { version: "2", intent: "archive" });
    await person.submit(at, { version: "3", intent: "restore" });
    const events = await trailOf(person, 1);
    expect(events.map((e) => [e.seq, e.action, e.entity_version, e.changes])).toEqual([
      [2, "client.created", 1, {}],
      [3, "client.changed", 2, { country: ["GB", "FR"] }],
      [4, "client.archived", 3, { archivedAt: [null, JUNE] }],
      [5, "client.restored", 4, { archivedAt: [JUNE, null] }],
    ]);
    for (const event of events) {
      expect(event).toMatchObject({ actor_id: person.userId, entity: "client", entity_id: client, at: JUNE });
    }
    expect(events[2]?.request_id).toBe(archived.headers.get("X-Request-Id"));
    expect(new Set(events.map((e) => e.request_id)).size).toBe(4);
  });

  it("and a refused or repeated one leaves none", async () => {
    const person = await open();
    const client = await addClient(person);
    const edit = `${person.base}/clients/${client}/edit`;
    const fields = { key: "01J00000000000000000000000", version: "1", name: "New", country: "GB" };
    expect((await person.submit(edit, fields)).status).toBe(302);
    expect((await person.submit(edit, fields)).status).toBe(302);
    expect((await person.submit(edit, { version: "1", name: "Newer", country: "GB" })).status).toBe(409);
    expect((await person.submit(edit, { version: "2", name: "", country: "GB" })).status).toBe(422);
    expect((await trailOf(person, 2)).map((e) => [e.action, e.changes])).toEqual([
      ["client.changed", { name: "changed" }],
    ]);
  });

  it("and a save that changes nothing says so; another case of a letter is a change", async () => {
    const person = await open();
    const client = await addClient(person, { email: "a@b.example" });
    const edit = `${person.base}/clients/${client}/edit`;
    const same = { name: "Client Ltd", country: "GB", email: "a@b.example" };
    await person.submit(edit, { ...same, version: "1" });
    await person.submit(edit, { ...same, version: "2", name: "CLIENT Ltd" });
    expect((await trailOf(person, 2)).map((e) => e.changes)).toEqual([{}, { name: "changed" }]);
  });

  it("an invoice's life is told from the draft to the undone payment", async () => {
    const person = await open();
    const client = await addClient(person);
    const id = await addInvoice(person, invoiceFields(client));
    const at = `${person.base}/invoices/${id}`;
    const edit = (version: number, more = {}) =>
      person.submit(`${at}/edit`, { ...invoiceFields(client, more), version });
    await edit(1, { dueDate: "2026-06-30", note: "thank you" });
    await edit(2, { dueDate: "2026-06-30", note: "thank you", "lines[0].description": "More work" });
    await edit(3, { dueDate: "2026-06-30", note: "thank you", "lines[0].unitPrice": "200", discount: "10%" });
    await edit(4, {
      intent: "issue",
      dueDate: "",
      "lines[0].unitPrice": "200",
      "lines[0].discount": "5",
      currency: "USD",
    });
    await person.submit(at, { version: "6", intent: "markPaid", paidDate: "2026-06-05" });
    await person.submit(at, { version: "7", intent: "undoPaid" });
    await person.submit(at, { version: "8", intent: "archive", confirmed: "yes" });
    const events = await trailOf(person, 2);
    expect(events.map((e) => [e.action, e.entity_version])).toEqual([
      ["invoice.created", 1],
      ["invoice.changed", 2],
      ["invoice.changed", 3],
      ["invoice.changed", 4],
      ["invoice.changed", 5],
      ["invoice.issued", 6],
      ["invoice.paid", 7],
      ["invoice.unpaid", 8],
      ["invoice.archived", 9],
    ]);
    const [, dates, line, price, last, issued, paid, unpaid] = events.map((e) => e.changes);
    expect(dates).toEqual({ dueDate: ["2026-06-19", "2026-06-30"], note: "changed" });
    expect(line).toEqual({ lines: "changed" });
    expect(price).toEqual({
      discountPpm: [null, 100_000],
      lineTotalMinor: [10_000, 20_000],
      allowanceTotalMinor: [0, 2_000],
      netMinor: [10_000, 18_000],
      taxMinor: [1_900, 3_420],
      grossMinor: [11_900, 21_420],
      dueMinor: [11_900, 21_420],
      currency: ["EUR", "EUR"],
      lines: "changed",
    });
    // The due date is the database's own sum: 30 days from the issue date.
    expect(last).toMatchObject({
      dueDate: ["2026-06-30", "2026-07-05"],
      currency: ["EUR", "USD"],
      note: "changed",
      lines: "changed",
    });
    expect(issued).toEqual({ status: ["draft", "sent"], number: [null, "INV-2026-0001"] });
    expect(paid).toEqual({ status: ["sent", "paid"], paidDate: [null, "2026-06-05"] });
    expect(unpaid).toEqual({ status: ["paid", "sent"], paidDate: ["2026-06-05", null] });
  });

  it("a line that only moved, and one taken away, are changes of the lines", async () => {
    const person = await open();
    const client = await addClient(person);
    const second = {
      "lines[1].description": "B",
      "lines[1].quantity": "1",
      "lines[1].unit": "HUR",
      "lines[1].unitPrice": "100",
      "lines[1].taxRate": "S-190000",
    };
    const id = await addInvoice(person, invoiceFields(client, { ...second, "lines[0].description": "A" }));
    const edit = (version: number, more: Record<string, string>) =>
      person.submit(`${person.base}/invoices/${id}/edit`, { ...invoiceFields(client, more), version });
    await edit(1, { ...second, "lines[0].description": "B", "lines[1].description": "A" });
    await edit(2, { ...second, "lines[0].description": "B", "lines[1].description": "A" });
    await edit(3, { "lines[0].description": "B" });
    const [moved, same, removed] = (await trailOf(person, 3)).map((e) => e.changes);
    expect(moved).toEqual({ lines: "changed" });
    expect(same).toEqual({});
    expect(removed).toMatchObject({ lineCount: [2, 1], lines: "changed", grossMinor: [23_800, 11_900] });
  });

  it("settings, tax rates and numbering too", async () => {
    const person = await open();
    const save = async (path: string, button: string, changes: Record<string, string>) => {
      const url = `${person.base}/settings${path}`;
      const page = await person.visit(url);
      const answer = await person.submit(url, { ...page.form(button), ...changes });
      expect([answer.status, answer.messages], path).toEqual([302, ""]);
    };
    await save("", "Save business", { country: "AT", city: "Wien" });
    await save("/payment", "Save payment", { paymentTermsDays: "14", iban: "DE89 3704 0044 0532 0130 00" });
    await save("/formats", "Save dates and amounts", { timeZone: "Europe/Vienna" });
    await save("/tax-rates/S-190000", "Save tax rate", { name: "USt 19 %" });
    await save("/numbering", "Save numbering", { next: "7", skip: "on" });
    expect((await trailOf(person, 1)).map((e) => [e.action, e.entity_id, e.changes])).toEqual([
      ["tenant.changed", person.tenantId, { city: "changed", country: ["DE", "AT"] }],
      [
        "tenant.changed",
        person.tenantId,
        { paymentTermsDays: [30, 14], iban: [null, "DE · 37040044 · …3000"] },
      ],
      ["tenant.changed", person.tenantId, { timeZone: ["Europe/Berlin", "Europe/Vienna"] }],
      ["tax_rate.changed", "S-190000", { name: [expect.any(String), "USt 19 %"] }],
      ["number_series.raised", expect.any(String), { next: [1, 7], period: ["2026", "2026"] }],
    ]);
  });
});

describe("an event holds no personal data", () => {
  it("of a client, of the business or of an invoice's notes, whatever was typed", async () => {
    const person = await open({ name: "Ada Secretson", businessName: "Secretson & Co" });
    const client = await addClient(person, PRIVATE);
    const changed = Object.fromEntries(
      Object.entries(PRIVATE).map(([field, value]) => [field, value.replaceAll("e", "o")]),
    );
    await person.submit(`${person.base}/clients/${client}/edit`, {
      ...changed,
      country: "AT",
      email: "other@hopperova.example",
      version: "1",
    });
    const notes = {
      note: "for Grace",
      internalNote: "slow payer",
      buyerReference: "Annie",
      orderReference: "PO Annie",
    };
    const id = await addInvoice(person, invoiceFields(client, notes));
    await person.submit(`${person.base}/invoices/${id}/edit`, {
      ...invoiceFields(client, {
        note: "dear Grace",
        "lines[0].description": "Grace's training",
        intent: "issue",
      }),
      version: "1",
    });
    const page = await person.visit(`${person.base}/settings/payment`);
    await person.submit(`${person.base}/settings/payment`, {
      ...page.form("Save payment"),
      iban: "DE89 3704 0044 0532 0130 00",
      accountName: "Ada Secretson",
    });
    const events = await trailOf(person);
    expect(events).toHaveLength(7);
    const stored = events.map((e) => e.json).join("\n");
    const typed = [
      ...Object.values(PRIVATE),
      ...Object.values(changed),
      "Grace",
      "Annie",
      "slow payer",
      "hopperova",
      "Secretson",
      "0532013000",
      "training",
    ];
    for (const text of typed) expect(stored).not.toContain(text);
    expect(events[2]?.changes).toEqual({
      ...Object.fromEntries(
        Object.keys(PRIVATE)
          .filter((f) => changed[f] !== PRIVATE[f as keyof typeof PRIVATE] || f === "email")
          .map((f) => [f, "changed"]),
      ),
      country: ["GB", "AT"],
    });
  });
});

describe("events and seals", () => {
  it("are neither changed nor removed nor replaced, nor put in out of order", async () => {
    const person = await open();
    await addClient(person);
    const tenant = person.tenantId;
    const insert = (verb: string, seq: number) =>
      sql(
        `${verb} INTO audit_events SELECT tenant_id, ?, at, actor_id, 'client.forged', entity, entity_id, entity_version, '{}', request_id
           FROM audit_events WHERE tenant_id = ? AND seq = 1`,
        [seq, tenant],
      );
    const seal = (verb: string, seq: number) =>
      sql(`${verb} INTO audit_seals (tenant_id, seq, hash, key_id) VALUES (?, ?, ?, '')`, [
        tenant,
        seq,
        "x".repeat(43),
      ]);
    const refused = [
      () => sql("UPDATE audit_events SET changes = '{}' WHERE tenant_id = ?", [tenant]),
      () => sql("UPDATE OR REPLACE audit_events SET seq = 1 WHERE tenant_id = ? AND seq = 2", [tenant]),
      () => sql("DELETE FROM audit_events WHERE tenant_id = ? AND seq = 2", [tenant]),
      () => insert("INSERT OR REPLACE", 1),
      () => insert("INSERT OR REPLACE", 2),
      () => insert("INSERT", 4),
      () => sql("UPDATE audit_seals SET hash = ? WHERE tenant_id = ?", ["x".repeat(43), tenant]),
      () => sql("DELETE FROM audit_seals WHERE tenant_id = ? AND seq = 2", [tenant]),
      () => seal("INSERT OR REPLACE", 2),
      () => seal("INSERT OR REPLACE", 1),
      () => seal("INSERT", 4),
      () => seal("INSERT", 3),
    ];
    const before = await sql(
      "SELECT * FROM audit_events e LEFT JOIN audit_seals s USING (tenant_id, seq) WHERE tenant_id = ?",
      [tenant],
    );
    expect(before).toHaveLength(2);
    for (const attempt of refused)
      await expect(attempt(), String(attempt)).rejects.toThrow(/rule:(audit|seal)|FOREIGN KEY/);
    expect(
      await sql(
        "SELECT * FROM audit_events e LEFT JOIN audit_seals s USING (tenant_id, seq) WHERE tenant_id = ?",
        [tenant],
      ),
    ).toEqual(before);
  });
});
