import { describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp } from "../support/app";
import { addClient } from "../support/client";
import { requestLines } from "../support/console";
import { batch } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";

const PAUSE = 45 * 60_000;
const JUNE = Date.UTC(2026, 5, 5, 21, 30);

/** A business in Berlin with something of every kind; its day changes half an hour after the beginning. */
async function business() {
  const app = createTestApp({ now: () => JUNE });
  const owner = await app.registerPerson({ name: "Olga Owner" });
  const member = await app.registerPerson({ name: "Max Member" });
  await addMember(owner, member, "member");
  const client = await addClient(owner, { name: "Acme Ltd" });
  const invoice = await addInvoice(owner, invoiceFields(client));
  app.advance(PAUSE);
  const at = `${owner.base}/invoices/${invoice}`;
  await member.submit(`${at}/edit`, {
    ...invoiceFields(client, { dueDate: "2026-06-30", "lines[0].unitPrice": "200" }),
    version: "1",
  });
  await member.submit(at, { version: "2", intent: "issue" });
  app.advance(PAUSE);
  await owner.submit(at, { version: "3", intent: "markPaid", paidDate: "2026-06-06" });
  await owner.submit(`${owner.base}/clients/${client}/edit`, {
    name: "Acme Ltd",
    country: "GB",
    email: "a@acme.example",
    version: "1",
  });
  return { app, owner, member, client, invoice, url: `${owner.base}/activity` };
}

const NUMBER = "INV-2026-0001";

describe("the activity page", () => {
  it("tells who did what and when, in words, the newest first, and leads to it", async () => {
    const { owner, url, invoice, client } = await business();
    const page = await owner.visit(url);
    expect(page.heading).toBe("Activity");
    expect(page.rows).toEqual([
      ["Client Acme Ltd changed", "Email", "Olga Owner", "06.06.2026 01:00"],
      [`Invoice ${NUMBER} marked as paid`, "Paid date set to 06.06.2026", "Olga Owner", "06.06.2026 01:00"],
      [`Invoice ${NUMBER} issued`, "", "Max Member", "06.06.2026 00:15"],
      [
        `Invoice ${NUMBER} changed`,
        "Due date from 19.06.2026 to 30.06.2026 · Net from 100,00 € to 200,00 € · Tax from 19,00 € to 38,00 € · Total from 119,00 € to 238,00 € · Lines",
        "Max Member",
        "06.06.2026 00:15",
      ],
      [`Invoice ${NUMBER} drafted`, "", "Olga Owner", "05.06.2026 23:30"],
      ["Client Acme Ltd added", "", "Olga Owner", "05.06.2026 23:30"],
      ["Business opened", "", "Olga Owner", "05.06.2026 23:30"],
    ]);
    expect(page.link(`Invoice ${NUMBER} issued`)).toBe(`${owner.base}/invoices/${invoice}`);
    expect(page.link("Client Acme Ltd added")).toBe(`${owner.base}/clients/${client}`);
  });

  it("can be filtered by what it is about, by action, by person and by days of the business", async () => {
    const { owner, member, url } = await business();
    const found = async (query: string) => (await owner.visit(`${url}?${query}`)).rows.map(([what]) => what);
    expect(await found("about=client")).toEqual(["Client Acme Ltd changed", "Client Acme Ltd added"]);
    expect(await found("action=issued")).toEqual([`Invoice ${NUMBER} issued`]);
    expect(await found("about=client&action=created")).toEqual(["Client Acme Ltd added"]);
    expect(await found("about=client&action=issued")).toEqual([]);
    expect(await found(`person=${member.userId}`)).toEqual([
      `Invoice ${NUMBER} issued`,
      `Invoice ${NUMBER} changed`,
    ]);
    expect(await found("from=2026-06-06")).toHaveLength(4);
    expect(await found("to=2026-06-05")).toHaveLength(3);
    expect(await found("from=2026-06-06&to=2026-06-06&about=client")).toEqual(["Client Acme Ltd changed"]);
    expect(await found("from=2026-06-07")).toEqual([]);
    expect(await found("from=nonsense&about=nonsense&action=toString&person=x&at=y")).toHaveLength(7);
    const none = await owner.visit(`${url}?to=2020-01-01`);
    expect(none.text).toContain("No change matches the filter.");
    expect(none.link("Clear")).toBe(url);
    expect((await owner.visit(`${url}?action=issued`)).value("Action")).toBe("issued");
  });

  it("names everybody who ever did something, and nobody else", async () => {
    const { app, owner, url } = await business();
    await addMember(owner, await app.registerPerson({ name: "Idle Ida" }), "viewer");
    const options = (await owner.visit(url)).control("Person").querySelectorAll("option");
    expect(options.map((option) => option.text)).toEqual(["Everybody", "Max Member", "Olga Owner"]);
  });

  it("is for every role, and for nobody else", async () => {
    const { app, owner, url } = await business();
    const viewer = await app.registerPerson();
    await addMember(owner, viewer, "viewer");
    expect((await viewer.visit(url)).rows).toHaveLength(7);
    expect((await (await app.registerPerson()).visit(url)).status).toBe(404);
  });

  it("goes through any number of events, 50 a page, both ways, each once, also those of one instant", async () => {
    const owner = await createTestApp().registerPerson();
    const clients = await Promise.all([addClient(owner, { name: "A" }), addClient(owner, { name: "B" })]);
    const insert = `INSERT INTO audit_events SELECT ?1, 1 + max(seq), 1780000000000 + max(seq) / 7, ?2, 'client.changed', 'client', ?3, max(seq) + 1,
      json_object('paymentTermsDays', json_array(NULL, max(seq) + 1)), 'r' FROM audit_events WHERE tenant_id = ?1`;
    await batch(
      Array.from({ length: 120 }, (_, i) => [insert, [owner.tenantId, owner.userId, clients[i % 2] ?? ""]]),
    );
    const url = `${owner.base}/activity?about=client&action=changed`;
    const pages: string[][] = [];
    let page = await owner.visit(url);
    for (;;) {
      pages.push(page.rows.map(([, details]) => details ?? ""));
      const next = page.link("Next");
      if (!next) break;
      page = await owner.visit(`${owner.base}/activity${next.slice(next.indexOf("?"))}`);
    }
    expect(pages.map((rows) => rows.length)).toEqual([50, 50, 20]);
    const all = Array.from({ length: 120 }, (_, i) => `Payment terms set to ${123 - i} days`);
    expect(pages.flat()).toEqual(all);
    const back = page.link("Previous") ?? "";
    page = await owner.visit(`${owner.base}/activity${back.slice(back.indexOf("?"))}`);
    expect(page.rows.map(([, details]) => details)).toEqual(pages[1]);
  });

  it("asks the database once, and once more where days have to be found", async () => {
    const owner = await createTestApp().registerPerson();
    await owner.visit(`${owner.base}/activity?about=client`);
    await owner.visit(`${owner.base}/activity?from=2026-01-01`);
    expect(requestLines().map(({ roundTrips }) => roundTrips)).toEqual([1, 2]);
  });
});

describe("an invoice's and a client's page", () => {
  it("tell their own history", async () => {
    const { owner, invoice, client } = await business();
    const other = await addClient(owner, { name: "Other" });
    const of = async (path: string) =>
      (await owner.visit(`${owner.base}${path}`)).document
        .querySelectorAll("ol li")
        .map((li) => li.text.replaceAll(/\s+/g, " ").trim());
    expect(await of(`/invoices/${invoice}`)).toEqual([
      "Marked as paid by Olga Owner, 06.06.2026 01:00Paid date set to 06.06.2026",
      "Issued by Max Member, 06.06.2026 00:15",
      expect.stringMatching(/^Changed by Max Member, 06\.06\.2026 00:15Due date from /),
      "Drafted by Olga Owner, 05.06.2026 23:30",
    ]);
    expect(await of(`/clients/${client}`)).toEqual([
      "Changed by Olga Owner, 06.06.2026 01:00Email",
      "Added by Olga Owner, 05.06.2026 23:30",
    ]);
    expect(await of(`/clients/${other}`)).toEqual(["Added by Olga Owner, 06.06.2026 01:00"]);
  });
});
