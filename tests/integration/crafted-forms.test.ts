import { describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { everythingOf } from "../support/everything-of";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import type { Fields } from "../support/visitor";

// Forms that no page offers: the rule is in the batch, and in the database where it can say it. Each is answered with a sentence, and
// nothing is stored.

/** A member's business, whose owner is somebody else. */
async function business() {
  const app = createTestApp();
  const owner = await app.registerPerson();
  const member = await app.registerPerson();
  await addMember(owner, member, "member");
  const client = await addClient(owner);
  return { app, owner, member, client, base: owner.base };
}

async function refused(who: Person, of: Person, path: string, fields: Fields, words: string) {
  const before = await everythingOf(of.tenantId);
  const answer = await who.submit(path, fields);
  expect([answer.status >= 400 && answer.status < 500, answer.text], path).toEqual([
    true,
    expect.stringContaining(words),
  ]);
  expect(await everythingOf(of.tenantId)).toBe(before);
}

const rate = (owner: Person, intent: string, version: number, id = "Z-0") =>
  owner.submit(`${owner.base}/settings/tax-rates?index`, { intent, rate: id, version });

describe("an erased client", () => {
  async function erased() {
    const world = await business();
    const { owner, client } = world;
    const invoice = await addInvoice(owner, invoiceFields(client, { intent: "issue" }));
    const path = `${owner.base}/clients/${client}/erase`;
    await owner.submit(path, { ...(await owner.visit(path)).form("Erase client"), meant: "on" });
    const [row] = await sql("SELECT version FROM clients WHERE id = ?", [client]);
    return { ...world, invoice, version: Number(row?.version) };
  }
  const WORDS = "This client was erased";

  it("is not brought back, not renamed, not erased twice and gets no invoice", async () => {
    const { owner, member, client, base, invoice, version } = await erased();
    const path = `${base}/clients/${client}`;
    for (const who of [member, owner]) {
      await refused(who, owner, path, { intent: "restore", version }, WORDS);
      await refused(who, owner, path, { intent: "archive", version }, WORDS);
      await refused(who, owner, `${path}/edit`, { name: "Back again", country: "GB", version }, WORDS);
      await refused(who, owner, `${base}/invoices/new`, invoiceFields(client), "Choose a client");
      await refused(
        who,
        owner,
        `${base}/invoices/${invoice}`,
        { intent: "duplicate", version: 2 },
        "client is archived",
      );
    }
    await refused(owner, owner, `${path}/erase`, { version, meant: "on" }, WORDS);
    const other = await addInvoice(owner, invoiceFields(await addClient(owner)));
    await refused(
      member,
      owner,
      `${base}/invoices/${other}/edit`,
      invoiceFields(client, { version: "1" }),
      "Choose a client",
    );
  });

  it("stays so in the database", async () => {
    const { owner, client } = await erased();
    const at = "version = version + 1 WHERE tenant_id = ? AND id = ?";
    for (const change of ["archived_at = NULL", "name = 'Back'", "email = 'a@example.com'", "note = 'x'"])
      await expect(sql(`UPDATE clients SET ${change}, ${at}`, [owner.tenantId, client])).rejects.toThrow(
        "rule:erased",
      );
    const other = await addInvoice(owner, invoiceFields(await addClient(owner)));
    await expect(
      sql(`UPDATE invoices SET client_id = ?, ${at}`, [client, owner.tenantId, other]),
    ).rejects.toThrow("rule:erased");
  });
});

describe("an archived draft", () => {
  it("is not issued, by its button nor by its form, and is once it was brought back", async () => {
    const { owner, member, client, base } = await business();
    const id = await addInvoice(owner, invoiceFields(client));
    const path = `${base}/invoices/${id}`;
    await member.submit(path, { intent: "archive", version: 1 });
    expect((await member.visit(path)).text).not.toContain("Issue invoice");
    await refused(
      member,
      owner,
      path,
      { intent: "issue", version: 2 },
      "It is archived. Bring it back first.",
    );
    const edit = invoiceFields(client, { intent: "issue", version: "2" });
    await refused(member, owner, `${path}/edit`, edit, "It is archived. Bring it back first.");
    await expect(
      sql("UPDATE invoices SET status = 'sent', version = version + 1 WHERE id = ?", [id]),
    ).rejects.toThrow("rule:archived");
    await member.submit(path, { intent: "restore", version: 2 });
    expect((await member.submit(path, { intent: "issue", version: 3 })).location).toContain("invoice-issued");
  });
});

describe("an archived tax rate", () => {
  const WORDS = "An archived one is for no new invoice,";
  const zero = { "lines[0].taxRate": "Z-0" };

  it("is used by no new invoice, by no copy and by no draft that did not have it", async () => {
    const { owner, member, client, base } = await business();
    const [had, not] = [
      await addInvoice(owner, invoiceFields(client, zero)),
      await addInvoice(owner, invoiceFields(client)),
    ];
    expect((await rate(owner, "archive", 1)).status).toBe(302);
    await refused(member, owner, `${base}/invoices/new`, invoiceFields(client, zero), WORDS);
    const edit = invoiceFields(client, { ...zero, version: "1" });
    await refused(member, owner, `${base}/invoices/${not}/edit`, edit, WORDS);
    await refused(
      member,
      owner,
      `${base}/invoices/${had}`,
      { intent: "duplicate", version: 1 },
      "tax rates or reasons for no tax is archived",
    );
  });

  it("stays on a draft that had it, which can be saved and issued", async () => {
    const { owner, member, client, base } = await business();
    const id = await addInvoice(owner, invoiceFields(client, zero));
    await rate(owner, "archive", 1);
    const path = `${base}/invoices/${id}`;
    const saved = await member.submit(
      `${path}/edit`,
      invoiceFields(client, { ...zero, note: "Kept", version: "1" }),
    );
    expect(saved.location).toContain("draft-saved");
    expect((await member.submit(path, { intent: "issue", version: 2 })).location).toContain("invoice-issued");
  });

  it("is refused by the database for a draft that was begun later", async () => {
    const { owner, client } = await business();
    const id = await addInvoice(owner, invoiceFields(client));
    await sql("UPDATE tax_rates SET archived_at = 1 WHERE tenant_id = ? AND category = 'Z'", [
      owner.tenantId,
    ]);
    await expect(
      sql(
        `INSERT INTO invoice_lines SELECT tenant_id, invoice_id, 2, name, description, quantity_micro, unit_code, unit_price_micro, price_base_micro,
          gross_minor, net_minor, 'Z', 0 FROM invoice_lines WHERE invoice_id = ?`,
        [id],
      ),
    ).rejects.toThrow("rule:tax-rate");
  });

  it("does not become the default", async () => {
    const { owner, base } = await business();
    await rate(owner, "archive", 1);
    const fields = { intent: "default", rate: "Z-0", version: 2 };
    await refused(
      owner,
      owner,
      `${base}/settings/tax-rates?index`,
      fields,
      "It is archived. Bring it back first.",
    );
  });
});

describe("a payment", () => {
  const NOON = Date.UTC(2026, 5, 10, 12);

  it("is not of a day that is still to come where the business is", async () => {
    const app = createTestApp({ now: () => NOON });
    const owner = await app.registerPerson();
    const id = await addInvoice(owner, invoiceFields(await addClient(owner), { intent: "issue" }));
    const path = `${owner.base}/invoices/${id}`;
    const paid = (paidDate: string) => ({ intent: "markPaid", version: 2, paidDate });
    const WORDS = "Enter the day on which the money came: today or earlier.";
    for (const day of ["2026-06-11", "2026-12-31", "2999-12-31"])
      await refused(owner, owner, path, paid(day), WORDS);
    // In Kiritimati it is tomorrow already.
    await sql("UPDATE tenants SET time_zone = 'Pacific/Kiritimati' WHERE id = ?", [owner.tenantId]);
    await refused(owner, owner, path, paid("2026-06-12"), WORDS);
    expect((await owner.submit(path, paid("2026-06-11"))).location).toContain("invoice-paid");
  });

  it("may lie before the issue date: people pay in advance", async () => {
    const { owner, client, base } = await business();
    const id = await addInvoice(owner, invoiceFields(client, { intent: "issue" }));
    const paid = { intent: "markPaid", version: 2, paidDate: "2026-06-01" };
    expect((await owner.submit(`${base}/invoices/${id}`, paid)).location).toContain("invoice-paid");
  });
});
