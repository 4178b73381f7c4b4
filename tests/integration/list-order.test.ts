import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { orderKey } from "~/domain/clients/order-key";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { insertDraft } from "../support/invoice-rows";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

// Lists in the order that people expect (docs/decisions/044): names without their marks, invoices of a day by number, and whatever a search
// finds filtered and sorted like any other list.

const app = createTestApp();

const names = async (person: Person, query = "") => {
  const page = await person.visit(`${person.base}/clients${query}`);
  return page.rows.map(([name]) => name);
};

describe("clients", () => {
  it("stand by their names without case and marks, in the list and in the choice of an invoice", async () => {
    const person = await app.registerPerson();
    for (const name of ["Zürcher", "Ärzte", "østfold", "Oslo", "Łódź", "Lz", "Straße", "Strasz", "beta"])
      await addClient(person, { name });
    const wanted = ["Ärzte", "beta", "Łódź", "Lz", "Oslo", "østfold", "Straße", "Strasz", "Zürcher"];
    expect(await names(person)).toEqual(wanted);
    const form = await person.visit(`${person.base}/invoices/new`);
    const options = form.document
      .querySelectorAll('select[name="client"] option')
      .map(({ text }) => text.trim());
    expect(options.slice(1)).toEqual(wanted);
    expect(await names(person, "?search=str")).toEqual(["Straße", "Strasz"]);
  });

  it("follow a rename and the archive, without a version or an event", async () => {
    const person = await app.registerPerson();
    const id = await addClient(person, { name: "Alpha" });
    await addClient(person, { name: "Beta" });
    const edit = `${person.base}/clients/${id}/edit`;
    await person.submit(edit, { ...(await person.visit(edit)).form("Save client"), name: "Čapek" });
    expect(await names(person)).toEqual(["Beta", "Čapek"]);
    const page = `${person.base}/clients/${id}`;
    await person.submit(page, (await person.visit(page)).form("Archive"));
    expect(await names(person)).toEqual(["Beta"]);
    expect(await names(person, "?archived=yes")).toEqual(["Čapek"]);
    expect(await sql("SELECT version FROM clients WHERE id = ?", [id])).toEqual([{ version: 3 }]);
    expect(await sql("SELECT count(*) AS n FROM audit_events WHERE entity_id = ?", [id])).toEqual([{ n: 3 }]);
  });

  it("have the key that the product says, whatever the name and whoever writes it", async () => {
    const person = await app.registerPerson();
    const letters = fc.constantFrom(..."aZ9 -äÖßłŁøæŒþıİǅ̈日本語ａＢΩώЁйẞﬀé\u0301🙂");
    const some = fc.sample(fc.string({ unit: letters, minLength: 1, maxLength: 120 }), {
      numRuns: 60,
      seed: 5,
    });
    for (const name of some) {
      // As the build before wrote it, which knows no key.
      const id = freshId();
      await sql(
        "INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES (?, ?, ?, 'DE', 1, 1)",
        [person.tenantId, id, name],
      );
      const [row] = await sql("SELECT sort_key FROM client_order WHERE client_id = ?", [id]);
      expect(row?.sort_key, name).toBe(orderKey(name));
    }
    await sql("DELETE FROM clients WHERE tenant_id = ?", [person.tenantId]).catch(() => {});
  });

  it("lead through all pages, also those with the longest names in any script", async () => {
    const person = await app.registerPerson();
    for (let i = 0; i < 52; i += 1)
      await sql(
        "INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES (?, ?, ?, 'JP', 1, 1)",
        [person.tenantId, freshId(), "株".repeat(197) + String(i).padStart(3, "0")],
      );
    const first = await person.visit(`${person.base}/clients`);
    const second = await person.visit(first.link("Next") ?? "");
    expect([first.rows.length, second.rows.length]).toEqual([50, 2]);
    expect((await person.visit(second.link("Previous") ?? "")).rows).toEqual(first.rows);
  });
});

describe("invoices", () => {
  let person: Person;
  const ids: string[] = [];
  const numbers = async (query: string) => {
    const page = await person.visit(`${person.base}/invoices${query}`);
    expect(page.status).toBe(200);
    return page.rows.map(([number]) => number);
  };
  const issue = async (id: string) => {
    const page = `${person.base}/invoices/${id}`;
    expect((await person.submit(page, (await person.visit(page)).form("Issue invoice"))).status).toBe(302);
  };

  beforeAll(async () => {
    person = await app.registerPerson();
    for (let i = 0; i < 12; i += 1) ids.push((await insertDraft(person)).id);
    // Issued in another order than they were written in, all on one day.
    for (const i of [7, 2, 9, 0, 5, 1, 3, 4, 8, 6]) await issue(ids[i] ?? "");
  });

  const inOrder = Array.from({ length: 10 }, (_, i) => `INV-2026-${String(i + 1).padStart(4, "0")}`);

  it("of one day stand in the order of their numbers, drafts behind them", async () => {
    expect(await numbers("?order=asc")).toEqual([...inOrder, "Draft", "Draft"]);
    expect(await numbers("")).toEqual(["Draft", "Draft", ...inOrder.toReversed()]);
    expect(await numbers("?sort=due&order=asc")).toEqual([...inOrder, "Draft", "Draft"]);
  });

  it("are sorted by number: as numbers, not as texts, and without the drafts", async () => {
    expect(await numbers("?sort=number")).toEqual(inOrder.toReversed());
    expect(await numbers("?sort=number&order=asc")).toEqual(inOrder);
    expect(await numbers("?sort=number&order=asc&status=sent")).toEqual(inOrder);
    expect(await numbers("?sort=number&status=paid")).toEqual([]);
    const series = "01JANEARL1ERSER1ES00000000";
    await sql(
      `INSERT INTO number_series (tenant_id, id, pattern, prefix, suffix, width, restarts_yearly, is_active, created_at, updated_at)
        VALUES (?, ?, 'N{####}', 'N', '', 1, 0, 0, 1, 1)`,
      [person.tenantId, series],
    );
    await sql(
      "INSERT INTO number_series_uses (tenant_id, type_code, series_id, created_at, updated_at) VALUES (?, '381', ?, 1, 1)",
      [person.tenantId, series],
    );
    for (let i = 0; i < 11; i += 1) {
      const { id } = await insertDraft(person);
      await sql("UPDATE invoices SET type_code = '381', version = version + 1 WHERE id = ?", [id]);
      await issue(id);
    }
    const ofSeries = Array.from({ length: 11 }, (_, i) => `N${i + 1}`);
    // The older series first.
    expect(await numbers("?sort=number&order=asc")).toEqual([...ofSeries, ...inOrder]);
  });

  it("say by which column they are sorted, and lead to the other order", async () => {
    const page = await person.visit(`${person.base}/invoices?sort=number`);
    const heading = page.document.querySelector('th[aria-sort="descending"]');
    expect(heading?.text.trim()).toContain("Number");
    expect(heading?.querySelector("a")?.getAttribute("href")).toContain("sort=number&order=asc");
  });

  it("that a search finds are filtered by days and sorted like all others, on every page", async () => {
    const owner = await app.registerPerson();
    const days = ["2026-03-02", "2026-01-01", "2026-02-01", "2026-04-01"];
    const written: string[] = [];
    for (const [i, day] of days.entries()) {
      const { id } = await insertDraft(owner);
      written.push(id);
      await sql(
        "UPDATE invoices SET issue_date = ?, due_date = ?, note = 'Findling', version = version + 1 WHERE id = ?",
        [day, `2026-06-0${4 - i}`, id],
      );
    }
    const found = async (query: string) => {
      const page = await owner.visit(`${owner.base}/invoices?search=findling${query}`);
      return page.document
        .querySelectorAll("tbody tr a")
        .map((link) => written.indexOf(/(\w{26})$/.exec(link.getAttribute("href") ?? "")?.[1] ?? ""));
    };
    expect(await found("")).toEqual([3, 0, 2, 1]);
    expect(await found("&order=asc")).toEqual([1, 2, 0, 3]);
    expect(await found("&sort=due")).toEqual([3, 2, 1, 0]);
    expect(await found("&from=2026-02-01&to=2026-03-31")).toEqual([0, 2]);
    expect(await found("&sort=due&from=2026-06-02&to=2026-06-03")).toEqual([2, 1]);
    expect(await found("&status=draft&from=2026-04-01")).toEqual([3]);
    const page = await owner.visit(`${owner.base}/invoices?search=findling&from=2026-02-01`);
    expect(page.document.querySelector('input[name="from"]')?.getAttribute("value")).toBe("2026-02-01");
    expect(page.document.querySelector("thead a")?.getAttribute("href")).toContain("search=findling");
  });

  it("of more than 200 that a search finds are the latest written, and the page says so", async () => {
    const owner = await app.registerPerson();
    const { id, clientId } = await insertDraft(owner);
    await sql(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 205)
        INSERT INTO invoices (tenant_id, id, client_id, issue_date, due_date, currency, note, line_count, line_total_minor, allowance_total_minor,
          charge_total_minor, net_minor, tax_minor, gross_minor, due_minor, created_at, updated_at)
        SELECT ?1, substr(?2, 1, 20) || printf('%06d', i), ?3, '2026-05-01', '2026-05-01', 'EUR', 'Heuhaufen ' || i, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1 FROM n`,
      [owner.tenantId, id, clientId],
    );
    const all = await owner.visit(`${owner.base}/invoices?search=heuhaufen&order=asc`);
    expect(all.text).toContain("More than 200 invoices match");
    let page = all;
    let rows = page.rows.length;
    for (let next = page.link("Next"); next; next = page.link("Next")) {
      page = await owner.visit(next);
      rows += page.rows.length;
    }
    expect(rows).toBe(200);
    const few = await owner.visit(`${owner.base}/invoices?search=${encodeURIComponent("heuhaufen 10")}`);
    expect(few.text).not.toContain("More than 200");
  });
});
