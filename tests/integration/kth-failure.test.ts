import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { snapshotOf } from "../proofs/support/snapshot";
import type { Action, Setting } from "../proofs/support/write-action";
import { ACTIONS } from "../proofs/support/write-actions";
import { createTestApp } from "../support/app";
import { type Fault, type FaultProxy, startFaultProxy } from "../support/fault-proxy";
import { freshId } from "../support/visitor";

// Every write of the app, with its k-th request to the database failing, for every k: before it got there, and after it was carried out;
// that one request alone, and with all that follow.

const NOW = Date.now();

let proxy: FaultProxy;
let app: ReturnType<typeof createTestApp>;

beforeAll(async () => {
  proxy = await startFaultProxy(inject("databaseUrl"));
  app = createTestApp({ now: () => NOW, env: { TURSO_DATABASE_URL: proxy.url } });
});
afterAll(() => proxy.stop());

/** A business in which the action can be done, and the form that does it. */
async function prepare(action: Action) {
  const person = await app.registerPerson({ businessName: "Example & Co" });
  const setting: Setting = { person, ids: new Map() };
  const { path, fields } = await action.prepare(setting);
  const key = freshId();
  setting.ids.set("key", key);
  const submit = async () => {
    const { status, location, messages } = await person.submit(`${person.base}${path}`, { ...fields, key });
    await proxy.settled();
    return { status, location: location?.replaceAll(/[0-9A-Z]{26}/g, "…"), messages };
  };
  return { submit, snapshot: () => snapshotOf(setting) };
}

/** What the action does when nothing fails. */
async function undisturbed(action: Action) {
  const { submit, snapshot } = await prepare(action);
  const before = await snapshot();
  proxy.plan(() => "none");
  const answer = await submit();
  return { before, answer, after: await snapshot(), requests: proxy.seen() };
}

/** Every k with each of these; GAPLESS_LONG=1 for those that are not short. A request that fails alone is tried again at once. */
const CASES = [
  { fault: "drop-before", lasting: true, short: true },
  { fault: "502-after", lasting: true, short: true },
  { fault: "drop-after", lasting: false, short: false },
  { fault: "drop-before", lasting: false, short: false },
  { fault: "drop-after", lasting: true, short: false },
  { fault: "503-before", lasting: true, short: false },
] as const satisfies readonly { fault: Fault; lasting: boolean; short: boolean }[];
const cases = CASES.filter(({ short }) => short || process.env.GAPLESS_LONG === "1");

describe.each(ACTIONS)("$route: $name", (action) => {
  it("changes all or nothing, whichever request fails, and once when it is sent again", async () => {
    const { before, answer, after, requests } = await undisturbed(action);
    expect(answer).toMatchObject({ status: 302 });
    expect(after).not.toEqual(before);
    for (const { fault, lasting } of cases) {
      for (let k = 1; k <= requests; k += 1) {
        const where = `request ${k}${lasting ? " and all after" : ""}: ${fault}`;
        const { submit, snapshot } = await prepare(action);
        proxy.plan((nth) => (nth === k || (lasting && nth > k) ? fault : "none"));
        const first = await submit();
        proxy.plan(() => "none");
        const between = await snapshot();
        if (first.status === 302) expect(between, where).toEqual(after);
        else {
          expect(first.status, where).toBe(503);
          expect([before, after], where).toContainEqual(between);
        }
        if (!lasting) expect(first, where).toEqual(answer);
        expect(await submit(), where).toEqual(answer);
        expect(await snapshot(), where).toEqual(after);
      }
    }
  });
});

it("covers every route that writes a business's rows", () => {
  const writing = Object.values(app.build.routes)
    .filter(({ id, module }) => id.startsWith("routes/o.$tenant") && module.action)
    .map(({ id }) => id);
  expect([...new Set(ACTIONS.map(({ route }) => route))].sort()).toEqual(writing.sort());
});
