import { beforeAll, describe, expect, it } from "vitest";
import { below, seeded } from "../proofs/support/random";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { logLines } from "../support/console";
import { everythingOf } from "../support/everything-of";
import { filledIn, NEW_PASSWORD, newEmailOf } from "../support/filled-in";
import { knownOf } from "../support/known";
import { malformed } from "../support/malformed";
import { PASSWORD } from "../support/password";
import { formPathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { count, sql } from "../support/sql";

/** `MALFORMED=10000 npx vitest run tests/integration/malformed.test.ts` is the long run; MALFORMED_SEED tries another. */
const CASES = Number(process.env.MALFORMED ?? 300);
const SEED = Number(process.env.MALFORMED_SEED ?? 1);

/** /logout reads no form: whoever sends it from the site itself is logged out. */
const forms = Object.keys(routeTable).filter((id) => routeTable[id]?.post && id !== "routes/logout");

let app: ReturnType<typeof createTestApp>;
let owner: Person;
let known: Known;

beforeAll(async () => {
  app = createTestApp();
  owner = await app.registerPerson();
  const colleague = await app.registerPerson({ name: "Colleague" });
  await addMember(owner, colleague, "member");
  known = await knownOf(owner, colleague);
  await sql("UPDATE clients SET version = 2 WHERE tenant_id = ?", [owner.tenantId]);
  // Another session, which a form would end.
  await app.visitor().submit("/login", { email: owner.email, password: PASSWORD });
});

/** All that is stored of the business and of the person; when a session was last seen changes with every request. */
const stored = async (): Promise<string> =>
  JSON.stringify([
    await everythingOf(owner.tenantId),
    await sql("SELECT * FROM users WHERE id = ?", [owner.userId]),
    await sql("SELECT id FROM sessions WHERE user_id = ? ORDER BY 1", [owner.userId]),
    await count("SELECT count(*) FROM users WHERE email = ?", [newEmailOf(owner)]),
  ]);

describe.each(forms.map((id, index) => [id, index] as const))("the form %s", (id, index) => {
  it("is refused however it is broken, without a fault, and nothing is stored", {
    timeout: 600_000,
  }, async () => {
    const random = seeded(SEED * 1_000 + index);
    const visitor = id === "routes/login" || id === "routes/register" ? app.visitor() : owner;
    const fields = await filledIn(id, { visitor, person: owner, known });
    const before = await stored();
    const [path, query = ""] = formPathOf(id, { ...known }).split("?");
    const places = [path, path, path, `${path}.data`];
    for (let left = Math.ceil(CASES / forms.length); left > 0; left -= 1) {
      const address = `${places[below(random, places.length)]}${query && `?${query}`}`;
      const { what, headers, body } = malformed(random, fields);
      const said = `MALFORMED_SEED=${SEED}, ${left - 1} before the last, ${address}: ${what}`;
      const init = { method: "POST", headers: { "Sec-Fetch-Site": "same-origin", ...headers }, body };
      const response = await visitor.fetch(address, init);
      const text = await response.text();
      // 200: a button that only rearranges the form. The answer to a form that was carried out is 302, or 202 to a script.
      expect([200, 400, 404, 409, 413, 415, 422, 429], said).toContain(response.status);
      expect(response.status === 200 && !what.includes("an intent"), said).toBe(false);
      expect(text.includes(PASSWORD) || text.includes(NEW_PASSWORD), said).toBe(false);
      // Not behind each: reading everything takes longer than the request. The last comes behind the last (left is 1).
      if (left % 8 === 1) expect(await stored(), `${said}; or up to 7 before it`).toBe(before);
    }
    const logged = JSON.stringify(logLines());
    expect(logged.includes(PASSWORD) || logged.includes(NEW_PASSWORD)).toBe(false);
  });
});

it("a form that is not broken is carried out: what is refused above is refused for what is wrong with it", async () => {
  for (const id of ["routes/o.$tenant.clients.new", "routes/login"]) {
    const visitor = id === "routes/login" ? app.visitor() : owner;
    expect(
      (
        await visitor.submit(
          formPathOf(id, { ...known }),
          await filledIn(id, { visitor, person: owner, known }),
        )
      ).status,
      id,
    ).toBe(302);
  }
});
