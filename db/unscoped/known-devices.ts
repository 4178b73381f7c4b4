import { and, desc, eq, gt, ne, notInArray, type SQL, sql } from "drizzle-orm";
import type { Orm } from "../client.server";
import { knownDevices, users } from "../schema/accounts";

const YEAR_MS = 365 * 86_400_000;

/** More browsers than anybody logs in with; the oldest are forgotten. */
const MOST = 20;

/** Whether somebody logged in to the account of this address with this device, in the last year. */
export const isKnownDevice = (email: string, deviceHash: string, now: number): SQL =>
  sql`EXISTS (SELECT 1 FROM ${knownDevices} JOIN ${users} ON ${users.id} = ${knownDevices.userId}
    WHERE ${eq(users.email, email)} AND ${eq(knownDevices.deviceHash, deviceHash)} AND ${gt(knownDevices.seenAt, now - YEAR_MS)})`;

/** The statements that make a device known to its user; part of the batch that signs them in. */
export function rememberDevice(build: Orm, userId: string, deviceHash: string, now: number) {
  const newest = build
    .select({ hash: knownDevices.deviceHash })
    .from(knownDevices)
    .where(eq(knownDevices.userId, userId))
    .orderBy(desc(knownDevices.seenAt))
    .limit(MOST);
  return [
    build
      .insert(knownDevices)
      .values({ userId, deviceHash, seenAt: now })
      .onConflictDoUpdate({ target: [knownDevices.userId, knownDevices.deviceHash], set: { seenAt: now } }),
    build
      .delete(knownDevices)
      .where(and(eq(knownDevices.userId, userId), notInArray(knownDevices.deviceHash, newest))),
  ] as const;
}

/** After a new password only the device it was given on is known. */
export const forgetOtherDevices = (build: Orm, userId: string, deviceHash: string) =>
  build
    .delete(knownDevices)
    .where(and(eq(knownDevices.userId, userId), ne(knownDevices.deviceHash, deviceHash)));
