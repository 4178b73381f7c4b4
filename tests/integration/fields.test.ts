import { invoiceParties } from "@db/schema/invoices";
import type { Row } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { importArchive } from "~/commands/import";
import { invoiceTextKeys, invoiceTexts, NOT_COPIED, printedTextKeys } from "~/domain/invoices/fields";
import { partyTexts } from "~/domain/parties/fields";
import { businessTexts, paymentTexts } from "~/domain/tenants/fields";
import { inEnglish } from "~/i18n/in-english";
import { keysOf } from "~/shared/records";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { alteredArchive, downloadArchive, removeArchives } from "../support/archive";
import { addClient } from "../support/client";
import { controlsOf, type EditedForm, editedForms, NO_FIELDS } from "../support/edited-forms";
import { insertIssued } from "../support/invoice-rows";
import type { Page } from "../support/page";
import { sourceFiles } from "../support/source-files";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields, trailOf } from "../support/trail";
import { freshId } from "../support/visitor";

// Whatever a person fills in goes the whole way: stored, in its form again, on the page, in a conflict, in the copy, in the archive and
// back. The controls are read off the schemas: whoever forgets one step of a new field learns of it here.

const app = createTestApp();
let owner: Person;
let viewer: Person;
let forms: Record<string, EditedForm>;
/** What each form holds by now, and the id of its row. */
const kept = new Map<string, { fields: Record<string, string>; id: string }>();

/** What only an owner gets to see. */
const OWNERS = "how long invoices are kept";
/** Saving the same is no save there, so nobody gets in the way: tests/integration/settings-numbering.test.ts has its conflicts. */
const UNCHANGED = "how invoices are numbered";
const names = Object.keys(editedForms(["", ""]));
const formOf = (name: string): EditedForm => forms[name] as EditedForm;
const keptOf = (name: string) => kept.get(name) ?? { fields: {}, id: "" };
const pathOf = (name: string, to: "path" | "shownAt", base = owner.base) =>
  base + formOf(name)[to].replace(":id", keptOf(name).id);

beforeAll(async () => {
  owner = await app.registerPerson();
  viewer = await app.registerPerson();
  await addMember(owner, viewer, "viewer");
  forms = editedForms([
    await addClient(owner, { name: "First Client" }),
    await addClient(owner, { name: "Later Client" }),
  ]);
});

afterAll(removeArchives);

const controlIn = (page: Page, name: string) => page.document.querySelector(`[name="${name}"]`);

/** What somebody types into the control: a text of its own, unless the form says what it takes. */
function typedInto(page: Page, form: EditedForm, name: string, turn: 0 | 1): string {
  const given = form.given[name];
  if (given) return given.typed[turn];
  const control = controlIn(page, name);
  const type = control?.getAttribute("type") ?? "text";
  const isText =
    control?.tagName === "TEXTAREA" || (control?.tagName === "INPUT" && /^(text|tel)$/.test(type));
  if (!isText)
    throw new Error(`${name} takes no made-up text: say in edited-forms.ts what is typed into it.`);
  // The search looks at the first letters of a word: they differ.
  return `${turn === 0 ? "Qx" : "Zy"}${name.replace(/\W/g, "")}`;
}

const typedAll = (page: Page, form: EditedForm, turn: 0 | 1) =>
  Object.fromEntries(controlsOf(form).map((name) => [name, typedInto(page, form, name, turn)]));

/** What the form's controls hold. */
const heldBy = async (person: Person, path: string, form: EditedForm) => {
  const fields = (await person.visit(path)).form(form.button);
  return Object.fromEntries(controlsOf(form).map((name) => [name, fields[name]]));
};

it("every form goes the whole way, or it is said why not", () => {
  const modules = Object.values(import.meta.glob<object>("/app/modules/**/*schema*.ts", { eager: true }));
  const known = new Set<unknown>(
    Object.values(editedForms(["", ""])).flatMap(({ schema, created }: EditedForm) => [
      schema,
      created?.schema,
    ]),
  );
  const here = modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, value]) => (known.has(value) ? [name] : [])),
  );
  // They make one for each category of tax, and for each locale.
  const made = [
    "reasonSchema",
    "editTaxRateSchema",
    "editInvoiceSchema",
    "newInvoiceSchema",
    "newTaxRateSchema",
  ];
  const listed = [...here, ...made, ...Object.keys(NO_FIELDS)];
  const read = sourceFiles("app").flatMap(({ text }) =>
    [...text.matchAll(/await parse(?:Form\(\s*request,|Numbers\(|\()\s*(\w+Schema)\b/g)].map(
      ([, name = ""]) => name,
    ),
  );
  expect([...new Set(read)].sort()).toEqual(listed.sort());
});

describe.each(names)("of the form that says %s", (name) => {
  it("every control is there, under its name", async () => {
    const form = formOf(name);
    const { schema, path } = form.created ?? form;
    const page = await owner.visit(owner.base + path);
    const stays = Object.keys(form.created?.besides ?? {});
    expect(controlsOf({ schema }).filter((control) => !stays.includes(control))).toEqual(controlsOf(form));
    for (const control of controlsOf(form)) {
      const id = controlIn(page, control)?.getAttribute("id");
      const label = page.document.querySelectorAll("label").find((each) => each.getAttribute("for") === id);
      expect(label?.text.trim(), control).toBe(inEnglish(form.labels[control] ?? ""));
    }
  });

  it("everything is stored, and in the form again", async () => {
    const form = formOf(name);
    const { path, button } = form.created ?? form;
    const page = await owner.visit(owner.base + path);
    const fields = typedAll(page, form, 0);
    const saved = await owner.submit(owner.base + path, {
      ...page.form(button),
      ...form.created?.besides,
      ...fields,
    });
    expect([saved.status, saved.messages]).toEqual([302, ""]);
    kept.set(name, { fields, id: /\/([0-9A-Z]{26})\?/.exec(saved.location ?? "")?.[1] ?? "" });
    expect(await heldBy(owner, pathOf(name, "path"), form)).toEqual(fields);
  });

  it("everything is on the page", async () => {
    const form = formOf(name);
    const { fields } = keptOf(name);
    const page = await (name === OWNERS ? owner : viewer).visit(pathOf(name, "shownAt"));
    for (const control of controlsOf(form))
      expect(page.text, control).toContain(form.given[control]?.shows ?? fields[control]);
  });
});

describe.each(names.filter((name) => name !== UNCHANGED))("of the form that says %s", (name) => {
  it("a conflict shows every difference, and what is chosen is stored", async () => {
    const form = formOf(name);
    const path = pathOf(name, "path");
    const { fields, id } = keptOf(name);
    const seen = (await owner.visit(path)).form(form.button);
    const later = typedAll(await owner.visit(path), form, 1);
    // Somebody else saves the same again, so that the version is another.
    expect((await owner.submit(path, { ...seen, ...fields })).status).toBe(302);
    const page = await owner.submit(path, { ...seen, ...later, key: freshId() });
    expect(page.status).toBe(409);
    const groups = page.document.querySelectorAll("fieldset");
    const nameOf = (group: (typeof groups)[number]) => group.querySelector("legend")?.text ?? "";
    const inConflict = groups.map(nameOf);
    const differs = (control: string) => fields[control] !== later[control];
    const heads = controlsOf(form).filter((control) => !control.includes("[") && differs(control));
    const rows = controlsOf(form).some((control) => control.includes("[")) ? ["Line 1"] : [];
    expect(inConflict.sort()).toEqual(
      [...heads.map((control) => inEnglish(form.labels[control] ?? "")), ...rows].sort(),
    );
    for (const control of controlsOf(form).filter(differs)) {
      const label = control.includes("[") ? "Line 1" : inEnglish(form.labels[control] ?? "");
      const both = groups.find((group) => nameOf(group) === label)?.text;
      expect(both, control).not.toContain("empty");
      if (form.given[control]) continue;
      expect(both, control).toContain(fields[control]);
      expect(both, control).toContain(later[control]);
    }
    const answer = page.form(form.button);
    const mine = Object.fromEntries(inConflict.map((_, i) => [`use[${i}]`, "mine"]));
    const saved = await owner.submit(path, { ...answer, ...mine });
    expect([saved.status, saved.messages]).toEqual([302, ""]);
    expect(await heldBy(owner, path, form)).toEqual(later);
    kept.set(name, { fields: later, id });
  });
});

describe("of an invoice", () => {
  const NAME = "an invoice";

  const isFound = async (word: string | undefined, id: string) =>
    (await owner.visit(`${owner.base}/invoices?search=${word}`)).html.includes(id);

  it("every text is found by the search", async () => {
    const { fields, id } = keptOf(NAME);
    for (const text of invoiceTextKeys) expect(await isFound(fields[text], id), text).toBe(true);
  });

  it("every text is found by the search when it alone changed, and there is no line", async () => {
    const { client, issueDate, currency } = keptOf(NAME).fields;
    const fields = {
      intent: "draft",
      client: String(client),
      issueDate: String(issueDate),
      currency: String(currency),
    };
    const id = await addInvoice(owner, fields);
    const path = `${owner.base}/invoices/${id}/edit`;
    for (const text of invoiceTextKeys) {
      const form = (await owner.visit(path)).form("Save draft");
      expect((await owner.submit(path, { ...form, [text]: `Alone${text}` })).status).toBe(302);
      expect(await isFound(`Alone${text}`, id), text).toBe(true);
    }
  });

  it("every text stands in the trail when it changes, by its name alone", async () => {
    const { id } = keptOf(NAME);
    const changed = (await trailOf(owner)).filter(
      ({ entity_id, action }) => entity_id === id && action === "invoice.changed",
    );
    for (const text of invoiceTextKeys)
      expect(changed.at(-1)?.changes, text).toMatchObject({ [text]: "changed" });
  });

  it("what it prints is on the document, and nothing else", async () => {
    const { fields, id } = keptOf(NAME);
    const page = await owner.visit(`/o/${owner.tenantId}/invoices/${id}/print`);
    const article = page.document.querySelector("article")?.text ?? "";
    const printed = invoiceTextKeys.filter((text) => article.includes(fields[text] ?? text));
    expect(printed).toEqual(printedTextKeys);
  });

  it("everything is in its copy, but what begins anew", async () => {
    const form = formOf(NAME);
    const { fields, id } = keptOf(NAME);
    const path = `${owner.base}/invoices/${id}`;
    const done = await owner.submit(path, (await owner.visit(path)).form("Duplicate"));
    const copy = /\/invoices\/([0-9A-Z]{26})\?/.exec(done.location ?? "")?.[1];
    const held = await heldBy(owner, `${owner.base}/invoices/${copy}/edit`, form);
    const anew = new Set<string>([
      ...Object.keys(NOT_COPIED),
      ...invoiceTextKeys.filter((text) => invoiceTexts[text].copied !== true),
    ]);
    for (const control of controlsOf(form))
      if (anew.has(control)) expect(held[control], control).not.toBe(fields[control]);
      else expect(held[control], control).toBe(fields[control]);
  });
});

it("a copy has every column of the lines, discounts and tax groups, also those that no form fills", async () => {
  const person = await app.registerPerson();
  const { id } = await insertIssued(person);
  const path = `${person.base}/invoices/${id}`;
  const done = await person.submit(path, (await person.visit(path)).form("Duplicate"));
  const copy = /\/invoices\/([0-9A-Z]{26})\?/.exec(done.location ?? "")?.[1] ?? "";
  for (const table of ["invoice_lines", "invoice_allowances", "invoice_tax_groups"]) {
    const rows = (of: string) =>
      sql(`SELECT * FROM ${table} WHERE tenant_id = ? AND invoice_id = ?`, [person.tenantId, of]);
    const [[original], [copied]] = [await rows(id), await rows(copy)];
    // The reason for no tax, its code and the tax's name come at the issue.
    const ofIssue =
      table === "invoice_tax_groups" ? { exemption_reason: null, exemption_code: null, name: null } : {};
    const anew = { invoice_id: copy, ...ofIssue };
    expect({ ...copied }, table).toEqual({ ...original, ...anew });
  }
});

it("an issued invoice keeps all that says who its seller and its buyer are, and how it is paid", async () => {
  const { fields: buyer, id } = keptOf("a client");
  const invoice = await addInvoice(owner, invoiceFields(id, { intent: "issue" }));
  const parties = ["seller", "buyer"].map((party) =>
    sql("SELECT * FROM invoice_parties WHERE tenant_id = ? AND invoice_id = ? AND party = ?", [
      owner.tenantId,
      invoice,
      party,
    ]),
  );
  const [[seller], [snapshot]] = (await Promise.all(parties)) as [Row[], Row[]];
  const page = await owner.visit(`/o/${owner.tenantId}/invoices/${invoice}/print`);
  const document = page.document.querySelector("article")?.text ?? "";
  const { fields: business } = keptOf("who the business is");
  const { fields: payment } = keptOf("how the business is paid");
  const column = (key: keyof typeof businessTexts) => invoiceParties[key].name;
  for (const key of keysOf(businessTexts)) {
    expect(seller?.[column(key)], key).toBe(business[key]);
    expect(document, key).toContain(business[key]);
  }
  for (const key of keysOf(partyTexts)) {
    expect(snapshot?.[column(key)] ?? undefined, key).toBe(buyer[key]);
    expect(document, key).toContain(buyer[key] ?? "");
  }
  for (const key of keysOf(paymentTexts)) expect(document, key).toContain(payment[key]);
});

describe("in the archive", () => {
  let imported: string;
  let older: string;
  const database = () => ({ url: inject("databaseUrl"), authToken: undefined });

  beforeAll(async () => {
    const archive = await downloadArchive(owner, owner.base);
    const options = { database: database(), owner: owner.email, asNew: true, now: app.now() };
    imported = (await importArchive(archive, options)).tenantId;
    // As a version wrote it that knew no column which may be empty and is.
    const fewer = await alteredArchive(archive, (_, row) =>
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)),
    );
    older = (await importArchive(fewer, options)).tenantId;
  });

  it.each(names)("everything comes back that says %s", async (name) => {
    const form = formOf(name);
    const fields = await heldBy(owner, pathOf(name, "path"), form);
    for (const tenant of [imported, older])
      expect(await heldBy(owner, pathOf(name, "path", `/o/${tenant}`), form)).toEqual(fields);
  });

  it("a column that this version does not know is refused, and so is a missing one that has to be there", async () => {
    const archive = await downloadArchive(owner, owner.base);
    const options = { database: database(), owner: owner.email, asNew: true, now: app.now() };
    const newer = await alteredArchive(archive, (table, row) =>
      table === "clients" ? { ...row, later: null } : row,
    );
    await expect(importArchive(newer, options)).rejects.toThrow("A row of clients has other columns");
    const poorer = await alteredArchive(archive, (table, { currency, ...row }) =>
      table === "invoices" ? row : { ...row, ...(currency === undefined ? {} : { currency }) },
    );
    await expect(importArchive(poorer, options)).rejects.toThrow("A row of invoices has no fitting currency");
  });
});
