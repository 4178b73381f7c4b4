import { beforeAll, describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person, type TestApp } from "../support/app";
import { PASSWORD } from "../support/password";
import { count, sql } from "../support/sql";
import { trailOf } from "../support/trail";
import { freshId } from "../support/visitor";

// Who is in a business, and who is out: removed by an owner, or gone by themselves.

const MINUTE = 60_000;

async function business(app: TestApp = createTestApp(), role: "owner" | "member" | "viewer" = "member") {
  const owner = await app.registerPerson({ name: "Olga Owner" });
  const other = await app.registerPerson({ name: "Max Member" });
  await addMember(owner, other, role);
  const members = `${owner.base}/settings/members`;
  return {
    app,
    owner,
    other,
    members,
    remove: `${members}/${other.userId}/remove`,
    leave: `${owner.base}/settings/leave`,
  };
}

const isIn = (owner: Person, { userId }: Person) =>
  count("SELECT count(*) FROM memberships WHERE tenant_id = ? AND user_id = ?", [owner.tenantId, userId]);

describe("a member who is removed", () => {
  it("is out at the next request, in open sessions too, and still in their own business", async () => {
    const { owner, other, members, remove } = await business();
    const form = (await other.visit(`${owner.base}/clients/new`)).form("Save client");
    expect((await owner.visit(members)).link("Remove")).toBe(remove);
    const page = await owner.visit(remove);
    expect(page.text).toContain("Remove Max Member?");
    const answer = await owner.submit(remove, page.form("Remove member"));
    expect(answer.location).toBe(`${members}?done=member-removed`);
    expect((await owner.visit(answer.location ?? "")).messages).toContain("no longer a member");
    expect((await other.visit(owner.base)).status).toBe(404);
    expect((await other.submit(`${owner.base}/clients/new`, { ...form, name: "Too late" })).status).toBe(404);
    expect((await other.visit(other.base)).status).toBe(200);
    expect(await count("SELECT count(*) FROM clients WHERE tenant_id = ?", [owner.tenantId])).toBe(0);
  });

  it("is named by the trail, with the role that they had, in the same transaction", async () => {
    const { owner, other, remove } = await business();
    const fields = { ...(await owner.visit(remove)).form("Remove member") };
    const answers = [await owner.submit(remove, fields), await owner.submit(remove, fields)];
    expect(answers[1]?.location).toBe(answers[0]?.location);
    expect(await trailOf(owner, 1)).toMatchObject([
      {
        action: "membership.removed",
        entity_id: other.userId,
        actor_id: owner.userId,
        entity_version: 2,
        changes: { role: ["member", null] },
      },
    ]);
    expect((await owner.visit(`${owner.base}/activity`)).text).toContain("Member Max Member removed");
  });

  it("is removed by owners only, at the version that they saw, and never as the last owner", async () => {
    const { app, owner, other, remove, members } = await business();
    const viewer = await app.registerPerson();
    await addMember(owner, viewer, "viewer");
    for (const who of [other, viewer]) {
      expect((await who.visit(remove)).status).toBe(403);
      expect((await who.submit(remove, { version: 1 })).status).toBe(403);
    }
    const stale = await owner.submit(remove, { version: 2 });
    expect(stale.status).toBe(409);
    const own = `${members}/${owner.userId}/remove`;
    const last = await owner.submit(own, { version: 1 });
    expect([last.status, last.messages]).toEqual([
      422,
      expect.stringContaining("A business needs at least one owner."),
    ]);
    expect((await owner.submit(`${members}/${freshId()}/remove`, { version: 1 })).status).toBe(404);
    expect(await count("SELECT count(*) FROM memberships WHERE tenant_id = ?", [owner.tenantId])).toBe(3);
    expect(await trailOf(owner, 1)).toEqual([]);
  });

  it("asks the owner for the password, once it was given more than 15 minutes ago", async () => {
    const { app, owner, other, remove } = await business();
    app.advance(16 * MINUTE);
    const page = await owner.visit(remove);
    const fields = page.form("Remove member");
    expect(page.value("Current password")).toBe("");
    const missing = await owner.submit(remove, fields);
    expect([missing.status, missing.messages]).toEqual([422, expect.stringContaining("Is it still you?")]);
    const wrong = await owner.submit(remove, { ...fields, currentPassword: "not the password" });
    expect([wrong.status, wrong.messages]).toEqual([
      422,
      expect.stringContaining("That is not your password."),
    ]);
    expect(await isIn(owner, other)).toBe(1);
    expect((await owner.submit(remove, { ...fields, currentPassword: PASSWORD })).status).toBe(302);
    expect(await isIn(owner, other)).toBe(0);
  });

  it("exports nothing of the business any more", async () => {
    const { owner, other, remove } = await business();
    await other.submit(`${owner.base}/clients/new`, { name: "Theirs", country: "DE" });
    const exported = async () => (await other.fetch("/settings/data.json")).text();
    expect(await exported()).toContain(owner.tenantId);
    await owner.submit(remove, { version: 1 });
    const after = await exported();
    expect(after).not.toContain(owner.tenantId);
    expect(after).toContain(other.tenantId);
  });
});

describe("whoever leaves a business", () => {
  it.each(["owner", "member", "viewer"] as const)("may do so in any role: %s", async (role) => {
    const { owner, other, leave } = await business(undefined, role);
    expect((await other.visit(`${owner.base}/settings`)).link("Leave business")).toBe(leave);
    expect((await other.visit("/settings")).html).toContain(`href="${leave}"`);
    const answer = await other.submit(leave, (await other.visit(leave)).form("Leave this business"));
    expect(answer.location).toBe("/settings?done=business-left");
    expect((await other.visit(answer.location ?? "")).messages).toContain("You are no longer a member.");
    expect((await other.visit(owner.base)).status).toBe(404);
    expect(await trailOf(owner, 1)).toMatchObject([
      {
        action: "membership.left",
        entity_id: other.userId,
        actor_id: other.userId,
        changes: { role: [role, null] },
      },
    ]);
    expect((await owner.visit(`${owner.base}/activity`)).text).toContain(
      "Member Max Member left the business",
    );
  });

  it("is answered the same when the form comes twice, and nobody else by it", async () => {
    const { app, owner, other, leave } = await business();
    const fields = (await other.visit(leave)).form("Leave this business");
    const answers = await Promise.all([other.submit(leave, fields), other.submit(leave, fields)]);
    expect(answers.map(({ location }) => location)).toEqual(Array(2).fill("/settings?done=business-left"));
    expect((await (await app.registerPerson()).submit(leave, fields)).status).toBe(404);
    expect(await trailOf(owner, 1)).toHaveLength(1);
  });

  it("needs the password of the last 15 minutes", async () => {
    const { app, owner, other, leave } = await business();
    const fields = (await other.visit(leave)).form("Leave this business");
    app.advance(16 * MINUTE);
    const missing = await other.submit(leave, fields);
    expect([missing.status, missing.value("Current password")]).toEqual([422, ""]);
    expect(await isIn(owner, other)).toBe(1);
    expect((await other.submit(leave, { ...fields, currentPassword: PASSWORD })).status).toBe(302);
  });

  it("is never the last owner, and of two who leave in the same moment one stays", async () => {
    const { owner, other, leave } = await business(undefined, "owner");
    const answers = await Promise.all([owner, other].map((who) => who.submit(leave, { intent: "leave" })));
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 422]);
    const stayed = answers[0]?.status === 422 ? owner : other;
    expect((await stayed.visit(leave)).text).toContain("Not yet: you are the only owner");
    const refused = await stayed.submit(leave, { intent: "leave" });
    expect(refused.messages).toContain("A business needs at least one owner.");
    expect(
      await count("SELECT count(*) FROM memberships WHERE tenant_id = ? AND role = 'owner'", [
        owner.tenantId,
      ]),
    ).toBe(1);
  });

  it("finds a page after logging in that says that they are in no business, and no loop", async () => {
    const { app, owner, other, leave } = await business();
    await addMember(other, owner, "owner");
    await other.submit(`${other.base}/settings/leave`, { intent: "leave" });
    await other.submit(leave, { intent: "leave" });
    const visitor = app.visitor();
    const login = await visitor.submit("/login", { email: other.email, password: PASSWORD });
    expect(login.location).toBe("/");
    for (const path of ["/", "/login", "/register"]) {
      const at = await visitor.visit(path);
      const then = at.location === "/" ? await visitor.visit("/") : at;
      expect(then.location, path).toBe("/settings");
    }
    const page = await visitor.visit("/settings");
    expect([page.status, page.text]).toEqual([200, expect.stringContaining("You are in no business")]);
  });

  it("by deleting their account leaves an event in each of their businesses", async () => {
    const { owner, other } = await business();
    await addMember(other, owner, "owner");
    const form = (await other.visit("/settings/data")).form("Delete account");
    expect((await other.submit("/settings/data", { ...form, meant: "on" })).location).toBe("/");
    for (const { tenantId } of [owner, other])
      expect((await trailOf({ tenantId }, 1)).at(-1)).toMatchObject({
        action: "membership.left",
        entity_id: other.userId,
      });
  });
});

describe("the database keeps an owner in a business", () => {
  const refused = (query: string, args: string[]) =>
    expect(sql(query, args)).rejects.toThrow("rule:last-owner");

  it("whoever deletes or lowers the last one, and lets no membership be replaced or moved", async () => {
    const { owner, other } = await business();
    const one = [owner.tenantId, owner.userId];
    await refused("DELETE FROM memberships WHERE tenant_id = ? AND user_id = ?", one);
    await refused("UPDATE memberships SET role = 'viewer' WHERE tenant_id = ? AND user_id = ?", one);
    const replace =
      "INSERT OR REPLACE INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'viewer', 1, 1)";
    await expect(sql(replace, one)).rejects.toThrow("rule:no-replace");
    await expect(
      sql("UPDATE memberships SET user_id = ? WHERE tenant_id = ? AND user_id = ?", [freshId(), ...one]),
    ).rejects.toThrow("rule:identity");
    await sql("UPDATE memberships SET role = 'owner' WHERE tenant_id = ? AND user_id = ?", [
      owner.tenantId,
      other.userId,
    ]);
    await sql("DELETE FROM memberships WHERE tenant_id = ? AND user_id = ?", one);
    expect(await isIn(owner, owner)).toBe(0);
  });
});

describe("a change of one's own name or address", () => {
  const PROFILE = "/settings?index";
  const form = async (person: Person) => (await person.visit("/settings")).form("Save profile");

  it("stands in the trail of each of one's businesses, without either value, and says that earlier entries bear the new name", async () => {
    const { owner, other } = await business();
    const before = new Map(
      await Promise.all(
        [owner, other].map(async (who) => [who.tenantId, (await trailOf(who)).length] as const),
      ),
    );
    const email = `${freshId().toLowerCase()}@example.com`;
    await other.submit(PROFILE, { ...(await form(other)), name: "Olga Owner", email });
    for (const { tenantId } of [owner, other]) {
      const events = await trailOf({ tenantId }, before.get(tenantId));
      expect(events).toMatchObject([
        {
          action: "user.changed",
          entity: "user",
          entity_id: other.userId,
          actor_id: other.userId,
          entity_version: 2,
          changes: { name: "changed", email: "changed" },
        },
      ]);
      expect(events[0]?.json).not.toContain("Olga");
    }
    const activity = await owner.visit(`${owner.base}/activity?about=user`);
    expect(activity.rows[0]?.join(" ")).toMatch(
      /changed their own profile.*Name · Email · What they did before bears the new name too/,
    );
  });

  it("that changes nothing leaves no event, and one is sealed behind the response", async () => {
    const { other } = await business();
    const seals = () => count("SELECT count(*) FROM audit_seals WHERE tenant_id = ?", [other.tenantId]);
    await other.submit(PROFILE, await form(other));
    expect(await trailOf(other, 1)).toEqual([]);
    await other.submit(PROFILE, { ...(await form(other)), name: "Maxine" });
    expect(await trailOf(other, 1)).toMatchObject([{ changes: { name: "changed" } }]);
    expect(await seals()).toBe(2);
  });

  it("that is refused leaves none", async () => {
    const { owner, other } = await business();
    const fields = { ...(await form(other)), name: "Never", email: owner.email };
    expect((await other.submit(PROFILE, fields)).status).toBe(422);
    expect((await other.submit(PROFILE, { ...fields, email: other.email, version: "9" })).status).toBe(409);
    expect(await trailOf(other, 1)).toEqual([]);
  });
});

describe("roles and bank details", () => {
  let app: TestApp;
  let owner: Person;
  let other: Person;
  let members: string;
  beforeAll(async () => {
    app = createTestApp();
    ({ owner, other, members } = await business(app));
    app.advance(16 * MINUTE);
  });

  it("ask for the password again for another role, with the choice kept", async () => {
    const missing = await owner.submit(members, { member: other.userId, version: 1, role: "owner" });
    expect([missing.status, missing.messages]).toEqual([422, expect.stringContaining("Is it still you?")]);
    expect(missing.text).toContain("Give Max Member the role Owner?");
    const fields = missing.form("Save role of Max Member");
    expect(fields).toMatchObject({ member: other.userId, role: "owner", version: "1", currentPassword: "" });
    const wrong = await owner.submit(members, { ...fields, currentPassword: "not the password" });
    expect([wrong.status, wrong.form("Save role of Max Member").role]).toEqual([422, "owner"]);
    expect(await trailOf(owner, 1)).toEqual([]);
  });

  it("ask for the password again for another bank account, with what was typed kept; for days alone they do not", async () => {
    const path = `${owner.base}/settings/payment`;
    const form = async () => (await owner.visit(path)).form("Save payment");
    expect((await owner.submit(path, { ...(await form()), paymentTermsDays: "10" })).status).toBe(302);
    const iban = "DE89 3704 0044 0532 0130 00";
    for (const change of [
      { iban },
      { bic: "COBADEFF" },
      { accountName: "Mallory" },
      { paymentTerms: "Pay to DE89…" },
    ]) {
      const missing = await owner.submit(path, { ...(await form()), ...change });
      expect([missing.status, missing.messages], JSON.stringify(change)).toEqual([
        422,
        expect.stringContaining("Is it still you?"),
      ]);
    }
    const missing = await owner.submit(path, { ...(await form()), iban, accountName: "Example GmbH" });
    expect([
      missing.value("IBAN"),
      missing.value("Account holder"),
      missing.value("Current password"),
    ]).toEqual([iban, "Example GmbH", ""]);
    expect(await count("SELECT count(*) FROM tenants WHERE id = ? AND iban IS NULL", [owner.tenantId])).toBe(
      1,
    );
    const saved = await owner.submit(path, { ...missing.form("Save payment"), currentPassword: PASSWORD });
    expect(saved.status).toBe(302);
    await owner.submit(path, {
      ...(await form()),
      iban: "AT61 1904 3002 3457 3201",
      bic: "BKAUATWW",
      accountName: "",
    });
    await owner.submit(path, { ...(await form()), iban: "", bic: "" });
    const changes = (await trailOf(owner, 2)).map(({ changes }) => changes);
    expect(changes).toEqual([
      { iban: [null, "DE · 37040044 · …3000"], accountName: "changed" },
      {
        iban: ["DE · 37040044 · …3000", "AT · 19043 · …3201"],
        bic: [null, "BKAUATWW"],
        accountName: "changed",
      },
      { iban: ["AT · 19043 · …3201", null], bic: ["BKAUATWW", null] },
    ]);
    const text = JSON.stringify(await trailOf(owner));
    for (const secret of ["0532013000", "Example GmbH"]) expect(text).not.toContain(secret);
    expect((await owner.visit(`${owner.base}/activity`)).text).toContain(
      "IBAN from DE · 37040044 · …3000 to AT · 19043 · …3201",
    );
  });

  it("ask in the batch itself: a session whose password is older writes nothing, whatever a page looked at before", async () => {
    app.advance(16 * MINUTE);
    const once = { key: freshId(), requestHash: "x".repeat(43) };
    const written = await app
      .tenantDb(owner)
      .keyedBy(once)
      .write({
        ...{ permission: "members:write", result: "x", password: true, changes: () => [] },
        audit: [{ action: "membership.changed", entity: "membership", entityVersion: 2, changes: {} }],
      });
    expect(written).toEqual({ ok: false, error: "password" });
    expect(await count("SELECT count(*) FROM idempotency_keys WHERE key = ?", [once.key])).toBe(0);
  });
});
