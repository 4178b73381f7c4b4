import { describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person, type TestApp } from "../support/app";
import { PASSWORD } from "../support/password";
import { count, sql } from "../support/sql";
import type { Visitor } from "../support/visitor";

const SESSION = "__Host-session";
const DEVICE = "__Host-device";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0";

async function loggedIn(
  app: TestApp,
  { email }: Person,
  headers: Record<string, string> = {},
): Promise<Visitor> {
  const visitor = app.visitor();
  const answer = await visitor.submit("/login", { email, password: PASSWORD }, { headers });
  expect(answer.status).toBe(302);
  return visitor;
}

const isIn = async (who: Visitor) => (await who.visit("/settings")).status === 200;

describe("a session", () => {
  it("is a new one at every log-in: a token that was planted before is worth nothing after", async () => {
    const app = createTestApp();
    const [victim, thief] = [await app.registerPerson(), await app.registerPerson()];
    const planted = thief.cookies.get(SESSION) ?? "";
    const visitor = app.visitor();
    visitor.cookies.set(SESSION, planted);
    await visitor.submit("/login", { email: victim.email, password: PASSWORD });
    expect(visitor.cookies.get(SESSION)).not.toBe(planted);
    expect((await visitor.visit("/settings")).value("Email")).toBe(victim.email);
    // The session that the browser had is over, also for whoever planted it.
    expect(await isIn(thief)).toBe(false);
  });

  it("has a cookie for this host alone, that scripts can't read, and so has the device", async () => {
    const app = createTestApp();
    const { email } = await app.registerPerson();
    const answer = await app.submit("/login", { email, password: PASSWORD });
    const cookies = answer.headers.getSetCookie();
    expect(cookies).toHaveLength(2);
    for (const cookie of cookies)
      expect(cookie).toMatch(/^__Host-[a-z]+=[^;]+; Path=\/; Secure; HttpOnly; SameSite=Lax/);
  });

  it("is kept alive by the person's own pages, and dies unused", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    for (let n = 0; n < 3; n += 1) {
      app.advance(2 * HOUR - MINUTE);
      expect(await isIn(person)).toBe(true);
    }
    app.advance(2 * HOUR);
    const turned = await person.visit("/settings/sessions");
    expect(turned.location).toBe("/login?redirectTo=%2Fsettings%2Fsessions");
    expect(await isIn(person)).toBe(false);
  });

  it("that is over writes nothing", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const fields = (await person.visit("/settings")).form("Save profile");
    app.advance(24 * HOUR);
    expect((await person.submit("/settings?index", { ...fields, name: "Too Late" })).location).toMatch(
      /^\/login/,
    );
    expect((await person.submit("/settings/sessions", { intent: "end-others" })).location).toMatch(
      /^\/login/,
    );
    const change = { currentPassword: PASSWORD, password: "quite another password" };
    expect((await person.submit("/settings/password", change)).location).toMatch(/^\/login/);
    expect(await sql("SELECT name, version FROM users WHERE id = ?", [person.userId])).toMatchObject([
      { name: "Ada Example", version: 1 },
    ]);
  });

  it("knows at the next request that a role was taken away", async () => {
    const app = createTestApp();
    const [owner, member] = [await app.registerPerson(), await app.registerPerson()];
    await addMember(owner, member, "member");
    const form = (await member.visit(`${owner.base}/clients/new`)).form("Save client");
    await sql("UPDATE memberships SET role = 'viewer' WHERE tenant_id = ? AND user_id = ?", [
      owner.tenantId,
      member.userId,
    ]);
    expect((await member.submit(`${owner.base}/clients/new`, { ...form, name: "Too Late" })).status).toBe(
      403,
    );
    expect((await member.visit(`${owner.base}/clients`)).status).toBe(200);
  });
});

describe("the list of sessions", () => {
  it("says which device, where and when, this one first, and nobody else's", async () => {
    const app = createTestApp({ now: () => Date.UTC(2026, 10, 23, 12) });
    const [person, other] = [await app.registerPerson(), await app.registerPerson()];
    await loggedIn(app, other);
    await loggedIn(app, person, { "User-Agent": FIREFOX, "CF-IPCountry": "FR" });
    app.advance(5 * MINUTE);
    const page = await person.visit("/settings/sessions");
    const devices = page.rows.map(([device, place, seen, since]) => [device, place, seen, since]);
    expect(devices).toEqual([
      ["An unknown device", "Unknown place", "This device, now", "23.11.2026 13:00"],
      ["Firefox on Windows", "France", "23.11.2026 13:00", "23.11.2026 13:00"],
    ]);
    expect(page.html).not.toContain("127.0.0.1");
  });

  it("ends another device's at its next request", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const lost = await loggedIn(app, person);
    const page = await person.visit("/settings/sessions");
    const answer = await person.submit("/settings/sessions", page.form("End this one"));
    expect((await person.visit(answer.location ?? "")).messages).toContain("The session was ended.");
    expect(await isIn(lost)).toBe(false);
    expect((await lost.submit("/logout")).status).toBe(302);
    expect(await isIn(person)).toBe(true);
  });

  it("ends all others at once", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const others = [await loggedIn(app, person), await loggedIn(app, person)];
    const page = await person.visit("/settings/sessions");
    await person.submit("/settings/sessions", page.form("End all other sessions"));
    expect([await isIn(person), ...(await Promise.all(others.map(isIn)))]).toEqual([true, false, false]);
  });

  it("answers the same for a session that is over and for somebody else's, which goes on", async () => {
    const app = createTestApp();
    const [person, other] = [await app.registerPerson(), await app.registerPerson()];
    const [row] = await sql("SELECT id FROM sessions WHERE user_id = ?", [other.userId]);
    const foreign = await person.submit("/settings/sessions", { intent: "end", session: String(row?.id) });
    const missing = await person.submit("/settings/sessions", {
      intent: "end",
      session: "01M82Z705TCK0BZ73GV4X4V1KC",
    });
    expect([foreign.status, foreign.location]).toEqual([missing.status, missing.location]);
    expect(await isIn(other)).toBe(true);
  });

  it("refuses what is no session", async () => {
    const person = await createTestApp().registerPerson();
    for (const fields of [
      {},
      { intent: "end" },
      { intent: "end", session: "1" },
      { intent: "all" },
      { intent: "end-others", session: "x" },
    ]) {
      const answer = await person.submit("/settings/sessions", fields);
      expect(answer.status).toBe(422);
      expect(answer.messages).toContain("Nothing was changed");
    }
    expect(await isIn(person)).toBe(true);
  });
});

describe("what is left behind", () => {
  it("of sessions that ran out, nothing after the next log-in", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    await loggedIn(app, person);
    app.advance(25 * HOUR);
    await loggedIn(app, person);
    expect(await count("SELECT count(*) FROM sessions WHERE user_id = ?", [person.userId])).toBe(1);
  });

  it("of devices, twenty, the newest", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    for (let n = 0; n < 25; n += 1)
      await sql("INSERT INTO known_devices VALUES (?, ?, ?)", [
        person.userId,
        `${"x".repeat(41)}${10 + n}`,
        n,
      ]);
    const visitor = await loggedIn(app, person);
    expect(await count("SELECT count(*) FROM known_devices WHERE user_id = ?", [person.userId])).toBe(20);
    // The device is the same one next time.
    const device = visitor.cookies.get(DEVICE);
    await visitor.submit("/logout");
    await visitor.submit("/login", { email: person.email, password: PASSWORD });
    expect(visitor.cookies.get(DEVICE)).toBe(device);
    expect(await count("SELECT count(*) FROM known_devices WHERE user_id = ?", [person.userId])).toBe(20);
  });
});
