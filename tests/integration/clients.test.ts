import { describe, expect, it } from "vitest";
import { limits } from "~/shared/limits";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

const everything = {
  name: "Größe & Söhne <GmbH>",
  tradeName: "Größe",
  contactName: "Eve Example",
  email: "eve@example.com",
  phone: "+49 30 123",
  addressLine1: "Straße 1",
  addressLine2: "Hof",
  postcode: "10115",
  city: "Berlin",
  region: "BE",
  country: "DE",
  vatId: "DE123456788",
  registrationId: "HRB 1",
  buyerReference: "PO-7",
  currency: "CHF",
  paymentTermsDays: "14",
  paymentTermsKind: "day-of-next-month",
  paymentTermsDay: "10",
  earlyPaymentPpm: "2.5",
  earlyPaymentDays: "8",
  paymentTerms: "By {date}, please.",
  note: "first line\nsecond line",
};

const owner = () => createTestApp().registerPerson();
const stored = async (person: Person, id: string) =>
  (await sql("SELECT * FROM clients WHERE tenant_id = ? AND id = ?", [person.tenantId, id]))[0];
const events = (person: Person, id: string) =>
  sql(
    "SELECT action, entity_version, actor_id FROM audit_events WHERE tenant_id = ? AND entity_id = ? ORDER BY seq",
    [person.tenantId, id],
  );

describe("a new client", () => {
  it("is stored as it was typed and shown", async () => {
    const person = await owner();
    const form = (await person.visit(`${person.base}/clients/new`)).form("Save client");
    const answer = await person.submit(`${person.base}/clients/new`, { ...form, ...everything });
    expect(answer.status).toBe(302);
    const page = await person.visit(answer.location ?? "");
    expect(page.heading).toBe(everything.name);
    expect(page.messages).toContain("The client was added.");
    const [row] = await sql("SELECT * FROM clients WHERE tenant_id = ?", [person.tenantId]);
    expect(row).toMatchObject({
      name: everything.name,
      trade_name: "Größe",
      address_line1: "Straße 1",
      vat_id: "DE123456788",
      currency: "CHF",
      payment_terms_days: 14,
      payment_terms_kind: "day-of-next-month",
      payment_terms_day: 10,
      early_payment_ppm: 25_000,
      early_payment_days: 8,
      payment_terms: "By {date}, please.",
      note: "first line\nsecond line",
      version: 1,
      archived_at: null,
    });
  });

  it("needs a name and a country and nothing else", async () => {
    const person = await owner();
    const id = await addClient(person, { name: "  Small  ", country: "FR" });
    expect(await stored(person, id)).toMatchObject({
      name: "Small",
      country: "FR",
      email: null,
      note: null,
      currency: null,
    });
  });

  it("is recorded with who made it", async () => {
    const person = await owner();
    const id = await addClient(person);
    expect(await events(person, id)).toMatchObject([
      { action: "client.created", entity_version: 1, actor_id: person.userId },
    ]);
  });

  it("with mistakes is not stored, and everything that was typed is still there", async () => {
    const person = await owner();
    const typed = { ...everything, name: "", email: "eve", paymentTermsDays: "a month" };
    const answer = await person.submit(`${person.base}/clients/new`, typed);
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("Enter the client's name.");
    expect(answer.messages).toContain("Enter an e-mail address such as name@example.com.");
    expect(answer.messages).toContain(`Enter a number of days from 0 to ${limits.paymentTermsDays}.`);
    const { key: _, ...again } = answer.form("Save client");
    expect({ ...again, note: again.note?.replaceAll("\r\n", "\n") }).toEqual(typed);
    expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [person.tenantId])).toBe(0);
  });

  it("with a text over its limit is refused, and at its limit stored", async () => {
    const person = await owner();
    const long = await person.submit(`${person.base}/clients/new`, {
      name: "n".repeat(limits.businessName + 1),
      country: "DE",
    });
    expect(long.status).toBe(422);
    expect(long.messages).toContain(`Use at most ${limits.businessName} characters.`);
    const id = await addClient(person, {
      name: "n".repeat(limits.businessName),
      note: "é".repeat(limits.note),
    });
    expect(await stored(person, id)).toMatchObject({ note: "é".repeat(limits.note) });
  });

  it("sent twice, one after the other or both at once, is one row and the same answer", async () => {
    const person = await owner();
    const fields = { key: freshId(), name: "Once", country: "DE" };
    const send = () => person.submit(`${person.base}/clients/new`, fields);
    const answers = [await send(), await send(), ...(await Promise.all([send(), send(), send()]))];
    expect(new Set(answers.map((answer) => answer.location)).size).toBe(1);
    expect(answers.every((answer) => answer.status === 302)).toBe(true);
    expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [person.tenantId])).toBe(1);
    expect(
      await count("SELECT count(*) FROM audit_events WHERE tenant_id = ? AND entity = 'client'", [
        person.tenantId,
      ]),
    ).toBe(1);
  });

  it("sent again under the same key with other content is refused, and the first stays", async () => {
    const person = await owner();
    const key = freshId();
    await person.submit(`${person.base}/clients/new`, { key, name: "First", country: "DE" });
    const answer = await person.submit(`${person.base}/clients/new`, { key, name: "Second", country: "DE" });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("This form was sent before with other content");
    expect(answer.value("Name")).toBe("Second");
    expect(await sql("SELECT name FROM clients WHERE tenant_id = ?", [person.tenantId])).toMatchObject([
      { name: "First" },
    ]);
  });

  it("without its key is refused", async () => {
    const person = await owner();
    const answer = await person.submit(`${person.base}/clients/new`, {
      key: null,
      name: "Keyless",
      country: "DE",
    });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("This form is incomplete.");
  });
});

describe("an edit", () => {
  it("changes the client, counts its version and is recorded", async () => {
    const person = await owner();
    const id = await addClient(person, everything);
    const form = (await person.visit(`${person.base}/clients/${id}/edit`)).form("Save client");
    expect(form).toMatchObject({ name: everything.name, version: "1", paymentTermsDays: "14" });
    const answer = await person.submit(`${person.base}/clients/${id}/edit`, {
      ...form,
      name: "Renamed",
      email: "",
    });
    expect(answer.location).toBe(`${person.base}/clients/${id}?done=client-saved`);
    expect(await stored(person, id)).toMatchObject({
      name: "Renamed",
      email: null,
      city: "Berlin",
      version: 2,
    });
    expect(await events(person, id)).toMatchObject([
      { action: "client.created" },
      { action: "client.changed", entity_version: 2 },
    ]);
  });

  it("of a client that somebody else saved meanwhile changes nothing, shows both, and asks for a choice", async () => {
    const person = await owner();
    const id = await addClient(person, { name: "Original" });
    const path = `${person.base}/clients/${id}/edit`;
    const [mine, theirs] = [
      (await person.visit(path)).form("Save client"),
      (await person.visit(path)).form("Save client"),
    ];
    await person.submit(path, { ...theirs, name: "Theirs" });
    const answer = await person.submit(path, { ...mine, name: "Mine", city: "My city" });
    expect(answer.status).toBe(409);
    expect(answer.messages).toContain("Somebody else saved this while you were editing");
    expect(answer.text).toMatch(
      /Name Use mine ?Mine ?Use theirs ?Theirs City Use mine ?My city ?Use theirs ?empty/,
    );
    expect(await stored(person, id)).toMatchObject({ name: "Theirs", version: 2 });
    expect(await events(person, id)).toHaveLength(2);
    const choice = { ...answer.form("Save client"), "use[0]": "theirs", "use[1]": "mine" };
    expect((await person.submit(path, choice)).status).toBe(302);
    expect(await stored(person, id)).toMatchObject({ name: "Theirs", city: "My city", version: 3 });
  });

  it("sent by many at once from the same version is stored once", async () => {
    const person = await owner();
    const id = await addClient(person);
    const path = `${person.base}/clients/${id}/edit`;
    const names = ["A", "B", "C", "D", "E"];
    const answers = await Promise.all(
      names.map((name) => person.submit(path, { name, country: "DE", version: "1" })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([302, 409, 409, 409, 409]);
    expect(await stored(person, id)).toMatchObject({
      version: 2,
      name: names[answers.findIndex(({ status }) => status === 302)],
    });
  });
});

describe("archiving", () => {
  it("takes a client out of the list, and bringing it back puts it there again", async () => {
    const person = await owner();
    const id = await addClient(person, { name: "Seldom" });
    const page = `${person.base}/clients/${id}`;
    const names = async (search = "") =>
      (await person.visit(`${person.base}/clients${search}`)).rows.map(([name]) => name);
    const archived = await person.submit(page, (await person.visit(page)).form("Archive"));
    expect(archived.location).toBe(`${page}?done=client-archived`);
    expect(await names()).toEqual([]);
    expect(await names("?archived=yes")).toEqual(["Seldom"]);
    const back = await person.submit(page, (await person.visit(page)).form("Bring back"));
    expect(back.location).toBe(`${page}?done=client-restored`);
    expect(await names()).toEqual(["Seldom"]);
    expect((await events(person, id)).map((event) => event.action)).toEqual([
      "client.created",
      "client.archived",
      "client.restored",
    ]);
  });

  it("is refused for a version that is no more", async () => {
    const person = await owner();
    const id = await addClient(person);
    const page = `${person.base}/clients/${id}`;
    const form = (await person.visit(page)).form("Archive");
    await person.submit(`${page}/edit`, { name: "Changed", country: "DE", version: "1" });
    const answer = await person.submit(page, form);
    expect(answer.status).toBe(409);
    expect(answer.messages).toContain("Somebody changed this client meanwhile.");
    expect(await stored(person, id)).toMatchObject({ archived_at: null });
  });
});
