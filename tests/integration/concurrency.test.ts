import { beforeAll, describe, expect, inject, it } from "vitest";
import { brokenRules } from "../proofs/support/broken-rules";
import { fieldsOf } from "../proofs/support/wanted-invoice";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

let person: Person;
let clientId: string;

beforeAll(async () => {
  person = await createTestApp().registerPerson();
  clientId = await addClient(person);
});

const wanted = (name: string) => ({ name, clientId, issueDate: "2026-05-01", quantity: 2, cents: 1250 });
const create = (name: string, intent: "draft" | "issue", key = freshId()) =>
  person.submit(`${person.base}/invoices/new`, { ...fieldsOf(wanted(name), intent), key });
const idIn = (location: string | null) => /\/invoices\/([0-9A-Z]{26})/.exec(location ?? "")?.[1] ?? "";
const sequences = async () =>
  (
    await sql("SELECT sequence FROM invoices WHERE tenant_id = ? AND sequence IS NOT NULL ORDER BY 1", [
      person.tenantId,
    ])
  ).map((row) => row.sequence);
const whole = () => brokenRules(inject("databaseUrl"), [person.tenantId]);

describe("at once", () => {
  it("50 issues of one draft give it one number, and everybody is shown that invoice", async () => {
    const before = await sequences();
    const id = idIn((await create("raced", "draft")).location);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        person.submit(`${person.base}/invoices/${id}`, { intent: "issue", version: 1 }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]));
    expect(new Set(answers.map(({ location }) => idIn(location)))).toEqual(new Set([id]));
    expect((await sequences()).length).toBe(before.length + 1);
    expect(
      await count("SELECT count(*) FROM audit_events WHERE entity_id = ? AND action = 'invoice.issued'", [
        id,
      ]),
    ).toBe(1);
    expect(await whole()).toEqual([]);
  });

  it("30 sends of one form make one invoice, and everybody is led to it", async () => {
    const key = freshId();
    const answers = await Promise.all(Array.from({ length: 30 }, () => create("double click", "issue", key)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]));
    expect(new Set(answers.map(({ location }) => idIn(location))).size).toBe(1);
    expect(
      await count("SELECT count(*) FROM invoices WHERE tenant_id = ? AND order_reference = 'double click'", [
        person.tenantId,
      ]),
    ).toBe(1);
  });

  it("20 saves of one version keep the first and refuse the others as stale", async () => {
    const id = idIn((await create("edited", "draft")).location);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        person.submit(
          `${person.base}/invoices/${id}/edit`,
          fieldsOf({ ...wanted("edited"), cents: 100 + i }, "draft", 1),
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, ...Array(19).fill(409)]);
    const [row] = await sql("SELECT version, net_minor FROM invoices WHERE tenant_id = ? AND id = ?", [
      person.tenantId,
      id,
    ]);
    const winner = answers.findIndex(({ status }) => status === 302);
    expect(row).toMatchObject({ version: 2, net_minor: 2 * (100 + winner) });
  });

  it("100 new invoices get the next 100 numbers", async () => {
    const before = (await sequences()).length;
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => create(`many-${i}`, "issue")));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([302]));
    expect(await sequences()).toEqual(Array.from({ length: before + 100 }, (_, i) => i + 1));
    expect(await whole()).toEqual([]);
  });
});
