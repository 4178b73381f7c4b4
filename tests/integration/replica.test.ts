import { migrateDatabase } from "@db/migrate";
import { createClient } from "@libsql/client/http";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { freePort } from "../../scripts/lib/ports.mjs";
import type { Sqld } from "../../scripts/lib/sqld.mjs";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { requestLines } from "../support/console";
import { PATIENCE_MS, timeOf, usualTimes, within } from "../support/patient";
import { startSlowWire } from "../support/slow-wire";
import { startTemporarySqld } from "../support/sqld";
import { freshId } from "../support/visitor";

// A primary and a replica of it, both real, with a wire between them that can be held up: nobody is shown less than they have
// written, nobody stays in who was put out, and a page never waits for a replica that is gone.

let primary: Sqld;
let replica: Sqld;
let wire: Awaited<ReturnType<typeof startSlowWire>>;
let app: ReturnType<typeof createTestApp>;
let person: Person;

/** Without passes: the primary proves each page. What they add is in near.test.ts. */
const nearless = () => ({
  TURSO_DATABASE_URL: primary.url,
  TURSO_REPLICA_URLS: replica.url,
  NEAR_SECONDS: "0",
});

beforeAll(async () => {
  const grpcPort = await freePort();
  primary = await startTemporarySqld({ grpcPort });
  await migrateDatabase(primary.url);
  wire = await startSlowWire(grpcPort);
  replica = await startTemporarySqld({ primaryGrpcUrl: `http://127.0.0.1:${wire.port}` });
  app = createTestApp({ env: nearless() });
});

afterAll(async () => {
  await replica.stop();
  await wire.stop();
  await primary.stop();
});

const ask = async (url: string, query: string, args: string[] = []) => {
  const client = createClient({ url });
  try {
    return (await client.execute({ sql: query, args })).rows;
  } finally {
    client.close();
  }
};

const POSITION = "SELECT coalesce(max(seq), 0) AS seq FROM audit_events WHERE tenant_id = ?";

/** Until the replica has all that the primary has of the person's business, and of their session. */
const caughtUp = (who: Person) =>
  vi.waitFor(
    async () => {
      for (const [query, id] of [
        [POSITION, who.tenantId],
        ["SELECT count(*) AS n FROM sessions WHERE user_id = ?", who.userId],
      ] as const)
        expect(await ask(replica.url, query, [id])).toEqual(await ask(primary.url, query, [id]));
    },
    { timeout: PATIENCE_MS, interval: 50 },
  );

beforeEach(async () => {
  wire.letGo();
  person = await app.registerPerson();
  await addClient(person, { name: "First Ltd" });
  await caughtUp(person);
});

const names = async (who = person) => {
  const page = await who.visit(`${who.base}/clients`);
  expect(page.status).toBe(200);
  return page.rows.map(([name]) => name);
};
/** What the line of a page says of the copy. Another page's line may still be on its way. */
const stateOf = async (): Promise<unknown> => {
  const page = await person.visit(`${person.base}/clients`);
  expect(page.rows.map(([name]) => name)).toEqual(["First Ltd"]);
  return vi.waitFor(() => {
    const line = requestLines().find(({ requestId }) => requestId === page.headers.get("X-Request-Id"));
    expect(line).toBeDefined();
    return line?.replica;
  }, PATIENCE_MS);
};
const states = () => requestLines().flatMap(({ replica: state }) => (state === "unused" ? [] : [state]));

it("serves a page when it has caught up, in one step", async () => {
  // A copy that is slow for once, on a machine that does other things too, has the primary asked.
  await vi.waitFor(async () => {
    expect(await names()).toEqual(["First Ltd"]);
    expect(requestLines().at(-1)).toMatchObject({ replica: "used", roundTrips: 1 });
  }, PATIENCE_MS);
});

it("is where the rows come from: a row that only the primary has lost is still shown", async () => {
  // Past the app's own ways, without an audit event: the only change that the replica may be behind with unnoticed.
  wire.hold();
  await ask(
    primary.url,
    "UPDATE clients SET name = 'Unheard of', version = version + 1 WHERE tenant_id = ?",
    [person.tenantId],
  );
  await vi.waitFor(async () => {
    const found = await names();
    expect(requestLines().at(-1)).toMatchObject({ replica: "used" });
    expect(found).toEqual(["First Ltd"]);
  }, PATIENCE_MS);
});

it("never hides what this session or another has just written", async () => {
  const colleague = app.visitor();
  for (const [name, value] of person.cookies) colleague.cookies.set(name, value);
  wire.hold();
  const written = ["First Ltd"];
  for (const name of ["Second Ltd", "Third Ltd", "Fourth Ltd"]) {
    await addClient(person, { name });
    written.push(name);
    expect(await names()).toEqual(written.toSorted());
    const page = await colleague.visit(`${person.base}/clients`);
    expect(page.rows.map(([first]) => first)).toEqual(written.toSorted());
  }
  expect(states()).toContain("behind");
  wire.letGo();
  await caughtUp(person);
  // One that was behind is left alone for a moment.
  await vi.waitFor(async () => {
    expect(await names()).toEqual(written.toSorted());
    expect(states().at(-1)).toBe("used");
  }, PATIENCE_MS);
});

it("shows a changed name at once, which is a person's and not a business's", async () => {
  wire.hold();
  const form = (await person.visit("/settings")).form("Save profile");
  expect((await person.submit("/settings?index", { ...form, name: "Grace Renamed" })).status).toBe(302);
  // The frame of the page has it from the proof; who did what comes from the replica, or not.
  const { text } = await person.visit(`${person.base}/activity`);
  expect(text).toContain("Grace Renamed");
  expect(text).not.toContain("Ada Example");
});

it("keeps nobody in whose session was ended, and nobody in a role that was taken away", async () => {
  const partner = await app.registerPerson();
  await ask(
    primary.url,
    "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'owner', 1, 1)",
    [person.tenantId, partner.userId],
  );
  expect(await names()).toEqual(["First Ltd"]);
  wire.hold();
  await ask(primary.url, "UPDATE memberships SET role = 'viewer', version = version + 1 WHERE user_id = ?", [
    person.userId,
  ]);
  expect((await person.visit(`${person.base}/clients/new`)).status).toBe(403);
  await ask(primary.url, "DELETE FROM sessions WHERE user_id = ?", [person.userId]);
  expect(
    await ask(replica.url, "SELECT 1 AS n FROM sessions WHERE user_id = ?", [person.userId]),
  ).toHaveLength(1);
  const { status, location } = await person.visit(`${person.base}/clients`);
  expect([status, location?.startsWith("/login")]).toEqual([302, true]);
});

it("keeps nobody in who was removed from the business, though the replica still has them", async () => {
  const member = await app.registerPerson();
  await ask(
    primary.url,
    "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'member', 1, 1)",
    [person.tenantId, member.userId],
  );
  await caughtUp(member);
  expect((await member.visit(`${person.base}/clients`)).status).toBe(200);
  wire.hold();
  const path = `${person.base}/settings/members/${member.userId}/remove`;
  expect((await person.submit(path, { version: 1 })).status).toBe(302);
  expect(
    await ask(replica.url, "SELECT 1 AS n FROM memberships WHERE user_id = ? AND tenant_id = ?", [
      member.userId,
      person.tenantId,
    ]),
  ).toHaveLength(1);
  expect((await member.visit(`${person.base}/clients`)).status).toBe(404);
  expect((await member.visit(member.base)).status).toBe(200);
});

it("lets in at once who logged in elsewhere a moment ago", async () => {
  wire.hold();
  const fresh = await app.registerPerson();
  expect(await names(fresh)).toEqual([]);
});

it("answers a repeated write with its first answer, though the replica knows of neither", async () => {
  wire.hold();
  const key = freshId();
  const send = () => person.submit(`${person.base}/clients/new`, { name: "Once Ltd", country: "DE", key });
  const [first, again] = [await send(), await send()];
  expect(again.location).toBe(first.location);
  expect(await names()).toEqual(["First Ltd", "Once Ltd"]);
});

it("is done without when it hangs or is gone, and taken up again", async () => {
  const env = { ...nearless(), ...usualTimes };
  const impatient = createTestApp({ env });
  person = await impatient.registerPerson();
  await addClient(person, { name: "First Ltd" });
  await caughtUp(person);
  // Others left it alone for a moment.
  await vi.waitFor(async () => {
    await names();
    expect(states().at(-1)).toBe("used");
  }, PATIENCE_MS);
  const calm = await timeOf(() => names());
  replica.kill("SIGSTOP");
  const hung = await timeOf(async () => expect(await stateOf()).not.toBe("used"));
  expect(hung).toBeLessThan(within(5_000, calm));
  expect(await stateOf()).not.toBe("used");
  replica.kill("SIGCONT");
  await vi.waitFor(async () => expect(await stateOf()).toBe("used"), {
    timeout: 2 * PATIENCE_MS,
    interval: 500,
  });
  replica.kill("SIGKILL");
  await replica.exited;
  expect(await stateOf()).not.toBe("used");
});
