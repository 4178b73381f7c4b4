import type { Database } from "@db/client.server";
import type { ExportRow } from "@db/queries/export";
import { NO_PASSWORD, SYSTEM_ADDRESS, SYSTEM_USER } from "@db/unscoped/system-event";
import { sql } from "drizzle-orm";

/**
 * Who the archive's people are here: id there → id here. The same id with the same address is the same person. Anybody else is
 * stored by name only, without a way to log in; where the id is taken by somebody else they get a new one.
 * The system's user is the system's user in every installation.
 */
export async function storePeople(
  db: Database,
  people: readonly ExportRow[],
  now: number,
  freshId: () => string,
): Promise<Map<string, string>> {
  const ids = JSON.stringify(people.map(({ id }) => id));
  const [known] = await db.read([
    db.build.all<{ id: string; email: string }>(
      sql`SELECT id, email FROM users WHERE id IN (SELECT value FROM json_each(${ids}))`,
    ),
  ]);
  const emailOf = new Map(known.map(({ id, email }) => [id, email.toLowerCase()]));
  const here = new Map<string, string>();
  const statements = people.flatMap(({ id, name, email }) => {
    const there = String(id);
    if (there === SYSTEM_USER && SYSTEM_ADDRESS.test(String(email))) {
      here.set(there, SYSTEM_USER);
      return [];
    }
    const taken = emailOf.get(there);
    here.set(there, taken === undefined || taken === String(email).toLowerCase() ? there : freshId());
    const mine = here.get(there) ?? there;
    if (taken !== undefined && mine === there) return [];
    const address = `${mine.toLowerCase()}@imported.invalid`;
    return [
      db.build.run(sql`INSERT INTO users (id, email, name, password_hash, created_at, updated_at)
        VALUES (${mine}, ${address}, ${name}, ${NO_PASSWORD}, ${now}, ${now})`),
    ];
  });
  const [first, ...rest] = statements;
  if (first) await db.write([first, ...rest]);
  return here;
}
