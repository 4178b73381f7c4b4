import { type DatabaseOptions, openDatabase } from "@db/client.server";
import { type GuardReason, guard } from "@db/guard";
import { clients } from "@db/schema/clients";
import { type SQL, sql as text } from "drizzle-orm";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { createClient } from "~/modules/clients/save-client.server";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { faultyFetch } from "../support/faulty-fetch";
import { patient } from "../support/patient";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

const app = createTestApp();
let person: Person;

beforeAll(async () => {
  person = await app.registerPerson();
});

const CONTENT = {
  name: "Client",
  country: "DE",
  ...{
    tradeName: null,
    contactName: null,
    email: null,
    phone: null,
    addressLine1: null,
    addressLine2: null,
    postcode: null,
  },
  ...{
    city: null,
    region: null,
    vatId: null,
    registrationId: null,
    buyerReference: null,
    currency: null,
    note: null,
  },
  paymentTermsDays: null,
} as Parameters<typeof createClient>[1]["content"];

const newKey = () => ({ key: freshId(), requestHash: "h".repeat(43) });
const stored = (id: string) =>
  count("SELECT count(*) FROM clients WHERE tenant_id = ? AND id = ?", [person.tenantId, id]);
const database = (options = {}) => openDatabase(patient(inject("databaseUrl")), options);

/** Creates a client over a connection with faults. */
async function create(
  send: ReturnType<typeof faultyFetch>,
  id = freshId(),
  key = newKey(),
  options: DatabaseOptions = {},
) {
  const db = app.tenantDb(person, { fetch: send, ...options });
  const result = await createClient(db.keyedBy(key), { id, content: CONTENT }).catch((error: Error) => error);
  return { id, result, stats: db.stats };
}

describe("reading", () => {
  it("travels in one round trip with the proof of access, however much is asked at once", async () => {
    const db = app.tenantDb(person);
    const one = (build: Parameters<Parameters<typeof db.read>[0]>[0]) => build.select().from(clients);
    const [access] = await Promise.all([
      db.access(),
      db.require("clients:write"),
      db.read(one),
      db.read(one),
      db.read(one),
    ]);
    expect(access).toMatchObject({ tenantId: person.tenantId, role: "owner", user: { id: person.userId } });
    expect(db.stats.roundTrips).toBe(1);
    await db.read(one);
    expect(db.stats.roundTrips).toBe(2);
  });

  it("is denied as a whole to nobody, to strangers and to roles that may not", async () => {
    const stranger = await app.registerPerson();
    const nobody = await app.registerPerson();
    nobody.cookies.clear();
    const reads = (db: ReturnType<typeof app.tenantDb>) => [
      db.access(),
      db.read((build) => build.select().from(clients)),
    ];
    for (const [who, reason] of [
      [stranger, "not-found"],
      [nobody, "signed-out"],
    ] as const) {
      const outcomes = await Promise.allSettled(reads(app.tenantDb(who, { tenantId: person.tenantId })));
      expect(outcomes).toMatchObject([{ reason: { reason } }, { reason: { reason } }]);
    }
    await addMember(stranger, person, "owner");
    await sql("UPDATE memberships SET role = 'viewer' WHERE user_id = ?", [stranger.userId]);
    await expect(app.tenantDb(stranger).require("clients:write")).rejects.toMatchObject({
      reason: "forbidden",
    });
  });

  it("is tried again once when the reply was lost, and when it was refused", async () => {
    const send = faultyFetch("drop-after");
    expect(await app.tenantDb(person, { fetch: send }).access()).toMatchObject({ role: "owner" });
    const refused = app.tenantDb(person, { fetch: faultyFetch("too-many", "too-many") });
    expect(await refused.access()).toMatchObject({ role: "owner" });
    expect(refused.stats.retries).toBe(2);
    const broken = app.tenantDb(person, { fetch: faultyFetch("drop-before", "drop-before") });
    await expect(broken.access()).rejects.toMatchObject({ fault: { kind: "unclear" } });
  });
});

describe("writing", () => {
  it("takes one round trip", async () => {
    const { result, stats } = await create(faultyFetch());
    expect(result).toMatchObject({ ok: true, value: { repeated: false } });
    expect(stats).toMatchObject({ roundTrips: 1, retries: 0 });
  });

  it("stores all of a use case or nothing: row, key and audit event", async () => {
    const before = await count("SELECT count(*) FROM audit_events WHERE tenant_id = ?", [person.tenantId]);
    const key = newKey();
    const id = freshId();
    const outcome = await app
      .tenantDb(person)
      .keyedBy(key)
      .write({
        permission: "clients:write",
        result: id,
        changes: ({ build, tenantId }) => [
          build
            .insert(clients)
            .values({ tenantId, id, name: "Half", country: "DE", createdAt: 1, updatedAt: 1 }),
          build.insert(clients).values({
            tenantId,
            id: "too short",
            name: "Other half",
            country: "DE",
            createdAt: 1,
            updatedAt: 1,
          }),
        ],
        audit: [{ action: "client.created", entity: "client", entityId: id, entityVersion: 1, changes: {} }],
      });
    expect(outcome).toEqual({ ok: false, error: "constraint" });
    expect(await stored(id)).toBe(0);
    expect(await count("SELECT count(*) FROM idempotency_keys WHERE key = ?", [key.key])).toBe(0);
    expect(await count("SELECT count(*) FROM audit_events WHERE tenant_id = ?", [person.tenantId])).toBe(
      before,
    );
  });

  it("whose reply was lost after the commit is a success, once", async () => {
    for (const fault of ["drop-after", "bad-gateway-after"] as const) {
      const { id, result, stats } = await create(faultyFetch(fault));
      expect(result, fault).toEqual({ ok: true, value: { result: id, repeated: true } });
      expect(stats.retries, fault).toBe(1);
      expect(await stored(id), fault).toBe(1);
      expect(await count("SELECT count(*) FROM audit_events WHERE entity_id = ?", [id]), fault).toBe(1);
    }
  });

  it("that never arrived is sent again, once", async () => {
    const { id, result } = await create(faultyFetch("drop-before"));
    expect(result).toMatchObject({ ok: true, value: { repeated: false } });
    expect(await stored(id)).toBe(1);
  });

  it("whose reply is lost twice ends unclear, and the same form later gets the first answer", async () => {
    const key = newKey();
    const lost = await create(faultyFetch("drop-after", "drop-after"), freshId(), key);
    expect(lost.result).toMatchObject({ fault: { kind: "unclear" } });
    const again = await create(faultyFetch(), freshId(), key);
    expect(again.result).toEqual({ ok: true, value: { result: lost.id, repeated: true } });
    expect([await stored(lost.id), await stored(again.id)]).toEqual([1, 0]);
  });

  it("that was refused before it began is sent again, three times at most", async () => {
    const send = faultyFetch("too-many", "too-many", "too-many");
    const { id, result } = await create(send);
    expect(result).toMatchObject({ ok: true, value: { repeated: false } });
    expect(send.requests).toBe(4);
    expect(await stored(id)).toBe(1);
    const full = faultyFetch("too-many", "too-many", "too-many", "too-many");
    expect((await create(full)).result).toMatchObject({ fault: { kind: "refused" } });
    expect(full.requests).toBe(4);
  });

  it("against a constraint is never sent again", async () => {
    const send = faultyFetch();
    const { result } = await create(send, "not an id");
    expect(result).toEqual({ ok: false, error: "constraint" });
    expect(send.requests).toBe(1);
  });

  it("gives up when the database hangs: each try at its deadline, all together at the request's budget", async () => {
    const hanging = () => faultyFetch("hang", "hang", "hang");
    const tries = hanging();
    expect((await create(tries, freshId(), newKey(), { deadlineMs: 50 })).result).toMatchObject({
      fault: { kind: "unclear" },
    });
    expect(tries.requests).toBe(2);
    const whole = hanging();
    // Were the budget not kept, this would last longer than a test may.
    const { result } = await create(whole, freshId(), newKey(), { deadlineMs: 3_600_000, budgetMs: 50 });
    expect(result).toMatchObject({ fault: { kind: "unclear" } });
  });

  it("with a key that carried something else before is refused", async () => {
    const key = newKey();
    await create(faultyFetch(), freshId(), key);
    const { id, result } = await create(faultyFetch(), freshId(), { ...key, requestHash: "x".repeat(43) });
    expect(result).toEqual({ ok: false, error: "key-reused" });
    expect(await stored(id)).toBe(0);
  });

  it("uses another business's key for itself: keys are each tenant's own", async () => {
    const other = await app.registerPerson();
    const key = newKey();
    await create(faultyFetch(), freshId(), key);
    const result = await createClient(app.tenantDb(other).keyedBy(key), { id: freshId(), content: CONTENT });
    expect(result).toMatchObject({ ok: true, value: { repeated: false } });
  });

  it("by many at once numbers the audit events without a hole", async () => {
    const busy = await app.registerPerson();
    await Promise.all(
      Array.from({ length: 40 }, () =>
        createClient(app.tenantDb(busy).keyedBy(newKey()), { id: freshId(), content: CONTENT }),
      ),
    );
    const rows = await sql("SELECT seq FROM audit_events WHERE tenant_id = ? ORDER BY seq", [busy.tenantId]);
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
  });
});

/** Every word of the type; a word that is added there makes this an error. */
const REASONS = Object.keys({
  password: 0,
  archived: 0,
  erased: 0,
  "paid-date": 0,
  receivable: 0,
  currency: 0,
  "signed-out": 0,
  "not-found": 0,
  forbidden: 0,
  repeated: 0,
  stale: 0,
  status: 0,
  "no-lines": 0,
  client: 0,
  "tax-rate": 0,
  number: 0,
  "early-payment": 0,
  "last-owner": 0,
  default: 0,
} satisfies Record<GuardReason, 0>) as GuardReason[];

describe("a guard", () => {
  const stop = (reason: GuardReason, holds: SQL) => {
    const db = database();
    return db.write([guard(db.build, { reason, holds })]);
  };

  it.each(REASONS)("stops a batch with its own word: %s", async (reason) => {
    await expect(stop(reason, text`0`)).rejects.toMatchObject({ fault: { kind: "guard", reason } });
  });

  it("lets pass what holds, and stops at NULL", async () => {
    await expect(stop("stale", text`1`)).resolves.toBeDefined();
    await expect(stop("stale", text`NULL`)).rejects.toMatchObject({ fault: { reason: "stale" } });
  });
});

describe("a statement", () => {
  it("sends whole numbers as such", async () => {
    const db = database();
    const [rows] = await db.read([db.build.all(text`SELECT 7 / ${2} AS quotient, typeof(${2}) AS type`)]);
    expect(rows).toEqual([{ quotient: 3, type: "integer" }]);
    await expect(db.read([db.build.all(text`SELECT ${0.5}`)])).rejects.toThrow("Not an exact integer");
  });

  it("does not run by itself", async () => {
    await expect(database().build.select().from(clients)).rejects.toThrow();
  });

  it("that is wrong is a bug, not a fault", async () => {
    const db = database();
    const error = await db.read([db.build.all(text`SELECT nonsense`)]).catch((thrown: Error) => thrown);
    expect(error).toMatchObject({ name: "LibsqlBatchError" });
    expect(db.stats.retries).toBe(0);
  });
});
