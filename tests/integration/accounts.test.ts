import { describe, expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { requestLines } from "../support/console";
import { PASSWORD } from "../support/password";
import { count, sql } from "../support/sql";
import { freshId, type Visitor } from "../support/visitor";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const application = (changes: Record<string, string> = {}) => ({
  key: freshId(),
  name: "Ada Example",
  email: `${freshId().toLowerCase()}@example.com`,
  businessName: "Example & Co",
  country: "DE",
  currency: "EUR",
  password: "twelve or more characters",
  ...changes,
});

/** The business and its owner, whom a form made. */
async function madeBy({ email }: { email: string }) {
  const [row] = await sql(
    "SELECT u.id, m.tenant_id FROM users u JOIN memberships m ON m.user_id = u.id WHERE u.email = ?",
    [email],
  );
  return { userId: String(row?.id), tenantId: String(row?.tenant_id) };
}

const isIn = async (visitor: Visitor, base: string) => (await visitor.visit(base)).status === 200;

describe("registering", () => {
  it("makes a person with a business of their own, lets them in and shows it", async () => {
    const visitor = createTestApp().visitor();
    const page = await visitor.visit("/register");
    const fields = application({ key: page.form("Create account").key ?? "" });
    const answer = await visitor.submit("/register", fields);
    expect(answer.status).toBe(302);
    expect((await visitor.visit(answer.location ?? "")).text).toContain("Example & Co");
    expect(await sql("SELECT email, name, version FROM users WHERE email = ?", [fields.email])).toMatchObject(
      [{ email: fields.email, name: "Ada Example", version: 1 }],
    );
    const { userId } = await madeBy(fields);
    expect(await sql("SELECT role FROM memberships WHERE user_id = ?", [userId])).toMatchObject([
      { role: "owner" },
    ]);
  });

  it("stores no password and no token, only hashes", async () => {
    const visitor = createTestApp().visitor();
    const fields = application();
    await visitor.submit("/register", fields);
    const rows = await sql(
      "SELECT u.password_hash, s.token_hash FROM users u JOIN sessions s ON s.user_id = u.id WHERE u.email = ?",
      [fields.email],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.password_hash).toMatch(/^\$scrypt\$ln=14,r=8,p=5\$/);
    expect(visitor.cookies.get("__Host-session")).not.toContain(rows[0]?.token_hash);
  });

  it("sent twice makes one account and leads to the same place", async () => {
    const app = createTestApp();
    const fields = application();
    const answers = await Promise.all([
      app.visitor().submit("/register", fields),
      app.visitor().submit("/register", fields),
    ]);
    const { tenantId } = await madeBy(fields);
    expect(answers.map((answer) => [answer.status, answer.location])).toEqual([
      [302, `/o/${tenantId}`],
      [302, `/o/${tenantId}`],
    ]);
    expect(await count("SELECT count(*) FROM users WHERE email = ?", [fields.email])).toBe(1);
    expect(await count("SELECT count(*) FROM audit_events WHERE tenant_id = ?", [tenantId])).toBe(1);
  });

  it("sent again by somebody who does not know the password lets nobody in", async () => {
    const app = createTestApp();
    const fields = application();
    await app.visitor().submit("/register", fields);
    const thief = app.visitor();
    const answer = await thief.submit("/register", { ...fields, password: "another password" });
    expect(answer.status).toBe(422);
    expect(thief.cookies.size).toBe(0);
  });

  it("with an address that is taken says so at the field and keeps what was typed, but the password", async () => {
    const app = createTestApp();
    const { email } = await app.registerPerson();
    const answer = await app.submit("/register", application({ email: email.toUpperCase() }));
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("There is an account with this e-mail address.");
    expect(answer.value("Business name")).toBe("Example & Co");
    expect(answer.html).not.toContain("twelve or more characters");
    expect(await count("SELECT count(*) FROM users WHERE email = ? COLLATE NOCASE", [email])).toBe(1);
  });

  it("asks again for what is missing or weak", async () => {
    const app = createTestApp();
    const wrong = {
      name: "Enter your name.",
      email: "Enter an e-mail address such as name@example.com.",
      businessName: "Enter the name of your business.",
      country: "Choose a country.",
      currency: "Choose a currency.",
      password: "Use 12 characters or more",
    };
    for (const [field, words] of Object.entries(wrong)) {
      const answer = await app.submit("/register", application({ [field]: "" }));
      expect(answer.status, field).toBe(422);
      expect(answer.messages, field).toContain(words);
    }
    const same = await app.submit("/register", application({ password: "EXAMPLE & Co " }));
    expect(same.messages).toContain("Don't use your e-mail address or the name of your business.");
  });

  it.each(["00000000000000000000000000", "01ARZ3NDEKTSV4RRFFQ69G5FAV"])(
    "takes no id from the form: the key %s chooses neither the person's nor the business's, and is nobody's",
    async (key) => {
      const app = createTestApp();
      const [one, two] = [application({ key }), application({ key })];
      const visitor = app.visitor();
      expect((await visitor.submit("/register", one)).status).toBe(302);
      const ids = await madeBy(one);
      expect(ids.userId).not.toBe(ids.tenantId);
      expect([ids.userId, ids.tenantId]).not.toContain(key);
      for (const table of ["users", "tenants"])
        expect(await sql(`SELECT email, name FROM ${table} WHERE id = ?`, [key])).toMatchObject(
          table === "users" && key === "00000000000000000000000000" ? [{ email: "job@gapless.invalid" }] : [],
        );
      // Whoever sends the key of another's form learns nothing and gets nothing of theirs.
      const thief = app.visitor();
      const answer = await thief.submit("/register", two);
      expect([answer.status, thief.cookies.size]).toEqual([422, 0]);
      expect(await count("SELECT count(*) FROM users WHERE email = ?", [two.email])).toBe(0);
    },
  );

  it.each([
    "job@gapless.invalid",
    "JOB@GAPLESS.INVALID",
    "00000000000000000000000000@erased.invalid",
    "a@b.c.Invalid",
    "a@invalid",
    "a@gapless.invalid.",
    " a@gapless.invalid ",
    "a@gapless\uFF0Einvalid",
    "a@gapless\u3002\uFF49nvalid",
    "a@gapless.in\u00ADvalid",
  ])("is refused with an address that reaches nobody: %s", async (email) => {
    const before = await count("SELECT count(*) FROM users");
    const answer = await createTestApp().submit("/register", application({ email }));
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("Addresses that end in .invalid reach nobody.");
    expect(
      await count(
        "SELECT count(*) FROM users WHERE email LIKE '%invalid%' AND password_hash LIKE '$scrypt$ln=%'",
      ),
    ).toBe(0);
    expect(before).toBeGreaterThan(0);
  });

  it("by the tests' short way stores the very rows of the form's way", async () => {
    const app = createTestApp();
    const fields = application();
    await app.submit("/register", fields);
    const person = await app.registerPerson({ businessName: fields.businessName });
    const rowsOf = async (tenant: string) => {
      const found: unknown[] = [];
      for (const table of ["tenants", "memberships", "tax_rates", "number_series", "audit_events"]) {
        const rows = await sql(
          `SELECT * FROM ${table} WHERE ${table === "tenants" ? "id" : "tenant_id"} = ?`,
          [tenant],
        );
        for (const row of rows)
          found.push(table, ...Object.entries(row).filter(([name]) => !/(^|_)(id|at|email)$/.test(name)));
      }
      return found;
    };
    expect(await rowsOf(person.tenantId)).toEqual(await rowsOf((await madeBy(fields)).tenantId));
  });
});

describe("logging in", () => {
  it("leads to the business, and a new session each time", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const visitor = app.visitor();
    const answer = await visitor.submit("/login", {
      email: ` ${person.email.toUpperCase()} `,
      password: PASSWORD,
    });
    expect([answer.status, answer.location]).toEqual([302, "/"]);
    expect((await visitor.visit("/")).location).toBe(person.base);
    expect(visitor.cookies.get("__Host-session")).not.toBe(person.cookies.get("__Host-session"));
    expect(await count("SELECT count(*) FROM sessions WHERE user_id = ?", [person.userId])).toBe(2);
  });

  it("leads on to the page that was asked for, if it is ours", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const requested = `${person.base}/clients?search=a`;
    const visitor = app.visitor();
    const turned = await visitor.visit(requested);
    expect(turned.location).toBe(`/login?redirectTo=${encodeURIComponent(requested)}`);
    const fields = (await visitor.visit(turned.location ?? "")).form("Log in");
    expect(fields.redirectTo).toBe(requested);
    const answer = await visitor.submit("/login", { ...fields, email: person.email, password: PASSWORD });
    expect(answer.location).toBe(requested);
    const hostile = await app.submit("/login", {
      email: person.email,
      password: PASSWORD,
      redirectTo: "//evil.test",
    });
    expect(hostile.location).toBe("/");
  });

  it("says the same of a wrong password and an unknown address", async () => {
    const app = createTestApp();
    const { email } = await app.registerPerson();
    const wrong = await app.submit("/login", { email, password: "not the password" });
    const unknown = await app.submit("/login", { email: "nobody@example.com", password: "not the password" });
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(422);
      expect(answer.messages).toContain("The e-mail address or the password is not right.");
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(answer.html).not.toContain("not the password");
    }
    expect(wrong.value("Email")).toBe(email);
  });

  it("shows nobody the log-in page twice", async () => {
    const person = await createTestApp().registerPerson();
    expect((await person.visit("/login")).location).toBe("/");
    expect((await person.visit("/register")).location).toBe("/");
  });

  it("hashes the password again when ours grew since", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const weak = "$scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$hKGWL22WtdGfIbxEPAZ06BS2bWyYKuZIKvypfAlYOWk";
    await sql("UPDATE users SET password_hash = ? WHERE id = ?", [weak, person.userId]);
    const answer = await app.submit("/login", { email: person.email, password: "correct horse battery" });
    expect(answer.status).toBe(302);
    const [row] = await sql("SELECT password_hash FROM users WHERE id = ?", [person.userId]);
    expect(row?.password_hash).toMatch(/^\$scrypt\$ln=14,/);
    expect(
      (await app.visitor().submit("/login", { email: person.email, password: "correct horse battery" }))
        .status,
    ).toBe(302);
  });
});

describe("a session", () => {
  it("ends at log-out, also for whoever kept the cookie", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const kept = new Map(person.cookies);
    const answer = await person.submit("/logout");
    expect(answer.location).toBe("/login");
    expect(answer.headers.get("Clear-Site-Data")).toBe('"cache", "storage"');
    expect((await person.visit("/settings")).location).toMatch(/^\/login/);
    for (const [name, value] of kept) person.cookies.set(name, value);
    expect(await isIn(person, person.base)).toBe(false);
    expect(await count("SELECT count(*) FROM sessions WHERE user_id = ?", [person.userId])).toBe(0);
  });

  it("does not end by a link", async () => {
    const person = await createTestApp().registerPerson();
    expect((await person.visit("/logout")).heading).toBe("Log out?");
    expect(await isIn(person, person.base)).toBe(true);
  });

  it("ends when it is not used for two hours, and not before", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    for (const _ of [1, 2, 3]) {
      app.advance(2 * HOUR - MINUTE);
      expect(await isIn(person, person.base)).toBe(true);
    }
    app.advance(2 * HOUR);
    const turned = await person.visit(person.base);
    expect(turned.location).toMatch(/^\/login/);
    // The browser keeps its cookie: a form in another tab, sent when the session is over, is kept by it. It lets nobody in.
    expect(await isIn(person, person.base)).toBe(false);
  });

  it("ends after a day, however much it is used", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    for (let hour = 1; hour < 24; hour += 1) {
      app.advance(HOUR);
      expect(await isIn(person, person.base), `hour ${hour}`).toBe(true);
    }
    app.advance(HOUR);
    expect(await isIn(person, person.base)).toBe(false);
  });

  it("that is remembered lasts a week unused and thirty days in all", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const visitor = app.visitor();
    const answer = await visitor.submit("/login", {
      email: person.email,
      password: PASSWORD,
      remember: "on",
    });
    expect(answer.headers.getSetCookie()[0]).toContain("Max-Age=2592000");
    for (let days = 6; days < 30; days += 6) {
      app.advance(6 * DAY);
      expect(await isIn(visitor, person.base), `day ${days}`).toBe(true);
    }
    app.advance(6 * DAY);
    expect(await isIn(visitor, person.base)).toBe(false);
    const idle = app.visitor();
    await idle.submit("/login", { email: person.email, password: PASSWORD, remember: "on" });
    app.advance(7 * DAY);
    expect(await isIn(idle, person.base)).toBe(false);
  });

  it("in use is written to every five minutes, not at every page", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const seen = async () =>
      Number((await sql("SELECT seen_at FROM sessions WHERE user_id = ?", [person.userId]))[0]?.seen_at);
    const first = await seen();
    app.advance(4 * MINUTE);
    await person.visit(person.base);
    expect(await seen()).toBe(first);
    app.advance(2 * MINUTE);
    await person.visit(person.base);
    expect(await seen()).toBeGreaterThanOrEqual(first + 6 * MINUTE);
  });

  it("that was ended elsewhere is over at the next request, for reading and for writing", async () => {
    const person = await createTestApp().registerPerson();
    await sql("DELETE FROM sessions WHERE user_id = ?", [person.userId]);
    expect((await person.visit(`${person.base}/clients`)).location).toMatch(/^\/login/);
    const other = await createTestApp().registerPerson();
    await sql("DELETE FROM sessions WHERE user_id = ?", [other.userId]);
    const answer = await other.submit(`${other.base}/clients/new`, { name: "Lost", country: "DE" });
    expect(answer.location).toMatch(/^\/login/);
    expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [other.tenantId])).toBe(0);
  });

  it("with a cookie that was not signed here costs no database request", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    const token = person.cookies.get("__Host-session") ?? "";
    const [user = "", , signature = ""] = token.split(".");
    person.cookies.set("__Host-session", `${user}.${"A".repeat(43)}.${signature}`);
    expect((await person.visit(person.base)).location).toMatch(/^\/login/);
    expect(requestLines().map((line) => line.roundTrips)).toEqual([0]);
  });
});
