import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { findUserByEmail } from "@db/unscoped/accounts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { seedDatabase } from "~/commands/seed";
import { demoBusinesses } from "~/commands/seed/businesses";
import { verifyPassword } from "~/modules/accounts/password.server";
import { patient } from "../support/patient";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";

const NOW = Date.UTC(2026, 10, 20, 16, 30);

let server: Awaited<ReturnType<typeof startTemporarySqld>>;
const shares: number[] = [];

beforeAll(async () => {
  server = await startTemporarySqld();
  await migrateDatabase(server.url);
  await seedDatabase(openDatabase(patient(server.url)), {
    now: NOW,
    invoices: 60,
    progress: (share) => void shares.push(share),
  });
});

afterAll(() => server.stop());

async function rows(query: string) {
  const client = patientClient(server.url);
  try {
    return (await client.execute(query)).rows.map((row) => ({ ...row }));
  } finally {
    client.close();
  }
}

test("the demo data breaks no rule", async () => {
  const violations: string[] = [];
  const checked = await checkDatabase(server.url, undefined, (violation) =>
    violations.push(formatViolation(violation)),
  );
  expect(violations).toEqual([]);
  expect(checked).toMatchObject({ users: 2, tenants: 2, clients: 60, invoices: 120 });
});

test("the demo owners log in with the passwords that are shown", async () => {
  const database = openDatabase(patient(server.url));
  for (const { email, password } of demoBusinesses) {
    const user = await findUserByEmail(database, email);
    expect(await verifyPassword(password, user?.passwordHash ?? "")).toEqual({
      valid: true,
      outdated: false,
    });
  }
});

test("nothing stays open behind it", async () => {
  expect(await rows("SELECT * FROM sessions")).toEqual([]);
});

test("seeding again changes nothing", async () => {
  const events = await rows("SELECT count(*) AS n FROM audit_events");
  expect(await seedDatabase(openDatabase(patient(server.url)), { now: NOW + 1 })).toEqual([]);
  expect(await rows("SELECT count(*) AS n FROM audit_events")).toEqual(events);
});

test("there are invoices in every state, and clients in and out of use", async () => {
  const states = await rows(`SELECT DISTINCT CASE WHEN archived_at IS NOT NULL THEN 'archived'
    WHEN status = 'sent' AND due_date < '2026-11-20' THEN 'overdue' ELSE status END AS state FROM invoices ORDER BY 1`);
  expect(states.map(({ state }) => state)).toEqual(["archived", "draft", "overdue", "paid", "sent"]);
  expect(await rows("SELECT DISTINCT archived_at IS NULL AS used FROM clients ORDER BY 1")).toEqual([
    { used: 0 },
    { used: 1 },
  ]);
});

test("numbers, dates and instants go together", async () => {
  const disordered = await rows(`SELECT a.number FROM invoices a JOIN invoices b
    ON b.tenant_id = a.tenant_id AND b.series_id = a.series_id AND b.period = a.period AND b.sequence = a.sequence + 1
    WHERE a.issue_date > b.issue_date OR a.issued_at > b.issued_at`);
  expect(disordered).toEqual([]);
  expect(
    await rows(
      `SELECT id FROM invoices WHERE updated_at > ${NOW} OR paid_date > '2026-11-20' OR issue_date > '2026-11-20'`,
    ),
  ).toEqual([]);
  expect(
    await rows(
      "SELECT seq FROM audit_events a WHERE at < (SELECT at FROM audit_events b WHERE b.tenant_id = a.tenant_id AND b.seq = a.seq - 1)",
    ),
  ).toEqual([]);
});

test("the progress goes up to the whole", () => {
  expect([...shares].sort((a, b) => a - b)).toEqual(shares);
  expect(shares.at(-1)).toBe(1);
});
