import { afterAll, beforeEach, describe, expect, inject, it } from "vitest";
import { importArchive } from "~/commands/import";
import { createTestApp, type Person } from "../support/app";
import { alteredArchive, downloadArchive, removeArchives } from "../support/archive";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields, trailOf } from "../support/trail";
import { freshId } from "../support/visitor";

// A category may have several reasons for no tax; an invoice names one of them (EN 16931 BR-E-01, docs/decisions/051).

const app = createTestApp();
const HEALTH = "§ 4 Nr. 14 UStG";
const LESSONS = "§ 4 Nr. 21 UStG";

let person: Person;
let client: string;

const list = () => `${person.base}/settings/tax-rates`;
const versionOf = async () =>
  Number(
    (await sql("SELECT version FROM tax_rates WHERE tenant_id = ? AND category = 'E'", [person.tenantId]))[0]
      ?.version,
  );
const press = async (intent: string, reason = 2) =>
  person.submit(`${list()}?index`, { intent, rate: "E-0", reason, version: await versionOf() });
const add = async (exemptionReason: string, exemptionCode = "") =>
  person.submit(`${list()}/E-0/reasons/new`, {
    ...{ exemptionReason, exemptionCode, version: await versionOf() },
  });
const written = (more: Record<string, string>) =>
  addInvoice(person, invoiceFields(client, { "lines[0].taxRate": "E-0", ...more }));
const groupOf = async (invoice: string, tenantId = person.tenantId) =>
  (
    await sql(
      "SELECT exemption_nr AS nr, exemption_reason AS words, exemption_code AS code FROM invoice_tax_groups WHERE tenant_id = ? AND invoice_id = ?",
      [tenantId, invoice],
    )
  )[0];
const printed = async (invoice: string, tenantId = person.tenantId) =>
  (await person.visit(`/o/${tenantId}/invoices/${invoice}/print`)).document.querySelector("article")?.text ??
  "";
const choice = async (path: string) => {
  const page = await person.visit(`${person.base}/invoices/${path}`);
  const control = page.document.querySelector('select[name="exemptionE"]');
  return control?.querySelectorAll("option").map((option) => option.text) ?? null;
};

beforeEach(async () => {
  person = await app.registerPerson();
  client = await addClient(person);
  const rate = {
    name: "Exempt",
    category: "E",
    rate: "0",
    exemptionReason: HEALTH,
    exemptionCode: "VATEX-EU-132-1C",
  };
  expect((await person.submit(`${list()}/new`, { writtenIn: "de-DE", ...rate })).status).toBe(302);
});

afterAll(removeArchives);

describe("a category with one reason for no tax", () => {
  it("asks nothing, and its invoices say that one", async () => {
    expect(await choice("new")).toBe(null);
    const invoice = await written({ intent: "issue" });
    expect(await groupOf(invoice)).toEqual({ nr: null, words: HEALTH, code: "VATEX-EU-132-1C" });
  });
});

describe("a category with several reasons for no tax", () => {
  beforeEach(async () => {
    expect((await add(LESSONS, "vatex-eu-132-1i")).status).toBe(302);
  });

  it("lets an invoice name one, which its draft shows, and keeps its words and its code since the issue", async () => {
    expect(await choice("new")).toEqual([HEALTH, LESSONS]);
    const draft = await written({ exemptionE: "2" });
    expect(await groupOf(draft)).toEqual({ nr: 2, words: null, code: null });
    expect(await printed(draft)).toContain(LESSONS);
    expect(await printed(draft)).not.toContain(HEALTH);
    expect((await person.visit(`${person.base}/invoices/${draft}/edit`)).value("Why exempt from tax")).toBe(
      "2",
    );
    const page = `${person.base}/invoices/${draft}`;
    expect((await person.submit(page, (await person.visit(page)).form("Issue invoice"))).status).toBe(302);
    const issued = { nr: 2, words: LESSONS, code: "VATEX-EU-132-1I" };
    expect(await groupOf(draft)).toEqual(issued);

    const path = `${list()}/E-0/reasons/2`;
    const form = (await person.visit(path)).form("Save reason");
    expect((await person.submit(path, { ...form, exemptionReason: "Worded anew" })).status).toBe(302);
    expect(await groupOf(draft)).toEqual(issued);
    expect(await printed(draft)).toContain(LESSONS);
    await expect(
      sql("UPDATE invoice_tax_groups SET exemption_nr = 1 WHERE tenant_id = ? AND invoice_id = ?", [
        person.tenantId,
        draft,
      ]),
    ).rejects.toThrow("rule:frozen");
  });

  it("may have no tax in two categories, each with a reason of its own", async () => {
    const invoice = await written({
      ...{ intent: "issue", exemptionE: "2", "lines[1].description": "Abroad", "lines[1].quantity": "1" },
      ...{ "lines[1].unit": "HUR", "lines[1].unitPrice": "5", "lines[1].taxRate": "AE-0" },
    });
    const rows = await sql(
      "SELECT category, exemption_nr AS nr, exemption_reason AS words FROM invoice_tax_groups WHERE tenant_id = ? AND invoice_id = ? ORDER BY position",
      [person.tenantId, invoice],
    );
    expect(rows).toEqual([
      { category: "E", nr: 2, words: LESSONS },
      { category: "AE", nr: null, words: "Reverse charge" },
    ]);
  });

  it("begins with its default, and another default changes neither a draft's choice nor what was issued", async () => {
    const [named, begun] = [
      await written({ exemptionE: "1" }),
      await written({ exemptionE: "1", intent: "issue" }),
    ];
    expect((await press("reasonDefault")).status).toBe(302);
    expect(await choice("new")).toEqual([LESSONS, HEALTH]);
    expect(await printed(named)).toContain(HEALTH);
    expect((await groupOf(begun))?.words).toBe(HEALTH);
    expect((await groupOf(await written({ intent: "issue" })))?.words).toBe(LESSONS);
    // And back: each has kept its number.
    expect((await press("reasonDefault", 1)).status).toBe(302);
    expect(await choice("new")).toEqual([HEALTH, LESSONS]);
    expect((await trailOf(person)).at(-1)?.changes).toEqual({
      exemptionReason: [LESSONS, HEALTH],
      exemptionCode: ["VATEX-EU-132-1I", "VATEX-EU-132-1C"],
    });
  });

  it("marks one that was archived in the draft that names it, and offers it to no other and to no copy", async () => {
    const draft = await written({ exemptionE: "2" });
    expect((await press("reasonArchive")).status).toBe(302);
    expect(await choice(`${draft}/edit`)).toEqual([HEALTH, `${LESSONS} (archived)`]);
    expect(await choice("new")).toBe(null);
    const refused = await person.submit(
      `${person.base}/invoices/new`,
      invoiceFields(client, { "lines[0].taxRate": "E-0", exemptionE: "2" }),
    );
    expect([refused.status, refused.messages]).toEqual([
      422,
      expect.stringContaining("an archived reason for no tax"),
    ]);
    const edit = `${person.base}/invoices/${draft}/edit`;
    const kept = await person.submit(edit, (await person.visit(edit)).form("Save draft"));
    expect(kept.status).toBe(302);
    const page = `${person.base}/invoices/${draft}`;
    const copied = await person.submit(page, (await person.visit(page)).form("Duplicate"));
    expect([copied.status, copied.messages]).toEqual([409, expect.stringContaining("reasons for no tax")]);
    expect((await press("reasonRestore")).status).toBe(302);
    const again = await person.submit(page, (await person.visit(page)).form("Duplicate"));
    const copy = /\/invoices\/([0-9A-Z]{26})/.exec(again.location ?? "")?.[1] ?? "";
    expect(await groupOf(copy)).toEqual({ nr: 2, words: null, code: null });
  });

  it.each(["7", "0", "-1", "2.0", "x", "1e0"])(
    "refuses %j, which is none of its reasons, and stores nothing",
    async (exemptionE) => {
      const refused = await person.submit(
        `${person.base}/invoices/new`,
        invoiceFields(client, { "lines[0].taxRate": "E-0", exemptionE }),
      );
      expect(refused.status).toBe(422);
      expect(await sql("SELECT 1 FROM invoices WHERE tenant_id = ?", [person.tenantId])).toEqual([]);
    },
  );

  it("is held to its own by the database too", async () => {
    const draft = await written({});
    const [row] = await sql("SELECT * FROM invoice_tax_groups WHERE tenant_id = ? AND invoice_id = ?", [
      person.tenantId,
      draft,
    ]);
    await sql("DELETE FROM invoice_tax_groups WHERE tenant_id = ? AND invoice_id = ?", [
      person.tenantId,
      draft,
    ]);
    const insert = (nr: number) =>
      sql(
        `INSERT INTO invoice_tax_groups (tenant_id, invoice_id, position, category, rate_ppm, base_minor, tax_minor, exemption_nr)
           VALUES (?, ?, 1, 'E', 0, ?, 0, ?)`,
        [person.tenantId, draft, Number(row?.base_minor), nr],
      );
    await expect(insert(3)).rejects.toThrow("rule:tax-rate");
    await insert(2);
  });

  it("tells in the activity what was added, reworded, archived and chosen", async () => {
    const draft = await written({ exemptionE: "1" });
    const edit = `${person.base}/invoices/${draft}/edit`;
    const form = (await person.visit(edit)).form("Save draft");
    const before = (await trailOf(person)).length;
    expect((await person.submit(edit, { ...form, exemptionE: "2" })).status).toBe(302);
    await press("reasonArchive");
    const told = (await trailOf(person)).slice(before).map(({ action, changes }) => [action, changes]);
    expect(told).toEqual([
      ["invoice.changed", { exemptionReason: "changed" }],
      ["tax_rate.changed", { otherReason: [LESSONS, null] }],
    ]);
    const activity = await person.visit(`${person.base}/activity`);
    expect(activity.text).toContain(`Another reason for the exemption removed, was ${LESSONS}`);
  });

  it("comes whole out of an archive and back, and an older archive has one reason", async () => {
    const [draft, issued] = [
      await written({ exemptionE: "2" }),
      await written({ exemptionE: "2", intent: "issue" }),
    ];
    const archive = await downloadArchive(person, person.base);
    const options = {
      database: { url: inject("databaseUrl"), authToken: undefined },
      ...{ owner: person.email, asNew: true, now: app.now() },
    };
    const { tenantId, rows } = await importArchive(archive, options);
    expect(rows.exemption_reasons).toBe(1);
    expect(await groupOf(draft, tenantId)).toEqual(await groupOf(draft));
    expect(await groupOf(issued, tenantId)).toEqual(await groupOf(issued));
    expect(await printed(issued, tenantId)).toContain(LESSONS);

    const older = await alteredArchive(archive, (_, { exemption_nr: __, ...row }) => row, [
      "exemption_reasons",
    ]);
    const second = await importArchive(older, options);
    expect(await groupOf(issued, second.tenantId)).toEqual({ ...(await groupOf(issued)), nr: null });
  });

  it("is issued with the chosen reason by the build before this one, which knows one for each rate", async () => {
    const draft = await written({ exemptionE: "2" });
    await sql(
      `UPDATE invoice_tax_groups SET exemption_reason = (SELECT exemption_reason FROM tax_rates WHERE tenant_id = ?1 AND category = 'E')
         WHERE tenant_id = ?1 AND invoice_id = ?2`,
      [person.tenantId, draft],
    );
    expect(await groupOf(draft)).toEqual({ nr: 2, words: LESSONS, code: "VATEX-EU-132-1I" });
  });

  it("shows two people's choices side by side, in words", async () => {
    const draft = await written({ exemptionE: "1" });
    const edit = `${person.base}/invoices/${draft}/edit`;
    const form = (await person.visit(edit)).form("Save draft");
    expect((await person.submit(edit, { ...form, note: "Meanwhile" })).status).toBe(302);
    const stale = await person.submit(edit, { ...form, key: freshId(), exemptionE: "2" });
    expect(stale.status).toBe(409);
    expect(stale.text).toContain("Why exempt from tax");
    expect(stale.text).toContain(LESSONS);
    expect(stale.text).toContain(HEALTH);
  });
});

describe("a reason for no tax", () => {
  it("needs words, and a code of its category", async () => {
    expect((await add("")).messages).toContain("Enter why no tax is due");
    expect((await add("Words", "VATEX-EU-AE")).messages).toContain("Enter a code of the VATEX list");
  });

  it("is for no rate that has tax, nor one that is not there", async () => {
    for (const rate of ["S-190000", "Z-0", "K-0", "nothing"]) {
      expect((await person.visit(`${list()}/${rate}/reasons/new`)).status, rate).toBe(404);
      const fields = { exemptionReason: "Words", version: 1 };
      expect((await person.submit(`${list()}/${rate}/reasons/new`, fields)).status, rate).toBe(404);
    }
    expect((await person.visit(`${list()}/E-0/reasons/2`)).status).toBe(404);
    expect((await person.visit(`${list()}/E-0/reasons/1`)).status).toBe(404);
  });

  it("is added once when two add one at the same time from the same page", async () => {
    const version = await versionOf();
    const answers = await Promise.all(
      ["One", "Two"].map((exemptionReason) =>
        person.submit(`${list()}/E-0/reasons/new`, { exemptionReason, version }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(
      await sql("SELECT exemption_nr AS nr FROM exemption_reasons WHERE tenant_id = ?", [person.tenantId]),
    ).toEqual([{ nr: 2 }]);
  });
});
