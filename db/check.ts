import { type Admin, openAdmin } from "./admin";
import { checkSubjects } from "./check/audit-rules";
import { checkWhole } from "./check/database-rules";
import { groupBy } from "./check/group";
import { checkInvoice } from "./check/invoice-rules";
import { checkKept } from "./check/kept-rules";
import { NumberCheck } from "./check/number-rules";
import { checkPayments } from "./check/payment-rules";
import { clientPages, invoicePages, numberPages, readTenant, tenantPages, userPages } from "./check/read";
import type { Tenant } from "./check/rows";
import { checkSearches } from "./check/search-rules";
import { checkClient, checkTenant, checkUser } from "./check/tenant-rules";
import { formatViolation, type Violation } from "./check/violation";
import { SYSTEM_USER } from "./unscoped/system-event";

/** How many of each were read. */
export interface Checked {
  users: number;
  tenants: number;
  clients: number;
  invoices: number;
  lines: number;
  events: number;
}

type Report = (violation: Violation) => void;

/** Reads a whole database, as it was at one moment, and tells of all that breaks a rule of the product (rules 1 to 10). */
export async function checkDatabase(
  url: string,
  authToken: string | undefined,
  report: Report,
): Promise<Checked> {
  const checked: Checked = { users: 0, tenants: 0, clients: 0, invoices: 0, lines: 0, events: 0 };
  const db = await openAdmin(url, authToken);
  try {
    for (const violation of await checkWhole(db)) report(violation);
    for (const violation of await checkKept(db)) report(violation);
    for (const violation of await checkSearches(db)) report(violation);
    for (const violation of await checkPayments(db)) report(violation);
    for await (const page of userPages(db)) {
      checked.users += page.filter(({ id }) => id !== SYSTEM_USER).length;
      for (const user of page) checkUser(user).forEach(report);
    }
    for await (const page of tenantPages(db))
      for (const tenant of page) await checkBusiness(db, tenant, checked, report);
    return checked;
  } finally {
    db.close();
  }
}

async function checkBusiness(db: Admin, tenant: Tenant, checked: Checked, report: Report): Promise<void> {
  const rows = await readTenant(db, tenant);
  checked.tenants += 1;
  checked.events += rows.audit.count;
  checkTenant(rows).forEach(report);
  const anchored = rows.anchor > 0;
  const known = (page: readonly { readonly id: string }[]) => {
    const here = new Set(page.map(({ id }) => id));
    return { has: (id: string) => here.has(id) || rows.tombstones.has(id) };
  };
  for await (const page of clientPages(db, tenant.id)) {
    checked.clients += page.clients.length;
    const eventsByClient = groupBy(page.events, ({ entityId }) => entityId);
    const orders = new Map(page.orders.map((order) => [order.clientId, order]));
    for (const client of page.clients)
      checkClient(client, eventsByClient.get(client.id) ?? [], orders.get(client.id), anchored).forEach(
        report,
      );
    checkSubjects(tenant.id, "clients", known(page.clients), page.events).forEach(report);
  }
  for await (const page of invoicePages(db, tenant.id)) {
    checked.invoices += page.invoices.length;
    for (const each of page.invoices) {
      checked.lines += each.lines.length;
      checkInvoice({ ...each, anchored }).forEach(report);
    }
    const ids = known(page.invoices.map(({ invoice }) => invoice));
    checkSubjects(tenant.id, "invoices", ids, page.events).forEach(report);
  }
  const numbers = new NumberCheck(tenant.id, rows.series, rows.runs, rows.purged);
  for await (const page of numberPages(db, tenant.id)) for (const row of page) numbers.take(row);
  numbers.end().forEach(report);
}

/** Usage: TURSO_DATABASE_URL=… node --import tsx db/check.ts [--json]. Exit code 1 when there is a violation. */
async function main(): Promise<void> {
  const url = process.env.TURSO_DATABASE_URL;
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database to check.");
  const json = process.argv.includes("--json");
  const began = Date.now();
  let count = 0;
  const checked = await checkDatabase(url, process.env.TURSO_AUTH_TOKEN, (violation) => {
    count += 1;
    console.log(json ? JSON.stringify(violation) : formatViolation(violation));
  });
  const milliseconds = Date.now() - began;
  const read = Object.entries(checked).map(([what, number]) => `${number} ${what}`);
  const summary = `Checked ${read.join(", ")} in ${(milliseconds / 1000).toFixed(1)} s: ${count || "no"} violation${count === 1 ? "" : "s"}.`;
  console.log(json ? JSON.stringify({ checked, violations: count, milliseconds }) : summary);
  if (count > 0) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
