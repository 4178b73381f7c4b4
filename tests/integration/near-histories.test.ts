import { createClient } from "@libsql/client/http";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestApp, type Person, type TestApp } from "../support/app";
import { startLaggingCopies } from "../support/lagging-copies";
import { freshId, keepCookies, ORIGIN } from "../support/visitor";

// Histories of five sessions of one business at three places, each with a copy of its own that lags as it likes: what a session wrote it
// sees in every page that it asks for from then on, and never an older page than one that it was shown. Answers may overtake each other.

const check = vi.hoisted(() => ({ isOff: false }));
vi.mock("@db/position", async (original) => {
  const real = await original<typeof import("@db/position")>();
  return {
    ...real,
    hasCaughtUp: (...args: Parameters<typeof real.hasCaughtUp>) => check.isOff || real.hasCaughtUp(...args),
  };
});

/** NEAR_HISTORIES: for the long proof. */
const HISTORIES = Number(process.env.NEAR_HISTORIES ?? 6);
const STEPS = 40;
const SESSIONS = 5;
const PLACES = 3;

let world: Awaited<ReturnType<typeof startLaggingCopies>>;
let places: TestApp[];
let clock = Date.now();

beforeAll(async () => {
  world = await startLaggingCopies(PLACES);
  places = world.copies.map(({ url }) =>
    createTestApp({
      now: () => clock,
      env: { TURSO_DATABASE_URL: world.url, TURSO_REPLICA_URLS: url },
    }),
  );
});
afterAll(() => world.stop());

const session = fc.nat(SESSIONS - 1);
const place = fc.nat(PLACES - 1);
const stepOf = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("read" as const), session, place }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("write" as const), session, place }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("catch up" as const),
      place,
      writes: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant("wait" as const), ms: fc.integer({ min: 1, max: 6_000 }) }),
  },
  // An answer arrives when it likes.
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("arrive" as const), which: fc.nat(20) }) },
);
type Step = typeof stepOf extends fc.Arbitrary<infer S> ? S : never;

interface Known {
  /** The highest number of each writer's clients that the session has seen or written. */
  readonly seen: number[];
}

interface Browser extends Known {
  readonly cookies: Map<string, string>;
  /** Answers on their way. */
  readonly underway: { readonly response: Response; readonly seen: readonly number[] }[];
}

/** How many clients of each writer a page's data tells of. */
function clientsIn(text: string): number[] {
  const found = Array.from({ length: SESSIONS }, () => 0);
  for (const [, writer, number] of text.matchAll(/Client (\d) no (\d+)/g))
    found[Number(writer)] = Math.max(found[Number(writer)] ?? 0, Number(number));
  return found;
}

/** Five sessions: two of the owner's, and three of members. */
async function openBrowsers(): Promise<{ owner: Person; browsers: Browser[] }> {
  const [first] = places as [TestApp];
  const owner = await first.registerPerson();
  const browsers: Browser[] = [];
  for (let n = 0; n < SESSIONS; n += 1) {
    const person = n === 0 ? owner : await first.registerPerson();
    if (n > 0) {
      const client = createClient({ url: world.url });
      await client.batch(
        [
          {
            sql: "INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at) VALUES (?, ?, 'member', 1, 1)",
            args: [owner.tenantId, person.userId],
          },
        ],
        "write",
      );
      client.close();
    }
    browsers.push({ cookies: person.cookies, seen: Array.from({ length: SESSIONS }, () => 0), underway: [] });
  }
  for (const copy of world.copies) await copy.catchUp();
  return { owner, browsers };
}

const ask = (at: TestApp, { cookies }: Browser, path: string, init: RequestInit = {}) => {
  // Cookies as they are now: what comes meanwhile is not in this request.
  const visitor = at.visitor(new Map(cookies));
  return visitor.fetch(path, init);
};

const arrive = (browser: Browser, which: number) => {
  const [answer] = browser.underway.splice(which % Math.max(1, browser.underway.length), 1);
  if (!answer) return;
  keepCookies(browser.cookies, answer.response);
  answer.seen.forEach((number, writer) => {
    browser.seen[writer] = Math.max(browser.seen[writer] ?? 0, number);
  });
};

/** What went wrong in a history; none: nothing did. */
async function violationsOf(steps: readonly Step[]): Promise<string[]> {
  const { owner, browsers } = await openBrowsers();
  const written = Array.from({ length: SESSIONS }, () => 0);
  const found: string[] = [];
  for (const [at, step] of steps.entries()) {
    clock += 1;
    if (step.kind === "wait") clock += step.ms;
    else if (step.kind === "catch up") await world.copies[step.place]?.catchUp(step.writes);
    else if (step.kind === "arrive") {
      for (const browser of browsers) arrive(browser, step.which);
    } else {
      const browser = browsers[step.session] as Browser;
      const here = places[step.place] as TestApp;
      const before = [...browser.seen];
      if (step.kind === "write") {
        // A browser sends a form when the page before is there.
        while (browser.underway.length > 0) arrive(browser, 0);
        const number = (written[step.session] ?? 0) + 1;
        const fields = { name: `Client ${step.session} no ${number}`, country: "GB", key: freshId() };
        const response = await ask(here, browser, `${owner.base}/clients/new`, {
          method: "POST",
          headers: { "Sec-Fetch-Site": "same-origin", Origin: ORIGIN },
          body: new URLSearchParams(fields),
        });
        expect(response.status).toBe(302);
        written[step.session] = number;
        const seen = browser.seen.map((each, writer) => (writer === step.session ? number : each));
        // Its answer arrives before anything else is asked for: the write is not done for whoever has no answer.
        browser.underway.push({ response, seen });
        arrive(browser, 0);
      } else {
        const response = await ask(here, browser, `${owner.base}/clients.data`);
        const text = await response.text();
        expect(response.status).toBe(200);
        const seen = clientsIn(text);
        const missed = before.filter((number, writer) => number > (seen[writer] ?? 0));
        if (missed.length > 0)
          found.push(`step ${at}: session ${step.session} was shown ${seen} after it had seen ${before}`);
        browser.underway.push({ response, seen });
      }
    }
  }
  return found;
}

it(`a session sees what it wrote and never an older page, in each of ${HISTORIES} histories`, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stepOf, { minLength: STEPS, maxLength: STEPS, size: "max" }), async (steps) => {
      expect(await violationsOf(steps)).toEqual([]);
    }),
    { numRuns: HISTORIES, endOnFailure: true },
  );
});

it("a session would be shown less if no position were looked at", async () => {
  const histories = fc.sample(fc.array(stepOf, { minLength: STEPS, maxLength: STEPS, size: "max" }), {
    numRuns: 5,
    seed: 7,
  });
  check.isOff = true;
  try {
    const found = [];
    for (const steps of histories) found.push(...(await violationsOf(steps)));
    expect(found.length).toBeGreaterThan(0);
  } finally {
    check.isOff = false;
  }
});
