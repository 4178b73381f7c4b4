import { beforeAll, describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { everythingOf } from "../support/everything-of";
import { filledIn, newEmailOf } from "../support/filled-in";
import { type Hostile, honestMistake, hostile } from "../support/hostile";
import { knownOf } from "../support/known";
import { PASSWORD } from "../support/password";
import { formPathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { count, sql } from "../support/sql";
import type { Visitor } from "../support/visitor";

/** `HOSTILE=2000 npx vitest run tests/integration/hostile-forms.test.ts` is the long run; in the short one the forms share the kinds. */
const BODIES = Number(process.env.HOSTILE ?? 192);

/** /logout reads no form. */
const forms = Object.keys(routeTable).filter((id) => routeTable[id]?.post && id !== "routes/logout");
const EACH = Math.ceil(BODIES / forms.length);

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
  const { email } = owner;
  await app.visitor().submit("/login", { email, password: PASSWORD });
});

const stored = async (): Promise<string> =>
  JSON.stringify([
    await everythingOf(owner.tenantId),
    await sql("SELECT * FROM users WHERE id = ?", [owner.userId]),
    await count("SELECT count(*) FROM users WHERE email = ?", [newEmailOf(owner)]),
  ]);

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

async function send(visitor: Visitor, path: string, { type, body }: Hostile) {
  const headers = { "Sec-Fetch-Site": "same-origin", ...(type ? { "Content-Type": type } : {}) };
  const began = performance.now();
  // As bytes: a text would get a type by itself.
  const response = await visitor.fetch(path, {
    method: "POST",
    headers,
    body: new TextEncoder().encode(body),
  });
  await response.arrayBuffer();
  return { status: response.status, ms: performance.now() - began };
}

describe.each(forms.map((id, index) => [id, index] as const))("the form %s", (id, index) => {
  it("refuses every hostile body in three times the time of an honest mistake at most, and stores nothing", {
    timeout: 300_000,
  }, async () => {
    const anyone = routeTable[id]?.get === "anyone";
    const visitor = anyone ? app.visitor() : owner;
    const fields = await filledIn(id, { visitor, person: owner, known });
    const path = formPathOf(id, { ...known });
    const mistake = honestMistake(fields);
    for (let warm = 0; warm < 2; warm += 1) await send(visitor, path, mistake);
    const before = await stored();
    const [honest, harmful]: [number[], number[]] = [[], []];
    for (let at = 0; at < EACH; at += 1) {
      const body = hostile(index * EACH + at, fields);
      const answer = await send(visitor, path, body);
      expect(answer.status, body.what).toBeGreaterThanOrEqual(400);
      expect(answer.status, body.what).toBeLessThan(500);
      harmful.push(answer.ms);
      // In turn, so that whatever else the machine does slows both.
      honest.push((await send(visitor, path, mistake)).ms);
    }
    expect(await stored()).toBe(before);
    expect(median(harmful) / median(honest)).toBeLessThan(3);
  });
});
