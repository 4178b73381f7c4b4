import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { SEARCH_FILLED } from "@db/schema/search";
import type { Client, InValue } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { purge } from "~/modules/retention/purge.server";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { migrateBefore } from "../support/migrate-before";
import { patient } from "../support/patient";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { addInvoice, invoiceFields } from "../support/trail";
import { freshId } from "../support/visitor";

// Entries from before 0053 are found as before until the daily job made their texts, and as the others from then on. What is erased or
// purged is in no index, not in its raw pages either.

let server: Awaited<ReturnType<typeof startTemporarySqld>>;
let client: Client;
let app: ReturnType<typeof createTestApp>;
let person: Person;
const old = [freshId(), freshId(), freshId()];
const run = async (sql: string, ...args: InValue[]) => (await client.execute({ sql, args })).rows;
const job = (more = {}) => purge(openDatabase(patient(server.url)), { now: Date.now(), ...more });

/** What the versions and the trails are. */
const history = async () =>
  JSON.stringify([
    await run("SELECT id, version, updated_at FROM clients ORDER BY id"),
    await run("SELECT id, version, updated_at FROM invoices ORDER BY id"),
    await run("SELECT count(*) AS n FROM audit_events"),
  ]);

async function problems(): Promise<string[]> {
  const found: string[] = [];
  await checkDatabase(server.url, undefined, (violation) => found.push(formatViolation(violation)));
  return found.filter((line) => /search|gram|integrity/.test(line));
}

async function found(what: "clients" | "invoices", text: string): Promise<string[]> {
  const page = await person.visit(`${person.base}/${what}?search=${encodeURIComponent(text)}`);
  return page.document
    .querySelectorAll("tbody tr a")
    .map((link) => /(\w{26})$/.exec(link.getAttribute("href") ?? "")?.[1] ?? "");
}

beforeAll(async () => {
  server = await startTemporarySqld();
  client = patientClient(server.url);
  await migrateBefore(client, "0052_search_folds");
  const tenant = freshId();
  await run(
    "INSERT INTO tenants (id, name, country, currency, locale, time_zone, created_at, updated_at) VALUES (?, 'T', 'DE', 'EUR', 'de-DE', 'Europe/Berlin', 1, 1)",
    tenant,
  );
  for (const [i, name] of ["Łódź Gartenbau", "Zakłady Północ", "東京商事"].entries())
    await run(
      "INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES (?, ?, ?, 'DE', 1, 1)",
      ...[tenant, old[i] ?? "", name],
    );
  for (const id of old)
    await run(
      `INSERT INTO invoices (tenant_id, id, client_id, issue_date, due_date, currency, note, line_count, line_total_minor, allowance_total_minor,
         charge_total_minor, net_minor, tax_minor, gross_minor, due_minor, created_at, updated_at)
       VALUES (?, ?, ?, '2026-01-31', '2026-03-02', 'EUR', 'Straßenbau', 0, 0, 0, 0, 0, 0, 0, 0, ?, ?)`,
      ...[tenant, id, id, BigInt(Date.now()), BigInt(Date.now())],
    );
  await migrateDatabase(server.url);
  app = createTestApp({ env: { TURSO_DATABASE_URL: server.url } });
  person = await app.registerPerson();
  await run(
    "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'owner', 1, 1)",
    ...[tenant, person.userId],
  );
  Object.assign(person, { tenantId: tenant });
}, 120_000);

afterAll(async () => {
  client.close();
  await server.stop();
});

describe("entries from before", () => {
  it("are found by the beginnings of their words, beside those that have their text", async () => {
    expect(
      await run("SELECT text FROM client_search_rows WHERE text IS NOT NULL AND client_id = ?", old[0] ?? ""),
    ).toEqual([]);
    expect(await found("clients", "gartenb")).toEqual([old[0]]);
    expect(await found("clients", "artenb")).toEqual([]);
    expect((await found("invoices", "straßen")).sort()).toEqual(old.toSorted());
    const added = await addClient(person, { name: "Gartenbau neu" });
    expect((await found("clients", "gartenb")).sort()).toEqual([old[0], added].sort());
    expect(await found("clients", "artenb")).toEqual([added]);
    expect(await problems()).toEqual([]);
  });

  it("get their texts by the daily job in steps, and no version rises and no event is written", async () => {
    const before = await history();
    let runs = 0;
    for (; (await run("SELECT 1 FROM operations WHERE name = ?", SEARCH_FILLED)).length === 0; runs += 1) {
      if (runs > 50) throw new Error("it never ends");
      await job({ budget: 10 + 2 * runs });
    }
    expect(runs).toBeGreaterThan(0);
    expect(await history()).toBe(before);
    expect(
      await run(
        "SELECT id FROM client_search_rows WHERE text IS NULL UNION SELECT id FROM invoice_search_rows WHERE text IS NULL",
      ),
    ).toEqual([]);
    expect(await found("clients", "artenb")).toHaveLength(2);
    expect(await found("clients", "Lodz")).toEqual([old[0]]);
    expect(await found("clients", "京商")).toEqual([old[2]]);
    expect((await found("invoices", "strassen")).sort()).toEqual(old.toSorted());
    expect(await problems()).toEqual([]);
  });
});

/** Whether an index has parts of the text: of what it shows, and in the bytes of its pages. */
async function isIn(what: "client" | "invoice", parts: readonly string[]) {
  const shown = await run(
    `SELECT 1 FROM ${what}_gram_terms WHERE term IN (${parts.map(() => "?").join(", ")}) AND doc > 0`,
    ...parts,
  );
  const pages = [
    ...(await run(`SELECT hex(block) AS hex FROM ${what}_grams_data`)),
    ...(await run(`SELECT hex(block) AS hex FROM ${what}_search_data`)),
  ].map(({ hex }) => Buffer.from(String(hex), "hex").toString("latin1"));
  // A term is written without what it begins like the one before it: its last two letters are always there.
  const inPages = pages.some((page) => parts.some((part) => page.includes(part)));
  return { shown: shown.length > 0, inPages };
}

describe("what is erased or purged", () => {
  it("is in no index any more once the job was there, nor in the bytes of one", async () => {
    person = await app.registerPerson();
    const id = await addClient(person, { name: "Qxjzvwk" });
    const invoice = await addInvoice(person, invoiceFields(id, { note: "Qxjzvwk" }));
    const parts = ["qxj", "qxjz", "xjz", "jzv", "zvw", "vwk"];
    expect(await found("clients", "xjzvw")).toEqual([id]);
    expect(await found("invoices", "xjzvw")).toEqual([invoice]);
    expect([await isIn("client", parts), await isIn("invoice", parts)]).toEqual([
      { shown: true, inPages: true },
      { shown: true, inPages: true },
    ]);
    const erase = `${person.base}/clients/${id}/erase`;
    await person.submit(erase, { ...(await person.visit(erase)).form("Erase client"), meant: "on" });
    expect(await found("clients", "xjzvw")).toEqual([]);
    expect(await found("invoices", "xjzvw")).toEqual([]);
    await job();
    expect([await isIn("client", parts), await isIn("invoice", parts)]).toEqual([
      { shown: false, inPages: false },
      { shown: false, inPages: false },
    ]);
    expect(
      await run(
        "SELECT 1 FROM client_search_rows WHERE text LIKE '%qxj%' UNION SELECT 1 FROM invoice_search_rows WHERE text LIKE '%qxj%'",
      ),
    ).toEqual([]);
    expect(await problems()).toEqual([]);
  });
});
