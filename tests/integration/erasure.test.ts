import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { backUp } from "@db/backup";
import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { restore } from "~/commands/restore";
import { runVerifyAudit } from "~/commands/verify-audit";
import { purge } from "~/modules/retention/purge.server";
import { startSqld } from "../../scripts/lib/sqld.mjs";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { PASSWORD } from "../support/password";
import { patient } from "../support/patient";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { addInvoice, invoiceFields } from "../support/trail";

const NAME = "Wilhelmina Quastenflosser";
const EMAIL = "wilhelmina@quastenflosser.example";
const PHONE = "+49 171 5559183";
const TRACES = ["quastenflosser", "5559183"];

const folder = mkdtempSync(join(tmpdir(), "gapless-erasure-"));
let server: Awaited<ReturnType<typeof startTemporarySqld>>;
let now = Date.UTC(2015, 4, 5);
let app: ReturnType<typeof createTestApp>;
const past = () => now;

beforeAll(async () => {
  server = await startTemporarySqld();
  await migrateDatabase(server.url);
  app = createTestApp({ now: past, env: { TURSO_DATABASE_URL: server.url } });
});

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function sql(query: string, args: (string | number)[] = []) {
  const client = patientClient(server.url);
  const { rows } = await client.execute({
    sql: query,
    args: args.map((a) => (typeof a === "number" ? BigInt(a) : a)),
  });
  client.close();
  return rows;
}

async function problems(): Promise<string[]> {
  const found: string[] = [];
  await checkDatabase(server.url, undefined, (violation) => found.push(formatViolation(violation)));
  await runVerifyAudit({ url: server.url }, [], (line) => /BROKEN/.test(line) && found.push(line));
  return found;
}

const filesBelow = (dir: string): string[] =>
  readdirSync(dir).flatMap((name) => {
    const path = join(dir, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [path];
  });

/** Tables in whose rows a trace is, and whether one is in any byte of the database's files, once it was made anew from a backup. */
async function traces(): Promise<{ tables: string[]; inFiles: boolean }> {
  const backup = join(folder, `${Date.now()}.sql`);
  await backUp(server.url, undefined, backup);
  const tables = new Set<string>();
  let table = "";
  for (const line of readFileSync(backup, "utf8").split("\n")) {
    table = /^INSERT INTO "(\w+)"/.exec(line)?.[1] ?? table;
    if (TRACES.some((trace) => line.toLowerCase().includes(trace))) tables.add(table);
  }
  const dir = mkdtempSync(join(folder, "restored-"));
  const fresh = await startSqld({ dir });
  await restore(backup, { url: fresh.url, authToken: undefined });
  await fresh.stop();
  const inFiles = filesBelow(dir).some((path) => {
    const bytes = readFileSync(path, "latin1").toLowerCase();
    return TRACES.some((trace) => bytes.includes(trace));
  });
  rmSync(backup);
  return { tables: [...tables].sort(), inFiles };
}

const person = { name: NAME, email: EMAIL, phone: PHONE, contactName: NAME, note: `Call ${NAME}` };
const erase = async (owner: Person, client: string) => {
  const path = `${owner.base}/clients/${client}/erase`;
  return owner.submit(path, { ...(await owner.visit(path)).form("Erase client"), meant: "on" });
};

describe("an erased client", () => {
  it("is in the snapshots of issued invoices only, and nowhere after their time", async () => {
    const owner = await app.registerPerson();
    const client = await addClient(owner, person);
    const issued = await addInvoice(
      owner,
      invoiceFields(client, {
        intent: "issue",
        issueDate: "2015-05-05",
        dueDate: "2015-05-19",
        internalNote: `${NAME} pays late`,
      }),
    );
    await addInvoice(owner, invoiceFields(client, { note: `For ${NAME}` }));
    expect((await traces()).tables).toEqual([
      "client_order",
      "client_search_rows",
      "clients",
      "invoice_parties",
      "invoice_search_rows",
      "invoices",
    ]);

    const page = await owner.visit(`${owner.base}/clients/${client}/erase`);
    expect(page.text).toContain("GDPR Art. 17(3)(b)");
    expect(page.text).toContain("31.12.2023");
    expect(
      (await owner.submit(`${owner.base}/clients/${client}/erase`, page.form("Erase client"))).status,
    ).toBe(422);
    expect((await erase(owner, client)).location).toContain("done=client-erased");
    expect((await traces()).tables).toEqual(["invoice_parties", "invoice_search_rows"]);
    const shown = await owner.visit(`${owner.base}/clients/${client}`);
    expect(shown.text).toContain("Erased; issued invoices are kept until 31.12.2023");
    expect((await owner.visit(`${owner.base}/invoices/${issued}`)).text).toContain(NAME);
    const [event] = await sql("SELECT changes FROM audit_events WHERE action = 'client.erased'");
    expect(JSON.parse(String(event?.changes))).toMatchObject({ keptUntil: [null, "2023-12-31"] });
    expect(await problems()).toEqual([]);

    const db = openDatabase(patient(server.url));
    await purge(db, { now: Date.UTC(2023, 11, 31) });
    expect((await traces()).tables).toEqual(["invoice_parties", "invoice_search_rows"]);
    await purge(db, { now: Date.UTC(2024, 0, 1) });
    expect(await traces()).toEqual({ tables: [], inFiles: false });
    expect(await problems()).toEqual([]);
  });

  it("is shown the day until which its invoices are kept today, when the owner makes the time longer", async () => {
    const owner = await app.registerPerson();
    const client = await addClient(owner, { name: "Long kept" });
    const day = { issueDate: "2015-05-05", dueDate: "2015-05-05" };
    await addInvoice(owner, invoiceFields(client, { intent: "issue", ...day }));
    await erase(owner, client);
    const shown = async () => (await owner.visit(`${owner.base}/clients/${client}`)).text;
    expect(await shown()).toContain("Erased; issued invoices are kept until 31.12.2023");
    const years = `${owner.base}/settings/retention`;
    await owner.submit(years, { ...(await owner.visit(years)).form("Save years"), years: "12" });
    expect(await shown()).toContain("Erased; issued invoices are kept until 31.12.2027");
  });

  it("is gone at once where nothing was issued", async () => {
    const owner = await app.registerPerson();
    const client = await addClient(owner, person);
    await addInvoice(owner, invoiceFields(client));
    expect((await erase(owner, client)).location).toBe(`${owner.base}/clients?done=client-erased`);
    expect(await traces()).toEqual({ tables: [], inFiles: false });
    expect((await owner.visit(`${owner.base}/clients/${client}`)).status).toBe(404);
    expect(await problems()).toEqual([]);
  });
});

describe("an erased person", () => {
  it("can't log in, is a former user in the trail, and the trail verifies", async () => {
    const owner = await app.registerPerson();
    const member = await app.registerPerson({ name: NAME, email: EMAIL });
    const own = `${member.base}/settings/erase`;
    await sql(
      "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'member', 1, 1)",
      [owner.tenantId, member.userId],
    );
    await member.submit(`${owner.base}/clients/new`, { name: "Their client", country: "GB" });
    const refused = await member.submit("/settings/data", {
      ...(await member.visit("/settings/data")).form("Delete account"),
      meant: "on",
    });
    expect([refused.status, refused.messages]).toEqual([409, expect.stringContaining("only owner")]);
    await member.submit(own, { ...(await member.visit(own)).form("Erase business"), meant: "on" });
    const done = await member.submit("/settings/data", {
      ...(await member.visit("/settings/data")).form("Delete account"),
      meant: "on",
    });
    expect(done.location).toBe("/");
    expect((await member.visit("/settings")).location).toMatch(/^\/login/);
    expect((await app.visitor().submit("/login", { email: EMAIL, password: PASSWORD })).status).toBe(422);
    expect((await owner.visit(`${owner.base}/activity`)).text).toMatch(/Former user \w{4}/);
    // What the business that they asked to erase says of itself goes with it.
    now += 31 * 86_400_000;
    await purge(openDatabase(patient(server.url)), { now });
    expect(await traces()).toEqual({ tables: [], inFiles: false });
    expect(await problems()).toEqual([]);
  });
});

describe("an erased business", () => {
  it("can be kept for 30 days, then is closed, and in the end is nowhere", async () => {
    const owner = await app.registerPerson({ businessName: NAME });
    const client = await addClient(owner, person);
    await addClient(owner, person);
    const day = new Date(now).toISOString().slice(0, 10);
    await addInvoice(owner, invoiceFields(client, { intent: "issue", issueDate: day, dueDate: day }));
    const path = `${owner.base}/settings/erase`;
    const press = async (button: string) =>
      owner.submit(path, { ...(await owner.visit(path)).form(button), meant: "on" });
    // What makes the time longer goes with it in the end: a choice, and a move.
    const years = `${owner.base}/settings/retention`;
    await owner.submit(years, { ...(await owner.visit(years)).form("Save years"), years: "9" });
    for (const country of ["DK", "DE"])
      await sql("UPDATE tenants SET country = ? WHERE id = ?", [country, owner.tenantId]);
    expect((await press("Erase business")).location).toContain("business-erase");
    expect((await press("Keep business")).location).toContain("business-kept");
    await press("Erase business");
    const db = openDatabase(patient(server.url));
    await purge(db, { now: now + 29 * 86_400_000 });
    expect((await owner.visit(path)).status).toBe(200);
    now += 31 * 86_400_000;
    await purge(db, { now });
    expect(await sql("SELECT 1 FROM memberships WHERE tenant_id = ?", [owner.tenantId])).toEqual([]);
    expect((await traces()).tables).toEqual(["invoice_parties", "invoice_search_rows"]);
    expect(await problems()).toEqual([]);
    const later = new Date(now).getUTCFullYear() + 10;
    await purge(db, { now: Date.UTC(later - 1, 11, 31) });
    expect((await traces()).tables).toEqual(["invoice_parties", "invoice_search_rows"]);
    await purge(db, { now: Date.UTC(later, 0, 2) });
    await purge(db, { now: Date.UTC(later, 0, 3) });
    expect(await traces()).toEqual({ tables: [], inFiles: false });
    for (const table of ["retention_choices", "retention_floors"])
      expect(await sql(`SELECT 1 FROM ${table} WHERE tenant_id = ?`, [owner.tenantId]), table).toEqual([]);
    expect(await sql("SELECT 1 FROM tenants WHERE id = ?", [owner.tenantId])).toEqual([]);
    expect(await problems()).toEqual([]);
  });
});

it("a person downloads what is stored about them, and of nobody else", async () => {
  const [one, two] = [
    await app.registerPerson({ name: "One Person" }),
    await app.registerPerson({ name: "Other Person" }),
  ];
  await addClient(one);
  const response = await one.fetch("/settings/data.json");
  const text = await response.text();
  const data = JSON.parse(text) as Record<string, Record<string, unknown>[]>;
  expect(data.profile).toMatchObject([{ id: one.userId, name: "One Person", email: one.email }]);
  expect(data.businesses).toMatchObject([{ id: one.tenantId, role: "owner" }]);
  expect(data.sessions).toHaveLength(1);
  expect(data.events?.map(({ action }) => action)).toEqual(["tenant.created", "client.created"]);
  for (const secret of ["$scrypt$", "token_hash", two.userId, "Other Person"])
    expect(text).not.toContain(secret);
});
