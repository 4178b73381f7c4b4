import { beforeAll, describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person, type TestApp } from "../support/app";
import { requestLines, takeErrors } from "../support/console";
import { insertDraft, insertIssued } from "../support/invoice-rows";
import type { Page } from "../support/page";
import { freshId } from "../support/visitor";

const MENU = ["Dashboard", "Invoices", "Clients", "Activity", "Settings"];

/** The links of the main menu. */
const menuOf = (page: Page): string[] =>
  page.document.querySelectorAll('nav[aria-label="Main"] a').map((link) => link.text.trim());

let app: TestApp;
let owner: Person;
beforeAll(async () => {
  app = createTestApp();
  owner = await app.registerPerson({ businessName: "Example & Co" });
});

describe("the menu of the business", () => {
  it.each([
    "/nothing",
    "/nothing/at/all",
    "/invoices/new/x",
    `/invoices/${freshId()}`,
    `/clients/${freshId()}/edit`,
  ])("stays where there is nothing at %s, at the price of one database step", async (path) => {
    const page = await owner.visit(owner.base + path);
    expect([page.status, page.heading]).toEqual([404, "There is nothing at this address"]);
    expect(menuOf(page)).toEqual(MENU);
    expect(requestLines().map(({ roundTrips }) => roundTrips)).toEqual([1]);
  });

  it("stays where one's role does not allow a page", async () => {
    const viewer = await app.registerPerson();
    await addMember(owner, viewer, "viewer");
    const page = await viewer.visit(`${owner.base}/settings/data`);
    expect([page.status, page.heading]).toEqual([403, "You can't do that here"]);
    expect(menuOf(page)).toEqual(MENU);
  });

  it("stays where a page has a bug", async () => {
    const broken = createTestApp();
    const person = await broken.registerPerson();
    const route = broken.build.routes["routes/o.$tenant.clients._index"];
    const loader = async () => {
      throw new Error("a bug");
    };
    if (route) broken.build.routes[route.id] = { ...route, module: { ...route.module, loader } };
    const page = await person.visit(`${person.base}/clients`);
    expect([page.status, page.heading]).toEqual([500, "Something broke on our side"]);
    expect(menuOf(page)).toEqual(MENU);
    takeErrors();
  });

  it("is shown to nobody else: another's business and none are the same page, without it", async () => {
    const stranger = await app.registerPerson();
    for (const path of ["", "/nothing", "/invoices"]) {
      const page = await stranger.visit(owner.base + path);
      expect([page.status, menuOf(page)]).toEqual([404, []]);
      expect(page.html).not.toContain("Example &amp; Co");
    }
    expect((await app.visit(`${owner.base}/nothing`)).location).toMatch(/^\/login\?/);
  });
});

it("the menu of one's own pages stays where there is nothing", async () => {
  const page = await owner.visit("/settings/nothing");
  expect([page.status, menuOf(page)]).toEqual([404, ["Dashboard"]]);
});

describe("editing an issued invoice", () => {
  it("leads to the invoice, which says why", async () => {
    const issued = await insertIssued(owner);
    const invoice = `${owner.base}/invoices/${issued.id}`;
    const edit = await owner.visit(`${invoice}/edit`);
    expect(edit.location).toBe(`${invoice}?done=invoice-is-issued`);
    expect((await owner.visit(edit.location ?? "")).messages).toContain(
      "This invoice was issued and can’t be edited any more.",
    );
  });

  it("says that changes were not saved, where somebody issued it before they came", async () => {
    const draft = await insertDraft(owner);
    const invoice = `${owner.base}/invoices/${draft.id}`;
    const typed = (await owner.visit(`${invoice}/edit`)).form("Save draft");
    const issue = (await owner.visit(invoice)).form("Issue invoice");
    expect((await owner.submit(invoice, issue)).location).toBe(`${invoice}?done=invoice-issued`);
    const late = await owner.submit(`${invoice}/edit`, { ...typed, note: "Too late" });
    expect(late.location).toBe(`${invoice}?done=invoice-issued-first`);
    const page = await owner.visit(late.location ?? "");
    expect(page.messages).toContain("so they were not saved");
    expect(page.html).not.toContain("Too late");
  });
});

describe("a list of one page", () => {
  it("has no pager: invoices, clients, a client's invoices, and the activity", async () => {
    const person = await app.registerPerson();
    const { clientId } = await insertDraft(person);
    for (const path of [
      "/invoices",
      "/invoices?status=paid",
      "/clients",
      "/clients?search=nobody",
      `/clients/${clientId}`,
      "/activity",
    ]) {
      const page = await person.visit(person.base + path);
      expect(page.status).toBe(200);
      expect(page.text, path).not.toMatch(/\bPrevious\b|\bNext\b/);
    }
  });
});
