import { desc, sql } from "drizzle-orm";
import { type Database, type DatabaseConfig, openDatabase } from "../client.server";
import journal from "../migrations/meta/_journal.json";
import { operations } from "../schema/operations";

/** A monitor gets its answer within 2 s (docs/running.md), so the database gets a little less. */
const PATIENCE_MS = 1_500;

/** The name under which the backup notes that it was made. */
export const BACKUP = "backup";

/** What a monitor with the token is told. Ages in milliseconds; null where there is nothing to tell. */
export interface DeepHealth {
  readonly migrations: { readonly applied: number; readonly expected: number };
  readonly replicaLag: number | null;
  readonly backupAge: number | null;
}

/** A way to the database that gives up early. */
export const openForHealth = (config: DatabaseConfig): Database =>
  openDatabase(config, { deadlineMs: PATIENCE_MS, budgetMs: PATIENCE_MS });

/** Answers when the database does. */
export async function ping(db: Database): Promise<void> {
  await db.read([db.build.all(sql`SELECT 1`)]);
}

/** Whether the tables are those of this build, and when the last backup was made. */
export async function deepHealth(db: Database, now: number): Promise<DeepHealth> {
  const [migrations, [backup]] = await db.read([
    db.build.all<{ at: number }>(sql`SELECT created_at AS at FROM __drizzle_migrations`),
    db.build
      .select({ at: operations.at })
      .from(operations)
      .where(sql`${operations.name} = ${BACKUP}`)
      .orderBy(desc(operations.at))
      .limit(1),
  ]);
  const applied = new Set(migrations.map(({ at }) => Number(at)));
  return {
    migrations: {
      applied: journal.entries.filter(({ when }) => applied.has(when)).length,
      expected: journal.entries.length,
    },
    // There is no replica yet.
    replicaLag: null,
    backupAge: backup ? now - backup.at : null,
  };
}
