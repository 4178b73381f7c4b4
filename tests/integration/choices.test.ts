import { beforeAll, describe, expect, it } from "vitest";
import { limits } from "~/shared/limits";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import type { Page } from "../support/page";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import { type Fields, freshId } from "../support/visitor";

// What the form of an invoice offers and brings along. All of it is done as a browser without scripts does it.

const NEW = "/invoices/new";
const SAVE = "Save draft";
const LINE = { "lines[0].description": "Work", "lines[0].unitPrice": "100" };
const NO_PRICE = { ...LINE, "lines[0].unitPrice": "no price" };

const owner = () => createTestApp().registerPerson();
const idIn = (page: Page) => /\/invoices\/([0-9A-Z]{26})/.exec(page.location ?? "")?.[1] ?? "";

/** The form at this address as it comes, with what a browser without scripts changes in it, sent to that same address. */
async function send(person: Person, path: string, typed: Fields = {}) {
  const page = await person.visit(`${person.base}${path}`);
  return person.submit(`${person.base}${path}`, { ...page.form(SAVE), ...typed });
}

const options = (page: Page, label: string) =>
  page
    .control(label)
    .querySelectorAll("option")
    .map((option) => option.text.trim());

describe("the client's reference", () => {
  let person: Person;
  let [theirs, others, none]: string[] = [];

  beforeAll(async () => {
    person = await owner();
    theirs = await addClient(person, { name: "Asks", buyerReference: "PO 7" });
    others = await addClient(person, { name: "Asks otherwise", buyerReference: "04011000-12345-67" });
    none = await addClient(person, { name: "Asks nothing" });
  });

  const reference = async (page: Page) => {
    const [row] = await sql("SELECT buyer_reference FROM invoices WHERE tenant_id = ? AND id = ?", [
      person.tenantId,
      idIn(page),
    ]);
    return row === undefined ? page.messages : row.buyer_reference;
  };

  it("stands in the form of a new invoice of that client, and is stored with it", async () => {
    const page = await person.visit(`${person.base}${NEW}?client=${theirs}`);
    expect(page.value("Buyer reference")).toBe("PO 7");
    expect(await reference(await send(person, `${NEW}?client=${theirs}`, LINE))).toBe("PO 7");
  });

  it("is that of the client that was chosen without scripts, there, elsewhere and back", async () => {
    expect(await reference(await send(person, NEW, { ...LINE, client: theirs }))).toBe("PO 7");
    const elsewhere = { ...LINE, client: others };
    expect(await reference(await send(person, `${NEW}?client=${theirs}`, elsewhere))).toBe(
      "04011000-12345-67",
    );
    expect(await reference(await send(person, `${NEW}?client=${theirs}`, { ...LINE, client: none }))).toBe(
      null,
    );
  });

  it("comes along though the form was sent back once", async () => {
    for (const [path, client] of [
      [NEW, theirs],
      [`${NEW}?client=${others}`, theirs],
    ] as const) {
      const back = await send(person, path, { ...NO_PRICE, client });
      expect(back.status).toBe(422);
      const again = await person.submit(`${person.base}${NEW}`, { ...back.form(SAVE), ...LINE });
      expect(await reference(again), path).toBe("PO 7");
    }
  });

  it.each([
    ["another", "PO 8"],
    ["none", ""],
  ])("gives way to %s that was typed, also where the form was sent back", async (_, typed) => {
    const at = `${NEW}?client=${theirs}`;
    expect(await reference(await send(person, at, { ...LINE, buyerReference: typed }))).toBe(typed || null);
    const back = await send(person, at, { ...NO_PRICE, buyerReference: typed });
    expect(back.value("Buyer reference")).toBe(typed);
    const again = await person.submit(`${person.base}${NEW}`, { ...back.form(SAVE), ...LINE });
    expect(await reference(again)).toBe(typed || null);
  });

  it("follows the client of a draft, unless another was typed there", async () => {
    const edit = (made: Page, typed: Fields) =>
      send(person, `/invoices/${idIn(made)}/edit`, { ...LINE, ...typed });
    const made = await send(person, NEW, { ...LINE, client: theirs });
    expect(await reference(await edit(made, { client: others }))).toBe("04011000-12345-67");
    const typed = await send(person, NEW, { ...LINE, client: theirs, buyerReference: "Mine" });
    expect(await reference(await edit(typed, { client: others }))).toBe("Mine");
    expect(await reference(await edit(typed, { client: theirs }))).toBe("Mine");
    expect(await reference(await edit(typed, { buyerReference: "" }))).toBe(null);
  });

  it("is told by the trail where it came along with another client", async () => {
    const made = await send(person, NEW, { ...LINE, client: theirs });
    await send(person, `/invoices/${idIn(made)}/edit`, { client: others });
    const [event] = await sql(
      "SELECT changes FROM audit_events WHERE tenant_id = ? AND entity_id = ? AND action = 'invoice.changed'",
      [person.tenantId, idIn(made)],
    );
    expect(JSON.parse(String(event?.changes)).buyerReference).toBe("changed");
  });

  it("is left as it is by an invoice that was sent without saying what the form had put there", async () => {
    const id = await addInvoice(person, invoiceFields(theirs ?? "", { buyerReference: "" }));
    expect((await sql("SELECT buyer_reference AS b FROM invoices WHERE id = ?", [id]))[0]?.b).toBe(null);
  });
});

describe("a tax rate that was archived", () => {
  const archive = async (person: Person, id: string) =>
    person.submit(`${person.base}/settings/tax-rates?index`, { intent: "archive", rate: id, version: 1 });

  it("is marked in the form of a draft that has it, behind those in use, and is offered by no other", async () => {
    const person = await owner();
    const client = await addClient(person);
    const had = await addInvoice(person, invoiceFields(client, { "lines[0].taxRate": "Z-0" }));
    const not = await addInvoice(person, invoiceFields(client));
    const at = (path: string) => person.visit(`${person.base}/invoices/${path}`);
    const before = options(await at(`${had}/edit`), "Tax rate");
    const name = before.find((each) => /\b0\s?%/.test(each)) ?? "";
    expect(before.join()).not.toContain("archived");
    expect((await archive(person, "Z-0")).status).toBe(302);
    const after = await at(`${had}/edit`);
    expect(after.value("Tax rate")).toBe("Z-0");
    const rest = before.filter((each) => each !== name);
    expect(options(after, "Tax rate")).toEqual([...rest, `${name} (archived)`]);
    for (const path of [`${not}/edit`, "new"]) expect(options(await at(path), "Tax rate")).toEqual(rest);
  });
});

describe("a new line", () => {
  it("begins with the default rate, whatever the line above it has", async () => {
    const person = await owner();
    const client = await addClient(person);
    const more = async (path: string) => {
      const page = await person.visit(`${person.base}${path}`);
      const intent = page.form("Add line");
      const added = await person.submit(`${person.base}${path}`, { ...intent, "lines[0].taxRate": "Z-0" });
      const { "lines[0].taxRate": first, "lines[1].taxRate": second } = added.form(SAVE);
      return [first, second];
    };
    const id = await addInvoice(person, invoiceFields(client, { "lines[0].taxRate": "Z-0" }));
    for (const path of [NEW, `/invoices/${id}/edit`])
      expect(await more(path), path).toEqual(["Z-0", "S-190000"]);
    await person.submit(`${person.base}/settings/tax-rates?index`, {
      intent: "default",
      rate: "Z-0",
      version: 1,
    });
    expect((await person.visit(`${person.base}${NEW}`)).value("Tax rate")).toBe("Z-0");
  });
});

describe("more clients than a choice holds", () => {
  let person: Person;
  const named = (i: number) => `Client ${String(i).padStart(3, "0")}`;
  const NAMES = Array.from({ length: limits.clientChoices + 20 }, (_, i) => named(i));
  const ids = new Map<string, string>();
  const far = named(NAMES.length - 1);
  const idOf = (name: string) => ids.get(name) ?? "";

  beforeAll(async () => {
    person = await owner();
    for (const name of NAMES) ids.set(name, freshId());
    await sql(
      `INSERT INTO clients (tenant_id, id, name, country, buyer_reference, created_at, updated_at) VALUES ${NAMES.map(() => "(?, ?, ?, 'DE', ?, 1, 1)").join(", ")}`,
      NAMES.flatMap((name) => [person.tenantId, idOf(name), name, `Of ${name}`]),
    );
  });

  const offered = (page: Page) => options(page, "Client").slice(1);
  /** What a browser opens when somebody types into the search and presses its button. */
  async function find(path: string, words: string, button = "Find") {
    const page = await person.visit(`${person.base}${path}`);
    const query = new URLSearchParams({ ...page.form(button), find: words });
    const at = `${path}?${query}`;
    return { at, page: await person.visit(`${person.base}${at}`) };
  }

  it("are each reached by the search of a new invoice", async () => {
    const start = await person.visit(`${person.base}${NEW}`);
    expect(offered(start)).toHaveLength(limits.clientChoices);
    expect(offered(start)).not.toContain(far);
    for (const name of NAMES.slice(-20)) {
      const { page } = await find(NEW, name.slice("Client ".length));
      expect(offered(page), name).toEqual([name]);
    }
  });

  it("are chosen at once where only one is found, with what comes along with it", async () => {
    const { at, page } = await find(NEW, far);
    expect([page.value("Client"), page.value("Buyer reference")]).toEqual([idOf(far), `Of ${far}`]);
    expect(page.messages).toContain(`1 client matches “${far}”.`);
    const saved = await person.submit(`${person.base}${at}`, { ...page.form(SAVE), ...LINE });
    const [row] = await sql("SELECT client_id, buyer_reference FROM invoices WHERE id = ?", [idIn(saved)]);
    expect([row?.client_id, row?.buyer_reference]).toEqual([idOf(far), `Of ${far}`]);
  });

  it("stay chosen when the form is sent back", async () => {
    const { at, page } = await find(NEW, "Client 1");
    expect(offered(page)).toEqual(NAMES.filter((name) => name.startsWith("Client 1")));
    const action = page.document
      .querySelectorAll("form[method=post]")
      .map((form) => form.getAttribute("action"))
      .find((each) => each?.includes(NEW));
    expect(action).toBe(`${person.base}${at}`);
    const typed = { ...page.form(SAVE), ...NO_PRICE, client: idOf(far) };
    const back = await person.submit(String(action), typed);
    expect([back.status, back.value("Client")]).toEqual([422, idOf(far)]);
    const again = await person.submit(String(action), { ...back.form(SAVE), ...LINE });
    expect(idIn(again)).not.toBe("");
  });

  it("are each reached by the search of a draft, whose own client stays among those to choose from", async () => {
    const id = await addInvoice(person, invoiceFields(idOf(named(0))));
    const { at, page } = await find(`/invoices/${id}/edit`, far);
    expect([offered(page), page.value("Client")]).toEqual([[named(0), far], idOf(named(0))]);
    const back = await person.submit(`${person.base}${at}`, {
      ...page.form(SAVE),
      ...NO_PRICE,
      client: idOf(far),
    });
    expect([back.status, back.value("Client")]).toEqual([422, idOf(far)]);
    const saved = await person.submit(`${person.base}${at}`, { ...back.form(SAVE), ...LINE });
    expect(saved.location).toContain("draft-saved");
    expect((await sql("SELECT client_id FROM invoices WHERE id = ?", [id]))[0]?.client_id).toBe(idOf(far));
  });

  it("are each reached by the search of the list's filter, and the one that was chosen stays in it", async () => {
    const id = await addInvoice(person, invoiceFields(idOf(far)));
    await addInvoice(person, invoiceFields(idOf(named(1))));
    const last = named(NAMES.length - 2);
    const { page } = await find("/invoices", last, "Apply");
    expect(offered(page)).toEqual([last]);
    const chosen = await person.visit(
      `${person.base}/invoices?${new URLSearchParams({ ...page.form("Apply"), client: idOf(far) })}`,
    );
    expect([chosen.value("Client"), offered(chosen)]).toEqual([idOf(far), [last, far]]);
    expect(chosen.html).toContain(`/invoices/${id}`);
    expect(chosen.rows.map((cells) => cells.includes(far))).not.toContain(false);
  });

  it("are as many as before where nothing is found, and the page says so", async () => {
    for (const words of ["nobody", "!!!"]) {
      const { page } = await find(NEW, words);
      expect(offered(page), words).toHaveLength(limits.clientChoices);
      expect(page.messages).toContain(`No client in use matches “${words}”.`);
    }
  });

  it("are cut, and the page says so, where more are found than it holds", async () => {
    const { page } = await find(NEW, "Client");
    expect(offered(page)).toEqual(NAMES.slice(0, limits.clientChoices));
    expect(page.messages).toContain(`More than ${limits.clientChoices} clients match “Client”.`);
  });

  it("are not found once archived, nor those of another business", async () => {
    const stranger = await owner();
    await addClient(stranger, { name: "Of a stranger" });
    await sql("UPDATE clients SET archived_at = 1, version = version + 1 WHERE id = ?", [idOf(named(110))]);
    for (const words of [named(110), "Stranger"]) {
      const { page } = await find(NEW, words);
      expect(page.messages).toContain("No client in use matches");
    }
  });
});

describe("as many clients as a choice holds, or fewer", () => {
  it("need no search", async () => {
    const person = await owner();
    const [first, second] = [await addClient(person, { name: "A" }), await addClient(person, { name: "B" })];
    const id = await addInvoice(person, invoiceFields(first));
    for (const path of [NEW, `/invoices/${id}/edit`, "/invoices"]) {
      const page = await person.visit(`${person.base}${path}?find=B`);
      expect(page.html, path).not.toContain('name="find"');
      expect(options(page, "Client").slice(1), path).toEqual(["A", "B"]);
    }
    expect(second).not.toBe("");
  });
});
