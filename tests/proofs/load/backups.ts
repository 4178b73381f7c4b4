import { setTimeout as wait } from "node:timers/promises";
import { backUp } from "@db/backup";
import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { createClient } from "@libsql/client/http";
import { restore } from "~/commands/restore";
import { runVerifyAudit } from "~/commands/verify-audit";

/** Makes a backup once so many invoices are there, while more of them are being made. */
export async function backUpAt(url: string, file: string, invoices: number): Promise<void> {
  const client = createClient({ url });
  for (;;) {
    const { rows } = await client.execute("SELECT count(*) AS n FROM invoices");
    if (Number(rows[0]?.n) >= invoices) break;
    await wait(200);
  }
  client.close();
  await backUp(url, undefined, file);
}

/** Restores a backup into an empty database: how many rows, and all that is wrong with them. */
export async function rehearse(file: string, url: string) {
  const { rows } = await restore(file, { url, authToken: undefined });
  const problems: string[] = [];
  await checkDatabase(url, undefined, (violation) => problems.push(formatViolation(violation)));
  if (!(await runVerifyAudit({ url, authToken: undefined }, [], () => {})))
    problems.push("the audit trail is broken");
  return { rows, problems };
}
