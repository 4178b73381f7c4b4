import { createHash } from "node:crypto";
import { type Database, type DatabaseOptions, openDatabase } from "@db/client.server";
import { users } from "@db/schema/accounts";
import { memberships } from "@db/schema/tenants";
import { TenantDb } from "@db/tenant-db";
import { insertRegistration } from "@db/unscoped/registration";
import { insertSession } from "@db/unscoped/sessions";
import { parse } from "valibot";
import type { Role } from "~/domain/accounts/permissions";
import { firstSeries, firstTaxRates } from "~/domain/tenants/first-settings";
import { DUMMY_HASH } from "~/modules/accounts/password.server";
import { newSession } from "~/modules/accounts/sessions.server";
import { createClient } from "~/modules/clients/save-client.server";
import { NewClientSchema } from "~/modules/clients/schemas";
import { newId } from "~/shared/ids";
import type { TenantId } from "~/shared/ids-brands";
import { patient } from "../../support/patient";

/** A new id, as a form's loader would have given it. */
export const freshId = (): string =>
  newId(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)));

/** The key of a form and the hash of what it says, for calls that come without a form. */
export const keyOf = (key: string, ...said: readonly unknown[]) => ({
  key,
  requestHash: createHash("sha256").update(JSON.stringify(said)).digest("base64url"),
});

export interface Teammate {
  readonly tenantId: string;
  readonly userId: string;
  /** What the session's cookie holds. */
  readonly token: string;
  readonly tokenHash: string;
}

export interface Business {
  readonly tenantId: string;
  readonly clientId: string;
  readonly people: readonly Teammate[];
}

/** The scoped handle of one request of this person. */
export const tenantDbOf = (
  url: string,
  { tenantId, tokenHash }: Teammate,
  options: DatabaseOptions = {},
  now = Date.now(),
): TenantDb =>
  new TenantDb(openDatabase(patient(url), options), {
    tokenHash,
    tenant: tenantId,
    now,
    requestId: freshId(),
  });

/** Somebody with a session, not stored yet. `secret` is the SESSION_SECRET of the Worker that the session is for. */
function newcomer(db: Database, tenantId: TenantId, secret: string, now: number) {
  const id = freshId();
  const context = {
    db,
    now,
    session: null,
    keptForm: null,
    config: { sessionSecret: secret },
    client: { address: "127.0.0.1", userAgent: null, country: null },
    newId: freshId,
    background: () => {},
  };
  const session = newSession(context, id, false);
  const token = session.cookie.slice(session.cookie.indexOf("=") + 1, session.cookie.indexOf(";"));
  return {
    user: {
      id,
      email: `${id.toLowerCase()}@example.com`,
      name: "Ada Example",
      passwordHash: DUMMY_HASH,
      createdAt: now,
      updatedAt: now,
    },
    session: session.row,
    mate: { tenantId, userId: id, token, tokenHash: session.row.tokenHash },
  };
}

type Newcomer = ReturnType<typeof newcomer>;

/** Stores people of a business that is there. */
async function addPeople(db: Database, people: readonly Newcomer[], role: Role): Promise<void> {
  const { build } = db;
  for (const { user, session, mate } of people) {
    const { createdAt, updatedAt } = user;
    const { tenantId, userId } = mate;
    await db.write([
      build.insert(users).values(user),
      build.insert(memberships).values({ tenantId, userId, role, createdAt, updatedAt }),
      insertSession(db, session),
    ]);
  }
}

/** So many more owners of a business, with sessions. */
export async function moreOwners(
  url: string,
  tenantId: string,
  count: number,
  secret: string,
): Promise<Teammate[]> {
  const db = openDatabase(patient(url));
  const people = Array.from({ length: count }, () => newcomer(db, tenantId as TenantId, secret, Date.now()));
  await addPeople(db, people, "owner");
  return people.map(({ mate }) => mate);
}

/**
 * A business with a client and as many people with sessions as asked: rows put in directly, since 100 registrations would hash
 * passwords for 20 seconds. `secret` is the SESSION_SECRET of the Worker that the sessions are for.
 */
export async function openBusiness(url: string, size = 1, secret = "s".repeat(40)): Promise<Business> {
  const db = openDatabase(patient(url));
  const now = Date.now();
  const stamps = { createdAt: now, updatedAt: now };
  const tenantId = freshId() as TenantId;
  const owner = newcomer(db, tenantId, secret, now);
  await insertRegistration(db, {
    user: owner.user,
    tenant: {
      id: tenantId,
      name: "Load & Sons",
      country: "DE",
      currency: "EUR",
      locale: "de-DE",
      timeZone: "Europe/Berlin",
      ...stamps,
    },
    membership: { tenantId, userId: owner.user.id, role: "owner", ...stamps },
    taxRates: firstTaxRates("DE").map((rate) => ({ tenantId, ...rate, ...stamps })),
    series: { tenantId, id: freshId(), ...firstSeries(), isActive: true, ...stamps },
    event: {
      tenantId,
      seq: 1,
      at: now,
      actorId: owner.user.id,
      action: "tenant.created",
      entity: "tenant",
      entityId: tenantId,
      entityVersion: 1,
      changes: "{}",
      requestId: freshId(),
    },
    session: owner.session,
  });
  const others = Array.from({ length: size - 1 }, () => newcomer(db, tenantId, secret, now));
  await addPeople(db, others, "member");
  const clientId = freshId();
  const content = parse(NewClientSchema, { name: "Client Ltd", country: "DE" });
  const created = await createClient(tenantDbOf(url, owner.mate).keyedBy(keyOf(freshId(), clientId)), {
    id: clientId,
    content,
  });
  if (!created.ok) throw new Error(`The client was refused: ${created.error}`);
  return { tenantId, clientId, people: [owner, ...others].map(({ mate }) => mate) };
}
