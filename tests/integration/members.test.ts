import { describe, expect, it } from "vitest";
import type { Role } from "~/domain/accounts/permissions";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { sql } from "../support/sql";
import { freshId } from "../support/visitor";

async function business(role: Role = "member") {
  const app = createTestApp();
  const owner = await app.registerPerson({ name: "Olga Owner" });
  const other = await app.registerPerson({ name: "Max Member" });
  await addMember(owner, other, role);
  return { app, owner, other, members: `${owner.base}/settings/members` };
}

const roleOf = async (owner: Person, { userId }: Person) =>
  (
    await sql("SELECT role, version FROM memberships WHERE tenant_id = ? AND user_id = ?", [
      owner.tenantId,
      userId,
    ])
  )[0];
const events = ({ tenantId }: Person) =>
  sql(
    "SELECT action, entity, entity_id, entity_version, changes, actor_id FROM audit_events WHERE tenant_id = ? AND seq > 1 ORDER BY seq",
    [tenantId],
  );

describe("the members of a business", () => {
  it("are there for its owners, with their roles, and found from the settings", async () => {
    const { owner, members } = await business();
    expect((await owner.visit(`${owner.base}/settings`)).link("Members")).toBe(members);
    const page = await owner.visit(members);
    expect(page.rows.map(([name]) => name)).toEqual(["Max Member", "Olga Owner (you)"]);
    expect(page.text).toContain("May write clients and invoices.");
  });

  it("are for owners only", async () => {
    for (const role of ["member", "viewer"] as const) {
      const { other, owner, members } = await business(role);
      expect((await other.visit(members)).status).toBe(403);
      expect((await other.visit(`${owner.base}/settings`)).link("Members")).toBe(null);
      const change = { member: other.userId, version: 1, role: "owner" };
      expect((await other.submit(members, change)).status).toBe(403);
      expect(await roleOf(owner, other)).toMatchObject({ role, version: 1 });
    }
  });

  it("get another role at once, and the audit trail says who gave it", async () => {
    const { owner, other, members } = await business();
    const change = { member: other.userId, version: 1, role: "viewer", key: freshId() };
    const answers = [await owner.submit(members, change), await owner.submit(members, change)];
    expect(answers.map(({ location }) => location)).toEqual(Array(2).fill(`${members}?done=role-saved`));
    expect(await roleOf(owner, other)).toMatchObject({ role: "viewer", version: 2 });
    expect((await other.visit(`${owner.base}/clients/new`)).status).toBe(403);
    expect(await events(owner)).toMatchObject([
      {
        action: "membership.changed",
        entity: "membership",
        entity_id: other.userId,
        entity_version: 2,
        changes: '{"role":["member","viewer"]}',
        actor_id: owner.userId,
      },
    ]);
  });

  it("always have an owner among them", async () => {
    const { owner, other, members } = await business();
    const step = (version: number, role: Role) =>
      owner.submit(members, { member: owner.userId, version, role });
    const refused = await step(1, "member");
    expect(refused.status).toBe(422);
    expect(refused.messages).toContain("A business needs at least one owner.");
    expect(await events(owner)).toEqual([]);
    await owner.submit(members, { member: other.userId, version: 1, role: "owner" });
    const demoted = await step(1, "viewer");
    expect(demoted.location).toBe(`${owner.base}?done=role-saved`);
    expect((await owner.visit(members)).status).toBe(403);
    expect((await other.visit(members)).status).toBe(200);
  });

  it("keep an owner when both step down in the same moment", async () => {
    const { owner, other, members } = await business("owner");
    const stepDown = (who: Person) => who.submit(members, { member: who.userId, version: 1, role: "viewer" });
    const answers = await Promise.all([stepDown(owner), stepDown(other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 422]);
    const owners = await sql("SELECT user_id FROM memberships WHERE tenant_id = ? AND role = 'owner'", [
      owner.tenantId,
    ]);
    expect(owners).toHaveLength(1);
  });

  it("whose role somebody else changed meanwhile are left alone", async () => {
    const { owner, other, members } = await business();
    await sql("UPDATE memberships SET role = 'viewer', version = 2 WHERE tenant_id = ? AND user_id = ?", [
      owner.tenantId,
      other.userId,
    ]);
    const answer = await owner.submit(members, { member: other.userId, version: 1, role: "owner" });
    expect(answer.status).toBe(409);
    expect(await roleOf(owner, other)).toMatchObject({ role: "viewer", version: 2 });
  });

  it("of another business and of none are the same 404", async () => {
    const { app, owner, members } = await business();
    const stranger = await app.registerPerson();
    for (const member of [stranger.userId, freshId()])
      expect((await owner.submit(members, { member, version: 1, role: "viewer" })).status).toBe(404);
    expect((await stranger.visit(members)).status).toBe(404);
    for (const change of [{ role: "king" }, { member: "x" }, { version: "" }])
      expect(
        (await owner.submit(members, { member: owner.userId, version: 1, role: "owner", ...change })).status,
      ).toBe(422);
  });
});
