import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purge } from "~/modules/retention/purge.server";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { type Dated, issueDated, startDated } from "../support/dated-business";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { freshId } from "../support/visitor";

const NOW = Date.UTC(2026, 10, 25, 9);

let dated: Dated;
let person: Person;

beforeAll(async () => {
  dated = await startDated();
  person = await dated.appAt(NOW).registerPerson({ country: "DE", currency: "EUR" });
});

afterAll(() => dated.stop());

const issue = (more: Record<string, string> = {}) => issueDated(person, "2026-11-20", more);

const act = async (who: Person, id: string, fields: Record<string, string | number>) =>
  expect((await who.submit(`${who.base}/invoices/${id}`, fields)).status).toBe(302);

const pay = (who: Person, id: string, version: number) =>
  act(who, id, { intent: "markPaid", version, paidDate: "2026-11-24" });
const unpay = (who: Person, id: string, version: number) => act(who, id, { intent: "undoPaid", version });

const amountsOf = async (id: string) =>
  (
    await dated.sql(
      `SELECT a.amount_minor AS amount FROM payment_allocations a JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
        WHERE a.tenant_id = ? AND a.invoice_id = ? ORDER BY p.recorded_at, p.reverses_id IS NOT NULL, p.id`,
      person.tenantId,
      id,
    )
  ).map(({ amount }) => Number(amount));

/** A payment as a later build will store it, and what of it settles this invoice. */
const partly = async (
  { id, clientId }: { id: string; clientId: string },
  amount: number,
  { settles = amount, currency = "EUR" }: { settles?: number; currency?: string } = {},
) => {
  const payment = freshId();
  await dated.sql(
    `INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
      VALUES (?, ?, ?, 'payment', '2026-11-21', ?, ?, ?)`,
    ...[person.tenantId, payment, clientId, currency, amount, NOW],
  );
  await dated.sql(
    "INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor) VALUES (?, ?, ?, ?)",
    ...[person.tenantId, payment, id, settles],
  );
  return payment;
};

describe("a build that only knows paid and not paid", () => {
  it("leaves a payment, its counter-entry and the next payment behind", async () => {
    const { id } = await issue();
    await pay(person, id, 2);
    expect(await amountsOf(id)).toEqual([11_900]);
    await unpay(person, id, 3);
    expect((await amountsOf(id)).sort()).toEqual([-11_900, 11_900]);
    await pay(person, id, 4);
    expect((await amountsOf(id)).sort()).toEqual([-11_900, 11_900, 11_900]);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("pays only what was left, and takes only that back", async () => {
    const invoice = await issue();
    await partly(invoice, 5_000);
    await pay(person, invoice.id, 2);
    expect((await amountsOf(invoice.id)).sort()).toEqual([5_000, 6_900]);
    await unpay(person, invoice.id, 3);
    expect((await amountsOf(invoice.id)).reduce((sum, amount) => sum + amount, 0)).not.toBe(11_900);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("raises neither a version nor an event by it", async () => {
    const { id } = await issue();
    const events = () =>
      dated.count(
        "SELECT count(*) FROM audit_events WHERE tenant_id = ? AND entity_id = ?",
        person.tenantId,
        id,
      );
    const before = await events();
    await pay(person, id, 2);
    expect(await events()).toBe(before + 1);
    expect(
      await dated.count("SELECT version FROM invoices WHERE tenant_id = ? AND id = ?", person.tenantId, id),
    ).toBe(3);
  });

  it("leaves nothing behind where nothing is due, and a negative payment where we owe", async () => {
    const nothing = await issue({ "lines[0].unitPrice": "0" });
    await pay(person, nothing.id, 2);
    expect(await amountsOf(nothing.id)).toEqual([]);
    await unpay(person, nothing.id, 3);
    const owed = await issue({ "lines[0].quantity": "-1" });
    await pay(person, owed.id, 2);
    expect(await amountsOf(owed.id)).toEqual([-11_900]);
    await unpay(person, owed.id, 3);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("can't take back one payment over several invoices", async () => {
    const first = await issue();
    const second = await issueDated(person, "2026-11-20", { client: first.clientId });
    const payment = await partly(first, 23_800, { settles: 11_900 });
    await dated.sql(
      "INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor) VALUES (?, ?, ?, 11900)",
      ...[person.tenantId, payment, second.id],
    );
    await pay(person, first.id, 2);
    await pay(person, second.id, 2);
    await expect(
      dated.sql(
        "UPDATE invoices SET status = 'sent', paid_date = NULL, version = version + 1 WHERE tenant_id = ? AND id = ?",
        ...[person.tenantId, first.id],
      ),
    ).rejects.toThrow("rule:payment");
  });
});

describe("a payment", () => {
  it("never settles more than is open, nor more than there is of it, nor with another sign", async () => {
    const invoice = await issue();
    for (const [amount, settles] of [
      [11_901, 11_901],
      [100, 101],
      [-100, -100],
      [100, -100],
    ] as const)
      await expect(partly(invoice, amount, { settles }), `${settles} of ${amount}`).rejects.toThrow(
        "rule:over-allocated",
      );
    await partly(invoice, 11_000);
    await expect(partly(invoice, 901)).rejects.toThrow("rule:over-allocated");
    await partly(invoice, 899);
    expect(await amountsOf(invoice.id)).toHaveLength(2);
  });

  it("settles no draft, no other client's invoice, and none in another currency", async () => {
    const draft = await issue({ intent: "draft" });
    await expect(partly(draft, 100)).rejects.toThrow("rule:payment");
    const invoice = await issue();
    await expect(partly({ ...invoice, clientId: draft.clientId }, 100)).rejects.toThrow("rule:payment");
    await expect(partly(invoice, 100, { currency: "USD" })).rejects.toThrow("rule:payment");
  });

  it("is taken back once, by the same amount turned", async () => {
    const invoice = await issue();
    const payment = await partly(invoice, 500);
    const back = (amount: number, reverses = payment, or = "") => {
      const id = freshId();
      const row = [person.tenantId, id, invoice.clientId, amount, reverses, NOW];
      return dated
        .sql(
          `INSERT ${or} INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, reverses_id, recorded_at)
            VALUES (?, ?, ?, 'payment', '2026-11-22', 'EUR', ?, ?, ?)`,
          ...row,
        )
        .then(() => id);
    };
    await expect(back(-499)).rejects.toThrow("rule:payment");
    await expect(back(500)).rejects.toThrow("rule:payment");
    const counter = await back(-500);
    for (const or of ["", "OR REPLACE"])
      await expect(back(-500, payment, or)).rejects.toThrow("rule:no-replace");
    await expect(back(500, counter)).rejects.toThrow("rule:payment");
  });

  it("is summed up, and its counter-entry found, without reading the business's other payments", async () => {
    const planOf = async (from: string) =>
      (await dated.sql(`EXPLAIN QUERY PLAN SELECT ${from}`)).map(({ detail }) => String(detail)).join();
    const sum = "sum(amount_minor) FROM payment_allocations WHERE tenant_id = 't' AND";
    expect(await planOf(`${sum} payment_id = 'p'`)).toContain("(tenant_id=? AND payment_id=?)");
    expect(await planOf(`${sum} invoice_id = 'i'`)).toContain("(tenant_id=? AND invoice_id=?)");
    expect(
      await planOf(
        "1 FROM payment_allocations WHERE tenant_id = 't' AND payment_id = 'p' AND invoice_id <> 'i'",
      ),
    ).toContain("(tenant_id=? AND payment_id=?)");
    expect(await planOf("1 FROM payments WHERE tenant_id = 't' AND reverses_id = 'p'")).toContain(
      "(tenant_id=? AND reverses_id=?)",
    );
    expect(await planOf("1 FROM payments WHERE tenant_id = 't' AND client_id = 'c'")).toContain(
      "(tenant_id=? AND client_id=?)",
    );
  });

  it("goes with the last invoice that it settles, once that one's time is over", async () => {
    let now = Date.UTC(2010, 2, 1);
    const app = dated.appAt(() => now);
    const old = await app.registerPerson({ country: "DE", currency: "EUR" });
    const { id } = await issueDated(old, "2010-03-01");
    await act(old, id, { intent: "markPaid", version: 2, paidDate: "2010-03-01" });
    await act(old, id, { intent: "undoPaid", version: 3 });
    await act(old, id, { intent: "markPaid", version: 4, paidDate: "2010-03-01" });
    now = NOW;
    expect(await dated.count("SELECT count(*) FROM payments WHERE tenant_id = ?", old.tenantId)).toBe(3);
    await dated.job(NOW);
    expect(await dated.count("SELECT count(*) FROM invoices WHERE tenant_id = ?", old.tenantId)).toBe(0);
    expect(await dated.count("SELECT count(*) FROM payments WHERE tenant_id = ?", old.tenantId)).toBe(0);
    expect(
      await dated.count("SELECT count(*) FROM payment_allocations WHERE tenant_id = ?", old.tenantId),
    ).toBe(0);
  });
});

describe("what was paid before there were payments", () => {
  it("is filled in by the daily job, and at once where somebody takes it back", async () => {
    const server = await startTemporarySqld();
    const client = patientClient(server.url);
    const problems = async () => {
      const found: string[] = [];
      await checkDatabase(server.url, undefined, (violation) => found.push(formatViolation(violation)));
      return found;
    };
    const count = async (query: string) => Number((await client.execute(query)).rows[0]?.[0]);
    try {
      await migrateDatabase(server.url);
      // As it is behind the migration of a database that has paid invoices: no payment, and nothing noted.
      const trigger = await client.execute("SELECT sql FROM sqlite_master WHERE name = 'invoices_paid'");
      await client.migrate(["DROP TRIGGER invoices_paid", "DELETE FROM operations"]);
      const app = createTestApp({ now: () => NOW, env: { TURSO_DATABASE_URL: server.url } });
      const who = await app.registerPerson({ country: "DE", currency: "EUR" });
      await addClient(who);
      const ids: string[] = [];
      for (let n = 0; n < 3; n += 1) {
        const { id } = await issueDated(who, "2026-11-20");
        await pay(who, id, 2);
        ids.push(id);
      }
      await client.execute(String(trigger.rows[0]?.sql));
      expect(await count("SELECT count(*) FROM payments")).toBe(0);
      expect(await problems()).toEqual([]);
      await unpay(who, ids[0] ?? "", 3);
      expect(await count("SELECT count(*) FROM payments")).toBe(2);
      expect(await count("SELECT sum(amount_minor) FROM payment_allocations")).toBe(0);

      const db = openDatabase({ url: server.url });
      expect(await purge(db, { now: NOW, dryRun: true })).not.toHaveProperty("payments");
      expect(await purge(db, { now: NOW })).toMatchObject({ payments: 2 });
      expect(
        await count("SELECT count(*) FROM payments WHERE paid_on = '2026-11-24' AND recorded_at > 0"),
      ).toBe(4);
      expect(await purge(db, { now: NOW })).not.toHaveProperty("payments");
      expect(await count("SELECT count(*) FROM payments")).toBe(4);
      expect(await problems()).toEqual([]);

      const [, gone, short, misdirected] = [...ids, await issueDated(who, "2026-11-20").then(({ id }) => id)];
      await pay(who, misdirected ?? "", 2);
      await client.migrate([
        "DROP TRIGGER payment_allocations_delete",
        "DROP TRIGGER payments_update",
        `DELETE FROM payment_allocations WHERE invoice_id = '${gone}'`,
        `UPDATE payments SET amount_minor = 11899 WHERE id = '${short}'`,
        `UPDATE payments SET currency = 'USD' WHERE id IN (SELECT payment_id FROM payment_allocations WHERE invoice_id = '${misdirected}')`,
        "UPDATE payments SET kind = 'discount' WHERE reverses_id IS NOT NULL",
      ]);
      const told = (await problems()).filter((line) => line.startsWith("rule 5"));
      expect(told.map((line) => line.split("  ").at(-1)).sort()).toEqual([
        "is not the counter-entry of what it takes back",
        "paid, and its payments settle 0 of 11900",
        "settles 11900 of its 11899",
        "settles another client's invoice, or one in another currency",
      ]);
    } finally {
      client.close();
      await server.stop();
    }
  });
});
