import { createHash, createHmac } from "node:crypto";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import type { InValue } from "@libsql/client/http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runVerifyAudit } from "~/commands/verify-audit";
import { sealEvents } from "~/modules/audit/seal.server";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { logLines } from "../support/console";
import { patient } from "../support/patient";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";

// Whoever can drop a trigger can write anything: a server of its own, so that no other test loses its triggers.
let server: Awaited<ReturnType<typeof startTemporarySqld>>;
beforeAll(async () => {
  server = await startTemporarySqld();
  await migrateDatabase(server.url);
});
afterAll(() => server.stop());

const KEY = "a key of the tests that is long enough";
const OTHER = "another key of the tests, for rotation";

/** Runs statements as somebody who has the database's password, past every trigger and reference. */
async function tamper(...statements: (readonly [string, readonly InValue[]])[]) {
  const client = patientClient(server.url);
  const found = await client.execute(
    "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('audit_events', 'audit_seals', 'clients')",
  );
  const triggers = found.rows.map(({ name, sql }) => ({ name: String(name), sql: String(sql) }));
  await client.migrate([
    ...triggers.map(({ name }) => `DROP TRIGGER ${name}`),
    ...statements.map(([sql, args]) => ({
      sql,
      args: args.map((arg) => (typeof arg === "number" ? BigInt(arg) : arg)),
    })),
    ...triggers.map(({ sql }) => sql),
  ]);
  client.close();
}

async function sql(query: string, args: InValue[] = []) {
  const client = patientClient(server.url);
  const { rows } = await client.execute({
    sql: query,
    args: args.map((arg) => (typeof arg === "number" ? BigInt(arg) : arg)),
  });
  client.close();
  return rows;
}

const app = (auditKey?: string) =>
  createTestApp({ env: { TURSO_DATABASE_URL: server.url, ...(auditKey ? { AUDIT_KEY: auditKey } : {}) } });

/** A business with events 1 to 5, all sealed: opened, two clients added, the first changed twice. */
async function business(auditKey?: string) {
  const person = await app(auditKey).registerPerson();
  const first = await addClient(person, { name: "First" });
  const second = await addClient(person, { name: "Second" });
  for (const version of ["1", "2"])
    await person.submit(`${person.base}/clients/${first}/edit`, {
      name: "First",
      country: version === "1" ? "FR" : "IT",
      version,
    });
  return { person, first, second, tenant: person.tenantId };
}

/** What the verifier says of one tenant. */
async function verdict({ tenantId }: Pick<Person, "tenantId">, keys: string[] = []) {
  const said: string[] = [];
  const sound = await runVerifyAudit({ url: server.url }, keys, (line) => said.push(line));
  const broken = said
    .filter((line) => line.includes(tenantId))
    .map((line) => line.replace(`BROKEN: tenant ${tenantId}, `, ""));
  return { sound, broken, said };
}

const sealsOf = (tenant: string) =>
  sql("SELECT * FROM audit_seals WHERE tenant_id = ? ORDER BY seq", [tenant]);

describe("the chain", () => {
  it("hashes each event onto the hash before it, from the tenant's id on", async () => {
    const { tenant } = await business();
    const events = await sql("SELECT * FROM audit_events WHERE tenant_id = ? ORDER BY seq", [tenant]);
    const seals = await sealsOf(tenant);
    expect(seals.map(({ seq, key_id }) => [seq, key_id])).toEqual([1, 2, 3, 4, 5].map((seq) => [seq, ""]));
    let previous = tenant;
    events.forEach((e, i) => {
      const json = JSON.stringify([
        e.tenant_id,
        e.seq,
        e.at,
        e.actor_id,
        e.action,
        e.entity,
        e.entity_id,
        e.entity_version,
        e.changes,
        e.request_id,
      ]);
      previous = createHash("sha256").update(`${previous}\n${json}`).digest("base64url");
      expect(seals[i]?.hash).toBe(previous);
    });
  });

  it("is proved, and what waits is sealed", async () => {
    const { person } = await business();
    await tamper(["DELETE FROM audit_seals WHERE tenant_id = ? AND seq > 3", [person.tenantId]]);
    const { broken, said } = await verdict(person);
    expect(broken).toEqual([]);
    expect(said.join(" ")).toMatch(/2 of them not sealed yet\. Sealed 2 events\./);
    expect(await sealsOf(person.tenantId)).toHaveLength(5);
  });

  it("is whole after 50 writes at once, each with its own sealing", async () => {
    const { person } = await business();
    await Promise.all(Array.from({ length: 50 }, (_, i) => addClient(person, { name: `Client ${i}` })));
    expect(await sealsOf(person.tenantId)).toHaveLength(55);
    expect((await verdict(person)).broken).toEqual([]);
    expect(logLines().filter(({ event }) => event === "audit.seal-failed")).toEqual([]);
  });

  it("is carried on by one of many that seal at once", async () => {
    const { person } = await business();
    await tamper(["DELETE FROM audit_seals WHERE tenant_id = ?", [person.tenantId]]);
    const sealed = await Promise.all(
      Array.from({ length: 20 }, () => sealEvents(openDatabase(patient(server.url)), person.tenantId, null)),
    );
    expect(sealed.reduce((sum, each) => sum + each, 0)).toBe(5);
    expect((await verdict(person)).broken).toEqual([]);
  });
});

describe("the verifier names", () => {
  type World = Awaited<ReturnType<typeof business>>;
  const unsealed = (from: number) => (w: World) =>
    ["DELETE FROM audit_seals WHERE tenant_id = ? AND seq >= ?", [w.tenant, from]] as const;
  const crimes: Record<
    string,
    readonly [
      expected: string | RegExp,
      ...statements: ((w: World) => readonly [string, readonly InValue[]])[],
    ]
  > = {
    "an event whose changes were edited": [
      "event 4: the event is not what was sealed.",
      (w) => [
        `UPDATE audit_events SET changes = '{"country":["GB","DE"]}' WHERE tenant_id = ? AND seq = 4`,
        [w.tenant],
      ],
    ],
    "an event with another actor or time": [
      "event 2: the event is not what was sealed.",
      (w) => ["UPDATE audit_events SET at = at + 1 WHERE tenant_id = ? AND seq = 2", [w.tenant]],
    ],
    "a seal that was edited": [
      "event 3: the event is not what was sealed.",
      (w) => ["UPDATE audit_seals SET hash = ? WHERE tenant_id = ? AND seq = 3", ["x".repeat(43), w.tenant]],
    ],
    "an event removed from the middle": [
      "event 3: the event is missing.",
      (w) => ["DELETE FROM audit_seals WHERE tenant_id = ? AND seq = 3", [w.tenant]],
      (w) => ["DELETE FROM audit_events WHERE tenant_id = ? AND seq = 3", [w.tenant]],
    ],
    "an event removed from the middle, the others moved up": [
      "event 3: the event is not what was sealed.",
      unsealed(5),
      (w) => ["CREATE TABLE moved AS SELECT * FROM audit_events WHERE tenant_id = ? AND seq > 3", [w.tenant]],
      (w) => ["DELETE FROM audit_seals WHERE tenant_id = ? AND seq >= 5", [w.tenant]],
      () => ["PRAGMA defer_foreign_keys = ON", []],
      (w) => ["DELETE FROM audit_events WHERE tenant_id = ? AND seq >= 3", [w.tenant]],
      () => [
        "INSERT INTO audit_events SELECT tenant_id, seq - 1, at, actor_id, action, entity, entity_id, entity_version, changes, request_id FROM moved",
        [],
      ],
      () => ["DROP TABLE moved", []],
    ],
    "the sealed end, removed with its seals": [
      /^event 4: client \w+ is at version 3, its events say 2\.$/,
      unsealed(5),
      (w) => ["DELETE FROM audit_events WHERE tenant_id = ? AND seq = 5", [w.tenant]],
    ],
    "the unsealed end, removed": [
      /^event 2: client \w+ is at version 3, its events say 1\.$/,
      unsealed(4),
      (w) => ["DELETE FROM audit_events WHERE tenant_id = ? AND seq >= 4", [w.tenant]],
    ],
    "a removed birth": [
      /^no event: client \w+ is at version 1, its events say nothing\.$/,
      unsealed(3),
      (w) => ["CREATE TABLE moved AS SELECT * FROM audit_events WHERE tenant_id = ? AND seq > 3", [w.tenant]],
      (w) => ["DELETE FROM audit_events WHERE tenant_id = ? AND seq >= 3", [w.tenant]],
      () => [
        "INSERT INTO audit_events SELECT tenant_id, seq - 1, at, actor_id, action, entity, entity_id, entity_version, changes, request_id FROM moved",
        [],
      ],
      () => ["DROP TABLE moved", []],
    ],
    "an event put in at the end": [
      /^event 6: client \w+ is at version 3, its events say a version twice\.$/,
      (w) => [
        "INSERT INTO audit_events SELECT tenant_id, 6, at, actor_id, action, entity, entity_id, entity_version, changes, request_id FROM audit_events WHERE tenant_id = ? AND seq = 5",
        [w.tenant],
      ],
    ],
    "two events in each other's place": [
      "event 4: the event is not what was sealed.",
      (w) => [
        `UPDATE audit_events SET changes = (SELECT o.changes FROM audit_events o WHERE o.tenant_id = ?1 AND o.seq = 9 - audit_events.seq),
           entity_version = 6 - (seq - 3) WHERE tenant_id = ?1 AND seq IN (4, 5)`,
        [w.tenant],
      ],
    ],
    "a change that nobody recorded": [
      /^event 5: client \w+ is at version 4, its events say 3\.$/,
      (w) => [
        "UPDATE clients SET country = 'US', version = 4 WHERE tenant_id = ? AND id = ?",
        [w.tenant, w.first],
      ],
    ],
    "a removed row": [
      /^event 3: client \w+ has events and is not there\.$/,
      (w) => ["DELETE FROM clients WHERE tenant_id = ? AND id = ?", [w.tenant, w.second]],
    ],
  };

  for (const [crime, [expected, ...statements]] of Object.entries(crimes)) {
    it(crime, async () => {
      const world = await business();
      await tamper(...statements.map((statement) => statement(world)));
      const { sound, broken } = await verdict(world.person);
      expect(sound).toBe(false);
      expect(broken).toEqual([typeof expected === "string" ? expected : expect.stringMatching(expected)]);
    });
  }
});

describe("with AUDIT_KEY", () => {
  it("the seals are keyed, and need the key to be proved", async () => {
    const { person, tenant } = await business(KEY);
    const [seal] = await sealsOf(tenant);
    expect(seal?.key_id).toHaveLength(8);
    const [e] = await sql("SELECT * FROM audit_events WHERE tenant_id = ? AND seq = 1", [tenant]);
    const json = JSON.stringify([
      e?.tenant_id,
      e?.seq,
      e?.at,
      e?.actor_id,
      e?.action,
      e?.entity,
      e?.entity_id,
      e?.entity_version,
      e?.changes,
      e?.request_id,
    ]);
    expect(seal?.hash).toBe(createHmac("sha256", KEY).update(`${tenant}\n${json}`).digest("base64url"));
    expect((await verdict(person, [KEY])).broken).toEqual([]);
    expect((await verdict(person)).broken).toEqual([
      "event 1: it was sealed with a key that is not in AUDIT_KEY.",
    ]);
    expect((await verdict(person, [OTHER])).broken).toEqual([
      "event 1: it was sealed with a key that is not in AUDIT_KEY.",
    ]);
    expect((await verdict(person, [OTHER, KEY])).broken).toEqual([]);
  });

  it("a trail that was forged and sealed anew without the key is found", async () => {
    const { person, tenant } = await business(KEY);
    await tamper(
      ["DELETE FROM audit_seals WHERE tenant_id = ?", [tenant]],
      [
        `UPDATE audit_events SET changes = '{"country":["GB","DE"]}' WHERE tenant_id = ? AND seq = 4`,
        [tenant],
      ],
    );
    expect(await sealEvents(openDatabase(patient(server.url)), tenant, null)).toBe(5);
    expect((await verdict(person)).broken).toEqual([]);
    expect((await verdict(person, [KEY])).broken).toEqual([
      "event 5: the newest seal was made without AUDIT_KEY.",
    ]);
  });

  it("a trail that began without it goes on with it, but never the other way round", async () => {
    const { person, tenant } = await business();
    const db = openDatabase(patient(server.url));
    const add = () =>
      sql(
        "INSERT INTO audit_events SELECT tenant_id, seq + 1, at, actor_id, action, entity, entity_id, entity_version + 1, changes, request_id FROM audit_events WHERE tenant_id = ? ORDER BY seq DESC LIMIT 1",
        [tenant],
      );
    await add();
    expect(await sealEvents(db, tenant, KEY)).toBe(1);
    await add();
    expect(await sealEvents(db, tenant, null)).toBe(0);
    expect(await sealEvents(db, tenant, OTHER)).toBe(1);
    expect((await verdict(person, [OTHER, KEY])).broken).toEqual([expect.stringMatching(/its events say 5/)]);
  });
});
