import { openAdmin } from "@db/admin";
import { type Break, type Reader, verifyChain } from "@db/audit/verify-chain";
import { verifyRows } from "@db/audit/verify-rows";
import { type DatabaseConfig, openDatabase } from "@db/client.server";
import { sql } from "drizzle-orm";
import { auditKeys } from "~/domain/audit/chain";
import { sealEvents } from "~/modules/audit/seal.server";

export interface AuditProof {
  readonly tenants: number;
  readonly events: number;
  readonly unsealed: readonly { readonly tenantId: string; readonly events: number }[];
  /** The first break of each tenant that has one. */
  readonly breaks: readonly Break[];
}

/** Proves the audit trail of every tenant: its chain, and its end against the rows that it tells of. */
export async function verifyAudit(db: Reader, keys: readonly string[]): Promise<AuditProof> {
  const [tenants] = await db.read([db.build.all<{ id: string }>(sql`SELECT id FROM tenants ORDER BY id`)]);
  const breaks: Break[] = [];
  const unsealed: { tenantId: string; events: number }[] = [];
  let events = 0;
  for (const { id } of tenants) {
    const chain = await verifyChain(db, id, keys);
    const broken = chain.broken ?? (await verifyRows(db, id));
    events += chain.events;
    if (chain.unsealed > 0) unsealed.push({ tenantId: id, events: chain.unsealed });
    if (broken) breaks.push(broken);
  }
  return { tenants: tenants.length, events, unsealed, breaks };
}

/** Proves the trail, says what it found, and seals what is sound and waits for it. Whether nothing is broken. */
export async function runVerifyAudit(
  config: DatabaseConfig,
  keys: readonly string[],
  say: (line: string) => void,
): Promise<boolean> {
  const admin = await openAdmin(config.url, config.authToken);
  const proof = await verifyAudit(admin, keys).finally(() => admin.close());
  for (const { tenantId, seq, what } of proof.breaks)
    say(`BROKEN: tenant ${tenantId}, ${seq === null ? "no event" : `event ${seq}`}: ${what}.`);
  const broken = new Set(proof.breaks.map(({ tenantId }) => tenantId));
  const waiting = proof.unsealed.reduce((sum, each) => sum + each.events, 0);
  say(`${proof.tenants} tenants, ${proof.events} events, ${waiting} of them not sealed yet.`);
  let sealed = 0;
  for (const { tenantId } of proof.unsealed)
    if (!broken.has(tenantId)) sealed += await sealEvents(openDatabase(config), tenantId, keys[0] ?? null);
  if (waiting > 0) say(`Sealed ${sealed} events.`);
  say(broken.size > 0 ? `${broken.size} tenants have a broken trail.` : "Every trail is whole.");
  return broken.size === 0;
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) {
  const { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: authToken, AUDIT_KEY } = process.env;
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database to prove.");
  const sound = await runVerifyAudit({ url, authToken }, auditKeys(AUDIT_KEY), (line) => console.log(line));
  process.exitCode = sound ? 0 : 1;
}
