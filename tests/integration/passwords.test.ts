import { describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { logLines } from "../support/console";
import { PASSWORD } from "../support/password";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

const NEW = "a garden in late November";
const CHANGED = "/settings/password?done=password-changed";

/** Stands still but for app.advance, and later than other tests' clocks: what is a day old is swept away. */
const now = () => Date.UTC(2100, 0, 1);

const change = (person: Person, password = NEW, currentPassword = PASSWORD) =>
  person.submit("/settings/password", { currentPassword, password });
const hashOf = async ({ userId }: Person) =>
  (await sql("SELECT password_hash FROM users WHERE id = ?", [userId]))[0]?.password_hash;

describe("a new password", () => {
  it("takes the place of the old one, in a new session; all others are over", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    const other = app.visitor();
    await other.submit("/login", { email: person.email, password: PASSWORD });
    const old = new Map(person.cookies);
    const answer = await change(person);
    expect(answer.location).toBe(CHANGED);
    expect((await person.visit(CHANGED)).messages).toContain("Your password was changed.");
    expect(person.cookies.get("__Host-session")).not.toBe(old.get("__Host-session"));
    expect((await other.visit("/settings")).location).toMatch(/^\/login/);
    const thief = app.visitor();
    for (const [name, value] of old) thief.cookies.set(name, value);
    expect((await thief.visit("/settings")).location).toMatch(/^\/login/);
    expect(await count("SELECT count(*) FROM sessions WHERE user_id = ?", [person.userId])).toBe(1);
    expect((await app.visitor().submit("/login", { email: person.email, password: PASSWORD })).status).toBe(
      422,
    );
    expect((await app.visitor().submit("/login", { email: person.email, password: NEW })).status).toBe(302);
  });

  it("keeps a session as long as it was, and its device known, but no other", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    const [one, two] = [app.visitor(), app.visitor()];
    for (const visitor of [one, two])
      await visitor.submit("/login", { email: person.email, password: PASSWORD, remember: "on" });
    const answer = await one.submit("/settings/password", { currentPassword: PASSWORD, password: NEW });
    expect(answer.headers.getSetCookie()[0]).toContain("Max-Age=2592000");
    expect(await count("SELECT count(*) FROM known_devices WHERE user_id = ?", [person.userId])).toBe(1);
  });

  it("needs the one there is, however recently it was given", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    const before = await hashOf(person);
    const wrong = await change(person, NEW, "not the password");
    expect(wrong.status).toBe(422);
    expect(wrong.messages).toContain("That is not your password.");
    expect((await change(person, NEW, "")).messages).toContain("Enter the password you have now.");
    for (let n = 0; n < 4; n += 1) await change(person, NEW, `guess ${n}`);
    const waiting = await change(person);
    expect([waiting.status, waiting.headers.get("Retry-After")]).toEqual([429, "1"]);
    expect(await hashOf(person)).toBe(before);
    expect((await person.visit("/settings")).status).toBe(200);
  });

  it("that is short, long, common or about the person is refused", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson({ businessName: "Example & Co Trading" });
    const before = await hashOf(person);
    const refused = {
      "eleven char": "Use 12 characters or more",
      ["x".repeat(129)]: "Use at most 128 characters.",
      "1q2w3e4r5t6y": "This is one of the passwords that are tried first.",
      [person.email.toUpperCase()]: "Don't use your e-mail address or the name of your business.",
      "example-co trading!": "Don't use your e-mail address or the name of your business.",
      "Ada-Example-2026": "Don't use your name.",
      "with a\0 in it, yes": "This has characters that can't be stored.",
    };
    for (const [password, words] of Object.entries(refused)) {
      const answer = await change(person, password);
      expect(answer.status, password).toBe(422);
      expect(answer.messages, password).toContain(words);
      expect(answer.html).not.toContain(PASSWORD);
    }
    expect(await hashOf(person)).toBe(before);
  });

  it("takes every sign: two that differ in the last one are two", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    const long = `${"ж".repeat(60)}${"日本".repeat(33)}`;
    expect((await change(person, `${long}é`)).location).toBe(CHANGED);
    const { email } = person;
    expect((await app.visitor().submit("/login", { email, password: `${long}è` })).status).toBe(422);
    // Typed on another keyboard: the same letter, composed differently.
    expect((await app.visitor().submit("/login", { email, password: `${long}e\u0301` })).status).toBe(302);
  });

  it("and the old one are in no log line", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    await change(person);
    const said = JSON.stringify(logLines());
    for (const secret of [PASSWORD, NEW, person.email, person.cookies.get("__Host-session") ?? ""])
      expect(said).not.toContain(secret);
    expect(logLines()).toContainEqual(
      expect.objectContaining({ event: "password-change", outcome: "changed" }),
    );
  });
});

describe("registering", () => {
  it("refuses the same passwords, before anything is stored", async () => {
    const app = createTestApp({ now });
    const email = `${freshId().toLowerCase()}@example.com`;
    const form = { name: "Ada", email, businessName: "Bicycles Bremen", country: "DE", currency: "EUR" };
    for (const password of ["1qaz2wsx3edc", "bicyclesbremen", "bicycles bremen 1"]) {
      const answer = await app.submit("/register", { ...form, password });
      expect(answer.status, password).toBe(422);
    }
    expect(await count("SELECT count(*) FROM users WHERE email = ?", [email])).toBe(0);
    expect((await app.submit("/register", { ...form, password: NEW })).status).toBe(302);
  });
});
