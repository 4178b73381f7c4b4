import { checkDatabase } from "@db/check";
import { formatViolation, type Violation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import type { Client } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seedDatabase } from "~/commands/seed";
import { patient } from "../support/patient";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { type Case, pastConstraints, pastTriggers } from "./check-cases";

// A checker that can't fail is a defect: every rule is broken here once, past all that the database holds against it.

let server: Awaited<ReturnType<typeof startTemporarySqld>>;
let client: Client;
const tenants: string[] = [];

beforeAll(async () => {
  server = await startTemporarySqld();
  await migrateDatabase(server.url);
  await seedDatabase(openDatabase(patient(server.url)), {
    now: Date.UTC(2026, 10, 20, 16, 30),
    invoices: 80,
  });
  client = patientClient(server.url);
  const { rows } = await client.execute("SELECT id FROM tenants ORDER BY currency");
  tenants.push(...rows.map((row) => String(row.id)));
});

afterAll(async () => {
  client.close();
  await server.stop();
});

async function check(): Promise<Violation[]> {
  const found: Violation[] = [];
  await checkDatabase(server.url, undefined, (violation) => found.push(violation));
  return found;
}

const taken: string[] = [];

/** Another case takes the last numbers of the runs away. */
const NOT_LAST = `(number IS NULL OR sequence < (SELECT max(last_sequence) - 2 FROM number_runs r
  WHERE r.tenant_id = i.tenant_id AND r.period = i.period))`;

async function pick({ pick: condition, table = "invoices" }: Case): Promise<string> {
  if (!condition) return "";
  const used = taken.map((id) => `'${id}'`).join(", ");
  const { rows } =
    await client.execute(`SELECT id FROM ${table} i WHERE tenant_id = '${tenants[0]}' AND (${condition})
    AND id NOT IN (${used}) AND ${table === "invoices" ? NOT_LAST : "TRUE"} ORDER BY id DESC LIMIT 1`);
  const id = rows[0]?.id;
  if (!id) throw new Error(`no row is like that: ${condition}`);
  taken.push(String(id));
  return String(id);
}

const fill = (query: string, id: string): string =>
  query
    .replaceAll("'X'", `'${id}'`)
    .replaceAll("'A'", `'${tenants[0]}'`)
    .replaceAll("'B'", `'${tenants[1]}'`);

/** Breaks all of it at once: what is told of a row belongs to its case, and what belongs to none fails the last test. */
function breaking(
  cases: readonly Case[],
  before: () => Promise<void>,
  known: () => readonly string[] = () => [],
) {
  let rest: Violation[] = [];
  const ids = new Map<Case, string>();

  beforeAll(async () => {
    await before();
    for (const each of cases) {
      const id = await pick(each);
      ids.set(each, id);
      // Of libSQL's ways the one that lets foreign keys go.
      await client.migrate(each.break.map((query) => fill(query, id)));
    }
    const old = new Set(known());
    rest = (await check()).filter(
      (v) => !["sqlite_master", ...KEPT].includes(v.table) && !old.has(formatViolation(v)),
    );
  });

  test.each(cases.map((each) => [each.what, each] as const))("%s", (_what, each) => {
    const id = ids.get(each);
    const others = new Set([...ids.values()].filter((other) => other !== id));
    const about = ({ ids: known }: Violation) => Object.values(known).map(String);
    const mine = rest.filter((v) =>
      id
        ? about(v).includes(id)
        : !about(v).some((known) => others.has(known)) && each.expected.some((words) => matches(v, words)),
    );
    rest = rest.filter((violation) => !mine.includes(violation));
    for (const words of each.expected)
      expect(mine.filter((v) => matches(v, words)).length, `${words}`).toBe(1);
    expect(mine.length, mine.map(formatViolation).join("\n")).toBe(each.expected.length);
  });

  test("nothing else is told", () => {
    expect(rest.map(formatViolation)).toEqual([]);
  });
}

function matches({ rule, table, message }: Violation, words: string | RegExp): boolean {
  const line = `${rule} ${table}: ${message}`;
  return typeof words === "string" ? line.includes(words) : words.test(line);
}

/** What triggers keep is out of step wherever the rows were broken without them; it has a test of its own. */
const KEPT = ["open_totals", "paid_totals"].concat(
  ["invoice", "client"].flatMap((what) => [`${what}_search`, `${what}_search_rows`, `${what}_grams`]),
);

const SUM = "SET due_minor = due_minor + 1, invoice_count = invoice_count";
const ofMonth = (change: string) =>
  `UPDATE open_totals ${SUM} ${change} WHERE client_id = '' AND grain = 'month' AND period = (SELECT min(period) FROM open_totals)`;
const ofPaid = (change: string) =>
  `UPDATE paid_totals SET invoice_count = invoice_count ${change} WHERE month = (SELECT min(month) FROM paid_totals)`;
const unfile = (what: string) =>
  `DELETE FROM ${what}_search WHERE rowid = (SELECT min(id) FROM ${what}_search_rows)`;
const file = (what: string) =>
  `INSERT INTO index_${what} (tenant_id, ${what}_id) SELECT tenant_id, ${what}_id FROM ${what}_search_rows ORDER BY id LIMIT 1`;

const lie = (what: string) =>
  `UPDATE ${what}_search_rows SET text = text || 'more  ' WHERE id = (SELECT min(id) FROM ${what}_search_rows)`;
const part = (what: string, columns: string, values: string) =>
  `INSERT INTO ${what}_grams (${columns}) SELECT ${values} FROM ${what}_search_rows WHERE id = (SELECT min(id) FROM ${what}_search_rows)`;
const gone = (what: string) => part(what, `${what}_grams, rowid, text`, "'delete', 1, 'zzzz'");
const unpart = (what: string) => part(what, `${what}_grams, rowid, text`, "'delete', id, text");
const repart = (what: string) => part(what, "rowid, text", "id, text");

const keep = (at: string, user: string) =>
  `INSERT INTO kept_forms SELECT '${"x".repeat(43)}', id, '${"y".repeat(43)}', '/', zeroblob(12), zeroblob(16), ${at} FROM users WHERE ${user} LIMIT 1`;
const unkeep = "DELETE FROM kept_forms";

test.each([
  ["a form kept for two days", "kept_forms", keep("(unixepoch() - 172800) * 1000", "TRUE"), unkeep],
  [
    "a sum of open invoices",
    "open_totals",
    ofMonth("+ 1"),
    ofMonth("- 1").replace("due_minor + 1", "due_minor - 1"),
  ],
  ["a count of paid ones", "paid_totals", ofPaid("+ 1"), ofPaid("- 1")],
  ["an invoice that no search finds", "invoice_search", unfile("invoice"), file("invoice")],
  ["a client that no search finds", "client_search", unfile("client"), file("client")],
  ["a word that an invoice does not have", "invoice_search_rows", lie("invoice"), file("invoice")],
  ["a word that a client does not have", "client_search_rows", lie("client"), file("client")],
  [
    "an amount that an invoice does not have",
    "invoice_search_rows",
    "UPDATE invoice_search_rows SET due = due + 1 WHERE id = (SELECT min(id) FROM invoice_search_rows)",
    file("invoice"),
  ],
  [
    "a part of a word that no client has",
    "client_grams",
    part("client", "rowid, text", "1, 'zzzz'"),
    gone("client"),
  ],
  [
    "a part of a word that no invoice has",
    "invoice_grams",
    part("invoice", "rowid, text", "1, 'zzzz'"),
    gone("invoice"),
  ],
  ["an invoice whose parts are gone", "invoice_grams", unpart("invoice"), repart("invoice")],
  ["a client whose parts are gone", "client_grams", unpart("client"), repart("client")],
])("%s", async (_what, table, broken, mended) => {
  await client.execute(broken);
  expect(new Set((await check()).map((violation) => violation.table))).toEqual(new Set([table]));
  await client.execute(mended);
});

test("a sound database has no violation", async () => {
  expect((await check()).map(formatViolation)).toEqual([]);
});

describe("with the triggers gone", () => {
  let violations: Violation[] = [];

  breaking(pastTriggers, async () => {
    const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'");
    for (const { name } of rows) await client.execute(`DROP TRIGGER ${name}`);
    await client.execute("CREATE TRIGGER strange AFTER INSERT ON users BEGIN SELECT 1; END");
    violations = (await check()).filter(({ table }) => table === "sqlite_master");
    expect(violations.length).toBe(rows.length + 1);
  });

  test("every trigger that is gone is told, and one of nobody's", () => {
    expect(new Set(violations.map(({ message }) => message))).toEqual(
      new Set(["is missing", "comes from no migration"]),
    );
    expect(violations.map(({ ids }) => ids.name)).toContain("invoices_frozen");
    expect(violations.find(({ message }) => message !== "is missing")?.ids.name).toBe("strange");
  });
});

const TABLES = [
  "users",
  "tenants",
  "memberships",
  "clients",
  "tax_rates",
  "number_series",
  "number_runs",
  "invoices",
].concat(["invoice_lines", "invoice_allowances", "invoice_tax_groups", "invoice_parties", "audit_events"]);

describe("with the constraints gone too", () => {
  let known: string[] = [];

  breaking(
    pastConstraints,
    async () => {
      const { rows } = await client.execute("SELECT name FROM sqlite_master WHERE type = 'view'");
      for (const { name } of rows) await client.execute(`DROP VIEW ${name}`);
      for (const table of TABLES)
        await client.migrate([
          `CREATE TABLE loose AS SELECT * FROM ${table}`,
          `DROP TABLE ${table}`,
          `ALTER TABLE loose RENAME TO ${table}`,
        ]);
      const now = await check();
      known = now.map(formatViolation);
      expect(now.filter(({ table, ids }) => table === "sqlite_master" && ids.type === "table").length).toBe(
        TABLES.length,
      );
    },
    () => known,
  );
});
