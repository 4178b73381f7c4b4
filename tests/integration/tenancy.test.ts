import { describe, expect, it } from "vitest";
import { may, type Permission, type Role } from "~/domain/accounts/permissions";
import { isNowhere } from "~/http/pipeline/route-match";
import { isId } from "~/shared/ids";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { everythingOf } from "../support/everything-of";
import { knownOf } from "../support/known";
import { PASSWORD } from "../support/password";
import { formPathOf, paramsOf, pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { sql } from "../support/sql";
import { type Fields, freshId } from "../support/visitor";

const SECRET = "Victim & Sons";

/** A business with a client and a draft, its owner and a colleague. */
async function business(name = SECRET) {
  const app = createTestApp();
  const owner = await app.registerPerson({ businessName: name, name });
  const [colleague, partner] = [
    await app.registerPerson({ name: "Colleague" }),
    await app.registerPerson({ name: "Partner" }),
  ];
  await addMember(owner, colleague, "member");
  // Without whom the owner could not leave.
  await addMember(owner, partner, "owner");
  const known = await knownOf(owner, colleague);
  await sql("UPDATE clients SET name = ?, version = 2 WHERE tenant_id = ?", [name, owner.tenantId]);
  return { app, owner, known };
}

type World = Awaited<ReturnType<typeof business>>;

/** The form of a route as its owner would send it now. */
async function filledIn({ owner, known }: World, id: string): Promise<Fields> {
  const post = routeTable[id]?.post;
  if (!post) throw new Error(`${id} has no form.`);
  const page = await owner.visit(pathOf(id, { ...known }));
  return { ...page.form(post.button), ...post.fields?.(known) };
}

async function withRole(world: World, role: Role): Promise<Person> {
  const person = await world.app.registerPerson();
  await addMember(world.owner, person, role);
  return person;
}

/** What two addresses answer, with the ids in which they differ made the same. */
async function sameAnswer(
  ask: (params: Known) => Promise<{ comparable: string; status: number }>,
  known: Known,
  other: Partial<Known>,
) {
  const one = await ask({ ...known, ...other });
  const two = await ask(known);
  const alike = Object.entries(other).reduce(
    (text, [name, id]) => text.replaceAll(id, known[name as keyof Known]),
    one.comparable,
  );
  expect(two.comparable).toBe(alike);
  expect(two.comparable).not.toContain("Sons");
  return two.status;
}

const routes = Object.entries(routeTable).filter(([id]) => id.startsWith("routes/o."));
const pages = routes.map(([id]) => id);
const forms = routes.filter(([, listed]) => listed.post).map(([id]) => id);
const ofRows = (ids: string[]) =>
  ids.filter((id) => paramsOf(id).some((name) => ["client", "invoice", "member"].includes(name)));
const at = (id: string, params: Known) =>
  [pathOf(id, { ...params }), `${pathOf(id, { ...params })}.data`] as const;

describe.each(pages)("the page %s", (id) => {
  const allowed = (role: Role) => may(role, routeTable[id]?.get as Permission);

  it("is the same 404 for another's business and for none", async () => {
    const { app, known } = await business();
    const stranger = await app.registerPerson();
    for (const index of [0, 1] as const) {
      const status = await sameAnswer((params) => stranger.visit(at(id, params)[index]), known, {
        tenant: freshId(),
      });
      if (index === 0) expect(status).toBe(404);
    }
  });

  it("sends nobody and an ended session to the log-in", async () => {
    const { app, owner, known } = await business();
    const [path, data] = at(id, known);
    expect((await app.visit(path)).location).toBe(`/login?redirectTo=${encodeURIComponent(path)}`);
    expect((await app.visit(data)).html).not.toContain("Sons");
    app.advance(25 * 3_600_000);
    expect((await owner.visit(path)).location).toMatch(/^\/login\?/);
  });

  it("sends whoever's session was ended elsewhere to the log-in", async () => {
    const { owner, known } = await business();
    await sql("DELETE FROM sessions WHERE user_id = ?", [owner.userId]);
    const [path, data] = at(id, known);
    expect((await owner.visit(data)).html).not.toContain("Sons");
    expect((await owner.visit(path)).location).toMatch(/^\/login\?/);
  });

  it.each(["owner", "member", "viewer"] as const)(
    "is shown to those who may see it, and to no other: %s",
    async (role) => {
      const world = await business();
      const person = await withRole(world, role);
      const shown = isNowhere(id) ? 404 : 200;
      expect((await person.visit(pathOf(id, { ...world.known }))).status).toBe(allowed(role) ? shown : 403);
    },
  );
});

describe.each(ofRows(pages))("the page %s", (id) => {
  it("is the same 404 for another's row and for none, also within one's own business", async () => {
    const victim = await business();
    const { owner, known } = await business("Mine");
    const { client, invoice, member } = victim.known;
    for (const index of [0, 1] as const) {
      const ask = (params: Known) => owner.visit(at(id, { ...params, tenant: known.tenant })[index]);
      const status = await sameAnswer(
        ask,
        { ...known, client, invoice, member },
        { client: freshId(), invoice: freshId(), member: freshId() },
      );
      if (index === 0) expect(status).toBe(404);
    }
  });
});

describe.each(forms)("the form %s", (id) => {
  it("is carried out for its owner: so what is refused below is refused for who sends it", async () => {
    const world = await business();
    const before = await everythingOf(world.known.tenant);
    const answer = await world.owner.submit(formPathOf(id, { ...world.known }), await filledIn(world, id));
    expect([answer.status, answer.messages]).toEqual([302, ""]);
    expect(await everythingOf(world.known.tenant)).not.toBe(before);
  });

  it("is the same 404 for another's business and for none, and changes nothing", async () => {
    const world = await business();
    const stranger = await world.app.registerPerson();
    const fields = await filledIn(world, id);
    const before = await everythingOf(world.known.tenant);
    for (const index of [0, 1] as const) {
      const ask = (params: Known) => stranger.submit(at(id, params)[index], fields);
      const status = await sameAnswer(ask, world.known, { tenant: freshId() });
      if (index === 0) expect(status).toBe(404);
    }
    expect(await everythingOf(world.known.tenant)).toBe(before);
  });

  it("changes nothing for nobody, an ended session and one that ran out", async () => {
    const world = await business();
    const colleague = await withRole(world, "owner");
    const fields = await filledIn(world, id);
    const path = pathOf(id, { ...world.known });
    const before = await everythingOf(world.known.tenant);
    expect((await world.app.submit(path, fields)).location).toMatch(/^\/login\?/);
    await sql("DELETE FROM sessions WHERE user_id = ?", [colleague.userId]);
    expect((await colleague.submit(path, fields)).location).toMatch(/^\/login\?/);
    world.app.advance(25 * 3_600_000);
    expect((await world.owner.submit(path, fields)).location).toMatch(/^\/login\?/);
    expect(await everythingOf(world.known.tenant)).toBe(before);
  });

  it.each(["member", "viewer"] as const)(
    "is refused for whoever may not send it, and then changes nothing: %s",
    async (role) => {
      const world = await business();
      const person = await withRole(world, role);
      const fields = await filledIn(world, id);
      const before = await everythingOf(world.known.tenant);
      const answer = await person.submit(formPathOf(id, { ...world.known }), fields);
      const allowed = may(role, routeTable[id]?.post?.who as Permission);
      expect(answer.status).toBe(allowed ? 302 : 403);
      expect((await everythingOf(world.known.tenant)) === before).toBe(!allowed);
    },
  );
});

describe.each(ofRows(forms))("the form %s", (id) => {
  it("is the same 404 for another's row and for none, and changes nothing there", async () => {
    const victim = await business();
    const { owner, known } = await business("Mine");
    const fields = await filledIn(victim, id);
    const { client, invoice, member } = victim.known;
    const before = [await everythingOf(known.tenant), await everythingOf(victim.known.tenant)];
    const ask = (params: Known) => owner.submit(formPathOf(id, { ...params, tenant: known.tenant }), fields);
    expect(
      await sameAnswer(
        ask,
        { ...known, client, invoice, member },
        { client: freshId(), invoice: freshId(), member: freshId() },
      ),
    ).toBe(404);
    expect([await everythingOf(known.tenant), await everythingOf(victim.known.tenant)]).toEqual(before);
  });
});

/** Ids of another's rows, by the field in which one's own would stand. */
async function idsOf({ owner, known }: World): Promise<Record<string, string>> {
  const [series] = await sql("SELECT id FROM number_series WHERE tenant_id = ?", [owner.tenantId]);
  return { client: known.client, member: owner.userId, series: String(series?.id) };
}

describe.each(forms)("the form %s", (id) => {
  it("answers the same to another's id in each of its fields and to none, and changes nothing", async () => {
    const victim = await business();
    const mine = await business("Mine");
    const fields = await filledIn(mine, id);
    const foreign = await idsOf(victim);
    const everything = async () => [
      await everythingOf(mine.known.tenant),
      await everythingOf(victim.known.tenant),
    ];
    const before = await everything();
    const named = Object.keys(fields).filter((name) => name !== "key" && isId(String(fields[name])));
    for (const name of named) {
      const other = foreign[name];
      if (!other) throw new Error(`${id}: whose id stands in ${name}? Give another's in idsOf.`);
      const ask = (value: string) =>
        mine.owner.submit(formPathOf(id, { ...mine.known }), { ...fields, key: freshId(), [name]: value });
      const [another, none] = [await ask(other), await ask(freshId())];
      const alike = (page: typeof another) => page.comparable.replaceAll(/[0-7][0-9A-HJKMNP-TV-Z]{25}/g, "…");
      expect([404, 409, 422], name).toContain(another.status);
      expect(alike(another), name).toBe(alike(none));
      expect(another.comparable).not.toContain("Sons");
    }
    expect(await everything()).toEqual(before);
  });
});

const own = Object.entries(routeTable).filter(([, { get }]) => get === "signed-in");

describe.each(own.map(([id]) => id))("the person's own page %s", (id) => {
  it("is for whoever is logged in", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    expect((await person.visit(pathOf(id))).status).toBe(isNowhere(id) ? 404 : 200);
    expect((await app.visit(pathOf(id))).location).toMatch(/^\/login\?/);
    app.advance(25 * 3_600_000);
    expect((await person.visit(pathOf(id))).location).toMatch(/^\/login\?/);
  });

  it("changes nothing for nobody and for an ended session", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    // Another session, which the form would end.
    await app.visitor().submit("/login", { email: person.email, password: PASSWORD });
    const rows = () =>
      sql("SELECT * FROM users u JOIN sessions s ON s.user_id = u.id WHERE u.id = ?", [person.userId]);
    const before = await rows();
    const post = routeTable[id]?.post;
    if (!post) return;
    const fields = {
      ...{ name: "Changed", email: "changed@example.com", version: "1", currentPassword: PASSWORD },
      ...{
        intent: "end",
        session: String(before[0]?.id),
        password: "a brand new password",
        newPassword: "a brand new password",
      },
    };
    const form = (await person.visit(pathOf(id))).form(post.button);
    const sent = Object.fromEntries(
      Object.keys(form).map((name) => [name, form[name] || fields[name as keyof typeof fields]]),
    );
    expect((await app.submit(formPathOf(id), sent)).location).toMatch(/^\/login\?/);
    app.advance(25 * 3_600_000);
    expect((await person.submit(formPathOf(id), sent)).location).toMatch(/^\/login\?/);
    expect(await rows()).toEqual(before);
  });
});

describe("the database itself", () => {
  it("refuses a row that refers to another business's row", async () => {
    const [one, two] = [await business(), await business()];
    const moved = sql("UPDATE invoices SET client_id = ?, version = version + 1 WHERE tenant_id = ?", [
      two.known.client,
      one.known.tenant,
    ]);
    await expect(moved).rejects.toThrow(/FOREIGN KEY/);
  });

  it("knows a role that was taken away at once", async () => {
    const world = await business();
    const member = await withRole(world, "member");
    const path = pathOf("routes/o.$tenant.clients.new", { ...world.known });
    const fields = (await member.visit(path)).form("Save client");
    await sql("DELETE FROM memberships WHERE user_id = ? AND tenant_id = ?", [
      member.userId,
      world.known.tenant,
    ]);
    const before = await everythingOf(world.known.tenant);
    expect((await member.submit(path, { ...fields, name: "Too late" })).status).toBe(404);
    expect(await everythingOf(world.known.tenant)).toBe(before);
  });
});
