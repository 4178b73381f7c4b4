import { openDatabase } from "@db/client.server";
import { users } from "@db/schema/accounts";
import { memberships } from "@db/schema/tenants";
import { insertSession } from "@db/unscoped/sessions";
import { DUMMY_HASH } from "~/modules/accounts/password.server";
import { newSession } from "~/modules/accounts/sessions.server";
import type { TenantId } from "~/shared/ids-brands";
import { freshId } from "../support/business";

export interface Member {
  readonly userId: string;
  /** What goes into the Cookie header. */
  readonly cookie: string;
}

const AT_ONCE = 50;
const HOUR_MS = 3_600_000;

/** So many members of a business, signed in; `secret` is the Worker's SESSION_SECRET. The limiter counts each by themselves. */
export async function hire(url: string, tenantId: string, count: number, secret: string): Promise<Member[]> {
  const db = openDatabase({ url }, { deadlineMs: 60_000 });
  const { build } = db;
  const now = Date.now();
  const stamps = { createdAt: now, updatedAt: now };
  const people = Array.from({ length: count }, (_, i) => {
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
      waitUntil: () => {},
    };
    const session = newSession(context, id, true);
    const user = {
      id,
      email: `${id.toLowerCase()}@example.com`,
      name: `Member ${i}`,
      passwordHash: DUMMY_HASH,
      ...stamps,
    };
    // Seen a while from now: no request of the run is the one in five minutes that also writes to its session.
    const row = { ...session.row, seenAt: now + HOUR_MS };
    return { user, row, cookie: session.cookie.slice(0, session.cookie.indexOf(";")) };
  });
  for (let i = 0; i < count; i += AT_ONCE) {
    const some = people.slice(i, i + AT_ONCE);
    await db.write([
      build.insert(users).values(some.map(({ user }) => user)),
      build.insert(memberships).values(
        some.map(({ user }) => ({
          tenantId: tenantId as TenantId,
          userId: user.id,
          role: "owner" as const,
          ...stamps,
        })),
      ),
      ...some.map(({ row }) => insertSession(db, row)),
    ]);
  }
  return people.map(({ user, cookie }) => ({ userId: user.id, cookie }));
}
