import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { purgeInvoices } from "@db/unscoped/purge-invoices";
import { findExpiredTrail, purgeTrail } from "@db/unscoped/purge-trail";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealEvents } from "~/modules/audit/seal.server";
import type { Person } from "../support/app";
import { addClient } from "../support/client";
import { type Dated, issueDated, startDated } from "../support/dated-business";
import { migrateBefore } from "../support/migrate-before";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { addInvoice, invoiceFields } from "../support/trail";
import { freshId } from "../support/visitor";

let dated: Dated;

beforeAll(async () => {
  dated = await startDated();
}, 60_000);

afterAll(() => dated.stop());

const DAY = 86_400_000;
const NOW = Date.now();
const thisYear = new Date(NOW).getUTCFullYear();

const kept = (person: Person) =>
  dated.count("SELECT count(*) FROM invoices WHERE tenant_id = ? AND number IS NOT NULL", person.tenantId);
const lastYear = (person: Person) =>
  dated.count("SELECT max(last_year) FROM retained_invoices WHERE tenant_id = ?", person.tenantId);
const moveTo = (person: Person, country: string) =>
  dated.sql("UPDATE tenants SET country = ? WHERE id = ?", country, person.tenantId);

/** The last day that the page of erasing the client says. */
async function keptUntil(person: Person, clientId: string): Promise<string | undefined> {
  const { text } = await person.visit(`${person.base}/clients/${clientId}/erase`);
  return /31\.12\.\d{4}/.exec(text)?.[0];
}

describe("a typing mistake in the year", () => {
  it("does not destroy an invoice: the nightly job keeps it for the whole time that counts from today", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    const { clientId } = await issueDated(person, `${thisYear - 10}-11-25`);
    expect(await dated.job(NOW + 60_000)).not.toHaveProperty("invoices");
    expect(await kept(person)).toBe(1);
    expect(await lastYear(person)).toBeGreaterThanOrEqual(thisYear + 8);
    expect(await keptUntil(person, clientId)).toBe(`31.12.${await lastYear(person)}`);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("opens no door in the database: each of the invoice's rows, and its number, is refused to be deleted", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    const { id } = await issueDated(person, `${thisYear - 10}-11-25`);
    const { tenantId } = person;
    const of = "WHERE tenant_id = ?1 AND invoice_id = ?2";
    for (const table of ["invoice_lines", "invoice_tax_groups", "invoice_parties"])
      await expect(dated.sql(`DELETE FROM ${table} ${of}`, tenantId, id), table).rejects.toThrow(
        "rule:frozen",
      );
    await expect(
      dated.sql("DELETE FROM invoices WHERE tenant_id = ?1 AND id = ?2", tenantId, id),
    ).rejects.toThrow("rule:no-delete");
    const number = `INSERT INTO purged_numbers (tenant_id, series_id, period, first_sequence, last_sequence, purged_at)
      SELECT tenant_id, series_id, period, sequence, sequence, ?3 FROM invoices WHERE tenant_id = ?1 AND id = ?2`;
    await expect(dated.sql(number, tenantId, id, NOW)).rejects.toThrow("rule:purged");
    const [row] = await dated.sql(
      "SELECT id, series_id AS seriesId, period, sequence FROM invoices WHERE tenant_id = ? AND id = ?",
      tenantId,
      id,
    );
    const holder = { tenantId, timeZone: "Europe/Berlin", erased: 0 };
    const rows = [row as unknown as Parameters<typeof purgeInvoices>[2][number]];
    await expect(purgeInvoices(openDatabase({ url: dated.url }), holder, rows, NOW)).rejects.toThrow("rule:");
    expect(await kept(person)).toBe(1);
  });
});

describe("the time that something issued is kept", () => {
  const at = (instant: string) => Date.parse(instant);

  it.each([
    // Dated in the past, in the future, and as it should be.
    ["DE", "Europe/Berlin", "2004-11-25", "2014-11-25T12:00:00Z", "31.12.2022", "2022-12-31T22:59:59Z"],
    ["DK", "Europe/Copenhagen", "2017-03-01", "2014-11-25T12:00:00Z", "31.12.2022", "2022-12-31T22:59:59Z"],
    ["GB", "Europe/London", "2014-11-25", "2014-11-25T12:00:00Z", "31.12.2020", "2020-12-31T23:59:59Z"],
    // The new year had begun where it was issued, though not in UTC and not by its date.
    ["GB", "Pacific/Auckland", "2013-12-31", "2013-12-31T11:00:00Z", "31.12.2020", "2020-12-31T10:59:59Z"],
    ["GB", "Pacific/Kiritimati", "2013-12-31", "2013-12-31T10:00:00Z", "31.12.2020", "2020-12-31T09:59:59Z"],
    ["GB", "Pacific/Kiritimati", "2013-12-31", "2013-12-31T09:59:59Z", "31.12.2019", "2019-12-31T09:59:59Z"],
    // It ends later than in UTC where the sun does.
    ["GB", "America/Los_Angeles", "2014-01-01", "2014-01-01T08:00:00Z", "31.12.2020", "2021-01-01T07:59:59Z"],
    ["GB", "America/Los_Angeles", "2014-12-31", "2014-12-31T09:59:59Z", "31.12.2020", "2021-01-01T07:59:59Z"],
  ])("in %s (%s), dated %s and issued at %s, ends on %s", async (country, zone, date, issued, day, last) => {
    // With the tax rates and the dates of Germany, which the tests' forms and pages have.
    const person = await dated.appAt(at(issued)).registerPerson();
    await dated.sql(
      "UPDATE tenants SET country = ?, time_zone = ? WHERE id = ?",
      country,
      zone,
      person.tenantId,
    );
    const { clientId } = await issueDated(person, date);
    expect(await keptUntil(person, clientId)).toBe(day);
    await dated.job(at(last));
    expect(await kept(person)).toBe(1);
    await dated.job(at(last) + 1_000);
    expect(await kept(person)).toBe(0);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("can't be made up: nothing is issued ahead of its own making, or of the run that gives its number", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    await issueDated(person, `${thisYear}-01-31`);
    const clientId = await addClient(person);
    const draft = await addInvoice(person, invoiceFields(clientId));
    const { tenantId } = person;
    await dated.sql(
      `INSERT INTO invoice_parties (tenant_id, invoice_id, party, name, country)
        SELECT ?1, ?2, value, 'n', 'DE' FROM json_each('["seller", "buyer"]')`,
      tenantId,
      draft,
    );
    await dated.sql("UPDATE number_runs SET last_sequence = last_sequence + 1 WHERE tenant_id = ?", tenantId);
    const issue = (issuedAt: number) =>
      dated.sql(
        `UPDATE invoices SET status = 'sent', issued_at = ?3, version = version + 1, series_id = r.series_id, period = r.period,
          sequence = r.last_sequence, number = 'made-up' FROM number_runs r WHERE r.tenant_id = ?1 AND invoices.tenant_id = ?1 AND invoices.id = ?2`,
        tenantId,
        draft,
        issuedAt,
      );
    await expect(issue(Date.UTC(2010, 0, 1))).rejects.toThrow("rule:issued-at");
    await expect(issue(NOW - DAY - 1)).rejects.toThrow("rule:issued-at");
    // Clocks of two servers differ, and a request may have waited: that is no lie.
    await issue(NOW - DAY);
  });
});

describe("the trail of the time of an invoice that is still kept", () => {
  /** The years of which a person's own events are left. */
  const years = async (person: Person) =>
    (
      await dated.sql(
        "SELECT DISTINCT strftime('%Y', at / 1000, 'unixepoch') AS year FROM audit_events WHERE tenant_id = ? AND actor_id = ? ORDER BY 1",
        person.tenantId,
        person.userId,
      )
    ).map(({ year }) => String(year));

  it.each([
    ["far in the future", "2024-06-30"],
    ["far in the past", "2004-06-30"],
    ["on the day", "2014-06-30"],
  ])("stays, where the invoice is dated %s", async (_where, date) => {
    let now = Date.UTC(2013, 5, 30);
    const app = dated.appAt(() => now);
    const person = await app.registerPerson();
    await moveTo(person, "GB");
    const buyer = await addClient(person);
    const draft = await addInvoice(person, invoiceFields(buyer, { issueDate: date, dueDate: date }));
    now = Date.UTC(2014, 5, 30);
    await dated.sql(
      "UPDATE sessions SET expires_at = ?, idle_expires_at = ? WHERE user_id = ?",
      9e12,
      9e12,
      person.userId,
    );
    const path = `${person.base}/invoices/${draft}`;
    expect((await person.submit(path, { intent: "issue", version: "1" })).status).toBe(302);
    const last = await lastYear(person);
    const before = await years(person);
    expect(before).toEqual(["2013", "2014"]);
    // The trail's own six years are over; the invoice's are not, unless it is dated as it was issued.
    await dated.job(Date.UTC(last, 11, 31));
    expect([await kept(person), await years(person)]).toEqual([1, before]);
    const anchor = `INSERT INTO audit_anchors (tenant_id, seq, hash, key_id, at)
      SELECT tenant_id, seq, hash, key_id, 1 FROM audit_seals WHERE tenant_id = ? AND seq = 1`;
    await expect(dated.sql(anchor, person.tenantId)).rejects.toThrow("rule:anchor");
    expect(await dated.problems(person)).toEqual([]);
    if (last >= thisYear) return;
    await dated.job(Date.UTC(last + 1, 0, 2));
    expect([await kept(person), await years(person)]).toEqual([0, []]);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("is refused to be cut off by the database, whoever asks", async () => {
    const person = await dated.appAt(Date.UTC(2014, 5, 30)).registerPerson();
    await moveTo(person, "GB");
    await issueDated(person, `${thisYear}-06-30`);
    const db = openDatabase({ url: dated.url });
    await sealEvents(db, person.tenantId, null);
    const holder = { tenantId: person.tenantId, timeZone: "UTC", erased: 0 };
    expect(await findExpiredTrail(db, holder, 2100, 250)).toBeNull();
    const [seal] = await dated.sql(
      "SELECT seq, hash, key_id AS keyId FROM audit_seals WHERE tenant_id = ? AND seq = 1",
      person.tenantId,
    );
    const last = seal as unknown as Parameters<typeof purgeTrail>[2]["last"];
    await expect(purgeTrail(db, holder, { last, events: 1 }, NOW)).rejects.toThrow("rule:anchor");
  });

  it("is known to tell of what was deleted: that is forgotten with its last event only", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    const buyer = await addClient(person);
    const path = `${person.base}/clients/${buyer}/erase`;
    await person.submit(path, { ...(await person.visit(path)).form("Erase client"), meant: "on" });
    expect(await dated.count("SELECT count(*) FROM gone WHERE tenant_id = ?", person.tenantId)).toBe(1);
    await expect(dated.sql("DELETE FROM gone WHERE tenant_id = ?", person.tenantId)).rejects.toThrow(
      "rule:gone",
    );
  });
});

describe("a number that is said to be purged", () => {
  it("is of a run that is old enough, even where no invoice is there to ask", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    const run = (period: string, created: number) =>
      dated.sql(
        `INSERT INTO number_runs (tenant_id, series_id, period, first_sequence, last_sequence, created_at)
          SELECT tenant_id, id, ?2, 1, 0, ?3 FROM number_series WHERE tenant_id = ?1`,
        person.tenantId,
        period,
        created,
      );
    const purged = (period: string, purgedAt = NOW) =>
      dated.sql(
        `INSERT INTO purged_numbers (tenant_id, series_id, period, first_sequence, last_sequence, purged_at)
          SELECT tenant_id, series_id, period, 1, 1, ?3 FROM number_runs WHERE tenant_id = ?1 AND period = ?2`,
        person.tenantId,
        period,
        purgedAt,
      );
    const old = String(thisYear - 6);
    await run(old, NOW);
    await run("2012", Date.UTC(2012, 5, 1));
    await run("", Date.UTC(2012, 5, 1));
    await run(String(thisYear), Date.UTC(2012, 5, 1));
    await dated.sql("UPDATE number_runs SET last_sequence = 1 WHERE tenant_id = ?", person.tenantId);
    await expect(purged(old)).rejects.toThrow("rule:purged");
    await expect(purged(String(thisYear))).rejects.toThrow("rule:purged");
    await expect(purged("2012", Date.UTC(2013, 0, 1))).rejects.toThrow("rule:purged");
    await purged("2012");
    await purged("");
  });
});

describe("a job whose clock runs ahead of the database's", () => {
  it("goes by the database's: no invoice, draft or trail goes, no business is erased, nobody logged out", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    const { clientId } = await issueDated(person, `${thisYear}-01-31`);
    await addInvoice(person, invoiceFields(clientId));
    const path = `${person.base}/settings/erase`;
    await person.submit(path, { ...(await person.visit(path)).form("Erase business"), meant: "on" });
    const counted = () =>
      dated.sql(
        `SELECT (SELECT count(*) FROM invoices WHERE tenant_id = ?1), (SELECT count(*) FROM audit_events WHERE tenant_id = ?1),
          (SELECT count(*) FROM memberships WHERE tenant_id = ?1), (SELECT count(*) FROM sessions WHERE user_id = ?2),
          (SELECT count(*) FROM idempotency_keys WHERE tenant_id = ?1)`,
        person.tenantId,
        person.userId,
      );
    await dated.job(NOW);
    const before = await counted();
    expect(await dated.job(Date.UTC(thisYear + 40, 0, 1))).toEqual({});
    expect(await counted()).toEqual(before);
    expect((await person.visit(path)).text).toContain("Keep business");
  });
});

describe("a business that moves", () => {
  /** Once to a country that asks for ten years and on to one that asks for five; an invoice of Britain was there before. */
  async function moved(): Promise<Person> {
    const person = await dated.appAt(Date.UTC(2014, 5, 1)).registerPerson();
    await moveTo(person, "GB");
    await issueDated(person, "2014-06-01");
    for (const country of ["FR", "DK"]) {
      const path = `${person.base}/settings`;
      const form = (await person.visit(path)).form("Save business");
      expect((await person.submit(path, { ...form, country })).status).toBe(302);
    }
    return person;
  }

  it("keeps what it had issued for the longest time that was in force since, and shows that day", async () => {
    const person = await moved();
    const [row] = await dated.sql("SELECT id FROM clients WHERE tenant_id = ?", person.tenantId);
    expect(await keptUntil(person, String(row?.id))).toBe("31.12.2024");
    expect(await dated.problems(person)).toEqual([]);
    await dated.job(Date.UTC(2024, 11, 31, 12));
    expect(await kept(person)).toBe(1);
    expect(await dated.count("SELECT min(seq) FROM audit_events WHERE tenant_id = ?", person.tenantId)).toBe(
      1,
    );
    await dated.job(Date.UTC(2025, 0, 1));
    expect(await kept(person)).toBe(0);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("keeps what it issues later as its new country asks", async () => {
    const { tenantId } = await moved();
    const person = await dated.appAt(NOW + DAY).registerPerson({ country: "FR" });
    // Nothing was issued by then: there is nothing to promise.
    await moveTo(person, "DK");
    expect(
      await dated.sql(
        "SELECT years FROM retention_floors WHERE tenant_id IN (?, ?)",
        person.tenantId,
        tenantId,
      ),
    ).toEqual([{ years: 10 }]);
    const later = { "lines[0].taxRate": "S-200000" };
    await issueDated(person, `${thisYear}-06-01`, later);
    await moveTo(person, "FR");
    await moveTo(person, "DK");
    const years = () =>
      dated.sql(
        "SELECT DISTINCT years FROM retained_invoices WHERE tenant_id = ? ORDER BY years",
        person.tenantId,
      );
    // By an app's clock that is a day ahead of the database's, it was issued behind the move.
    expect(await years()).toEqual([{ years: 5 }]);
  });

  it("can't have that taken back, nor be another business under the same id", async () => {
    const { tenantId } = await moved();
    for (const change of [
      "DELETE FROM retention_floors WHERE tenant_id = ?",
      "UPDATE retention_floors SET issued_until = 1 WHERE tenant_id = ?",
      "UPDATE retention_floors SET years = 1 WHERE tenant_id = ?",
      "INSERT OR REPLACE INTO retention_floors SELECT tenant_id, years, 1 FROM retention_floors WHERE tenant_id = ?",
    ])
      await expect(dated.sql(change, tenantId), change).rejects.toThrow("rule:retention");
    await expect(
      dated.sql("INSERT OR REPLACE INTO tenants SELECT * FROM tenants WHERE id = ?", tenantId),
    ).rejects.toThrow("rule:no-replace");
    await expect(dated.sql("UPDATE tenants SET id = ? WHERE id = ?", freshId(), tenantId)).rejects.toThrow(
      "rule:identity",
    );
    await expect(dated.sql("DELETE FROM tenants WHERE id = ?", tenantId)).rejects.toThrow("rule:no-delete");
  });
});

it("what was promised before there were floors is read from the trail by the migration that brings them", async () => {
  const server = await startTemporarySqld();
  const client = patientClient(server.url);
  await migrateBefore(client, "0008_retention_from_issue");
  const [tenant, user] = [freshId(), freshId()];
  const event = (seq: number, when: number, entity: string, action: string, changes: string) =>
    `INSERT INTO audit_events VALUES ('${tenant}', ${seq}, ${when}, '${user}', '${action}', '${entity}', '${tenant}', ${seq}, '${changes}', 'r')`;
  await client.batch(
    [
      `INSERT INTO users VALUES ('${user}', 'a@b.example', 'A', '$scrypt$x', 1, 1, 1)`,
      `INSERT INTO tenants (id, name, country, currency, locale, time_zone, created_at, updated_at)
        VALUES ('${tenant}', 'A', 'DK', 'EUR', 'en-GB', 'UTC', 1, 1)`,
      event(1, 100, "tenant", "tenant.created", "{}"),
      event(2, 200, "tenant", "tenant.changed", '{"country":["GB","ZZ"],"name":"changed"}'),
      event(3, 300, "tenant", "tenant.changed", '{"country":["ZZ","DK"]}'),
      event(4, 400, "retention", "retention.changed", '{"years":[5,12]}'),
      event(5, 500, "retention", "retention.changed", '{"years":[12,7]}'),
    ],
    "write",
  );
  await migrateDatabase(server.url);
  const { rows } = await client.execute("SELECT years, issued_until FROM retention_floors ORDER BY years");
  client.close();
  await server.stop();
  expect(rows.map((row) => [Number(row.years), Number(row.issued_until)])).toEqual([
    [10, 300],
    [12, 500],
  ]);
});

describe("a person", () => {
  it("who only has an address like one of the erased is not deleted", async () => {
    const id = freshId();
    await dated.sql(
      "INSERT INTO users (id, email, name, password_hash, created_at, updated_at) VALUES (?, ?, 'Alive', '$scrypt$x', 1, 1)",
      id,
      `${id.toLowerCase()}@erased.invalid`,
    );
    await dated.job(NOW);
    expect(await dated.count("SELECT count(*) FROM users WHERE id = ?", id)).toBe(1);
  });

  it("who was erased, and logged in at that very moment, stops nobody's job", async () => {
    const person = await dated.appAt(NOW).registerPerson();
    const { userId } = person;
    await dated.sql(
      "UPDATE users SET email = lower(id) || '@erased.invalid', password_hash = '$scrypt$erased' WHERE id = ?",
      userId,
    );
    await dated.job(NOW);
    expect(await dated.count("SELECT count(*) FROM sessions WHERE user_id = ?", userId)).toBe(1);
  });
});
