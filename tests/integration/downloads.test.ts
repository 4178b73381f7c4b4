import { checkDatabase } from "@db/check";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { exportTables } from "@db/queries/export-tables";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { openProven } from "~/commands/import/read-archive";
import { verifyAudit } from "~/commands/verify-audit";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { removeArchives, storeArchive } from "../support/archive";
import { logLines } from "../support/console";
import { startFaultProxy } from "../support/fault-proxy";
import { insertIssued } from "../support/invoice-rows";
import { knownOf } from "../support/known";
import { pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { count } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { trailOf } from "../support/trail";

// Every way to take data out is an event of the trail: no byte is given whose event is not stored.

const MINUTE = 60_000;

/** Every address of a file, by what the trail calls it. */
const FILES = [
  ["export.zip", "everything"],
  ["numbers.csv", "numbers"],
  ["data.json", "own-data"],
] as const;
type File = (typeof FILES)[number][0];

const pathTo = (person: Person, file: File): string =>
  file === "data.json" ? "/settings/data.json" : `${person.base}/${file}`;
/** Where the file's link is. */
const pageOf = (person: Person, file: File): string =>
  ({
    "export.zip": `${person.base}/settings/data`,
    "numbers.csv": `${person.base}/numbers`,
    "data.json": "/settings/data",
  })[file];

const events = (person: Pick<Person, "tenantId">) =>
  count("SELECT count(*) FROM audit_events WHERE tenant_id = ?", [person.tenantId]);

let app: ReturnType<typeof createTestApp>;
let owner: Person;
let known: Known;

beforeAll(async () => {
  app = createTestApp();
  owner = await app.registerPerson();
  await insertIssued(owner);
  known = await knownOf(owner);
});
afterAll(removeArchives);

describe("whatever an address gives", () => {
  it.each(Object.keys(routeTable))(
    "%s leaves an event when it is a file, and none when it is a page",
    async (id) => {
      for (const path of [pathOf(id, { ...known }), `${pathOf(id, { ...known })}.data`]) {
        const before = await events(owner);
        const response = await owner.fetch(path);
        await response.arrayBuffer();
        const isFile = /\.(zip|csv|json)(\.data)?$/.test(path);
        expect(response.headers.has("Content-Disposition") || path.endsWith(".data")).toBe(
          isFile || path.endsWith(".data"),
        );
        expect((await events(owner)) - before, path).toBe(isFile ? 1 : 0);
      }
    },
  );
});

describe.each(FILES)("%s", (file, name) => {
  it("leaves an event with who, what, when and which request, in the log too", async () => {
    const person = await app.registerPerson();
    const response = await person.fetch(pathTo(person, file));
    expect(response.status).toBe(200);
    expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const entityId = name === "everything" ? person.tenantId : name;
    expect((await trailOf(person)).at(-1)).toMatchObject({
      actor_id: person.userId,
      action: "export.downloaded",
      entity: "export",
      entity_id: entityId,
      changes: {},
      request_id: response.headers.get("X-Request-Id"),
    });
    const line = { event: "change", action: "export.downloaded", id: entityId, user: person.userId };
    expect(logLines()).toContainEqual(expect.objectContaining({ ...line, tenant: person.tenantId }));
    // Chained like every other event.
    expect(await count("SELECT count(*) FROM audit_seals WHERE tenant_id = ?", [person.tenantId])).toBe(
      await events(person),
    );
  });

  it("is said on the activity page, and found by its filters", async () => {
    const person = await app.registerPerson();
    await (await person.fetch(pathTo(person, file))).arrayBuffer();
    const words = { everything: "Export of everything", numbers: "List of numbers", "own-data": "Own data" }[
      name
    ];
    for (const query of ["", "?about=export", "?action=downloaded"]) {
      expect((await person.visit(`${person.base}/activity${query}`)).text, query).toContain(
        `${words} downloaded`,
      );
    }
  });

  it("gives nothing to HEAD, and leaves no event", async () => {
    const before = await events(owner);
    const response = await owner.fetch(pathTo(owner, file), { method: "HEAD" });
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 0]);
    expect(await events(owner)).toBe(before);
    const nobody = await app.visitor().fetch(pathTo(owner, file), { method: "HEAD" });
    expect(nobody.status).toBe(302);
  });

  it("is not made for another site's link, nor for a browser that only guesses: the page with its link is the answer", async () => {
    const before = await events(owner);
    for (const headers of [
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "nonsense" },
      { "Sec-Fetch-Site": "same-origin", "Sec-Purpose": "prefetch;prerender" },
      { Purpose: "prefetch" },
      { "X-Moz": "prefetch" },
    ] as Record<string, string>[]) {
      const answer = await owner.visit(pathTo(owner, file), { headers });
      expect([answer.status, answer.location], JSON.stringify(headers)).toEqual([302, pageOf(owner, file)]);
      expect(answer.headers.has("Content-Disposition")).toBe(false);
    }
    expect(await events(owner)).toBe(before);
    for (const site of ["same-origin", "none"]) {
      const response = await owner.fetch(pathTo(owner, file), { headers: { "Sec-Fetch-Site": site } });
      await response.arrayBuffer();
      expect(response.status).toBe(200);
    }
    expect(await events(owner)).toBe(before + 2);
  });

  it("is limited like every request: whoever asks too often gets nothing and leaves no event", async () => {
    const refusing = { limit: async () => ({ success: false }) };
    const before = await events(owner);
    const full = createTestApp({ env: { USER_LIMITER: refusing } });
    const headers = { Cookie: `__Host-session=${owner.cookies.get("__Host-session")}` };
    expect((await full.fetch(pathTo(owner, file), { headers })).status).toBe(429);
    expect(await events(owner)).toBe(before);
  });

  it("is not given when the database fails, before or after the event is stored", async () => {
    const proxy = await startFaultProxy(inject("databaseUrl"));
    const broken = createTestApp({ env: { TURSO_DATABASE_URL: proxy.url } });
    const headers = { Cookie: `__Host-session=${owner.cookies.get("__Host-session")}` };
    for (const [fault, written] of [
      ["drop-before", 0],
      ["503-before", 0],
      ["drop-after", 1],
    ] as const) {
      proxy.plan(() => fault);
      const before = await events(owner);
      const response = await broken.fetch(pathTo(owner, file), { headers });
      expect([response.status, response.headers.has("Content-Disposition")], fault).toEqual([503, false]);
      // The answer was lost after the event was stored: the trail may say more than was given, never less.
      expect((await events(owner)) - before, fault).toBe(written);
    }
    await proxy.stop();
  });

  it("is refused without a session, and leaves no event", async () => {
    const before = await events(owner);
    const answer = await app.visitor().visit(pathTo(owner, file));
    expect([answer.status, answer.location?.startsWith("/login")]).toEqual([302, true]);
    expect(await events(owner)).toBe(before);
  });
});

describe("the export of everything", () => {
  it("takes a password of the last fifteen minutes by the transaction's own look, and leaves no event without", async () => {
    const now = Date.now();
    const other = createTestApp({ now: () => now });
    const person = await other.registerPerson();
    other.advance(15 * MINUTE);
    expect((await person.fetch(`${person.base}/export.zip`)).status).toBe(200);
    other.advance(1);
    const before = await events(person);
    for (const method of ["GET", "HEAD"]) {
      const response = await person.fetch(`${person.base}/export.zip`, { method });
      expect([response.status, response.headers.get("Location")], method).toEqual([
        302,
        `${person.base}/settings/data`,
      ]);
    }
    expect(await events(person)).toBe(before);
  });

  it("is refused to a member and a viewer, without an event", async () => {
    const person = await app.registerPerson();
    for (const role of ["member", "viewer"] as const) {
      const other = await app.registerPerson();
      await addMember(person, other, role);
      const before = await events(person);
      expect((await other.fetch(`${person.base}/export.zip`)).status).toBe(403);
      expect(await events(person)).toBe(before);
      expect((await other.fetch(`${person.base}/numbers.csv`)).status).toBe(200);
      expect(await events(person)).toBe(before + 1);
    }
  });

  it("holds its own event, and can be stored elsewhere", async () => {
    const person = await app.registerPerson();
    await insertIssued(person);
    const response = await person.fetch(`${person.base}/export.zip`);
    const archive = await openProven(storeArchive(new Uint8Array(await response.arrayBuffer())));
    const table = exportTables.find(({ name }) => name === "audit_events");
    const actions: unknown[] = [];
    if (table) for await (const row of archive.rows(table)) actions.push(row.action);
    await archive.close();
    expect(actions.at(-1)).toBe("export.downloaded");
  });
});

describe("what is stored about a person", () => {
  it("leaves an event in each of their businesses, and in no other", async () => {
    const [person, colleague, stranger] = await Promise.all([
      app.registerPerson(),
      app.registerPerson(),
      app.registerPerson(),
    ]);
    await addMember(colleague, person, "viewer");
    const before = await events(stranger);
    const data = await (await person.fetch("/settings/data.json")).json();
    for (const business of [person, colleague])
      expect((await trailOf(business)).at(-1)).toMatchObject({
        actor_id: person.userId,
        entity: "export",
        entity_id: "own-data",
      });
    expect(await events(stranger)).toBe(before);
    // Everything that the file tells of a business is of one that has the event.
    const { businesses, forms, events: done } = data as Record<string, { id?: string; tenant_id?: string }[]>;
    const tenantIds = [
      ...(businesses ?? []).map(({ id }) => id),
      ...[...(forms ?? []), ...(done ?? [])].map((row) => row.tenant_id),
    ];
    expect(new Set(tenantIds)).toEqual(new Set([person.tenantId, colleague.tenantId]));
  });
});

it("the checker and the verifier know the events", { timeout: 60_000 }, async () => {
  const server = await startTemporarySqld();
  try {
    await migrateDatabase(server.url);
    const person = await createTestApp({ env: { TURSO_DATABASE_URL: server.url } }).registerPerson();
    for (const [file] of FILES) await (await person.fetch(pathTo(person, file))).arrayBuffer();
    const violations: unknown[] = [];
    await checkDatabase(server.url, undefined, (violation) => violations.push(violation));
    expect(violations).toEqual([]);
    const proof = await verifyAudit(openDatabase({ url: server.url }), []);
    expect(proof).toMatchObject({ tenants: 1, events: 4, unsealed: [], breaks: [] });
  } finally {
    await server.stop();
  }
});
