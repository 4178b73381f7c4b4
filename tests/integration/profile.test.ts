import { describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import { PASSWORD } from "../support/password";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

const MINUTE = 60_000;
const PROFILE = "/settings?index";
const SAVED = "/settings?done=profile-saved";

/** Stands still but for app.advance, and later than other tests' clocks: what is a day old is swept away. */
const now = () => Date.UTC(2100, 0, 1);

const newAddress = () => `${freshId().toLowerCase()}@example.com`;
const form = async (person: Person) => (await person.visit("/settings")).form("Save profile");
const stored = async ({ userId }: Person) =>
  (await sql("SELECT name, email, version FROM users WHERE id = ?", [userId]))[0];

describe("the profile", () => {
  it("is saved, and shown with the way back to the business", async () => {
    const person = await createTestApp({ now }).registerPerson();
    const answer = await person.submit(PROFILE, { ...(await form(person)), name: " Ada Lovelace " });
    expect(answer.location).toBe(SAVED);
    const page = await person.visit(SAVED);
    expect(page.messages).toContain("Your profile was saved.");
    expect(page.value("Your name")).toBe("Ada Lovelace");
    expect(page.link("Dashboard")).toBe(person.base);
    expect((await person.visit(person.base)).link("Your account")).toBe("/settings");
    expect(await stored(person)).toMatchObject({ name: "Ada Lovelace", version: 2 });
  });

  it("is nobody's without a session", async () => {
    const app = createTestApp({ now });
    for (const path of ["/settings", "/settings/password", "/settings/sessions"]) {
      expect((await app.visit(path)).location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
      expect((await app.submit(path, {})).status).not.toBe(200);
    }
  });

  it("sent twice is saved once, with the same answer", async () => {
    const person = await createTestApp({ now }).registerPerson();
    const fields = { ...(await form(person)), name: "Twice" };
    const answers = await Promise.all([person.submit(PROFILE, fields), person.submit(PROFILE, fields)]);
    expect(answers.map(({ location }) => location)).toEqual([SAVED, SAVED]);
    expect(await stored(person)).toMatchObject({ name: "Twice", version: 2 });
  });

  it("saved meanwhile from another device is shown beside what was typed, without a password", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    const fields = await form(person);
    await person.submit(PROFILE, { ...fields, name: "From the phone" });
    const answer = await person.submit(PROFILE, {
      ...fields,
      name: "From the client",
      currentPassword: PASSWORD,
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain("From the phone");
    expect(answer.text).toContain("From the client");
    expect(answer.html).not.toContain(PASSWORD);
    const decided = await person.submit(PROFILE, { ...answer.form("Save profile"), "use[0]": "mine" });
    expect(decided.location).toBe(SAVED);
    expect(await stored(person)).toMatchObject({ name: "From the client", version: 3 });
  });

  it("asks again for what is missing or too long", async () => {
    const person = await createTestApp({ now }).registerPerson();
    const fields = await form(person);
    const wrong = [
      { name: "" },
      { email: "nobody" },
      { name: "x".repeat(101) },
      { version: "0" },
      { role: "owner" },
      { name: "a\0b" },
    ];
    for (const change of wrong) {
      expect((await person.submit(PROFILE, { ...fields, ...change })).status, JSON.stringify(change)).toBe(
        422,
      );
    }
    expect(await stored(person)).toMatchObject({ version: 1 });
  });
});

describe("another e-mail address", () => {
  it("needs no password a quarter of an hour after it was given", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    app.advance(15 * MINUTE);
    const page = await person.visit("/settings");
    expect(page.text).not.toContain("Current password");
    const email = newAddress();
    const answer = await person.submit(PROFILE, {
      ...page.form("Save profile"),
      email: email.toUpperCase(),
    });
    expect(answer.location).toBe(SAVED);
    expect(await stored(person)).toMatchObject({ email });
    const visitor = app.visitor();
    expect((await visitor.submit("/login", { email, password: PASSWORD })).status).toBe(302);
    expect((await app.visitor().submit("/login", { email: person.email, password: PASSWORD })).status).toBe(
      422,
    );
  });

  it("needs it later; then it is good for another quarter of an hour", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    const fields = await form(person);
    app.advance(15 * MINUTE + 1);
    const email = newAddress();
    const missing = await person.submit(PROFILE, { ...fields, email });
    expect(missing.status).toBe(422);
    expect(missing.messages).toContain("Is it still you?");
    expect(missing.value("Email")).toBe(email);
    const wrong = await person.submit(PROFILE, {
      ...missing.form("Save profile"),
      currentPassword: "wrong",
    });
    expect(wrong.messages).toContain("That is not your password.");
    expect(await stored(person)).toMatchObject({ email: person.email, version: 1 });
    const right = await person.submit(PROFILE, {
      ...wrong.form("Save profile"),
      currentPassword: PASSWORD,
    });
    expect(right.location).toBe(SAVED);
    app.advance(14 * MINUTE);
    const again = await person.submit(PROFILE, { ...(await form(person)), email: newAddress() });
    expect(again.location).toBe(SAVED);
  });

  it("is not needed for another name", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    app.advance(60 * MINUTE);
    const answer = await person.submit(PROFILE, { ...(await form(person)), name: "Later" });
    expect(answer.location).toBe(SAVED);
  });

  it("can be guessed for five times in a row, and logging in is not in the way of that", async () => {
    const app = createTestApp({ now });
    const person = await app.registerPerson();
    app.advance(16 * MINUTE);
    const fields = { ...(await form(person)), email: newAddress() };
    for (let n = 0; n < 5; n += 1)
      expect((await person.submit(PROFILE, { ...fields, currentPassword: `guess ${n}` })).status).toBe(422);
    const refused = await person.submit(PROFILE, { ...fields, currentPassword: PASSWORD });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([429, "1"]);
    expect(refused.messages).toContain("That was too many wrong passwords.");
    expect((await app.visitor().submit("/login", { email: person.email, password: PASSWORD })).status).toBe(
      302,
    );
    app.advance(1000);
    expect((await person.submit(PROFILE, { ...fields, currentPassword: PASSWORD })).location).toBe(SAVED);
  });

  it("that somebody else has is refused at its field", async () => {
    const app = createTestApp({ now });
    const [person, other] = [await app.registerPerson(), await app.registerPerson()];
    const answer = await person.submit(PROFILE, {
      ...(await form(person)),
      email: other.email.toUpperCase(),
    });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("There is another account with this e-mail address.");
    expect(await stored(person)).toMatchObject({ email: person.email });
  });
});
