import { type DatabaseOptions, openDatabase } from "@db/client.server";
import { TenantDb } from "@db/tenant-db";
import { inject } from "vitest";
import { handle } from "~/entry.server";
import type { Env } from "~/http/pipeline/env";
import { hashToken, SESSION_COOKIE } from "~/modules/accounts/session-token.server";
import { openAccount, type PersonDetails } from "./account";
import { patient, patientEnv } from "./patient";
import { serverBuild } from "./server-build";
import { type Fields, freshId, Visitor } from "./visitor";

export const SESSION_SECRET = "the secret of the tests: 40 characters..";

const passing = { limit: async () => ({ success: true }) };

/** Somebody with a session and a business of their own. */
export class Person extends Visitor {
  constructor(
    send: ConstructorParameters<typeof Visitor>[0],
    readonly userId: string,
    readonly tenantId: string,
    readonly email: string,
  ) {
    super(send);
  }

  /** Where the pages of their business begin: /o/:tenant. */
  get base(): string {
    return `/o/${this.tenantId}`;
  }
}

interface Options {
  /** The clock; real unless given. */
  readonly now?: () => number;
  /** Besides the database, a secret and limiters that let everything pass. */
  readonly env?: Partial<Env>;
}

/** The whole app, from request to response, in this process and on the real database server. Logs in nobody by itself. */
export function createTestApp({ now: clock = Date.now, env: given = {} }: Options = {}) {
  const build = serverBuild();
  const env: Env = {
    TURSO_DATABASE_URL: inject("databaseUrl"),
    SESSION_SECRET,
    ENVIRONMENT: "production",
    ANONYMOUS_LIMITER: passing,
    USER_LIMITER: passing,
    LOGIN_LIMITER: passing,
    REPORT_LIMITER: passing,
    NETWORK_56_LIMITER: passing,
    NETWORK_48_LIMITER: passing,
    ...patientEnv,
    ...given,
  };
  let later = 0;
  let background: Promise<unknown>[] = [];
  const now = () => clock() + later;

  const send = async (request: Request): Promise<Response> => {
    const response = await handle(build, request, env, {
      now,
      waitUntil: (work) => void background.push(work),
    });
    // Tests see a response only after what the Worker would still do behind it.
    await Promise.all(background);
    background = [];
    return response;
  };

  const anonymous = new Visitor(send);
  return {
    build,
    env,
    now,
    /** Moves the app's clock on. */
    advance: (milliseconds: number) => {
      later += milliseconds;
    },
    /** As somebody without a session, whose cookies are kept. */
    fetch: (path: string, init?: RequestInit) => anonymous.fetch(path, init),
    visit: (path: string, init?: RequestInit) => anonymous.visit(path, init),
    submit: (path: string, fields?: Fields | FormData, init?: RequestInit) =>
      anonymous.submit(path, fields, init),
    /** Another browser, without a session unless it is given somebody's cookies. */
    visitor: (cookies?: Map<string, string>) => new Visitor(send, cookies),

    /** Somebody new with a session and a business of their own: the rows that /register stores, without its 200 ms. */
    async registerPerson(details: PersonDetails = {}): Promise<Person> {
      const { userId, tenantId, email, token } = await openAccount(env, now(), details);
      const person = new Person(send, userId, tenantId, email);
      person.cookies.set(SESSION_COOKIE, token);
      return person;
    },

    /** The scoped handle that this person's requests would have. */
    tenantDb(
      person: Person,
      { tenantId = person.tenantId, ...options }: DatabaseOptions & { tenantId?: string } = {},
    ) {
      const database = openDatabase(patient(env.TURSO_DATABASE_URL), options);
      const tokenHash = hashToken(person.cookies.get(SESSION_COOKIE) ?? "");
      const db = new TenantDb(database, { tokenHash, tenant: tenantId, now: now(), requestId: freshId() });
      return Object.assign(db, { stats: database.stats });
    },
  };
}

export type TestApp = ReturnType<typeof createTestApp>;
