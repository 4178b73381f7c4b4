import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";

let person: Person;

beforeAll(async () => {
  person = await createTestApp().registerPerson({ country: "DE", currency: "EUR" });
});

const storedVatId = async (table: "clients" | "tenants", id: string) =>
  (await sql(`SELECT vat_id FROM ${table} WHERE id = ?`, [id]))[0]?.vat_id;

describe("a VAT id", () => {
  it("that is wrong is refused in the business's settings, at its control", async () => {
    const at = `${person.base}/settings`;
    const form = (await person.visit(at)).form("Save business");
    for (const vatId of ["DE123456789", "DE12345678", "folgt"]) {
      const answer = await person.submit(at, { ...form, vatId });
      expect(answer.status, vatId).toBe(422);
      expect(answer.control("VAT id").getAttribute("aria-invalid"), vatId).toBe("true");
    }
    expect(await storedVatId("tenants", person.tenantId)).toBeNull();
    expect((await person.submit(at, { ...form, vatId: "de 123 456 788" })).status).toBe(302);
    expect(await storedVatId("tenants", person.tenantId)).toBe("DE123456788");
  });

  it("of a client that looks wrong is asked about once, and kept as typed when somebody says so", async () => {
    const at = `${person.base}/clients/new`;
    const form = {
      ...(await person.visit(at)).form("Save client"),
      name: "Ask",
      country: "FR",
      vatId: "FR 1",
    };
    const asked = await person.submit(at, form);
    expect(asked.status).toBe(422);
    expect(asked.text).toContain("FR40303265045");
    expect(asked.value("VAT id")).toBe("FR 1");
    // Another wrong one is another question.
    const again = { ...asked.form("Save client"), keepVatId: "FR 1" };
    expect((await person.submit(at, { ...again, vatId: "FR 2" })).status).toBe(422);
    const kept = await person.submit(at, again);
    expect(kept.status).toBe(302);
    const id = /clients\/([0-9A-Z]{26})/.exec(kept.location ?? "")?.[1] ?? "";
    expect(await storedVatId("clients", id)).toBe("FR 1");
    const edit = `${person.base}/clients/${id}/edit`;
    const editForm = (await person.visit(edit)).form("Save client");
    expect((await person.submit(edit, { ...editForm, city: "Lyon" })).status).toBe(302);
    const next = (await person.visit(edit)).form("Save client");
    expect((await person.submit(edit, { ...next, vatId: "FR 3" })).status).toBe(422);
    expect((await person.submit(edit, { ...next, vatId: "FR 40 303265045" })).status).toBe(302);
    expect(await storedVatId("clients", id)).toBe("FR40303265045");
  });
});

describe("a line's unit", () => {
  it("outside of the list is chosen by its code, without JavaScript", async () => {
    const at = `${person.base}/invoices/new`;
    const client = await addClient(person);
    const line = {
      description: "Ink",
      quantity: "2",
      unit: "other",
      unitPrice: "1",
      taxRate: "S-190000",
      discount: "",
    };
    const fields = Object.fromEntries(
      Object.entries(line).map(([name, value]) => [`lines[0].${name}`, value]),
    );
    const form = { client, issueDate: "2026-03-31", currency: "EUR", intent: "draft", ...fields };
    const asked = await person.submit(at, form);
    expect(asked.status).toBe(422);
    expect(asked.control("Unit code").getAttribute("aria-invalid")).toBe("true");
    const saved = await person.submit(at, { ...form, "lines[0].unitCode": " mlt " });
    expect(saved.status).toBe(302);
    const id = /invoices\/([0-9A-Z]{26})/.exec(saved.location ?? "")?.[1] ?? "";
    expect(await sql("SELECT unit_code FROM invoice_lines WHERE invoice_id = ?", [id])).toMatchObject([
      { unit_code: "MLT" },
    ]);
    expect((await person.visit(`${person.base}/invoices/${id}/edit`)).value("Unit")).toBe("MLT");
  });
});
