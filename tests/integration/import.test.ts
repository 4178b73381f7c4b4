import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import demoLogins from "@db/demo-logins.json";
import { importArchive } from "@db/import";
import { migrateDatabase } from "@db/migrate";
import type { ExportRow } from "@db/queries/export";
import { seedDatabase } from "@db/seed";
import { runVerifyAudit } from "@db/verify-audit";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { downloadArchive, removeArchives, tablesOf } from "../support/archive";
import { addClient } from "../support/client";
import { runs } from "../support/runs";
import { startTemporarySqld } from "../support/sqld";
import { addInvoice, invoiceFields } from "../support/trail";

type Server = Awaited<ReturnType<typeof startTemporarySqld>>;
type Tables = Awaited<ReturnType<typeof tablesOf>>;

let source: Server;
let target: Server;
const appOf = (server: Server) => createTestApp({ env: { TURSO_DATABASE_URL: server.url } });

beforeAll(async () => {
  [source, target] = await Promise.all([startTemporarySqld(), startTemporarySqld()]);
  await Promise.all([migrateDatabase(source.url), migrateDatabase(target.url)]);
});

afterAll(async () => {
  await source.stop();
  await target.stop();
  removeArchives();
});

async function problems({ url }: Server): Promise<string[]> {
  const found: string[] = [];
  await checkDatabase(url, undefined, (violation) => found.push(formatViolation(violation)));
  if (!(await runVerifyAudit({ url }, [], (line) => /BROKEN/.test(line) && found.push(line))))
    found.push("the audit trail is broken");
  return found;
}

/** What an import gives to its own business: who may come in, its own event at the end, the seals, and where it is new, the id. */
function comparable(tables: Tables, tenantId: string, events: number): unknown {
  const { memberships, people, audit_seals, ...rest } = tables;
  const masked = (row: ExportRow): ExportRow => ({
    ...row,
    ...("tenant_id" in row ? { tenant_id: "<tenant>" } : { id: "<tenant>" }),
    ...(row.entity === "tenant" ? { entity_id: "<tenant>" } : {}),
  });
  expect(
    Object.values(rest)
      .flat()
      .every((row) => (row.tenant_id ?? row.id) === tenantId),
  ).toBe(true);
  const kept = Object.entries(rest).map(([name, rows]) => [name, rows.map(masked)] as const);
  return Object.fromEntries(
    kept.map(([name, rows]) => [
      name,
      name === "audit_events" ? rows.filter(({ seq }) => Number(seq) <= events) : rows,
    ]),
  );
}

async function roundTrip(person: Pick<Person, "fetch">, tenantId: string, asNew: boolean) {
  const archive = await downloadArchive(person, `/o/${tenantId}`);
  const before = await tablesOf(archive);
  const app = appOf(target);
  const owner = await app.registerPerson({ name: "The new owner" });
  const database = { url: target.url, authToken: undefined };
  const done = await importArchive(archive, { database, owner: owner.email, asNew, now: app.now() });
  const after = await tablesOf(await downloadArchive(owner, `/o/${done.tenantId}`));
  const events = before.audit_events?.length ?? 0;
  expect(comparable(after, done.tenantId, events)).toEqual(comparable(before, tenantId, events));
  expect(after.audit_events).toHaveLength(events + 1);
  expect(after.memberships).toMatchObject([{ user_id: owner.userId, role: "owner" }]);
  return { before, after, done, owner, app };
}

const text = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength, unit: "grapheme" }),
      fc.constantFrom("'quoted'", "two\nlines", "=1+1", "🧾 ß", '{"json":1}'),
    )
    .filter(
      (value) =>
        value.trim() === value && value.length > 0 && value.length <= maxLength && !/[\0\r]/.test(value),
    );

const invoice = fc.record({
  client: fc.nat(2),
  fate: fc.constantFrom("draft", "issue", "paid", "undone", "archived"),
  date: fc.constantFrom("2024-12-31", "2025-01-01", "2026-06-05"),
  description: text(60),
  note: fc.option(text(100)),
  quantity: fc.integer({ min: 1, max: 99 }),
  cents: fc.integer({ min: 1, max: 10_000_000 }),
});

const business = fc.record({
  name: text(40),
  clients: fc.array(text(40), { minLength: 3, maxLength: 3 }),
  raised: fc.boolean(),
  invoices: fc.array(invoice, { maxLength: 8 }),
});

type Business = typeof business extends fc.Arbitrary<infer T> ? T : never;

/** Carries the plan out through the app's own forms. */
async function live(app: ReturnType<typeof createTestApp>, plan: Business): Promise<Person> {
  const person = await app.registerPerson({ businessName: plan.name });
  const clients: string[] = [];
  for (const name of plan.clients) clients.push(await addClient(person, { name }));
  for (const [i, wish] of plan.invoices.entries()) {
    if (plan.raised && i === 2) {
      const path = `${person.base}/settings/numbering`;
      const form = (await person.visit(path)).form("Save numbering");
      await person.submit(path, { ...form, next: "500", skip: "on" });
    }
    const id = await addInvoice(
      person,
      invoiceFields(clients[wish.client] ?? "", {
        ...{ intent: wish.fate === "draft" ? "draft" : "issue", issueDate: wish.date, dueDate: wish.date },
        ...{ "lines[0].description": wish.description, "lines[0].quantity": String(wish.quantity) },
        ...{ "lines[0].unitPrice": (wish.cents / 100).toFixed(2), note: wish.note ?? "" },
      }),
    );
    const path = `${person.base}/invoices/${id}`;
    const press = async (fields: Record<string, string>) =>
      expect((await person.submit(path, fields)).status).toBe(302);
    if (wish.fate === "paid" || wish.fate === "undone")
      await press({ intent: "markPaid", version: "2", paidDate: wish.date });
    if (wish.fate === "undone") await press({ intent: "undoPaid", version: "3" });
    if (wish.fate === "archived") await press({ intent: "archive", version: "2" });
  }
  return person;
}

describe("export and import", () => {
  it("end with the same data for any business, with an id of its own", async () => {
    const app = appOf(source);
    await fc.assert(
      fc.asyncProperty(business, async (plan) => {
        const person = await live(app, plan);
        await roundTrip(person, person.tenantId, true);
      }),
      { numRuns: Math.min(runs(6), Number(process.env.ROUND_TRIPS ?? 6)), endOnFailure: true },
    );
    expect(await problems(target)).toEqual([]);
  });

  it("end with the same data and the same ids for the demo businesses", async () => {
    await seedDatabase(openDatabase({ url: source.url }), { now: Date.UTC(2026, 10, 20), invoices: 60 });
    const app = createTestApp({
      env: { TURSO_DATABASE_URL: source.url },
      now: () => Date.UTC(2026, 10, 20, 12),
    });
    for (const { email, password } of demoLogins) {
      const visitor = app.visitor();
      await visitor.submit("/login", { email, password });
      const base = (await visitor.visit("/")).location;
      const tenantId = /\/o\/([0-9A-Z]{26})/.exec(base ?? "")?.[1] ?? "";
      const { done } = await roundTrip(visitor, tenantId, false);
      expect(done.tenantId).toBe(tenantId);
    }
    expect(await problems(target)).toEqual([]);
  });

  it("take no business that is here already, and nobody in whom the owner did not let in", async () => {
    const person = await appOf(source).registerPerson();
    const { owner, app, done } = await roundTrip(person, person.tenantId, false);
    const archive = await downloadArchive(person, person.base);
    const database = { url: target.url, authToken: undefined };
    const again = importArchive(archive, { database, owner: owner.email, now: app.now() });
    await expect(again).rejects.toThrow("here already");
    const nobody = importArchive(archive, {
      database,
      owner: "nobody@example.com",
      asNew: true,
      now: app.now(),
    });
    await expect(nobody).rejects.toThrow("Nobody has an account");
    expect((await owner.visit(`/o/${done.tenantId}/activity`)).text).toContain(
      "Archive of another installation stored",
    );
    expect((await app.registerPerson().then((other) => other.visit(`/o/${done.tenantId}`))).status).toBe(404);
  });
});
