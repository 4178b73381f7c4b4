import { beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import type { Fields } from "../support/visitor";

// A currency that nobody chose by hand is the client's, there and back; without scripts the form asks once before it stores anything.

let person: Person;
let [american, local, swiss]: string[] = [];

beforeAll(async () => {
  person = await createTestApp().registerPerson({ country: "DE", currency: "EUR" });
  american = await addClient(person, { name: "American Inc", currency: "USD" });
  local = await addClient(person, { name: "Lokal GmbH" });
  swiss = await addClient(person, { name: "Schweizer AG", currency: "CHF" });
});

const NEW = "/invoices/new";
const page = (path: string) => `${person.base}${path}`;
const line = { "lines[0].description": "Work", "lines[0].unitPrice": "100" };
const stored = async (location: string | null) => {
  const id = /\/invoices\/([0-9A-Z]{26})/.exec(location ?? "")?.[1] ?? "";
  const [row] = await sql("SELECT currency FROM invoices WHERE tenant_id = ? AND id = ?", [
    person.tenantId,
    id,
  ]);
  return row?.currency;
};
const invoices = async () =>
  (await sql("SELECT count(*) AS n FROM invoices WHERE tenant_id = ?", [person.tenantId]))[0]?.n;

/** The form as it comes, with what a browser without scripts changes in it. */
const opened = async (path: string, typed: Fields) => ({
  ...(await person.visit(page(path))).form("Save draft"),
  ...line,
  ...typed,
});

describe("the currency of a form that nobody chose by hand", () => {
  it.each([
    ["a client with a currency", NEW, () => american, "USD"],
    ["another client with another", `${NEW}?client=`, () => swiss, "CHF"],
    ["back to a client without one", `${NEW}?client=`, () => local, "EUR"],
  ])("follows %s, after a look at it", async (what, at, client, currency) => {
    const path = at.endsWith("=") ? `${at}${american}` : at;
    const before = await invoices();
    const asked = await person.submit(page(NEW), await opened(path, { client: client() }));
    expect([asked.status, await invoices(), asked.value("Currency")], what).toEqual([422, before, currency]);
    expect(asked.text).toContain(`This client is invoiced in ${currency}.`);
    const form = asked.form("Save draft");
    expect(form["lines[0].unitPrice"]).toBe("100");
    expect(await stored((await person.submit(page(NEW), form)).location)).toBe(currency);
  });

  it("asks nothing where it is the client's already", async () => {
    const done = await person.submit(page(NEW), await opened(NEW, { client: local }));
    expect(await stored(done.location)).toBe("EUR");
    const theirs = await person.submit(page(NEW), await opened(`${NEW}?client=${american}`, {}));
    expect(await stored(theirs.location)).toBe("USD");
  });

  it("follows the client of a draft that is edited, and is asked about before it is issued", async () => {
    const id = await addInvoice(person, invoiceFields(local ?? "", { currency: "EUR" }));
    const edit = `/invoices/${id}/edit`;
    const sent = await opened(edit, { client: american, intent: "issue" });
    const asked = await person.submit(page(edit), sent);
    expect([asked.status, asked.value("Currency")]).toEqual([422, "USD"]);
    expect((await sql("SELECT status FROM invoices WHERE id = ?", [id]))[0]?.status).toBe("draft");
    const done = await person.submit(page(edit), asked.form("Issue invoice"));
    expect(await stored(done.location)).toBe("USD");
  });
});

describe("a currency that was chosen by hand", () => {
  it("stays, in a new invoice and in a draft whose client is changed", async () => {
    const done = await person.submit(page(NEW), await opened(NEW, { client: american, currency: "GBP" }));
    expect(await stored(done.location)).toBe("GBP");
    const edit = `${/(\/invoices\/[0-9A-Z]{26})/.exec(done.location ?? "")?.[1]}/edit`;
    const saved = await person.submit(page(edit), await opened(edit, { client: swiss }));
    expect(await stored(saved.location)).toBe("GBP");
  });

  it("is the same as before once it was asked about and chosen again", async () => {
    const asked = await person.submit(page(NEW), await opened(NEW, { client: american }));
    const kept = { ...asked.form("Save draft"), currency: "EUR" };
    expect(await stored((await person.submit(page(NEW), kept)).location)).toBe("EUR");
  });
});
