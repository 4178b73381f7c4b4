import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Permission } from "~/domain/accounts/permissions";
import { newKeptToken } from "~/modules/accounts/kept-form-token.server";
import { unseal } from "~/modules/accounts/sealed-form.server";
import { addMember } from "../support/account";
import { createTestApp, type Person, SESSION_SECRET, type TestApp } from "../support/app";
import { everythingOf } from "../support/everything-of";
import { filledIn } from "../support/filled-in";
import { knownOf } from "../support/known";
import type { Page } from "../support/page";
import { PASSWORD } from "../support/password";
import { formPathOf } from "../support/route-paths";
import { routeTable } from "../support/route-table";
import { count, sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import { freshId, type Visitor } from "../support/visitor";

const SESSION = "__Host-session";
const FORM = "__Host-form";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const SAID = "You were logged out before this was saved.";

/** A business whose owner has a client and a draft, and a colleague. */
async function business() {
  const app = createTestApp();
  const owner = await app.registerPerson();
  const colleague = await app.registerPerson({ name: "Colleague" });
  await addMember(owner, colleague, "member");
  const known = await knownOf(owner, colleague);
  await sql("UPDATE clients SET version = 2 WHERE tenant_id = ?", [owner.tenantId]);
  return { app, owner, colleague, known };
}

/** Every session of the person is ended elsewhere. */
const endSessions = ({ userId }: Person) => sql("DELETE FROM sessions WHERE user_id = ?", [userId]);

const logIn = (who: Visitor, { email }: Person, redirectTo = "/") =>
  who.submit("/login", { email, password: PASSWORD, redirectTo });

const keptRows = ({ userId }: Person) => count("SELECT count(*) FROM kept_forms WHERE user_id = ?", [userId]);

/** The person's form that was sent when the session was over, with them logged in again; the page that shows it. */
async function sentTooLate(person: Person, path: string, fields: Record<string, string>): Promise<Page> {
  await endSessions(person);
  const turned = await person.submit(path, fields);
  expect(turned.location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
  const entered = await logIn(person, person, path);
  expect(entered.location).toBe(path);
  return person.visit(path);
}

/** A client's form as it is typed, with what few have. */
const typedClient = { name: "Ärger & Söhne <GmbH>", note: "two\r\nlines", country: "DE" };

async function newClient(person: Person): Promise<Record<string, string>> {
  const form = (await person.visit(`${person.base}/clients/new`)).form("Save client");
  return { ...form, ...typedClient };
}

const forms = Object.entries(routeTable)
  .filter(([, { get, post }]) => post && get !== "anyone")
  .map(([id]) => id);

describe.each(forms)("the form %s that is sent when the session is over", (id) => {
  it("is there after the log-in as it was typed, once, and nothing of it is stored", async () => {
    const { app, owner, known } = await business();
    // Another session, which a form would end.
    if (id === "routes/settings.sessions") await logIn(app.visitor(), owner);
    const fields = await filledIn(id, { visitor: owner, person: owner, known });
    if (id === "routes/settings.sessions") {
      // Ended with the others, or there would be nothing to end.
      await sql("DELETE FROM sessions WHERE user_id = ? AND id <> ?", [owner.userId, fields.session ?? ""]);
    } else await endSessions(owner);
    const path = formPathOf(id, { ...known });
    const before = await everythingOf(owner.tenantId);

    expect((await owner.submit(path, fields)).location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
    expect(owner.cookies.has(SESSION)).toBe(false);
    const [row] = await sql("SELECT hex(sealed) AS sealed FROM kept_forms WHERE user_id = ?", [owner.userId]);
    expect(Buffer.from(String(row?.sealed), "hex").toString("latin1")).not.toContain("version=");
    expect((await owner.visit("/login")).text).toContain("What you typed is kept for an hour.");
    expect((await logIn(owner, owner)).location).toBe(path);

    const page = await owner.visit(path);
    expect(page.status).toBe(200);
    expect(page.messages).toContain(SAID);
    const back = page.form(routeTable[id]?.post?.button ?? "");
    for (const [name, value] of Object.entries(fields))
      expect(back[name] ?? "", name).toBe(/password/i.test(name) ? "" : value);
    expect(page.html).not.toContain(PASSWORD);
    expect(await everythingOf(owner.tenantId)).toBe(before);

    expect(owner.cookies.has(FORM)).toBe(false);
    expect(await keptRows(owner)).toBe(0);
    expect((await owner.visit(path)).text).not.toContain(SAID);
  });
});

describe("a form that is sent when the session is over", () => {
  it("has 200 lines after the log-in if it had them before", async () => {
    const { owner, known } = await business();
    const line = (n: number) => ({
      [`lines[${n}].description`]: `Line ${n} ${"ä".repeat(900)}`,
      [`lines[${n}].quantity`]: "1",
      [`lines[${n}].unit`]: "HUR",
      [`lines[${n}].unitPrice`]: String(n),
      [`lines[${n}].taxRate`]: "S-190000",
    });
    const lines: Record<string, string> = Object.assign(
      {},
      ...Array.from({ length: 200 }, (_, n) => line(n)),
    );
    const fields = { ...invoiceFields(known.client), ...lines, key: freshId() };
    expect(new URLSearchParams(fields).toString().length).toBeGreaterThan(1024 * 1024);
    const page = await sentTooLate(owner, `${owner.base}/invoices/new`, fields);
    const back = page.form("Save draft");
    expect(Object.entries(fields).filter(([name, value]) => back[name] !== value)).toEqual([]);
    const saved = await owner.submit(`${owner.base}/invoices/new`, back);
    expect(saved.location).toMatch(/\/invoices\/[0-9A-Z]{26}\?done=/);
  });

  it("is kept where its button only rearranges it, or where it is refused, also for a script", async () => {
    const { owner, known } = await business();
    const path = `${owner.base}/invoices/new`;
    const insert = { type: "insert", payload: { name: "lines", defaultValue: { quantity: "7" } } };
    const typed = { ...invoiceFields(known.client), key: freshId() };
    const added = await sentTooLate(owner, path, { ...typed, __intent__: JSON.stringify(insert) });
    expect(added.form("Save draft")).toMatchObject({ ...typed, "lines[1].quantity": "7" });

    await endSessions(owner);
    const wrong = { ...typed, issueDate: "someday" };
    const turned = await owner.submit(`${path}.data`, wrong);
    expect([turned.status, turned.html]).toEqual([202, expect.stringContaining("/login?redirectTo=")]);
    await logIn(owner, owner);
    expect((await owner.visit(path)).form("Save draft")).toMatchObject({ issueDate: "someday" });
  });

  it("comes back to a script by the page itself, which alone has the form", async () => {
    const { owner } = await business();
    const path = `${owner.base}/clients/new`;
    const fields = await newClient(owner);
    await endSessions(owner);
    await owner.submit(`${path}.data`, fields);
    const entered = await owner.submit("/login.data", { email: owner.email, password: PASSWORD });
    expect(entered.headers.get("X-Remix-Reload-Document") ?? entered.html).toMatch(/true|reload/);
    expect((await owner.visit(`${path}.data`)).html).not.toContain("Ärger");
    expect((await owner.visit(path)).value("Name")).toBe(typedClient.name);
  });

  it("is nothing to keep where it was sent in several parts, as no form of ours is", async () => {
    const { owner } = await business();
    const path = `${owner.base}/clients/new`;
    const form = new FormData();
    for (const [name, value] of Object.entries(await newClient(owner))) form.append(name, value);
    await endSessions(owner);
    expect((await owner.submit(path, form)).location).toMatch(/^\/login/);
    expect(await keptRows(owner)).toBe(0);
  });

  it("has the choices of a page on which two edits met", async () => {
    const { owner, known } = await business();
    const path = `${owner.base}/clients/${known.client}/edit`;
    const mine = (await owner.visit(path)).form("Save client");
    await owner.submit(path, { ...mine, key: freshId(), name: "Theirs", city: "Their city" });
    const conflict = await owner.submit(path, { ...mine, name: "Mine", city: "My city" });
    expect(conflict.status).toBe(409);
    const chosen = { ...conflict.form("Save client"), "use[0]": "mine", "use[1]": "theirs" };
    const page = await sentTooLate(owner, path, chosen);
    expect([page.value("Name"), page.value("City")]).toEqual(["Mine", "Their city"]);
    expect((await owner.submit(path, page.form("Save client"))).status).toBe(302);
  });

  it("is still based on the version that it was typed over: what somebody saved meanwhile is not lost", async () => {
    const { owner, colleague, known } = await business();
    const path = `${owner.base}/clients/${known.client}/edit`;
    const mine = { ...(await owner.visit(path)).form("Save client"), city: "Mine" };
    const theirs = { ...(await colleague.visit(path)).form("Save client"), city: "Theirs" };
    await endSessions(owner);
    await owner.submit(path, mine);
    expect((await colleague.submit(path, theirs)).status).toBe(302);
    await logIn(owner, owner);
    const back = (await owner.visit(path)).form("Save client");
    expect([back.version, back.city]).toEqual(["2", "Mine"]);
    const saved = await owner.submit(path, back);
    expect([saved.status, saved.text]).toEqual([409, expect.stringContaining("Theirs")]);
  });

  it("counts once with the one that was stored before its answer was lost", async () => {
    const { owner, known } = await business();
    const path = `${owner.base}/invoices/new`;
    const form = (await owner.visit(path)).form("Save draft");
    const fields = { ...form, client: known.client, note: "once", "lines[0].description": "Work" };
    const first = await addInvoice(owner, { ...fields, "lines[0].unitPrice": "10" });
    const page = await sentTooLate(owner, path, { ...fields, "lines[0].unitPrice": "10" });
    const again = await owner.submit(path, page.form("Save draft"));
    expect(again.location).toContain(first);
    expect(
      await count("SELECT count(*) FROM invoices WHERE tenant_id = ? AND note = 'once'", [owner.tenantId]),
    ).toBe(1);
  });

  it("is the usual 403 or 404, and gone, for whoever may not write or see it any more", async () => {
    const ends: readonly (readonly [string, number])[] = [
      ["UPDATE memberships SET role = 'viewer' WHERE tenant_id = ? AND user_id = ?", 403],
      ["DELETE FROM memberships WHERE tenant_id = ? AND user_id = ?", 404],
    ];
    for (const [change, status] of ends) {
      const { owner, colleague } = await business();
      const path = `${owner.base}/clients/new`;
      const fields = await newClient({
        ...colleague,
        visit: colleague.visit.bind(colleague),
        base: owner.base,
      } as Person);
      await endSessions(colleague);
      await colleague.submit(path, fields);
      await sql(change, [owner.tenantId, colleague.userId]);
      await logIn(colleague, colleague);

      const page = await colleague.visit(path);
      expect([page.status, page.text.includes("Ärger")]).toEqual([status, false]);
      expect([await keptRows(colleague), colleague.cookies.has(FORM)]).toEqual([0, false]);
    }
  });

  it("is kept once more where the session ends again before it was shown", async () => {
    const { owner } = await business();
    const path = `${owner.base}/clients/new`;
    const fields = { ...(await newClient(owner)), name: "" };
    await endSessions(owner);
    await owner.submit(path, fields);
    await logIn(owner, owner);
    await endSessions(owner);
    expect((await owner.visit(path)).location).toMatch(/^\/login/);
    await logIn(owner, owner);
    expect((await owner.visit(path)).form("Save client")).toMatchObject({ note: typedClient.note });
  });
});

describe("a kept form", () => {
  /** Somebody whose form is kept, and who has not logged in again. */
  async function kept(given?: { app: TestApp; owner: Person }) {
    const { app, owner } = given ?? (await business());
    const fields = await newClient(owner);
    const ended = owner.cookies.get(SESSION) ?? "";
    await endSessions(owner);
    await owner.submit(`${owner.base}/clients/new`, fields);
    expect(await keptRows(owner)).toBe(1);
    return {
      app,
      owner,
      path: `${owner.base}/clients/new`,
      key: owner.cookies.get(FORM) ?? "",
      ended,
      fields,
    };
  }

  it("has a key that only the browser has: for this host, unread by scripts, for an hour", async () => {
    const { owner, path, fields } = await kept();
    await logIn(owner, owner);
    await owner.visit(path);
    await endSessions(owner);
    const [cookie = ""] = (await owner.submit(path, fields)).headers
      .getSetCookie()
      .filter((line) => line.startsWith(FORM));
    expect(cookie).toMatch(
      /^__Host-form=[\w-]{43}\.[\w-]{22}; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=3600$/,
    );
    const [token = ""] = (owner.cookies.get(FORM) ?? "").split(".");
    const stored = JSON.stringify(await sql("SELECT * FROM kept_forms WHERE user_id = ?", [owner.userId]));
    expect(stored).not.toContain(token);
    expect(stored).toContain(createHash("sha256").update(token).digest("base64url"));
  });

  it("is one for each session, the newest; and five for a person", async () => {
    const { app, owner } = await business();
    const { ended, fields, path } = await kept({ app, owner });
    owner.cookies.set(SESSION, ended);
    await owner.submit(path, { ...fields, name: "Newest" });
    expect(await keptRows(owner)).toBe(1);
    await logIn(owner, owner);
    expect((await owner.visit(path)).value("Name")).toBe("Newest");
    for (let n = 0; n < 8; n += 1) {
      const visitor = app.visitor();
      await logIn(visitor, owner);
      await endSessions(owner);
      app.advance(1);
      await visitor.submit(path, fields);
    }
    expect(await keptRows(owner)).toBe(5);
  });

  it("is nobody's who made up a cookie, who never had a session, or whose session was over long ago", async () => {
    const { app, owner, ended, path, fields } = await kept();
    await sql("DELETE FROM kept_forms WHERE user_id = ?", [owner.userId]);
    const answered = async (cookie: string) => {
      const visitor = app.visitor();
      visitor.cookies.set(SESSION, cookie);
      const answer = await visitor.submit(path, fields);
      expect(answer.location).toMatch(/^\/login/);
      return answer.headers.getSetCookie().length;
    };
    expect(await answered(`${ended.slice(0, -1)}${ended.endsWith("A") ? "B" : "A"}`)).toBe(0);
    expect(await answered("")).toBe(0);
    await sql("DELETE FROM ended_sessions WHERE token_hash = ?", [
      createHash("sha256").update(ended).digest("base64url"),
    ]);
    expect(await answered(ended)).toBe(0);

    const other = await kept();
    await sql("DELETE FROM kept_forms WHERE user_id = ?", [other.owner.userId]);
    other.app.advance(8 * DAY);
    other.owner.cookies.set(SESSION, other.ended);
    await other.owner.submit(other.path, other.fields);
    expect([await keptRows(owner), await keptRows(other.owner)]).toEqual([0, 0]);
  });

  it("of a session that ran out over the weekend is kept", async () => {
    const { app, owner } = await business();
    const fields = await newClient(owner);
    app.advance(64 * HOUR);
    await owner.submit(`${owner.base}/clients/new`, fields);
    await logIn(owner, owner);
    expect((await owner.visit(`${owner.base}/clients/new`)).value("Name")).toBe(typedClient.name);
  });

  it("is gone, with its key, when another person logs in or registers, or somebody logs out", async () => {
    const others: Record<string, (who: Visitor, app: TestApp) => Promise<unknown>> = {
      "log in": async (who, app) => logIn(who, await app.registerPerson()),
      register: async (who) => {
        const answer = await who.submit("/register", {
          ...{ name: "New", email: `new-${freshId().toLowerCase()}@example.com`, businessName: "New Ltd" },
          ...{ country: "DE", currency: "EUR", password: "quite another password" },
        });
        expect(answer.status).toBe(302);
      },
      "log out": (who) => who.submit("/logout"),
    };
    for (const [what, act] of Object.entries(others)) {
      const { app, owner, key, path } = await kept();
      await act(owner, app);
      expect([await keptRows(owner), owner.cookies.has(FORM)], what).toEqual([0, false]);
      await logIn(owner, owner);
      owner.cookies.set(FORM, key);
      expect((await owner.visit(path)).value("Name"), what).toBe("");
    }
  });

  it("holds what was typed and no password, readable with the browser's key alone", async () => {
    const { owner } = await business();
    const form = { ...(await owner.visit("/settings")).form("Save profile"), currentPassword: PASSWORD };
    await endSessions(owner);
    await owner.submit("/settings?index", form);
    const [row] = await sql("SELECT * FROM kept_forms WHERE user_id = ?", [owner.userId]);
    const bytes = (value: unknown) => new Uint8Array(value as ArrayBuffer);
    const sealed = { nonce: bytes(row?.nonce), sealed: bytes(row?.sealed) };
    const bound = {
      ...{ id: String(row?.id), userId: owner.userId, sessionHash: String(row?.session_hash) },
      ...{ path: "/settings?index", createdAt: Number(row?.created_at) },
    };
    const [token = ""] = (owner.cookies.get(FORM) ?? "").split(".");
    const fields = new URLSearchParams((await unseal(sealed, bound, token, SESSION_SECRET)) ?? "");
    expect([fields.get("email"), fields.has("currentPassword")]).toEqual([owner.email, false]);
    expect(await unseal(sealed, bound, token.replace(/^./, "~"), SESSION_SECRET)).toBeNull();
    expect(await unseal(sealed, bound, token, `${SESSION_SECRET}~`)).toBeNull();
  });

  it("is not shown an hour later to whoever logged in in time", async () => {
    const { app, owner, path } = await kept();
    app.advance(HOUR - MINUTE);
    await logIn(owner, owner);
    app.advance(2 * MINUTE);
    expect((await owner.visit(path)).value("Name")).toBe("");
  });

  it("is not read a moment after its hour, and gone", async () => {
    const { app, owner, key, path } = await kept();
    app.advance(HOUR + 1);
    expect((await owner.visit("/login")).text).not.toContain("is kept");
    await logIn(owner, owner);
    expect(owner.cookies.has(FORM)).toBe(false);
    owner.cookies.set(FORM, key);
    expect((await owner.visit(path)).value("Name")).toBe("");
    expect(await keptRows(owner)).toBe(0);
  });

  it("opens for nobody else: not for another person with its key, nor at another path, nor a second time", async () => {
    const { app, owner, key, path } = await kept();
    const thief = await app.registerPerson();
    await addMember(owner, thief, "owner");
    thief.cookies.set(FORM, key);
    expect((await thief.visit(path)).value("Name")).toBe("");
    expect(await keptRows(owner)).toBe(1);

    const other = await app.registerPerson();
    await logIn(owner, owner);
    for (const otherPath of [
      `${owner.base}/clients/new?${new URLSearchParams({ x: "1" })}`,
      `${other.base}/clients/new`,
      `${owner.base}/settings`,
    ]) {
      const { html } = await owner.visit(otherPath);
      expect(html).not.toContain("Ärger");
    }
    // The browser's key with another place on it.
    const otherPath = `${owner.base}/clients/new?${new URLSearchParams({ x: "1" })}`;
    owner.cookies.set(FORM, `${key.split(".")[0]}.${newKeptToken(otherPath).place}`);
    expect((await owner.visit(otherPath)).value("Name")).toBe("");
    owner.cookies.set(FORM, key);
    const page = await owner.visit(path);
    expect(page.value("Name")).toBe(typedClient.name);
    owner.cookies.set(FORM, key);
    expect((await owner.visit(path)).value("Name")).toBe("");
  });

  it("is not shown to a script, an image or a prefetch that asks for the page", async () => {
    const { owner, path } = await kept();
    await logIn(owner, owner);
    const asking: [string, string][] = [
      ["Sec-Fetch-Mode", "cors"],
      ["Sec-Fetch-Mode", "no-cors"],
      ["Sec-Purpose", "prefetch"],
    ];
    for (const header of asking)
      expect((await owner.visit(path, { headers: [header] })).value("Name")).toBe("");
    expect((await owner.visit(path, { method: "HEAD" })).status).toBe(200);
    expect((await owner.visit(path, { headers: { "Sec-Fetch-Mode": "navigate" } })).value("Name")).toBe(
      typedClient.name,
    );
  });

  it("whose row was moved to another person, another path or a later hour is not opened", async () => {
    const changes: Record<string, string> = {
      "another path": "path = path || '?x'",
      "a later hour": "created_at = created_at + 1000",
      "another session": "session_hash = 'x' || substr(session_hash, 2)",
      "other content": "sealed = CAST(substr(sealed, 1, length(sealed) - 1) || 'x' AS BLOB)",
    };
    for (const [what, change] of Object.entries(changes)) {
      const { owner, path, key } = await kept();
      const columns = "id, user_id, session_hash, path, nonce, sealed, created_at";
      const changed = columns
        .split(", ")
        .map((column) => (change.startsWith(`${column} =`) ? change.slice(column.length + 3) : column));
      await sql("CREATE TABLE IF NOT EXISTS moved AS SELECT * FROM kept_forms WHERE FALSE");
      await sql("DELETE FROM moved");
      await sql(`INSERT INTO moved SELECT ${changed.join(", ")} FROM kept_forms WHERE user_id = ?`, [
        owner.userId,
      ]);
      await sql("DELETE FROM kept_forms WHERE user_id = ?", [owner.userId]);
      await sql(`INSERT INTO kept_forms (${columns}) SELECT * FROM moved`);
      await logIn(owner, owner);
      owner.cookies.set(FORM, key);
      const page = await owner.visit(path);
      expect([page.status, page.value("Name")], what).toEqual([200, ""]);
    }
    await sql("DROP TABLE moved");

    // The sealed rows of two people, each in the other's place.
    const [one, two] = [await kept(), await kept()];
    const both = await sql("SELECT id, nonce, sealed FROM kept_forms WHERE user_id IN (?, ?)", [
      one.owner.userId,
      two.owner.userId,
    ]);
    expect(both).toHaveLength(2);
    const [first, second] = both;
    for (const [to, from] of [
      [first, second],
      [second, first],
    ]) {
      const [row] = await sql("DELETE FROM kept_forms WHERE id = ? RETURNING *", [String(to?.id)]);
      await sql("INSERT INTO kept_forms VALUES (?, ?, ?, ?, ?, ?, ?)", [
        ...[row?.id, row?.user_id, row?.session_hash, row?.path].map(String),
        ...[from?.nonce as ArrayBuffer, from?.sealed as ArrayBuffer, Number(row?.created_at)],
      ]);
    }
    for (const { owner, path } of [one, two]) {
      await logIn(owner, owner);
      expect((await owner.visit(path)).value("Name")).toBe("");
    }
  });

  it("is never changed: the database refuses it", async () => {
    const { owner } = await kept();
    const change = sql("UPDATE kept_forms SET created_at = created_at + 1 WHERE user_id = ?", [owner.userId]);
    await expect(change).rejects.toThrow("rule:kept");
  });

  it("is asked for by a GET from anywhere, and stores nothing", async () => {
    const { owner, path } = await kept();
    await logIn(owner, owner);
    const before = await everythingOf(owner.tenantId);
    const page = await owner.visit(path, {
      headers: { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" },
    });
    expect(page.messages).toContain(SAID);
    expect(await everythingOf(owner.tenantId)).toBe(before);
  });

  it("that is larger than any form is not kept, and the answer is the usual one", async () => {
    const { owner } = await business();
    const path = `${owner.base}/invoices/new`;
    await endSessions(owner);
    // Within the limit as several parts, and beyond it as a plain form.
    const form = new FormData();
    form.append("note", "ä".repeat(1024 * 1023));
    const answer = await owner.submit(path, form);
    expect([answer.status, answer.location]).toEqual([302, expect.stringMatching(/^\/login/)]);
    expect((await owner.submit(path, { note: "x".repeat(3 * 1024 * 1024) })).status).toBe(413);
    expect(await keptRows(owner)).toBe(0);
  });

  it("is no reason to fail: where it can't be stored, the log-in is the answer", async () => {
    const { owner } = await business();
    const fields = await newClient(owner);
    await sql(
      "CREATE TRIGGER broken BEFORE INSERT ON kept_forms BEGIN SELECT RAISE(ABORT, 'rule:broken'); END",
    );
    try {
      await endSessions(owner);
      const answer = await owner.submit(`${owner.base}/clients/new`, fields);
      expect([answer.status, answer.location]).toEqual([302, expect.stringMatching(/^\/login/)]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    } finally {
      await sql("DROP TRIGGER broken");
    }
  });

  it("goes with its person", async () => {
    const { app, owner } = await business();
    const { fields } = await kept({ app, owner });
    await sql("UPDATE memberships SET role = 'owner' WHERE tenant_id = ?", [owner.tenantId]);
    await logIn(owner, owner);
    await endSessions(owner);
    await owner.submit(`${owner.base}/clients/new`, fields);
    const otherBrowser = app.visitor();
    await logIn(otherBrowser, owner);
    expect((await otherBrowser.visit("/settings/data.json")).html).toContain(`${owner.base}/clients/new`);
    const form = (await otherBrowser.visit("/settings/data")).form("Delete account");
    expect((await otherBrowser.submit("/settings/data", { ...form, meant: "on" })).location).toBe("/");
    expect(await keptRows(owner)).toBe(0);
  });
});

describe("that a session was", () => {
  const known = (id: string) => count("SELECT count(*) FROM ended_sessions WHERE token_hash = ?", [id]);
  const session = async (id: string, ends: number) => {
    const person = await createTestApp().registerPerson();
    await sql("INSERT INTO sessions VALUES (?, ?, ?, 0, 1, 1, ?, ?, 1, NULL, NULL, NULL)", [
      ...[id, freshId(), person.userId],
      ...[ends, ends],
    ]);
    await sql("DELETE FROM sessions WHERE token_hash = ?", [id]);
  };

  it("is noted by the database itself, whichever build deletes it, and not of one that was over for a week", async () => {
    const [lately, longAgo] = ["l", "o"].map((letter) => freshId().padEnd(43, letter));
    await session(lately ?? "", Date.now() + DAY);
    await session(longAgo ?? "", Date.now() - 8 * DAY);
    expect([await known(lately ?? ""), await known(longAgo ?? "")]).toEqual([1, 0]);
  });

  it("that ran out first is noted with the time at which it ran out", async () => {
    const id = freshId().padEnd(43, "r");
    const ended = Date.now() - 2 * DAY;
    await session(id, ended);
    const [row] = await sql("SELECT ended_at FROM ended_sessions WHERE token_hash = ?", [id]);
    expect(Number(row?.ended_at)).toBe(ended);
  });
});

describe("what a page asks for behind the person's back", () => {
  it("takes no session's cookie away that a form still needs: a prefetch, another tab, the report that somebody types", async () => {
    const { owner } = await business();
    const fields = await newClient(owner);
    await endSessions(owner);
    await owner.visit(`${owner.base}/invoices.data`);
    await owner.visit(`${owner.base}/settings`);
    await owner.submit("/api/active");
    await owner.submit(`${owner.base}/clients/new`, fields);
    expect(await keptRows(owner)).toBe(1);
  });
});

const ofPerson = (permission: string): permission is Permission => permission.includes(":");

it("every form of the app is in this test", () => {
  const all = Object.entries(routeTable).filter(([, { post }]) => post);
  const rest = all.map(([id]) => id).filter((id) => !forms.includes(id));
  expect(rest).toEqual(["routes/login", "routes/logout", "routes/register"]);
  expect(all.filter(([, { post }]) => ofPerson(post?.who ?? "")).length).toBeGreaterThan(15);
});
