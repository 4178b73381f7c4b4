import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import type { Fields } from "../support/visitor";

// Numbers are read and shown by the locale of the business: forms, conflict page, messages, hints and explanations.

const app = createTestApp();
const NBSP = "\u00A0";

/** Somebody with a business in a country, and its client. */
async function businessIn(country: string) {
  const person = await app.registerPerson({ country });
  const client = await addClient(person);
  const [tenant] = await sql("SELECT currency FROM tenants WHERE id = ?", [person.tenantId]);
  return { person, client, currency: String(tenant?.currency) };
}
type Business = Awaited<ReturnType<typeof businessIn>>;

let german: Business;
let british: Business;
let french: Business;

beforeAll(async () => {
  [german, british, french] = await Promise.all([businessIn("DE"), businessIn("GB"), businessIn("FR")]);
});

const fieldsOf = ({ client, currency }: Business, quantity: string, more: Fields = {}): Fields => ({
  intent: "draft",
  client,
  issueDate: "2026-03-31",
  currency,
  "lines[0].description": "Work",
  "lines[0].quantity": quantity,
  "lines[0].unit": "HUR",
  "lines[0].unitPrice": "1",
  "lines[0].taxRate": "Z-0",
  "lines[0].discount": "",
  ...more,
});

const idIn = (location: string | null) => /\/invoices\/([0-9A-Z]{26})/.exec(location ?? "")?.[1] ?? "";

/** Sends the form of a new invoice as somebody without JavaScript does, over what the page has filled in. */
async function create({ person }: Business, fields: Fields) {
  const path = `${person.base}/invoices/new`;
  const { key: _, writtenIn } = (await person.visit(path)).form("Save draft");
  return person.submit(path, { writtenIn, ...fields });
}

async function stored(person: Person, location: string | null) {
  const [line] = await sql(
    "SELECT quantity_micro, unit_price_micro, net_minor FROM invoice_lines WHERE tenant_id = ? AND invoice_id = ?",
    [person.tenantId, idIn(location)],
  );
  return line;
}

describe("a number is read by the business's locale", () => {
  it.each([
    ["1.234", 1_234_000_000],
    ["1,234", 1_234_000],
    ["1.234,5", 1_234_500_000],
    ["12.5", 12_500_000],
    [`1${NBSP}234,5`, 1_234_500_000],
  ])("in Germany %s is %d millionths", async (text, micro) => {
    const answer = await create(german, fieldsOf(german, text));
    expect(await stored(german.person, answer.location)).toMatchObject({ quantity_micro: micro });
  });

  it.each([
    ["1,234", 1_234_000_000],
    ["1.234", 1_234_000],
    ["1,234.5", 1_234_500_000],
    ["12,5", 12_500_000],
  ])("in Britain %s is %d millionths", async (text, micro) => {
    const answer = await create(british, fieldsOf(british, text));
    expect(await stored(british.person, answer.location)).toMatchObject({ quantity_micro: micro });
  });

  it("also when the form does not say its locale", async () => {
    const path = `${german.person.base}/invoices/new`;
    const answer = await german.person.submit(path, fieldsOf(german, "1.234"));
    expect(await stored(german.person, answer.location)).toMatchObject({ quantity_micro: 1_234_000_000 });
  });

  it("and a form that was opened before the business changed it keeps the one that it was written in", async () => {
    const mover = await businessIn("DE");
    const { person } = mover;
    const path = `${person.base}/invoices/new`;
    const before = (await person.visit(path)).form("Save draft");
    const settings = `${person.base}/settings/formats`;
    const formats = (await person.visit(settings)).form("Save dates and amounts");
    expect((await person.submit(settings, { ...formats, locale: "en-GB" })).status).toBe(302);
    const typed = fieldsOf(mover, "1.234", { "lines[0].unitPrice": "2,50" });
    const answer = await person.submit(path, { ...before, ...typed });
    expect(await stored(person, answer.location)).toMatchObject({ quantity_micro: 1_234_000_000 });
    // Comes back in the same locale too, though the page around it has another.
    const refused = await person.submit(path, { ...before, ...typed, "lines[0].description": "" });
    expect(refused.form("Save draft")).toMatchObject({ writtenIn: "de-DE" });
    expect(refused.text).toContain("Read as 1.234,00, not as 1,234.");
  });

  it("and yen are read back as they are printed", async () => {
    const typed = fieldsOf(german, "1", { currency: "JPY", "lines[0].unitPrice": "1.127" });
    const answer = await create(german, typed);
    expect(await stored(german.person, answer.location)).toMatchObject({ net_minor: 1127 });
    const edit = `${german.person.base}/invoices/${idIn(answer.location)}/edit`;
    const form = (await german.person.visit(edit)).form("Save draft");
    expect(form["lines[0].unitPrice"]).toBe("1.127");
    const again = await german.person.submit(edit, form);
    expect(await stored(german.person, again.location)).toMatchObject({ net_minor: 1127 });
  });

  it("a tax rate's too", async () => {
    const path = `${german.person.base}/settings/tax-rates/new`;
    const form = (await german.person.visit(path)).form("Add tax rate");
    const rate = { ...form, name: "QST", category: "S" };
    const asked = await german.person.submit(path, { ...rate, rate: "9.975" });
    expect([asked.status, asked.text.includes("Did you mean 9,975?")]).toEqual([422, true]);
    expect((await german.person.submit(path, { ...rate, rate: "9,975" })).status).toBe(302);
    const rates = await sql("SELECT rate_ppm FROM tax_rates WHERE tenant_id = ?", [german.person.tenantId]);
    expect(rates.map(({ rate_ppm }) => rate_ppm)).toContain(99_750);
  });
});

describe("what was understood of a number that could be either", () => {
  it("stands beside its field when the form comes back", async () => {
    const page = await create(
      german,
      fieldsOf(german, "1.234", { "lines[0].unitPrice": "12.5", note: "\u202E" }),
    );
    expect(page.status).toBe(422);
    expect(page.text).toContain("Read as 1.234,00, not as 1,234.");
    expect(page.text).toContain("Read as 12,5.");
    const control = page.control("Quantity");
    const note = page.document.getElementById(`${control.getAttribute("id")}-note`);
    expect(note?.text).toBe("Read as 1.234,00, not as 1,234.");
    expect(control.getAttribute("aria-describedby")).toContain(note?.getAttribute("id"));
  });

  it("and on the page of the saved draft, until that is dismissed", async () => {
    const answer = await create(german, fieldsOf(german, "1.234", { "lines[0].unitPrice": "1,799" }));
    const page = await german.person.visit(answer.location ?? "");
    expect(page.text).toContain("Some numbers could be read in two ways.");
    expect(page.text).toContain("Line 1, quantity 1.234,00");
    expect(page.text).toContain("Line 1, unit price 1,799, not 1.799,00");
    const plain = await german.person.visit(`${german.person.base}/invoices/${idIn(answer.location)}`);
    expect(plain.text).not.toContain("two ways");
  });

  it("is not said of numbers that nobody mistakes, nor by an address that somebody made up", async () => {
    const answer = await create(german, fieldsOf(german, "1234,5", { "lines[0].unitPrice": "1.234,50" }));
    expect(answer.location).not.toContain("fields=");
    const made = `${german.person.base}/invoices/${idIn(answer.location)}?done=draft-saved&fields=`;
    for (const names of ["9.quantity", "x", "1.description", "1.discount,discount", "%00", ",".repeat(500)])
      expect((await german.person.visit(made + names)).text, names).not.toContain("two ways");
  });

  it("is not said of what the form came with", async () => {
    const answer = await create(german, fieldsOf(german, "1.234"));
    const edit = `${german.person.base}/invoices/${idIn(answer.location)}/edit`;
    expect((await german.person.visit(edit)).text).not.toContain("Read as");
  });
});

describe("another locale's spelling is a question at the field", () => {
  it.each<[string, () => Business, string, string]>([
    ["Germany", () => german, "1,234.50", "Did you mean 1.234,5? Then write it like that."],
    ["Britain", () => british, "1.234,50", "Did you mean 1,234.5? Then write it like that."],
    ["Britain", () => british, "1,50,000", "Did you mean 150,000.00? Then write it like that."],
    ["France", () => french, "1.234", "Did you mean 1 234,00 or 1,234? Write the one that you mean."],
  ])("in %s, where nothing is stored of it: %#", async (_, of, text, question) => {
    const page = await create(of(), fieldsOf(of(), text));
    expect(page.status).toBe(422);
    expect(page.text).toContain(question);
    expect(page.value("Quantity")).toBe(text);
  });

  it("for amounts as well: a currency of two decimals has no 1,234", async () => {
    const page = await create(german, fieldsOf(german, "1", { discount: "1,234" }));
    expect([page.status, page.text.includes("Did you mean 1.234,00?")]).toEqual([422, true]);
  });
});

describe("a number is shown in one way, the locale's", () => {
  it("in the form, from which it is saved unchanged", async () => {
    const typed = fieldsOf(german, "1234,5", {
      "lines[0].unitPrice": "0,125",
      "lines[0].discount": "2,5%",
      discount: "1,5",
    });
    const answer = await create(german, typed);
    const before = await stored(german.person, answer.location);
    const edit = `${german.person.base}/invoices/${idIn(answer.location)}/edit`;
    const form = (await german.person.visit(edit)).form("Save draft");
    expect(form).toMatchObject({
      "lines[0].quantity": "1.234,5",
      "lines[0].unitPrice": "0,125",
      "lines[0].discount": `2,5${NBSP}%`,
      discount: "1,50",
    });
    const again = await german.person.submit(edit, form);
    expect(await stored(german.person, again.location)).toEqual(before);
  });

  it("in hints, messages and explanations", async () => {
    const path = `${german.person.base}/invoices/new`;
    expect((await german.person.visit(path)).text).toContain("a percentage such as 5 %.");
    const wrong = await create(german, fieldsOf(german, "x", { "lines[0].discount": "y" }));
    expect(wrong.text).toContain("Enter a number such as 2 or 1,5.");
    expect(wrong.text).toContain("a percentage such as 10 %.");
    const answer = await create(german, fieldsOf(german, "10", { "lines[0].unitPrice": "410,5" }));
    const page = await german.person.visit(answer.location ?? "");
    expect(page.text).toContain("10 × 410,5 = 4.105");
    const rates = `${german.person.base}/settings/tax-rates/new`;
    const rate = { ...(await german.person.visit(rates)).form("Add tax rate"), name: "A", rate: "x" };
    expect((await german.person.submit(rates, rate)).text).toContain("Enter a rate such as 19 or 8,1.");
  });

  it("on the page of two versions, where the same number is no difference", async () => {
    const answer = await create(
      german,
      fieldsOf(german, "1234,5", { "lines[0].unitPrice": "2", discount: "10" }),
    );
    const edit = `${german.person.base}/invoices/${idIn(answer.location)}/edit`;
    const { key: _, ...form } = (await german.person.visit(edit)).form("Save draft");
    expect((await german.person.submit(edit, { ...form, note: "theirs" })).status).toBe(302);
    const same = { ...form, "lines[0].quantity": "1234,50", "lines[0].unitPrice": "2.0", discount: "10,0 €" };
    const page = await german.person.submit(edit, { ...same, note: "mine" });
    expect(page.status).toBe(409);
    expect(page.text).not.toContain("Line 1");
    expect(page.text).not.toContain("Discount on everything");
    const other = await german.person.submit(edit, { ...same, "lines[0].quantity": "1235.5" });
    expect(other.text).toContain("1.235,5");
    expect(other.text).toContain("1.234,5");
    const { conflict = "" } = other.form("Save draft");
    const saved = await german.person.submit(edit, { conflict, "use[0]": "theirs", "use[1]": "mine" });
    expect(await stored(german.person, saved.location)).toMatchObject({ quantity_micro: 1_235_500_000 });
  });
});
