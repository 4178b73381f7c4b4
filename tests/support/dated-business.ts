import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { createClient, type Row } from "@libsql/client/http";
import { runVerifyAudit } from "~/commands/verify-audit";
import { purge } from "~/modules/retention/purge.server";
import { createTestApp, type Person } from "./app";
import { addClient } from "./client";
import { startTemporarySqld } from "./sqld";
import { addInvoice, invoiceFields } from "./trail";

/** A database of its own, whose businesses live at whatever time their app's clock says; the database's own clock is the real one. */
export async function startDated() {
  const server = await startTemporarySqld();
  await migrateDatabase(server.url);
  const client = createClient({ url: server.url });
  const sql = async (query: string, ...args: (string | number)[]): Promise<Row[]> =>
    (
      await client.execute({
        sql: query,
        args: args.map((arg) => (typeof arg === "number" ? BigInt(arg) : arg)),
      })
    ).rows;
  return {
    url: server.url,
    sql,
    count: async (query: string, ...args: (string | number)[]) => Number((await sql(query, ...args))[0]?.[0]),
    appAt: (now: number | (() => number)) =>
      createTestApp({
        now: typeof now === "number" ? () => now : now,
        env: { TURSO_DATABASE_URL: server.url },
      }),
    /** The nightly job, at that time. */
    job: (now: number, more = {}) => purge(openDatabase({ url: server.url }), { now, ...more }),
    /** What check:data and verify:audit find of a business. */
    problems: async ({ tenantId }: Pick<Person, "tenantId">): Promise<string[]> => {
      const found: string[] = [];
      await checkDatabase(server.url, undefined, (violation) => found.push(formatViolation(violation)));
      await runVerifyAudit({ url: server.url }, [], (line) => /BROKEN/.test(line) && found.push(line));
      return found.filter((line) => line.includes(tenantId));
    },
    stop: async () => {
      client.close();
      await server.stop();
    },
  };
}

export type Dated = Awaited<ReturnType<typeof startDated>>;

/** An invoice with that date, issued when the person's app says it is; for a new client. */
export async function issueDated(
  person: Person,
  date: string,
  more: Record<string, string> = {},
): Promise<{ id: string; clientId: string }> {
  const clientId = await addClient(person);
  const fields = invoiceFields(clientId, { intent: "issue", issueDate: date, dueDate: date, ...more });
  return { id: await addInvoice(person, fields), clientId };
}
