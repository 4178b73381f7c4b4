import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import demoLogins from "@db/demo-logins.json";
import { migrateDatabase } from "@db/migrate";
import type { ExportRow } from "@db/queries/export";
import { createClient } from "@libsql/client/http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArchive } from "~/commands/import";
import { seedDatabase } from "~/commands/seed";
import { runVerifyAudit } from "~/commands/verify-audit";
import { purge } from "~/modules/retention/purge.server";
import { cleanText, type TextKind } from "~/shared/text";
import { createTestApp, type Person } from "../support/app";
import { alteredArchive, downloadArchive, removeArchives, tablesOf } from "../support/archive";
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

async function sqlOf({ url }: Server, query: string, ...args: string[]) {
  const client = createClient({ url });
  try {
    return (await client.execute({ sql: query, args })).rows;
  } finally {
    client.close();
  }
}

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
    ...(row.entity_id === tenantId ? { entity_id: "<tenant>" } : {}),
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
  // The import, and that this archive was taken.
  expect(after.audit_events).toHaveLength(events + 2);
  expect(after.memberships).toMatchObject([{ user_id: owner.userId, role: "owner" }]);
  return { before, after, done, owner, app };
}

const text = (maxLength: number, kind: TextKind = "line") =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength, unit: "grapheme" }),
      fc.constantFrom("'quoted'", "two\nlines", "=1+1", "🧾 ß", '{"json":1}'),
    )
    .map((value) => cleanText(value, kind))
    .filter((value) => value.length > 0 && value.length <= maxLength);

const invoice = fc.record({
  client: fc.nat(2),
  fate: fc.constantFrom("draft", "issue", "paid", "undone", "archived"),
  date: fc.constantFrom("2024-12-31", "2025-01-01", "2026-06-05"),
  description: text(60, "lines"),
  note: fc.option(text(100, "lines")),
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
  for (const [i, planned] of plan.invoices.entries()) {
    if (plan.raised && i === 2) {
      const path = `${person.base}/settings/numbering`;
      const form = (await person.visit(path)).form("Save numbering");
      await person.submit(path, { ...form, next: "500", skip: "on" });
    }
    const id = await addInvoice(
      person,
      invoiceFields(clients[planned.client] ?? "", {
        ...{
          intent: planned.fate === "draft" ? "draft" : "issue",
          issueDate: planned.date,
          dueDate: planned.date,
        },
        ...{ "lines[0].description": planned.description, "lines[0].quantity": String(planned.quantity) },
        ...{ "lines[0].unitPrice": (planned.cents / 100).toFixed(2), note: planned.note ?? "" },
      }),
    );
    const path = `${person.base}/invoices/${id}`;
    const press = async (fields: Record<string, string>) =>
      expect((await person.submit(path, fields)).status).toBe(302);
    if (planned.fate === "paid" || planned.fate === "undone")
      await press({ intent: "markPaid", version: "2", paidDate: planned.date });
    if (planned.fate === "undone") await press({ intent: "undoPaid", version: "3" });
    if (planned.fate === "archived") await press({ intent: "archive", version: "2", confirmed: "yes" });
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

  describe("of what an archive says of time", () => {
    const database = () => ({ url: target.url, authToken: undefined });

    /** A business with an issued invoice of today, and what it is imported as. */
    async function archived(prepare: (person: Person) => Promise<unknown> = async () => {}) {
      const person = await appOf(source).registerPerson();
      const buyer = await addClient(person);
      await addInvoice(person, invoiceFields(buyer, { intent: "issue" }));
      await prepare(person);
      const archive = await downloadArchive(person, person.base);
      const owner = await appOf(target).registerPerson();
      const store = (file: string, now = Date.now()) =>
        importArchive(file, { database: database(), owner: owner.email, asNew: true, now });
      return { archive, owner, store };
    }

    it("take no moment of issue that lies before the invoice was made, or the run of its number began", async () => {
      const { archive, store } = await archived();
      const made = (parts: Record<string, Record<string, number>>) =>
        alteredArchive(archive, (table, row) => ({ ...row, ...parts[table] }));
      const long = Date.UTC(2010, 0, 1);
      await expect(store(await made({ invoices: { issued_at: long } }))).rejects.toThrow("rule:issued-at");
      await expect(store(await made({ invoices: { issued_at: long, created_at: long } }))).rejects.toThrow(
        "rule:issued-at",
      );
      // Whoever makes up all of it is told of by the checker: the trail says when it was issued.
      const { tenantId } = await store(
        await made({ invoices: { issued_at: long, created_at: long }, number_runs: { created_at: long } }),
      );
      expect((await problems(target)).filter((line) => line.includes(tenantId))).toEqual([
        expect.stringContaining("issued_at is"),
      ]);
    });

    it("take no number as purged that no law lets go yet", async () => {
      const { archive, store } = await archived();
      const hidden = await alteredArchive(archive, (table, row) =>
        table === "invoices" || table.startsWith("invoice_") ? null : row,
      );
      const { tenantId } = await store(hidden);
      expect((await problems(target)).join()).toContain(tenantId);
      const [run] = (await tablesOf(hidden)).number_runs ?? [];
      const purged = {
        ...{
          tenant_id: run?.tenant_id ?? null,
          series_id: run?.series_id ?? null,
          period: run?.period ?? null,
        },
        ...{ first_sequence: 1, last_sequence: 1, purged_at: Date.now() },
      };
      const said = await alteredArchive(hidden, (_, row) => row, [], { purged_numbers: [purged] });
      await expect(store(said)).rejects.toThrow("rule:purged");
    });

    it("keep alive what was archived within the grace of its erasure", async () => {
      const { archive, owner, store } = await archived(async (person) => {
        const path = `${person.base}/settings/erase`;
        const form = (await person.visit(path)).form("Erase business");
        expect((await person.submit(path, { ...form, meant: "on" })).location).toContain("business-erase");
      });
      const { tenantId } = await store(archive);
      const path = `/o/${tenantId}/settings/erase`;
      await purge(openDatabase({ url: target.url }), { now: Date.now() });
      expect((await owner.visit(path)).text).toContain("Erase this business");
    });

    it("keep what was promised: the choice, and what a move left behind", async () => {
      const { archive, owner, store } = await archived(async (person) => {
        for (const [page, button, fields] of [
          ["/settings/retention", "Save years", { years: "15" }],
          ["/settings", "Save business", { country: "FR" }],
          ["/settings", "Save business", { country: "DK" }],
        ] as const) {
          const path = person.base + page;
          const form = (await person.visit(path)).form(button);
          expect((await person.submit(path, { ...form, ...fields })).status).toBe(302);
        }
      });
      const { tenantId } = await store(archive);
      const after = await tablesOf(await downloadArchive(owner, `/o/${tenantId}`));
      expect(after.retention_choices).toMatchObject([{ years: 15 }]);
      expect(after.retention_floors).toMatchObject([{ years: 10 }]);
      expect((await owner.visit(`/o/${tenantId}/settings/retention`)).text).toContain("At least 15");
    });

    it("take an archive that was made before there was a table of such promises", async () => {
      const { archive, owner, store } = await archived();
      const older = await alteredArchive(archive, (_, row) => row, ["retention_floors"]);
      const { tenantId } = await store(older);
      expect((await owner.visit(`/o/${tenantId}/invoices`)).status).toBe(200);
      const none = await alteredArchive(archive, (_, row) => row, ["invoices"]);
      await expect(store(none)).rejects.toThrow("has no tables/invoices.jsonl");
    });

    const paidBackAndForth = (person: Person) =>
      sqlOf(source, "SELECT id FROM invoices WHERE tenant_id = ?", person.tenantId).then(async ([row]) => {
        const press = (fields: Record<string, string>) =>
          person.submit(`${person.base}/invoices/${row?.id}`, fields);
        await press({ intent: "markPaid", version: "2", paidDate: "2026-06-05" });
        await press({ intent: "undoPaid", version: "3" });
        expect((await press({ intent: "markPaid", version: "4", paidDate: "2026-06-05" })).status).toBe(302);
      });

    it("take an archive that was made before there were payments: what is paid gets its own", async () => {
      const { archive, owner, store } = await archived(paidBackAndForth);
      const older = await alteredArchive(archive, (_, row) => row, ["payments", "payment_allocations"]);
      const { tenantId } = await store(older);
      const after = await tablesOf(await downloadArchive(owner, `/o/${tenantId}`));
      expect(after.payments).toMatchObject([{ amount_minor: 11_900, paid_on: "2026-06-05" }]);
      expect((await problems(target)).filter((line) => line.includes(tenantId))).toEqual([]);
    });

    it("take no payment that settles more than there is of it, and a counter-entry of none", async () => {
      const { archive, store } = await archived(paidBackAndForth);
      const made = (change: (row: ExportRow) => ExportRow) =>
        alteredArchive(archive, (table, row) => (table === "payments" ? change(row) : row));
      const little = (row: ExportRow) => ({ ...row, amount_minor: Number(row.amount_minor) > 0 ? 1 : -1 });
      await expect(store(await made(little))).rejects.toThrow("rule:over-allocated");
      const other = (row: ExportRow) => ({ ...row, kind: row.reverses_id ? "refund" : (row.kind ?? null) });
      await expect(store(await made(other))).rejects.toThrow("rule:payment");
    });
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
