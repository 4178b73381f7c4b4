import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person, type TestApp } from "../support/app";
import { logLines } from "../support/console";
import { countingLimiter } from "../support/counting-limiter";
import { knownOf } from "../support/known";
import { parseLog } from "../support/log-schema";
import { PASSWORD } from "../support/password";
import { formPathOf, pathOf } from "../support/route-paths";
import { routeTable } from "../support/route-table";
import { count, sql } from "../support/sql";
import { type Fields, freshId, type Visitor } from "../support/visitor";

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
    // A millisecond that no other test guesses at: the table is shared, and swept by whoever guesses.
    const moment = now() + 7321;
    const app = createTestApp({ now: () => moment });
    const nobody = `${freshId().toLowerCase()}@example.com`;
    for (const written of [nobody, nobody.toUpperCase(), ` ${nobody} `, nobody, nobody])
      await guess(app.visitor(), written);
    expect((await guess(app.visitor(), nobody)).status).toBe(429);
    expect(await count("SELECT count(*) FROM login_attempts WHERE failed_at = ?", [moment])).toBe(1);
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

  it("sent to the registration form are counted apart: a stranger who registers with an address locks nobody out", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    const form = { name: "Eve", email, businessName: "Eve Ltd", country: "DE", currency: "EUR" };
    const statuses: number[] = [];
    for (let n = 0; n < 8; n += 1)
      statuses.push(
        (await app.visitor().submit("/register", { ...form, password: `not the password ${n}` })).status,
      );
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429, 429]);
    // From a device that nobody knows, and all five free guesses are still there.
    for (let n = 0; n < 4; n += 1) expect((await guess(app.visitor(), email)).status).toBe(422);
    expect((await guess(app.visitor(), email, PASSWORD)).status).toBe(302);
    // And the other way round.
    const other = await app.registerPerson();
    await useUp(app, other.email);
    const taken = await app
      .visitor()
      .submit("/register", { ...form, email: other.email, password: "a password of mine" });
    expect([taken.status, taken.messages]).toEqual([
      422,
      expect.stringContaining("There is an account with this"),
    ]);
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

describe("the limit by address holds wherever a password is hashed or an address is tried", () => {
  const refusing = { limit: async () => ({ success: false }) };
  const QUARTER = 15 * MINUTE + 1;

  /** Every form of the app that has a field for a password, once the last one is a while ago. */
  async function formsWithPassword(person: Person, app: TestApp) {
    const colleague = await app.registerPerson({ name: "Colleague" });
    await addMember(person, colleague, "member");
    const known = await knownOf(person, colleague);
    const found: { path: string; fields: Fields }[] = [];
    for (const [route, { post }] of Object.entries(routeTable)) {
      if (!post) continue;
      const visitor = post.who === "anyone" ? app.visitor() : person;
      const page = await visitor.visit(pathOf(route, { ...known }));
      if (!page.document.querySelector("input[type=password]")) continue;
      const fields: Fields = { ...page.form(post.button), ...post.fields?.(known) };
      for (const name of Object.keys(fields)) if (/password/i.test(name)) fields[name] = PASSWORD;
      found.push({ path: formPathOf(route, { ...known }), fields });
    }
    return found;
  }

  const REGISTRATION = {
    ...{ name: "A", email: "a@example.com", businessName: "B", country: "DE", currency: "EUR" },
    password: "a password of mine",
  };

  it("nothing is hashed and nothing is told for an address that had enough", async () => {
    const open = createTestApp({ now });
    const person = await open.registerPerson();
    open.advance(QUARTER);
    const forms = await formsWithPassword(person, open);
    const paths = forms.map(({ path }) => path.replace(person.base, ""));
    for (const path of [
      "/login",
      "/register",
      "/settings?index",
      "/settings/password",
      "/settings/data",
      "/settings/erase",
    ])
      expect(paths).toContain(path);
    const closed = createTestApp({ now: open.now, env: { LOGIN_LIMITER: refusing } });
    const headers = { Cookie: `__Host-session=${person.cookies.get("__Host-session")}` };
    hashes.count = 0;
    for (const { path, fields } of forms) {
      const more =
        path === "/register" ? REGISTRATION : /login|settings\?/.test(path) ? { email: "b@example.com" } : {};
      const answer = await closed.submit(
        path,
        { ...fields, ...more },
        path.match(/^\/(login|register)/) ? {} : { headers },
      );
      expect([answer.status, answer.headers.get("Retry-After")], path).toEqual([429, "60"]);
      expect(answer.messages, path).toContain("That was a lot in a short time.");
    }
    expect(hashes.count).toBe(0);
    const limits = logLines().filter(({ event }) => event === "limit");
    expect(limits).toHaveLength(forms.length);
    for (const line of limits)
      expect(line).toMatchObject({ limiter: "login", network: expect.stringMatching(/^[\w-]{16}$/) });
  });

  it("is ten a minute for all of them together", async () => {
    const limiter = countingLimiter(10);
    const app = createTestApp({ now, env: { LOGIN_LIMITER: limiter } });
    const person = await app.registerPerson();
    const statuses: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      statuses.push((await guess(app.visitor(), `${freshId().toLowerCase()}@example.com`)).status);
      statuses.push(
        (
          await person.submit(
            "/settings/password",
            { currentPassword: `guess ${n}`, password: "a new password" },
            { headers: { "CF-Connecting-IP": address(0) } },
          )
        ).status,
      );
      statuses.push(
        (
          await person.submit(
            "/settings?index",
            { name: "A", email: `${freshId()}@example.com`, version: "9" },
            { headers: { "CF-Connecting-IP": address(0) } },
          )
        ).status,
      );
    }
    expect(statuses.slice(0, 10)).not.toContain(429);
    expect(statuses.slice(10)).toEqual([429, 429]);
  });
});

describe("another e-mail address", () => {
  const profile = async (person: Person, email: string) =>
    person.submit("/settings?index", { ...(await person.visit("/settings")).form("Save profile"), email });

  it("is tried five times freely, then ever more slowly, whether somebody has it or not, and however it ends", async () => {
    const app = createTestApp({ now });
    const [person, other] = [await app.registerPerson(), await app.registerPerson()];
    const fresh = () => `${freshId().toLowerCase()}@example.com`;
    const tries = [other.email, fresh(), other.email.toUpperCase(), fresh(), other.email];
    const statuses: number[] = [];
    for (const email of tries) statuses.push((await profile(person, email)).status);
    expect(statuses).toEqual([422, 302, 422, 302, 422]);
    for (const email of [other.email, fresh()]) {
      const refused = await profile(person, email);
      expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "1"]);
      expect(refused.messages).toContain(
        "That was too many e-mail addresses. Wait 1 second, then try again.",
      );
      expect(refused.messages).not.toContain("another account");
    }
    // A name is no address, and others have counts of their own.
    const named = { ...(await person.visit("/settings")).form("Save profile"), name: "Other Name" };
    expect((await person.submit("/settings?index", named)).status).toBe(302);
    const third = await app.registerPerson();
    expect((await profile(third, fresh())).status).toBe(302);
    app.advance(SECOND);
    expect((await profile(person, other.email)).status).toBe(422);
    expect((await profile(person, fresh())).headers.get("Retry-After")).toBe("2");
  });

  it("of a hundred at once only the free ones are answered", async () => {
    const app = createTestApp({ now });
    const [person, other] = [await app.registerPerson(), await app.registerPerson()];
    const form = (await person.visit("/settings")).form("Save profile");
    const crowd = Array.from({ length: 30 }, () =>
      person.submit("/settings?index", { ...form, email: other.email, key: freshId() }),
    );
    const refused = (await Promise.all(crowd)).filter(({ status }) => status === 422);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThanOrEqual(5);
  });
});

describe("the log", () => {
  const HASH = /^[\w-]{16}$/;
  const linesOf = (event: string) => logLines().filter((line) => line.event === event);

  it("tells of a log-in which account and which network it was, by hashes that tell nobody else", async () => {
    const app = createTestApp({ now });
    const { email, userId } = await app.registerPerson();
    await guess(app.visitor(), email);
    await guess(app.visitor(), ` ${email.toUpperCase()} `, "another", 0);
    await guess(app.visitor(), `${freshId().toLowerCase()}@example.com`, "another", 1);
    await guess(app.visitor(), email, PASSWORD, 1);
    const lines = linesOf("login");
    expect(lines.map(({ outcome, user }) => [outcome, user])).toEqual([
      ["wrong", undefined],
      ["wrong", undefined],
      ["wrong", undefined],
      ["signed-in", userId],
    ]);
    const [a, b, c, d] = lines.map(({ account }) => String(account));
    const [e, f, g, h] = lines.map(({ network }) => String(network));
    for (const hash of [a, c, e, g]) expect(hash).toMatch(HASH);
    expect([a === b, a === d, a === c]).toEqual([true, true, false]);
    expect([e === f, g === h, e === g]).toEqual([true, true, false]);
    // Keyed, and for the log alone: no plain hash of the address, and no bucket of the database.
    const plain = createHash("sha256").update(email).digest("base64url");
    const buckets = (await sql("SELECT bucket FROM login_attempts")).map(({ bucket }) => String(bucket));
    for (const hash of [a, e])
      for (const other of [plain, ...buckets]) expect(other.startsWith(String(hash))).toBe(false);
    const other = createTestApp({
      now,
      env: { SESSION_SECRET: "another secret of 40 characters, as said." },
    });
    await guess(other.visitor(), email);
    expect(linesOf("login").at(-1)?.account).not.toBe(a);
    expect(JSON.stringify(logLines())).not.toMatch(/198\.51\.|@example|%40/i);
  });

  it("tells of registrations, passwords given again and addresses tried in the same way", async () => {
    const app = createTestApp({ now });
    const [person, other] = [await app.registerPerson(), await app.registerPerson()];
    await guess(app.visitor(), person.email);
    const { account, network } = linesOf("login")[0] ?? {};
    const form = {
      name: "Eve",
      email: person.email,
      businessName: "Eve Ltd",
      country: "DE",
      currency: "EUR",
    };
    const from = { headers: { "CF-Connecting-IP": address(0) } };
    await app.visitor().submit("/register", { ...form, password: "a password of mine" }, from);
    await person.submit("/settings/password", { currentPassword: "wrong", password: "a new password" }, from);
    await person.submit("/settings?index", { name: "A", email: other.email, version: "1" }, from);
    app.advance(16 * MINUTE);
    const data = `${person.base}/settings/data`;
    for (const currentPassword of ["wrong", PASSWORD])
      await person.submit(data, { intent: "export", currentPassword }, from);
    const about = { account, network };
    expect(linesOf("register")).toMatchObject([{ outcome: "refused", ...about }]);
    expect(linesOf("password-change")).toMatchObject([{ outcome: "wrong", user: person.userId, ...about }]);
    expect(linesOf("address-change")).toMatchObject([{ outcome: "taken", user: person.userId, ...about }]);
    expect(linesOf("password-check")).toMatchObject([
      { outcome: "wrong", user: person.userId, ...about },
      { outcome: "right", user: person.userId, ...about },
    ]);
    // None of these changed the account.
    expect(linesOf("change").filter(({ entity }) => entity === "user")).toEqual([]);
    expect(JSON.stringify(logLines())).not.toMatch(/198\.51\.|@example|%40/i);
  });

  it("calls a log-in through the registration form what it is", async () => {
    const app = createTestApp({ now });
    const key = freshId();
    const email = `${key.toLowerCase()}@example.com`;
    const form = {
      key,
      name: "Ada",
      email,
      businessName: "Ada Ltd",
      country: "DE",
      currency: "EUR",
      password: "a password of mine",
    };
    const first = (await app.visitor().submit("/register", form)).location;
    expect((await app.visitor().submit("/register", form)).location).toBe(first);
    const [user] = await sql("SELECT id FROM users WHERE email = ?", [email]);
    expect(linesOf("register")).toMatchObject([{ outcome: "created", tenant: first?.split("/").at(-1) }]);
    expect(linesOf("login")).toMatchObject([{ outcome: "signed-in", user: user?.id }]);
  });

  it("has lines of known shapes only", async () => {
    const app = createTestApp({ now });
    const { email } = await app.registerPerson();
    await useUp(app, email);
    await app.visitor().submit("/register", {
      name: "Eve",
      email,
      businessName: "E",
      country: "DE",
      currency: "EUR",
      password: "a password of mine",
    });
    expect(
      parseLog(
        logLines()
          .map((line) => JSON.stringify(line))
          .join("\n"),
      ).length,
    ).toBeGreaterThan(6);
  });
});
