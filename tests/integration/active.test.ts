import { expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { logLines } from "../support/console";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

// What a page sends while somebody types: their session is in use.

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const SAME = { "Sec-Fetch-Site": "same-origin" };

const tell = (person: Person, headers: Record<string, string> = SAME) =>
  person.fetch("/api/active", { method: "POST", headers });

const seenAt = async ({ userId }: Person) =>
  Number((await sql("SELECT seen_at FROM sessions WHERE user_id = ?", [userId]))[0]?.seen_at ?? 0);

it("whoever types for three hours is still logged in, and whoever does not is not", async () => {
  const app = createTestApp();
  const [typing, away] = [await app.registerPerson(), await app.registerPerson()];
  for (let minutes = 0; minutes < 180; minutes += 30) {
    app.advance(30 * MINUTE);
    expect((await tell(typing)).status).toBe(204);
  }
  const form = { name: "Typed for long", country: "DE", key: freshId() };
  expect((await typing.submit(`${typing.base}/clients/new`, form)).location).toContain("/clients/");
  expect((await away.submit(`${away.base}/clients/new`, form)).location).toMatch(/^\/login/);
});

it("typing keeps nobody logged in for longer than a day", async () => {
  const app = createTestApp();
  const person = await app.registerPerson();
  for (let hours = 0; hours < 24; hours += 1) {
    app.advance(HOUR);
    await tell(person);
  }
  expect((await person.visit("/settings")).location).toMatch(/^\/login/);
});

it("what a page tells is written down every five minutes at most, and is no change of anything", async () => {
  const clock = Date.now();
  const app = createTestApp({ now: () => clock });
  const person = await app.registerPerson();
  const began = await seenAt(person);
  app.advance(4 * MINUTE);
  await tell(person);
  expect(await seenAt(person)).toBe(began);
  app.advance(2 * MINUTE);
  await tell(person);
  expect(await seenAt(person)).toBe(began + 6 * MINUTE);
  const events = logLines().filter((line) => line.event !== "request");
  expect(events.map(({ event }) => event).filter((event) => event === "change")).toEqual([]);
});

it("another site can't keep a session alive, and a session that is over stays so", async () => {
  const app = createTestApp();
  const person = await app.registerPerson();
  const began = await seenAt(person);
  app.advance(HOUR);
  expect((await tell(person, { "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
  expect(await seenAt(person)).toBe(began);
  app.advance(2 * HOUR);
  const answer = await tell(person);
  expect([answer.status, answer.headers.getSetCookie(), await answer.text()]).toEqual([204, [], ""]);
  expect((await person.visit("/settings")).location).toMatch(/^\/login/);
});

it("says nothing to anybody else: no page, and no word of a session that is made up", async () => {
  const app = createTestApp();
  const person = await app.registerPerson();
  expect((await person.visit("/api/active")).status).toBe(404);
  const stranger = await app.visitor().fetch("/api/active", { method: "POST", headers: SAME });
  expect([stranger.status, await stranger.text()]).toEqual([204, ""]);
});

it("is counted by the person's limiter like every other request", async () => {
  const keys: string[] = [];
  const USER_LIMITER = {
    limit: async ({ key }: { key: string }) => {
      keys.push(key);
      return { success: keys.length < 2 };
    },
  };
  const person = await createTestApp({ env: { USER_LIMITER } }).registerPerson();
  expect([(await tell(person)).status, (await tell(person)).status]).toEqual([204, 429]);
  expect(new Set(keys)).toEqual(new Set([`user:${person.userId}`]));
});
