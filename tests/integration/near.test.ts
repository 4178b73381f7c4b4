import { migrateDatabase } from "@db/migrate";
import type { Pass } from "@db/pass";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from "vitest";
import type { Role } from "~/domain/accounts/permissions";
import { isNearPage } from "~/http/guards/near-pages";
import { isNowhere } from "~/http/pipeline/route-match";
import { sealPass } from "~/modules/accounts/pass-cookies.server";
import { hashToken, SESSION_COOKIE } from "~/modules/accounts/session-token.server";
import { freePort } from "../../scripts/lib/ports.mjs";
import { addMember } from "../support/account";
import { createTestApp, type Person, SESSION_SECRET, type TestApp } from "../support/app";
import { addClient } from "../support/client";
import { requestLines } from "../support/console";
import { startDistance } from "../support/distance";
import { type FaultProxy, startFaultProxy } from "../support/fault-proxy";
import { knownOf } from "../support/known";
import { PASSWORD } from "../support/password";
import { timeOf } from "../support/patient";
import { pathOf } from "../support/route-paths";
import { routeTable } from "../support/route-table";
import { count, sql } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { keepCookies } from "../support/visitor";

// For some seconds after the primary proved who asks, a copy alone answers. Here the copy has all that the primary has, so that nothing but
// the pass decides; what a copy that lags shows is in near-histories.test.ts.

const SECONDS = 10;
/** At once, a second before a pass is over, and a second after. */
const MOMENTS = [0, SECONDS - 1, SECONDS + 1] as const;

let primary: FaultProxy;
let copy: FaultProxy;
let clock = Date.now();

beforeAll(async () => {
  primary = await startFaultProxy(inject("databaseUrl"));
  copy = await startFaultProxy(inject("databaseUrl"));
});
afterAll(async () => {
  await primary.stop();
  await copy.stop();
});

const cut = () => primary.plan(() => "drop-before");
beforeEach(() => {
  primary.plan(() => "none");
  copy.plan(() => "none");
});

/** An isolate: it remembers nothing of what others learned. */
const openPlace = (env: Record<string, string> = {}): TestApp =>
  createTestApp({
    now: () => clock,
    env: { TURSO_DATABASE_URL: primary.url, TURSO_REPLICA_URLS: copy.url, ...env },
  });

const later = (seconds: number) => {
  clock += 1000 * seconds;
};

/** How often the primary was asked for the latest request, behind its response not counted. */
const crossings = () => requestLines().at(-1)?.roundTrips;

interface World {
  readonly place: TestApp;
  readonly owner: Person;
  /** A member, unless another role is asked for, whose latest page was opened just now. */
  readonly person: Person;
  /** The business's list of clients. */
  readonly list: string;
}

async function openWorld(role: Role = "member", name = "First Ltd"): Promise<World> {
  later(60);
  const place = openPlace();
  const owner = await place.registerPerson();
  await addClient(owner, { name });
  const person = await place.registerPerson();
  await addMember(owner, person, role);
  const list = `${owner.base}/clients`;
  expect((await person.visit(list)).status).toBe(200);
  return { place, owner, person, list };
}

/** Whoever sends these cookies, at another isolate. */
const thief = (cookies: Map<string, string>, env?: Record<string, string>) =>
  openPlace(env).visitor(new Map(cookies));

const passesIn = (cookies: Map<string, string>): string[] =>
  [...cookies.keys()].filter((name) => name.startsWith("__Host-near-"));

describe("a page within NEAR_SECONDS of another", () => {
  it("asks the primary for nothing, also at another isolate, and is renewed behind the response", async () => {
    const { place, person, list } = await openWorld();
    expect(crossings()).toBe(1);
    for (const visitor of [person, thief(person.cookies)]) {
      expect((await visitor.visit(list)).rows.map(([name]) => name)).toEqual(["First Ltd"]);
      expect(crossings()).toBe(0);
      expect(requestLines().at(-1)).toMatchObject({ replica: "used", copy: 1, behind: 0 });
    }
    // Each page has the next one's pass asked for: whoever goes on reading never waits for the primary.
    for (let n = 0; n < 4; n += 1) {
      later(SECONDS - 1);
      expect((await person.visit(list)).status).toBe(200);
      expect(crossings()).toBe(0);
    }
    later(SECONDS);
    await place.visitor(person.cookies).visit(list);
    expect(crossings()).toBe(1);
  });

  it("asks the primary first, as ever, where NEAR_SECONDS is 0", async () => {
    const place = openPlace({ NEAR_SECONDS: "0" });
    const person = await place.registerPerson();
    for (let n = 0; n < 3; n += 1) {
      expect((await person.visit(`${person.base}/clients`)).status).toBe(200);
      expect(crossings()).toBe(1);
    }
    expect([...person.cookies.keys()]).toEqual([SESSION_COOKIE]);
  });

  it("goes on while the primary is away, until the pass is over; then it is the usual 503, and nothing is lost", async () => {
    const { owner, person, list } = await openWorld();
    cut();
    for (const [seconds, status] of [
      [0, 200],
      [SECONDS - 1, 200],
      [2, 503],
    ] as const) {
      later(seconds);
      expect((await person.visit(list)).status).toBe(status);
    }
    const lost = await person.submit(`${list}/new`, { name: "Second Ltd", country: "GB" });
    expect(lost.status).toBe(503);
    primary.plan(() => "none");
    expect((await person.visit(list)).rows).toHaveLength(1);
    await addClient(owner, { name: "Second Ltd" });
    expect((await owner.visit(list)).rows).toHaveLength(2);
  });

  it("is the primary's where the copy is away, and where it hangs", async () => {
    const { person, list } = await openWorld();
    // Copies of their own: they are left alone for a while.
    for (const fault of ["drop-before", "hang"] as const) {
      const broken = await startFaultProxy(inject("databaseUrl"));
      broken.plan(() => fault);
      const visitor = thief(person.cookies, { TURSO_REPLICA_URLS: broken.url, DATABASE_DEADLINE_MS: "1000" });
      expect((await visitor.visit(list)).rows).toHaveLength(1);
      expect(crossings()).toBe(1);
      broken.plan(() => "none");
      await broken.stop();
    }
  });

  it("shows the business's settings of the same moment as its rows, which are the copy's", async () => {
    const { owner, list } = await openWorld();
    await owner.visit(list);
    await sql("UPDATE tenants SET name = 'Renamed behind the trail', version = version + 1 WHERE id = ?", [
      owner.tenantId,
    ]);
    cut();
    expect((await owner.visit(list)).text).toContain("Renamed behind the trail");
  });
});

describe("of several copies", () => {
  const openCopies = async (...late: number[]) => {
    const copies = await Promise.all(late.map(() => startFaultProxy(inject("databaseUrl"))));
    copies.forEach((each, i) => {
      each.plan(() => (late[i] ? { late: late[i] ?? 0 } : "none"));
    });
    const place = openPlace({
      TURSO_REPLICA_URLS: copies.map(({ url }) => url).join(","),
      // What is far is so by a 50th of it.
      DATABASE_DEADLINE_MS: "10000",
    });
    const person = await place.registerPerson();
    const list = `${person.base}/clients`;
    const visit = async () => {
      later(4);
      expect((await person.visit(list)).status).toBe(200);
      return requestLines().at(-1);
    };
    const stop = () => Promise.all(copies.map((each) => each.stop()));
    return { copies, visit, stop };
  };

  it("an isolate goes to the one that answers fastest, and leaves alone one that fails", async () => {
    const { copies, visit, stop } = await openCopies(1_000, 0);
    await vi.waitFor(async () => {
      expect(await visit()).toMatchObject({ replica: "used", copy: 2, roundTrips: 0 });
    }, 60_000);
    copies[1]?.plan(() => "drop-before");
    await vi.waitFor(async () => {
      expect(await visit()).toMatchObject({ replica: "used", copy: 1, roundTrips: 0 });
    }, 60_000);
    await stop();
  });

  it("an isolate goes to none where the primary is much nearer, until that is away", async () => {
    const { visit, stop } = await openCopies(1_000, 1_200);
    await vi.waitFor(async () => {
      expect(await visit()).toMatchObject({ replica: "unused", roundTrips: 1 });
    }, 60_000);
    cut();
    expect(await visit()).toMatchObject({ replica: "used" });
    await stop();
  });
});

it("a page by a real copy takes no way to the primary, however far that is", async () => {
  const grpcPort = await freePort();
  const far = await startTemporarySqld({ grpcPort });
  await migrateDatabase(far.url);
  const near = await startTemporarySqld({ primaryGrpcUrl: `http://127.0.0.1:${grpcPort}` });
  const way = await startDistance(far.port, { ms: 1_500 });
  const place = openPlace({ TURSO_DATABASE_URL: way.url, TURSO_REPLICA_URLS: near.url });
  const person = await place.registerPerson();
  const list = `${person.base}/clients`;
  const first = await timeOf(() => person.visit(list));
  expect(first).toBeGreaterThan(1_500);
  await addClient(person, { name: "First Ltd" });
  expect(crossings()).toBe(1);
  // The first page after a write is there at the latest when the primary has answered; from then on the copy has it.
  expect((await person.visit(list)).rows).toHaveLength(1);
  await vi.waitFor(async () => {
    // Behind the response the primary is asked, which is waited for here: that is not in the log line.
    expect((await person.visit(list)).rows).toHaveLength(1);
    const { roundTrips, replica, ms } = requestLines().at(-1) as Record<string, number | string>;
    expect([roundTrips, replica]).toEqual([0, "used"]);
    expect(Number(ms)).toBeLessThan(1_500);
  }, 60_000);
  await near.stop();
  await way.stop();
  await far.stop();
});

/** What ends somebody's access, and how their pages are answered from then on. */
const ENDS: Record<string, { readonly status: number; readonly end: (world: World) => Promise<unknown> }> = {
  "whose session was ended": {
    status: 302,
    end: ({ person }) => sql("DELETE FROM sessions WHERE user_id = ?", [person.userId]),
  },
  "who ended all sessions but another one": {
    status: 302,
    end: async ({ place, person }) => {
      const other = place.visitor();
      const { email } = person;
      const answer = await other.submit("/login", { email, password: PASSWORD });
      expect(answer.status).toBe(302);
      const form = (await other.visit("/settings/sessions")).form("End all other sessions");
      expect((await other.submit("/settings/sessions", form)).status).toBe(302);
    },
  },
  "who was removed": {
    status: 404,
    end: async ({ owner, person, list }) => {
      const path = `${list.replace("/clients", "")}/settings/members/${person.userId}/remove`;
      expect((await owner.submit(path, { version: 1 })).status).toBe(302);
    },
  },
  "who logged out": {
    status: 302,
    end: async ({ person, place }) => {
      const own = place.visitor(new Map(person.cookies));
      expect((await own.submit("/logout")).status).toBe(302);
      expect(passesIn(own.cookies)).toEqual([]);
      expect(own.cookies.has(SESSION_COOKIE)).toBe(false);
    },
  },
  "who changed the password": {
    status: 302,
    end: async ({ person, place }) => {
      const own = place.visitor(new Map(person.cookies));
      const password = "another one that nobody knows";
      const answer = await own.submit("/settings/password", {
        currentPassword: PASSWORD,
        password,
      });
      expect(answer.status).toBe(302);
      expect(passesIn(own.cookies)).toEqual([]);
      // The browser that asked has a session still.
      expect((await own.visit("/settings")).status).toBe(200);
    },
  },
};

describe.each(Object.entries(ENDS))("somebody %s", (_, { status, end }) => {
  it.each(MOMENTS)("reads for NEAR_SECONDS at most, and never writes: after %i s", async (seconds) => {
    const world = await openWorld();
    const { person, owner, list } = world;
    const cookies = new Map(person.cookies);
    await end(world);
    later(seconds);
    const page = await thief(cookies).visit(list);
    expect(page.status).toBe(seconds < SECONDS ? 200 : status);
    expect(crossings()).toBe(seconds < SECONDS ? 0 : 1);
    // What is not a page of figures is shut at once.
    expect((await thief(cookies).visit(`${owner.base}/activity`)).status).toBe(status);
    const write = await thief(cookies).submit(`${list}/new`, { name: "Too late Ltd", country: "GB" });
    expect([302, 404]).toContain(write.status);
    expect(write.location ?? "/login").toMatch(/^\/login/);
    expect(
      await count("SELECT count(*) FROM clients WHERE tenant_id = ? AND name = 'Too late Ltd'", [
        owner.tenantId,
      ]),
    ).toBe(0);
  });

  it("is out as soon as the first question behind a response is answered", async () => {
    const world = await openWorld();
    const visitor = thief(world.person.cookies);
    await end(world);
    expect((await visitor.visit(world.list)).status).toBe(200);
    expect((await visitor.visit(world.list)).status).toBe(status);
  });
});

describe("somebody whose role was lowered", () => {
  it.each(MOMENTS)(
    "is shown forms for NEAR_SECONDS at most, and none is carried out: after %i s",
    async (seconds) => {
      const { owner, person, list } = await openWorld();
      const cookies = new Map(person.cookies);
      await sql(
        "UPDATE memberships SET role = 'viewer', version = version + 1 WHERE user_id = ? AND tenant_id = ?",
        [person.userId, owner.tenantId],
      );
      later(seconds);
      expect((await thief(cookies).visit(`${list}/new`)).status).toBe(seconds < SECONDS ? 200 : 403);
      const write = await thief(cookies).submit(`${list}/new`, { name: "Too late Ltd", country: "GB" });
      expect(write.status).toBe(403);
      expect(
        await count("SELECT count(*) FROM clients WHERE name = 'Too late Ltd' AND tenant_id = ?", [
          owner.tenantId,
        ]),
      ).toBe(0);
    },
  );

  it("has the role that the newest pass says, whichever others are sent along", async () => {
    const { place, owner, person, list } = await openWorld();
    const before = new Map(person.cookies);
    const form = (await owner.visit(`${owner.base}/settings/members`)).rows.length;
    expect(form).toBeGreaterThan(0);
    await sql(
      "UPDATE memberships SET role = 'viewer', version = version + 1 WHERE user_id = ? AND tenant_id = ?",
      [person.userId, owner.tenantId],
    );
    later(1);
    // A page that asks the primary.
    const visitor = place.visitor(new Map(before));
    await visitor.visit(`${owner.base}/activity`);
    const all = new Map([...before, ...visitor.cookies]);
    expect((await thief(all).visit(`${list}/new`)).status).toBe(403);
  });
});

describe("somebody who may more than their pass says", () => {
  it("is not refused by it: the primary is asked before anybody is told no", async () => {
    const { owner, person, list } = await openWorld("viewer");
    await sql(
      "UPDATE memberships SET role = 'member', version = version + 1 WHERE user_id = ? AND tenant_id = ?",
      [person.userId, owner.tenantId],
    );
    expect((await thief(person.cookies).visit(`${list}/new`)).status).toBe(200);
    expect(crossings()).toBe(1);
  });
});

/** The cookies with a pass that was made by whoever knows a secret. */
async function sealedBy(secret: string, { person, owner }: World): Promise<Map<string, string>> {
  const [name = ""] = passesIn(person.cookies);
  const tokenHash = hashToken(person.cookies.get(SESSION_COOKIE) ?? "");
  const pass: Pass = {
    userId: person.userId,
    role: "member",
    session: { seenAt: clock, remembered: false, passwordAt: clock },
    position: { seq: 1, people: 1 },
    provenAt: clock,
  };
  const sealed = await sealPass(pass, { tokenHash, tenant: owner.tenantId, round: "" }, secret);
  return new Map(person.cookies).set(name, sealed);
}

/** What somebody may make of a pass to get more out of it than it is good for; the cookies that they send. */
const FORGERIES: Record<string, (world: World) => Promise<Map<string, string>> | Map<string, string>> = {
  "of another business": async ({ place, person, list }) => {
    const own = await place.visitor(new Map(person.cookies));
    await own.visit(`${person.base}/clients`);
    const [theirs] = passesIn(person.cookies);
    const [mine] = passesIn(own.cookies).filter((name) => name !== theirs);
    expect([theirs, mine]).not.toContain(undefined);
    expect(list).not.toContain(person.tenantId);
    // Under the other's name, too.
    return new Map(own.cookies).set(theirs as string, own.cookies.get(mine as string) as string);
  },
  "of another session of the same person": async ({ place, person }) => {
    const other = place.visitor();
    await other.submit("/login", { email: person.email, password: PASSWORD });
    return new Map([...person.cookies, ...other.cookies]);
  },
  "of somebody else in the business": async ({ place, owner, person }) => {
    const other = await place.registerPerson();
    await addMember(owner, other, "viewer");
    return new Map([...person.cookies, ...other.cookies]);
  },
  "of before the account was changed": async ({ place, person }) => {
    const own = place.visitor(new Map(person.cookies));
    const form = (await own.visit("/settings")).form("Save profile");
    expect((await own.submit("/settings?index", { ...form, name: "Grace Renamed" })).status).toBe(302);
    return new Map([...person.cookies, ...own.cookies]);
  },
  "of another installation": async (world) => sealedBy("another installation's secret of 40 letters", world),
  ...Object.fromEntries(
    [0, 12, 40, -2].map((at) => [
      `altered at byte ${at}`,
      ({ person }: World) => {
        const cookies = new Map(person.cookies);
        for (const name of passesIn(cookies)) {
          const bytes = Buffer.from(cookies.get(name) ?? "", "base64url");
          const index = at < 0 ? bytes.length + at : at;
          bytes[index] = (bytes[index] ?? 0) ^ 1;
          cookies.set(name, bytes.toString("base64url"));
        }
        return cookies;
      },
    ]),
  ),
  "cut short": ({ person }) => {
    const cookies = new Map(person.cookies);
    for (const name of passesIn(cookies)) cookies.set(name, (cookies.get(name) ?? "").slice(0, 14));
    return cookies;
  },
};

it("a pass that was closed with this installation's secret opens what it says", async () => {
  const world = await openWorld();
  const cookies = await sealedBy(SESSION_SECRET, world);
  cut();
  expect((await thief(cookies).visit(world.list)).status).toBe(200);
});

describe.each(Object.entries(FORGERIES))("a pass %s", (_, forge) => {
  it("opens nothing without the primary, at no time", async () => {
    const world = await openWorld();
    const forged = await forge(world);
    cut();
    for (const seconds of [0, SECONDS - 1, 2]) {
      later(seconds);
      expect((await thief(forged).visit(world.list)).status, `${seconds} s`).toBe(503);
    }
  });
});

it("a pass that was kept opens what it did for NEAR_SECONDS and not longer, beside newer ones too", async () => {
  const { person, list } = await openWorld();
  const kept = new Map(person.cookies);
  cut();
  for (const [seconds, status] of [
    [0, 200],
    [SECONDS - 1, 200],
    [2, 503],
    [3_600, 503],
  ] as const) {
    later(seconds);
    expect((await thief(kept).visit(list)).status).toBe(status);
  }
  primary.plan(() => "none");
  await person.visit(list);
  await sql("DELETE FROM sessions WHERE user_id = ?", [person.userId]);
  later(SECONDS + 1);
  expect((await thief(new Map([...person.cookies, ...kept])).visit(list)).status).toBe(302);
});

it("a pass of a machine whose clock is ahead is none", async () => {
  const { person, list } = await openWorld();
  cut();
  later(-5);
  expect((await thief(person.cookies).visit(list)).status).toBe(503);
});

it("a pass tells nobody what is in it, and its cookie is closed to scripts", async () => {
  const { place, person, list, owner } = await openWorld();
  const lines = (
    await place.visitor(new Map([[SESSION_COOKIE, person.cookies.get(SESSION_COOKIE) ?? ""]])).fetch(list)
  ).headers.getSetCookie();
  expect(lines).toHaveLength(1);
  const [line = ""] = lines;
  expect(line).toMatch(
    /^__Host-near-[\w-]{10}-[\w-]{10}=[\w-]+; Path=\/; Secure; HttpOnly; SameSite=Lax; Max-Age=15$/,
  );
  for (const text of [line, Buffer.from(line.split(/[=;]/)[1] ?? "", "base64url").toString("latin1")])
    for (const told of [owner.tenantId, person.userId, "member", "owner"]) expect(text).not.toContain(told);
});

it("answers that overtake each other bring no older position back", async () => {
  const { place, owner, list } = await openWorld();
  // Two requests leave with the same cookies: a page, and a write. The page's answer comes last.
  const page = await place.visitor(new Map(owner.cookies)).fetch(list);
  const write = await place.visitor(new Map(owner.cookies)).fetch(`${list}/new`, {
    method: "POST",
    headers: { "Sec-Fetch-Site": "same-origin" },
    body: new URLSearchParams({ name: "Second Ltd", country: "GB", key: "0".repeat(26) }),
  });
  expect(write.status).toBe(302);
  keepCookies(owner.cookies, write);
  const after = passesIn(owner.cookies);
  keepCookies(owner.cookies, page);
  expect(passesIn(owner.cookies)).toEqual(expect.arrayContaining(after));
  expect((await thief(owner.cookies).visit(list)).rows).toHaveLength(2);
});

describe("the pages that a copy alone may answer", () => {
  it("are those of a business's figures and settings; all others ask the primary always", async () => {
    later(60);
    const place = openPlace();
    const owner = await place.registerPerson();
    const colleague = await place.registerPerson({ name: "Colleague" });
    await addMember(owner, colleague, "member");
    const known = await knownOf(owner, colleague);
    await owner.visit(owner.base);
    const near = [];
    for (const [route] of Object.entries(routeTable).filter(([id]) => /^routes\/o\.\$tenant[._]/.test(id))) {
      const { status } = await owner.visit(pathOf(route, { ...known }));
      expect(isNowhere(route) ? [404] : [200, 302], route).toContain(status);
      if (crossings() === 0) near.push(route);
      expect(crossings() === 0, route).toBe(isNearPage(route));
      if (routeTable[route]?.get !== "business:read" && isNearPage(route))
        expect(routeTable[route]?.get, route).toMatch(/^(business|clients|invoices):write$/);
    }
    expect(near.length).toBeGreaterThan(10);
  });
});
