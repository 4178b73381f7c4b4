import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import type { Client } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runVerifyAudit } from "~/commands/verify-audit";
import { SHORT } from "~/domain/retention/policies";
import { hashPassword } from "~/modules/accounts/password.server";
import { purge } from "~/modules/retention/purge.server";
import { createTestApp } from "../support/app";
import { migrateBefore } from "../support/migrate-before";
import { PASSWORD } from "../support/password";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";

const SYSTEM = "00000000000000000000000000";
const OTHER = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const HONEST = "01ARZ3NDEKTSV4RRFFQ69G5FA0";

let server: Awaited<ReturnType<typeof startTemporarySqld>>;
let client: Client;
beforeAll(async () => {
  server = await startTemporarySqld();
  client = patientClient(server.url);
}, 60_000);
afterAll(async () => {
  client.close();
  await server.stop();
});

const rows = async (query: string, args: string[] = []) => (await client.execute({ sql: query, args })).rows;

const person = (id: string, email: string, hash: string) =>
  `INSERT INTO users (id, email, name, password_hash, created_at, updated_at) VALUES ('${id}', '${email}', 'Mallory', '${hash}', 1, 1)`;

/** A business of that person with one event, as registering stored it when the form's key was the id. */
const businessOf = (id: string) => [
  `INSERT INTO tenants (id, name, country, currency, locale, time_zone, created_at, updated_at) VALUES ('${id}', 'Theirs', 'DE', 'EUR', 'de-DE', 'Europe/Berlin', 1, 1)`,
  `INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES ('${id}', '${id}', 'owner', 1, 1)`,
  `INSERT INTO number_series VALUES ('${id}', '${OTHER}', 'INV-{0000}', 'INV-', '', 4, 0, 1, 1, 1, 1)`,
  `INSERT INTO audit_events VALUES ('${id}', 1, 1750000000000, '${id}', 'tenant.created', 'tenant', '${id}', 1, '{}', 'x')`,
  `INSERT INTO sessions (token_hash, id, user_id, remembered, created_at, seen_at, idle_expires_at, expires_at, password_at)
    VALUES ('${id.slice(0, 20)}${"x".repeat(23)}', '${id}', '${id}', 0, 1, 1, 9, 9, 1)`,
];

describe("a database in which strangers took the system's id and addresses", () => {
  let hash: string;
  let app: ReturnType<typeof createTestApp>;

  beforeAll(async () => {
    await migrateBefore(client, "0009_people");
    app = createTestApp({ env: { TURSO_DATABASE_URL: server.url } });
    hash = await hashPassword(PASSWORD);
    await client.batch(
      [
        // By hand: the app of today knows columns that are not there yet.
        person(HONEST, "honest@example.com", hash),
        ...businessOf(HONEST),
        person(SYSTEM, "stranger@example.com", hash),
        ...businessOf(SYSTEM),
        person(OTHER, "job@gapless.invalid", hash),
        person("01ARZ3NDEKTSV4RRFFQ69G5FAX", `${HONEST.toLowerCase()}@erased.invalid`, hash),
      ],
      "write",
    );
    await migrateDatabase(server.url);
  }, 60_000);

  it("is migrated: the stranger keeps their business under an id of their own, and is logged out", async () => {
    const [stranger] = await rows("SELECT id, password_hash FROM users WHERE email = 'stranger@example.com'");
    expect(stranger).toMatchObject({ password_hash: hash });
    expect(stranger?.id).toMatch(/^0[0-9A-F]{25}$/);
    expect(await rows("SELECT user_id, role FROM memberships WHERE tenant_id = ?", [SYSTEM])).toMatchObject([
      { user_id: stranger?.id, role: "owner" },
    ]);
    expect(await rows("SELECT 1 FROM sessions WHERE user_id = ?", [SYSTEM])).toEqual([]);
    const visitor = app.visitor();
    await visitor.submit("/login", { email: "stranger@example.com", password: PASSWORD });
    expect((await visitor.visit("/")).location).toBe(`/o/${SYSTEM}`);
    expect((await visitor.visit(`/o/${SYSTEM}/activity`)).text).toContain("Gapless (automatic)");
  });

  it("has the system's user, at an address that nobody had", async () => {
    expect(await rows("SELECT email, name, password_hash FROM users WHERE id = ?", [SYSTEM])).toMatchObject([
      {
        email: expect.stringMatching(/^job-[0-9a-f]{16}@gapless\.invalid$/),
        name: "Gapless (automatic)",
        password_hash: "$scrypt$none",
      },
    ]);
    expect(await rows("SELECT id FROM users WHERE email = 'job@gapless.invalid'")).toMatchObject([
      { id: OTHER },
    ]);
  });

  it("runs the nightly job, which purges no impostor, and the checker tells of them", async () => {
    const past = createTestApp({
      env: { TURSO_DATABASE_URL: server.url },
      now: () => Date.now() - SHORT.grace - 1e8,
    });
    const owner = await past.registerPerson();
    const path = `${owner.base}/settings/erase`;
    await owner.submit(path, { ...(await owner.visit(path)).form("Erase business"), meant: "on" });
    expect(await purge(openDatabase({ url: server.url }), { now: Date.now() })).toMatchObject({
      businesses: 1,
    });
    expect(await rows("SELECT 1 AS n FROM users WHERE email LIKE '%@erased.invalid'")).toHaveLength(1);
    const found: string[] = [];
    await checkDatabase(server.url, undefined, (violation) => found.push(formatViolation(violation)));
    expect(found.filter((line) => line.includes("below .invalid"))).toHaveLength(2);
    expect(await runVerifyAudit({ url: server.url }, [], () => {})).toBe(true);
  });

  it("erases a person whose address of the erased somebody else took", async () => {
    const [impostor] = await rows("SELECT email FROM users WHERE email LIKE '%@erased.invalid'");
    const id = String(impostor?.email).split("@")[0]?.toUpperCase() ?? "";
    const [honest] = await rows("SELECT email FROM users WHERE id = ?", [id]);
    const visitor = app.visitor();
    await visitor.submit("/login", { email: String(honest?.email), password: PASSWORD });
    const base = String((await visitor.visit("/")).location);
    const path = `${base}/settings/erase`;
    await visitor.submit(path, { ...(await visitor.visit(path)).form("Erase business"), meant: "on" });
    const form = (await visitor.visit("/settings/data")).form("Delete account");
    expect((await visitor.submit("/settings/data", { ...form, meant: "on" })).location).toBe("/");
    const [row] = await rows("SELECT email FROM users WHERE id = ?", [id]);
    expect(row?.email).toMatch(new RegExp(`^${id.toLowerCase()}-[0-9a-f]{16}@erased\\.invalid$`));
  });
});

describe("the database lets nobody", () => {
  const refused = (query: string, rule: string) => expect(rows(query), query).rejects.toThrow(`rule:${rule}`);

  it("be, change, let in, employ or delete the system's user", async () => {
    const at = `WHERE id = '${SYSTEM}'`;
    await refused(`UPDATE users SET name = 'Mallory' ${at}`, "system-user");
    await refused(`UPDATE users SET password_hash = '$scrypt$ln=14' ${at}`, "system-user");
    await refused(`UPDATE users SET id = '${SYSTEM}' WHERE id = '${OTHER}'`, "system-user");
    await refused(`DELETE FROM users ${at}`, "system-user");
    await refused(
      person(SYSTEM, "x@example.com", "$scrypt$ln=14").replace("INSERT", "INSERT OR REPLACE"),
      "system-user",
    );
    await refused(`UPDATE sessions SET user_id = '${SYSTEM}'`, "identity");
    const [business] = await rows("SELECT id FROM tenants LIMIT 1");
    const employ = `INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES ('${business?.id}', '${SYSTEM}', 'owner', 1, 1)`;
    await refused(employ, "system-user");
    const letIn = businessOf(SYSTEM).at(-1) ?? "";
    await refused(letIn, "system-user");
  });

  it.each([
    "x@gapless.invalid",
    "X@GAPLESS.INVALID",
    "x@invalid",
    "x@gapless.invalid.",
    "x@gapless.invalid ",
    "x@gapless\uFF0Einvalid",
    "x@gapless.\uFF49nvalid",
    "x@gapless.in\u00ADvalid",
    `${OTHER.toLowerCase()}@erased.invalid`,
    "job@gapless.invalid",
  ])("take an address that is not theirs to take: %s", async (email) => {
    const id = "01ARZ3NDEKTSV4RRFFQ69G5FAZ";
    await refused(person(id, email, "$scrypt$ln=14"), "address");
    await refused(
      `UPDATE users SET email = '${email}' WHERE id <> '${SYSTEM}' AND id <> '${OTHER}' AND email LIKE '%@example.com'`,
      "address",
    );
  });

  it("but one's own of the erased and of the imported, and .example", async () => {
    const id = "01ARZ3NDEKTSV4RRFFQ69G5FAW";
    for (const email of [
      `${id.toLowerCase()}@erased.invalid`,
      `${id.toLowerCase()}@imported.invalid`,
      "invalid@x.example",
    ]) {
      await client.execute(person(id, email, "$scrypt$erased"));
      await client.execute(`DELETE FROM users WHERE id = '${id}'`);
    }
  });
});
