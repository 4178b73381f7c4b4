import { beforeEach, describe, expect, it, vi } from "vitest";
import { createTestApp, type TestApp } from "../support/app";
import { logLines } from "../support/console";
import { PASSWORD } from "../support/password";
import { count, sql } from "../support/sql";
import { freshId, type Visitor } from "../support/visitor";

const hashes = vi.hoisted(() => ({ count: 0 }));

vi.mock("node:crypto", async (original) => {
  const crypto = await original<typeof import("node:crypto")>();
  const scrypt = (...args: Parameters<typeof crypto.scrypt>) => {
    hashes.count += 1;
    crypto.scrypt(...args);
  };
  return { ...crypto, scrypt };
});

beforeEach(() => {
  hashes.count = 0;
});

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Stands still but for app.advance, and later than other tests' clocks: what is a day old is swept away. */
const now = () => Date.UTC(2100, 0, 1);

const address = (n: number) => `198.51.${n >> 8}.${n & 255}`;
const guess = (who: Visitor, email: string, password = "not the password", n = 0) =>
  who.submit("/login", { email, password }, { headers: { "CF-Connecting-IP": address(n) } });

/** Guesses until somebody has to wait; how many were answered before. */
async function useUp(app: TestApp, email: string): Promise<number> {
  for (let n = 0; n < 20; n += 1) if ((await guess(app.visitor(), email)).status === 429) return n;
  throw new Error("nobody ever had to wait");
}

describe("a thousand guesses from a thousand addresses", () => {
  it("cost fifteen hashes in ten minutes, and the owner gets in from a device that is known", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    const owner = app.visitor();
    expect((await guess(owner, email, PASSWORD)).status).toBe(302);
    hashes.count = 0;
    const crowd = Array.from({ length: 100 }, (_, n) => guess(app.visitor(), email, "guess", n));
    const first = (await Promise.all(crowd)).map(({ status }) => status);
    // Whoever the busy database did not answer in time was not hashed either.
    const hashed = first.filter((status) => status === 422).length;
    expect(hashed).toBeGreaterThan(0);
    expect(hashed).toBeLessThanOrEqual(5);
    expect(first.filter((status) => ![422, 429, 503].includes(status))).toEqual([]);
    for (let n = 100; n < 1000; n += 1) {
      app.advance(Math.floor((10 * MINUTE) / 900));
      // As a script asks: without a page to render.
      const headers = { "CF-Connecting-IP": address(n) };
      await app.visitor().submit("/login.data", { email, password: "guess" }, { headers });
    }
    expect(hashes.count).toBeGreaterThanOrEqual(hashed);
    expect(hashes.count).toBeLessThanOrEqual(15);
    // Not even the right password is looked at from a strange device.
    expect((await guess(app.visitor(), email, PASSWORD)).status).toBe(429);
    await owner.submit("/logout");
    expect((await guess(owner, email, PASSWORD)).status).toBe(302);
    expect((await owner.visit("/")).location).toMatch(/^\/o\//);
  }, 120_000);
});

describe("wrong passwords", () => {
  it("are free five times; then the wait doubles up to fifteen minutes, and says how long it is", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    expect(await useUp(app, email)).toBe(5);
    for (const wait of [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
      app.advance(wait * SECOND - 1);
      const refused = await guess(app.visitor(), email);
      expect([refused.status, refused.headers.get("Retry-After")], `wait ${wait}`).toEqual([429, "1"]);
      app.advance(1);
      expect((await guess(app.visitor(), email)).status, `after ${wait}`).toBe(422);
    }
    const refused = await guess(app.visitor(), email);
    expect(refused.headers.get("Retry-After")).toBe("900");
    expect(refused.messages).toContain("That was too many wrong passwords. Wait 15 minutes, then try again.");
    expect(refused.value("Email")).toBe(email);
  });

  it("are forgotten by the right one, and by themselves a day later", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    for (let n = 0; n < 4; n += 1) await guess(app.visitor(), email);
    expect((await guess(app.visitor(), email, PASSWORD)).status).toBe(302);
    expect(await useUp(app, email)).toBe(5);
    app.advance(24 * 60 * MINUTE);
    expect(await useUp(app, email)).toBe(5);
  });

  it("for an address without an account are answered, counted and hashed the same", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    const nobody = `${freshId().toLowerCase()}@example.com`;
    for (let n = 0; n < 7; n += 1) {
      hashes.count = 0;
      const known = await guess(app.visitor(), email);
      const once = hashes.count;
      const unknown = await guess(app.visitor(), nobody);
      expect([hashes.count - once, unknown.status, unknown.messages]).toEqual([
        once,
        known.status,
        known.messages,
      ]);
      expect(unknown.headers.get("Retry-After")).toBe(known.headers.get("Retry-After"));
    }
    const trips = logLines()
      .filter(({ event }) => event === "request")
      .map(({ roundTrips }) => roundTrips);
    expect(new Set(trips)).toEqual(new Set([1]));
  });

  it("count for an address however it is written, and nobody's address is kept", async () => {
    const app = createTestApp({ now });
    const nobody = `${freshId().toLowerCase()}@example.com`;
    const rows = await count("SELECT count(*) FROM login_attempts");
    for (const written of [nobody, nobody.toUpperCase(), ` ${nobody} `, nobody, nobody])
      await guess(app.visitor(), written);
    expect((await guess(app.visitor(), nobody)).status).toBe(429);
    expect(await count("SELECT count(*) FROM login_attempts")).toBe(rows + 1);
    expect(JSON.stringify(await sql("SELECT * FROM login_attempts"))).not.toContain(nobody.split("@")[0]);
  });

  it("of a known device have a count of their own, and lock out nobody else", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    const device = app.visitor();
    await guess(device, email, PASSWORD);
    await device.submit("/logout");
    for (let n = 0; n < 5; n += 1) expect((await guess(device, email)).status).toBe(422);
    expect((await guess(device, email, PASSWORD)).status).toBe(429);
    expect((await guess(app.visitor(), email, PASSWORD)).status).toBe(302);
    // A made-up cookie is no device, and another's device is none of this account's.
    const other = await app.registerPerson();
    const stranger = app.visitor();
    await guess(stranger, other.email, PASSWORD);
    await stranger.submit("/logout");
    await useUp(app, email);
    expect((await guess(stranger, email, PASSWORD)).status).toBe(429);
    const forger = app.visitor();
    forger.cookies.set("__Host-device", `${"A".repeat(43)}.${"A".repeat(43)}`);
    expect((await guess(forger, email, PASSWORD)).status).toBe(429);
  });

  it("sent to the registration form count as well", async () => {
    const app = createTestApp({ now });
    const { email, userId } = await app.registerPerson();
    const form = { key: userId, name: "Eve", email, businessName: "Eve Ltd", country: "DE", currency: "EUR" };
    for (let n = 0; n < 5; n += 1) {
      expect(
        (await app.visitor().submit("/register", { ...form, password: `not the password ${n}` })).status,
      ).toBe(422);
    }
    const thief = app.visitor();
    const answer = await thief.submit("/register", { ...form, password: PASSWORD });
    expect(answer.status).toBe(429);
    expect(thief.cookies.size).toBe(0);
  });
});

describe("the limit by address", () => {
  it("comes before everything else, however the path is written, and keeps what was typed", async () => {
    const keys: string[] = [];
    const limit = async ({ key }: { key: string }) => {
      keys.push(key);
      return { success: false };
    };
    const app = createTestApp({ now, env: { LOGIN_LIMITER: { limit } } });
    const { email } = await app.registerPerson();
    for (const path of ["/login", "/LOGIN", "/login/", "/%6Cogin"]) {
      const headers = { "CF-Connecting-IP": "2001:db8::1" };
      const answer = await app.visitor().submit(path, { email, password: PASSWORD }, { headers });
      expect([answer.status, answer.headers.get("Retry-After")], path).toEqual([429, "60"]);
      expect(answer.messages).toContain("That was a lot in a short time.");
      expect(answer.value("Email")).toBe(email);
    }
    expect(keys).toEqual(Array(4).fill("login:2001:db8:0:0::/64"));
    expect(hashes.count).toBe(0);
    expect(
      logLines()
        .filter(({ event }) => event === "request")
        .map(({ roundTrips }) => roundTrips),
    ).toEqual([0, 0, 0, 0]);
  });

  it("counts guesses of people who are signed in, too", async () => {
    const app = createTestApp({ now, env: { LOGIN_LIMITER: { limit: async () => ({ success: false }) } } });
    const person = await app.registerPerson();
    await person.submit("/login", { email: person.email, password: PASSWORD });
    expect(hashes.count).toBe(0);
    expect(await count("SELECT count(*) FROM sessions WHERE user_id = ?", [person.userId])).toBe(1);
  });

  it("when nobody can tell, lets nobody in", async () => {
    const app = createTestApp({ now, env: { LOGIN_LIMITER: undefined } });
    const { email } = await app.registerPerson();
    expect((await guess(app.visitor(), email, PASSWORD)).status).toBe(503);
    expect(hashes.count).toBe(0);
  });
});
