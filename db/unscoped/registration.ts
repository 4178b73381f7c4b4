import type { Database } from "../client.server";
import { users } from "../schema/accounts";
import { auditEvents } from "../schema/audit";
import { memberships, numberSeries, taxRateComponents, taxRates, tenants } from "../schema/tenants";
import { componentRows } from "../statements/tax-components";
import { forgetKeptForm } from "./kept-forms";
import { rememberDevice } from "./known-devices";
import { insertSession, type NewSession } from "./sessions";

interface Component {
  readonly name: string;
  readonly ratePpm: number;
}

export interface Registration {
  readonly user: typeof users.$inferInsert;
  readonly tenant: typeof tenants.$inferInsert;
  readonly membership: typeof memberships.$inferInsert;
  readonly taxRates: readonly (typeof taxRates.$inferInsert & {
    readonly components: readonly Component[];
  })[];
  readonly series: typeof numberSeries.$inferInsert;
  readonly event: typeof auditEvents.$inferInsert;
  readonly session: NewSession;
  /** The device that is known from now on. */
  readonly deviceHash?: string;
  /** The form that the browser has a key to: of somebody else. */
  readonly keptForm?: string;
}

/** A person, their business and its first settings, all in one batch; a taken e-mail is a `constraint` fault. */
export async function insertRegistration(db: Database, r: Registration): Promise<void> {
  const { build } = db;
  const components = r.taxRates.flatMap(({ components: of, tenantId, category, ratePpm }) =>
    componentRows({ tenantId, category, ratePpm }, of),
  );
  await db.write([
    build.insert(users).values(r.user),
    build.insert(tenants).values(r.tenant),
    build.insert(memberships).values(r.membership),
    build.insert(taxRates).values(r.taxRates.map(({ components: _, ...rate }) => rate)),
    ...(components.length > 0 ? [build.insert(taxRateComponents).values(components)] : []),
    build.insert(numberSeries).values(r.series),
    build.insert(auditEvents).values(r.event),
    insertSession(db, r.session),
    ...(r.deviceHash ? rememberDevice(build, r.session.userId, r.deviceHash, r.session.createdAt) : []),
    ...(r.keptForm ? [forgetKeptForm(build, r.keptForm)] : []),
  ]);
}
