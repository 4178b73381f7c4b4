import { describe, expect, it } from "vitest";
import type { Setting } from "../proofs/support/write-action";
import { ACTIONS } from "../proofs/support/write-actions";
import { addMember } from "../support/account";
import { createTestApp, type Person, type TestApp } from "../support/app";
import { requestLines } from "../support/console";
import { everythingOf } from "../support/everything-of";
import { filledIn, newEmailOf } from "../support/filled-in";
import { PASSWORD } from "../support/password";
import { formPathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { sql } from "../support/sql";
import { type Fields, freshId, ORIGIN, type Visitor } from "../support/visitor";

// Security.md 8 for every form of the app. tests/unit/cross-site.test.ts holds the rule itself to more spellings.

const SITES = ["same-origin", "same-site", "cross-site", "none", null] as const;
const ORIGINS = [ORIGIN, "https://evil.test", "null", "garbage, not an origin", null] as const;

/** The rule, said again in other words than the app's: a table. */
const PASSES: readonly (readonly [site: string | null, origin: string | null])[] = [
  ...ORIGINS.map((origin) => ["same-origin", origin] as const),
  [null, ORIGIN],
];

const combinations = SITES.flatMap((site) => ORIGINS.map((origin) => ({ site, origin }))).map((from) => ({
  ...from,
  passes: PASSES.some(([site, origin]) => site === from.site && origin === from.origin),
}));

interface Form {
  readonly visitor: Visitor;
  readonly path: string;
  readonly fields: Fields;
  /** Everything that the form could change, as text. */
  readonly stored: () => Promise<string>;
}

/** The person and all that a form about them could change. */
const storedOf = async (person: Person): Promise<string> =>
  JSON.stringify([
    await everythingOf(person.tenantId),
    await sql("SELECT * FROM users WHERE id = ? OR email = ?", [person.userId, newEmailOf(person)]),
    await sql("SELECT id FROM sessions WHERE user_id = ? ORDER BY 1", [person.userId]),
    await sql("SELECT * FROM known_devices WHERE user_id = ? ORDER BY 2", [person.userId]),
  ]);

const ofBusiness: Record<string, (app: TestApp) => Promise<Form>> = Object.fromEntries(
  ACTIONS.map(({ route, name, prepare }) => [
    `${route}: ${name}`,
    async (app) => {
      const person = await app.registerPerson();
      const setting: Setting = { person, ids: new Map() };
      const { path, fields } = await prepare(setting);
      return {
        visitor: person,
        path: `${person.base}${path}`,
        fields: { ...fields, key: freshId() },
        stored: () => everythingOf(person.tenantId),
      };
    },
  ]),
);

const NOWHERE: Known = { tenant: "", client: "", invoice: "", rate: "", reason: "", member: "" };

const ofPerson: Record<string, (app: TestApp) => Promise<Form>> = Object.fromEntries(
  Object.keys(routeTable)
    .filter((id) => routeTable[id]?.post && !id.startsWith("routes/o."))
    .map((id) => [
      id,
      async (app) => {
        const person = await app.registerPerson();
        // Another owner, without whom nobody may delete their account; another session, which a form would end.
        await addMember(person, await app.registerPerson(), "owner");
        await app.visitor().submit("/login", { email: person.email, password: PASSWORD });
        const visitor = routeTable[id]?.get === "anyone" && id !== "routes/logout" ? app.visitor() : person;
        const fields = await filledIn(id, { visitor, person, known: NOWHERE });
        const stored = () => storedOf(person);
        return { visitor, path: formPathOf(id), fields: { key: freshId(), ...fields }, stored };
      },
    ]),
);

/** Sends the form as a program would: with these headers and no others. */
async function send({ visitor, path, fields }: Form, site: string | null, origin: string | null) {
  const headers = new Headers();
  if (site !== null) headers.set("Sec-Fetch-Site", site);
  if (origin !== null) headers.set("Origin", origin);
  const given = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value ?? "")]);
  const response = await visitor.fetch(path, { method: "POST", headers, body: new URLSearchParams(given) });
  await response.body?.cancel();
  return response;
}

const toScript = (path: string): string => path.replace(/(\?|$)/, ".data$1");

describe.each(Object.entries({ ...ofBusiness, ...ofPerson }))("the form %s", (_, prepare) => {
  it("is carried out from the site itself alone; from anywhere else nothing is read or stored", async () => {
    const form = await prepare(createTestApp());
    const before = await form.stored();
    const logged = requestLines().length;
    for (const { site, origin, passes } of combinations) {
      if (passes) continue;
      for (const path of [form.path, toScript(form.path)]) {
        const { status, headers } = await send({ ...form, path }, site, origin);
        expect([status, headers.getSetCookie()], `${path} ${site} ${origin}`).toEqual([403, []]);
      }
    }
    // Refused before anything was looked up.
    expect(
      new Set(
        requestLines()
          .slice(logged)
          .map((line) => line.roundTrips),
      ),
    ).toEqual(new Set([0]));
    expect(await form.stored()).toBe(before);

    // An empty form is looked at, and found wanting; only the log-out has nothing to fill in.
    for (const [site, origin] of PASSES) {
      const { status } = await send({ ...form, fields: {} }, site, origin);
      expect(status, `${site} ${origin}`).toBe(form.path === "/logout" ? 302 : 422);
    }
    if (form.path !== "/logout") expect(await form.stored()).toBe(before);
    expect((await send(form, null, ORIGIN)).status).toBe(302);
    expect(await form.stored()).not.toBe(before);
  });
});

it("a form of every kind is here", () => {
  const all = Object.keys(routeTable).filter((id) => routeTable[id]?.post);
  const here = [...ACTIONS.map(({ route }) => route), ...Object.keys(ofPerson)];
  expect([...new Set(here)].sort()).toEqual(all.sort());
  expect(combinations.filter(({ passes }) => passes)).toHaveLength(6);
});

it("whatever only reads passes from anywhere, and changes nothing", async () => {
  for (const prepare of Object.values({ ...ofBusiness, ...ofPerson })) {
    const { visitor, path, stored } = await prepare(createTestApp());
    const before = await stored();
    for (const method of ["GET", "HEAD", "OPTIONS"]) {
      const headers = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.test" };
      const { status } = await visitor.fetch(path, { method, headers });
      expect(status === 403 || status >= 500, `${method} ${path}: ${status}`).toBe(false);
    }
    expect(await stored()).toBe(before);
  }
});
