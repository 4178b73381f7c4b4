import { desc, sql } from "drizzle-orm";
import { type Database, type DatabaseConfig, openDatabase } from "../client.server";
import journal from "../migrations/meta/_journal.json";
import { operations } from "../schema/operations";

/** A monitor gets its answer within 2 s (docs/running.md), so the database gets a little less. */
const PATIENCE_MS = 1_500;
/** The copies are asked behind it. */
const REPLICA_MS = 350;

/** The name under which the backup notes that it was made. */
export const BACKUP = "backup";

/** What a monitor with the token is told. Ages and lag in milliseconds; null where there is nothing to tell. */
export interface DeepHealth {
  readonly migrations: { readonly applied: number; readonly expected: number };
  /** Between the newest change here and the newest one of the copy that is furthest behind. */
  readonly replicaLag: number | "away" | null;
  readonly backupAge: number | null;
}

/** A way to the database that gives up early. */
export const openForHealth = (config: DatabaseConfig): Database => openWithin(PATIENCE_MS, config);

function openWithin(usualMs: number, config: DatabaseConfig): Database {
  const deadlineMs = config.deadlineMs ?? usualMs;
  return openDatabase(config, { deadlineMs, budgetMs: deadlineMs });
}

/** Notes that something was done, in milliseconds UTC. */
export async function noteDone(db: Database, name: string, at: number): Promise<void> {
  const row = db.build.insert(operations).values({ name, at });
  await db.write([row.onConflictDoUpdate({ target: operations.name, set: { at: sql`excluded.at` } })]);
}

/** Answers when the database does. */
export async function ping(db: Database): Promise<void> {
  await db.read([db.build.all(sql`SELECT 1`)]);
}

const newest = ({ build }: Database) =>
  build.all<{ at: number | null }>(sql`SELECT max(at) AS at FROM audit_events`);

async function lagOf(config: DatabaseConfig, [here]: { at: number | null }[]): Promise<number | "away"> {
  const replica = openWithin(REPLICA_MS, config);
  try {
    const [[there]] = await replica.read([newest(replica)]);
    return Math.max(0, Number(here?.at ?? 0) - Number(there?.at ?? 0));
  } catch {
    return "away";
  }
}

const worst = (lags: readonly (number | "away")[]): DeepHealth["replicaLag"] => {
  if (lags.includes("away")) return "away";
  return lags.length === 0 ? null : Math.max(...lags.map(Number));
};

/** Whether the tables are those of this build, how far the copies are behind, and when the last backup was made. */
export async function deepHealth(
  db: Database,
  now: number,
  copies: readonly DatabaseConfig[],
): Promise<DeepHealth> {
  const [migrations, [backup], latest] = await db.read([
    db.build.all<{ at: number }>(sql`SELECT created_at AS at FROM __drizzle_migrations`),
    db.build
      .select({ at: operations.at })
      .from(operations)
      .where(sql`${operations.name} = ${BACKUP}`)
      .orderBy(desc(operations.at))
      .limit(1),
    newest(db),
  ]);
  const applied = new Set(migrations.map(({ at }) => Number(at)));
  return {
    migrations: {
      applied: journal.entries.filter(({ when }) => applied.has(when)).length,
      expected: journal.entries.length,
    },
    replicaLag: worst(await Promise.all(copies.map((copy) => lagOf(copy, latest)))),
    backupAge: backup ? now - backup.at : null,
  };
}
