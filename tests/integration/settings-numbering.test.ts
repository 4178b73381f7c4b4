import { describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

const JUNE = Date.UTC(2026, 5, 5, 12);
const open = () => createTestApp({ now: () => JUNE }).registerPerson();
const url = (person: Person) => `${person.base}/settings/numbering`;

async function save(person: Person, changes: Record<string, string>) {
  const page = await person.visit(url(person));
  return person.submit(url(person), { ...page.form("Save numbering"), ...changes });
}

async function aClient(person: Person): Promise<string> {
  const answer = await person.submit(`${person.base}/clients/new`, { name: "A client", country: "DE" });
  return /clients\/(\w{26})/.exec(answer.location ?? "")?.[1] ?? "";
}

/** Writes and issues an invoice; its number. */
async function issue(person: Person, client: string, issueDate = "2026-06-05"): Promise<string> {
  const answer = await person.submit(`${person.base}/invoices/new`, {
    intent: "issue",
    client,
    issueDate,
    currency: "EUR",
    "lines[0].description": "Work",
    "lines[0].quantity": "1",
    "lines[0].unit": "HUR",
    "lines[0].unitPrice": "100",
    "lines[0].taxRate": "S-190000",
  });
  const id = /invoices\/(\w{26})/.exec(answer.location ?? "")?.[1];
  if (!id) throw new Error(`Not issued: ${answer.status} ${answer.messages}`);
  const [row] = await sql("SELECT number FROM invoices WHERE tenant_id = ? AND id = ?", [
    person.tenantId,
    id,
  ]);
  return String(row?.number);
}

const series = (person: Person) =>
  sql(
    "SELECT pattern, is_active, version FROM number_series WHERE tenant_id = ? ORDER BY is_active DESC, pattern",
    [person.tenantId],
  );
const runs = (person: Person) =>
  sql(
    "SELECT period, first_sequence, last_sequence FROM number_runs WHERE tenant_id = ? ORDER BY series_id, period, first_sequence",
    [person.tenantId],
  );

describe("numbering", () => {
  it("shows the pattern, the next number and what comes of the two", async () => {
    const owner = await open();
    const page = await owner.visit(url(owner));
    expect(page.value("Pattern")).toBe("INV-{YYYY}-{0000}");
    expect(page.value("Next number")).toBe("1");
    expect(page.text).toContain("INV-2026-0001");
    expect(await issue(owner, await aClient(owner))).toBe("INV-2026-0001");
    expect((await owner.visit(url(owner))).value("Next number")).toBe("2");
  });

  it("can be tried without JavaScript: Preview stores nothing", async () => {
    const owner = await open();
    const page = await owner.visit(url(owner));
    const fields = { ...page.form("Preview"), pattern: "R{YYYY}/{000}", next: "7" };
    const preview = await owner.submit(url(owner), fields);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain("R2026/007");
    expect(await series(owner)).toHaveLength(1);
  });

  it("takes another pattern, and goes on with the old one where it was when that comes back", async () => {
    const owner = await open();
    const client = await aClient(owner);
    expect(await issue(owner, client)).toBe("INV-2026-0001");
    expect((await save(owner, { pattern: "R-{000}", next: "1" })).status).toBe(302);
    expect(await issue(owner, client)).toBe("R-001");
    expect((await save(owner, { pattern: "INV-{YYYY}-{0000}", next: "2" })).status).toBe(302);
    expect(await issue(owner, client)).toBe("INV-2026-0002");
    expect(await series(owner)).toMatchObject([
      { pattern: "INV-{YYYY}-{0000}", is_active: 1, version: 3 },
      { pattern: "R-{000}", is_active: 0, version: 2 },
    ]);
    const events = await sql(
      "SELECT action, entity_version FROM audit_events WHERE tenant_id = ? AND entity = 'number_series' ORDER BY seq",
      [owner.tenantId],
    );
    expect(events).toMatchObject([
      { action: "number_series.retired", entity_version: 2 },
      { action: "number_series.created", entity_version: 1 },
      { action: "number_series.retired", entity_version: 2 },
      { action: "number_series.resumed", entity_version: 3 },
    ]);
  });

  it("raises the next number only when it is said that the ones in between are left out", async () => {
    const owner = await open();
    const client = await aClient(owner);
    await issue(owner, client);
    const refused = await save(owner, { next: "100" });
    expect(refused.status).toBe(422);
    expect(refused.messages).toContain("Tick this if 2 to 99 shall never be given here.");
    expect(refused.value("Next number")).toBe("100");
    expect(await runs(owner)).toHaveLength(1);
    const done = await owner.submit(url(owner), { ...refused.form("Save numbering"), skip: "on" });
    expect(done.status).toBe(302);
    expect(await issue(owner, client)).toBe("INV-2026-0100");
    expect(await runs(owner)).toMatchObject([
      { period: "2026", first_sequence: 1, last_sequence: 1 },
      { period: "2026", first_sequence: 100, last_sequence: 100 },
    ]);
    const [event] = await sql(
      "SELECT entity_version, changes FROM audit_events WHERE tenant_id = ? AND action = 'number_series.raised'",
      [owner.tenantId],
    );
    expect(event).toMatchObject({ entity_version: 2, changes: '{"next":[2,100],"period":["2026","2026"]}' });
  });

  it("never goes down", async () => {
    const owner = await open();
    await save(owner, { next: "100", skip: "on" });
    const answer = await save(owner, { next: "99" });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("Enter 100 or more: the numbers below were given already.");
    expect(answer.value("Next number")).toBe("99");
    expect(await runs(owner)).toMatchObject([{ first_sequence: 100, last_sequence: 99 }]);
  });

  it("changes nothing when it is saved as it is", async () => {
    const owner = await open();
    await issue(owner, await aClient(owner));
    expect((await save(owner, {})).status).toBe(302);
    expect(await series(owner)).toMatchObject([{ version: 1 }]);
    expect(await runs(owner)).toMatchObject([{ first_sequence: 1, last_sequence: 1 }]);
    expect(
      await count("SELECT count(*) FROM audit_events WHERE tenant_id = ? AND entity = 'number_series'", [
        owner.tenantId,
      ]),
    ).toBe(0);
  });

  it("refuses a next number that an invoice of another pattern has already", async () => {
    const owner = await open();
    const client = await aClient(owner);
    await save(owner, { pattern: "{YYYY}{00}", next: "7", skip: "on" });
    expect(await issue(owner, client)).toBe("202607");
    const answer = await save(owner, { pattern: "{000000}", next: "202607", skip: "on" });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("202607 can't be the next number: an invoice has it already.");
  });

  it.each([
    ["INV", "Say where the number goes"],
    ["INV-{YY}-{0}", "In braces only"],
    ["{0}{0}", "There can be one number only"],
    ["<{0}>", "Between the parts use letters"],
    ["{0", "Each { needs its }"],
    ["", "Enter a pattern such as"],
  ])("says in words what is wrong with the pattern %j", async (pattern, words) => {
    const owner = await open();
    const answer = await save(owner, { pattern });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain(words);
    expect(answer.value("Pattern")).toBe(pattern);
  });

  it("is raised once, however often the form arrives, also after invoices were issued", async () => {
    const owner = await open();
    const client = await aClient(owner);
    const page = await owner.visit(url(owner));
    const fields = { ...page.form("Save numbering"), next: "50", skip: "on" };
    expect((await owner.submit(url(owner), fields)).status).toBe(302);
    expect(await issue(owner, client)).toBe("INV-2026-0050");
    expect((await owner.submit(url(owner), fields)).status).toBe(302);
    expect(await runs(owner)).toMatchObject([{ first_sequence: 50, last_sequence: 50 }]);
  });

  it("is not overwritten by somebody who saw another pattern", async () => {
    const owner = await open();
    const page = await owner.visit(url(owner));
    await save(owner, { pattern: "A{0}" });
    const refused = await owner.submit(url(owner), {
      ...page.form("Save numbering"),
      key: freshId(),
      pattern: "B{0}",
    });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("A{0}");
    expect(refused.text).toContain("B{0}");
    expect(await series(owner)).toMatchObject([{ pattern: "A{0}", is_active: 1 }, { is_active: 0 }]);
    const chosen = await owner.submit(url(owner), { ...refused.form("Save numbering"), "use[0]": "mine" });
    expect(chosen.status).toBe(302);
    expect((await owner.visit(url(owner))).value("Pattern")).toBe("B{0}");
  });

  it("leaves no gap when numbers are raised while invoices are issued", async () => {
    const owner = await open();
    const client = await aClient(owner);
    const page = await owner.visit(url(owner));
    const raise = owner.submit(url(owner), { ...page.form("Save numbering"), next: "5", skip: "on" });
    const numbers = await Promise.all(Array.from({ length: 8 }, () => issue(owner, client)));
    await raise;
    expect(new Set(numbers).size).toBe(8);
    const gaps = await owner.visit(`${owner.base}/numbers`);
    expect(gaps.text).toContain("No number is missing");
  });
});

describe("numbers", () => {
  it("say that there are none yet", async () => {
    const owner = await open();
    expect((await owner.visit(`${owner.base}/numbers`)).text).toContain("No number was given yet");
  });

  it("list every run with its ends, its invoices and that none is missing", async () => {
    const owner = await open();
    const client = await aClient(owner);
    for (const date of ["2025-12-31", "2026-01-01", "2026-01-02"]) await issue(owner, client, date);
    await save(owner, { next: "10", skip: "on" });
    await issue(owner, client);
    const page = await owner.visit(`${owner.base}/numbers`);
    expect(page.messages + page.text).toContain("All 4 numbers given are there, each with its invoice.");
    expect(page.rows).toEqual([
      ["INV-{YYYY}-{0000}", "2026", "INV-2026-0010", "INV-2026-0010", "1", "None"],
      ["INV-{YYYY}-{0000}", "2026", "INV-2026-0001", "INV-2026-0002", "2", "None"],
      ["INV-{YYYY}-{0000}", "2025", "INV-2025-0001", "INV-2025-0001", "1", "None"],
    ]);
  });

  it("say which were left out, by whom and when, and are whole all the same", async () => {
    const owner = await open();
    const client = await aClient(owner);
    for (let n = 0; n < 2; n += 1) await issue(owner, client);
    await save(owner, { next: "10", skip: "on" });
    await save(owner, { next: "50", skip: "on" });
    await issue(owner, client);
    const { text } = await owner.visit(`${owner.base}/numbers`);
    expect(text).toContain("No number is missing");
    for (const stretch of ["3 to 9", "10 to 49"]) {
      expect(text).toContain(
        `${stretch} were never given INV-{YYYY}-{0000} · 2026Raised by Ada Example on 05.06.2026`,
      );
    }
  });

  it("say which are dated before the one before them, and no other", async () => {
    const owner = await open();
    const client = await aClient(owner);
    for (const date of ["2026-06-03", "2026-06-03", "2026-06-01", "2026-06-02", "2025-12-31"])
      await issue(owner, client, date);
    const { text } = await owner.visit(`${owner.base}/numbers`);
    expect(text).toContain(
      "INV-2026-0003 is of 01.06.2026; the number before it, INV-2026-0002, is of 03.06.2026.",
    );
    expect(text.match(/the number before it/g)).toHaveLength(1);
  });

  it("say which are missing when the database was broken by force", async () => {
    const owner = await open();
    const client = await aClient(owner);
    for (let n = 0; n < 3; n += 1) await issue(owner, client);
    // One more number given than there are invoices, as no program of ours can do.
    await sql("UPDATE number_runs SET last_sequence = 4 WHERE tenant_id = ?", [owner.tenantId]);
    const page = await owner.visit(`${owner.base}/numbers`);
    expect(page.messages).toContain("1 of 4 numbers given have no invoice.");
    expect(page.rows[0]?.slice(3)).toEqual(["4", "3", "4"]);
  });

  it("can be downloaded, each with its series, period, date and status", async () => {
    const owner = await createTestApp({ now: () => JUNE }).registerPerson({ businessName: "Müller & Söhne" });
    const client = await aClient(owner);
    await issue(owner, client);
    await save(owner, { pattern: "-{000}", next: "1" });
    await issue(owner, client);
    const response = await owner.fetch(`${owner.base}/numbers.csv`);
    expect(response.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("Content-Disposition")).toBe(
      `attachment; filename="Numbers Muller & Sohne 2026-06-05.csv"; filename*=UTF-8''Numbers%20M%C3%BCller%20%26%20S%C3%B6hne%202026-06-05.csv`,
    );
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const [header, ...rows] = new TextDecoder().decode(bytes).split("\r\n");
    expect(header).toBe("Series,Period,Sequence,Number,Issue date,Status");
    // Series are in the order of their ids, which a moved clock turns round.
    expect(rows.sort()).toEqual([
      "",
      "'-{000},,1,'-001,2026-06-05,sent",
      "INV-{YYYY}-{0000},2026,1,INV-2026-0001,2026-06-05,sent",
    ]);
  });

  it("of another business are a page that isn't there", async () => {
    const app = createTestApp();
    const [owner, stranger] = await Promise.all([app.registerPerson(), app.registerPerson()]);
    expect((await stranger.visit(`${owner.base}/numbers`)).status).toBe(404);
    expect((await stranger.fetch(`${owner.base}/numbers.csv`)).status).toBe(404);
    expect((await app.fetch(`${owner.base}/numbers.csv`)).status).toBe(302);
  });
});
