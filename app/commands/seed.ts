import { type Database, openDatabase } from "@db/client.server";
import { findUserByEmail } from "@db/unscoped/accounts";
import { type DemoBusiness, demoBusinesses } from "~/commands/seed/businesses";
import { demoClients } from "~/commands/seed/demo-clients";
import { History } from "~/commands/seed/history";
import { openBusiness } from "~/commands/seed/open-business";
import { openedAt, planHistory } from "~/commands/seed/plan";
import { Random } from "~/commands/seed/random";

export interface SeedOptions {
  /** The end of the demo businesses' history: milliseconds UTC. */
  readonly now: number;
  /** Of each business; 300 unless told. */
  readonly invoices?: number;
  /** Told after each step of any business: how much of the whole is done, 0 to 1. */
  readonly progress?: (share: number) => void;
}

/** Stores the demo businesses that are not there yet, side by side; each by itself in the order of its history. Returns their names. */
export async function seedDatabase(database: Database, options: SeedOptions): Promise<string[]> {
  const found = await Promise.all(demoBusinesses.map(({ email }) => findUserByEmail(database, email)));
  const missing = demoBusinesses.filter((_, i) => !found[i]);
  const shares = missing.map(() => 0);
  const { progress = () => {} } = options;
  await Promise.all(
    missing.map((business, i) =>
      seedBusiness(database, business, options, (share) => {
        shares[i] = share;
        progress(shares.reduce((sum, each) => sum + each, 0) / shares.length);
      }),
    ),
  );
  return missing.map(({ name }) => name);
}

async function seedBusiness(
  database: Database,
  business: DemoBusiness,
  { now, invoices = 300 }: SeedOptions,
  progress: (share: number) => void,
): Promise<void> {
  const random = new Random(business.seed);
  const opened = openedAt(now);
  const open = await openBusiness(database, business, opened, now + 3_600_000, random);
  const clients = demoClients(business.country);
  const usual = Number(business.payment.paymentTermsDays);
  const termsOf = (client: (typeof clients)[number]) => Number(client.form.paymentTermsDays || usual);
  const events = planHistory({ now, timeZone: open.timeZone, invoices, clients, termsOf }, random);
  const history = new History(business, clients, open.timeZone, open.dbAt, random);
  for (const [i, event] of events.entries()) {
    await history.carryOut(event);
    progress((i + 1) / events.length);
  }
  await open.close();
}

/** Usage: TURSO_DATABASE_URL=… node --import tsx app/commands/seed.ts */
async function main(): Promise<void> {
  const url = process.env.TURSO_DATABASE_URL;
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database for the demo businesses.");
  const began = Date.now();
  const database = openDatabase({ url, authToken: process.env.TURSO_AUTH_TOKEN }, { deadlineMs: 30_000 });
  let lastPercent = -1;
  const progress = (share: number) => {
    const percent = Math.floor(share * 100);
    const { isTTY } = process.stdout;
    if (percent === lastPercent || (!isTTY && percent % 25 !== 0)) return;
    lastPercent = percent;
    process.stdout.write(`${isTTY ? "\r" : ""}Storing the demo businesses: ${percent}%${isTTY ? "" : "\n"}`);
  };
  const stored = await seedDatabase(database, { now: began, progress });
  if (stored.length === 0) return console.log("The demo businesses are here already.");
  if (process.stdout.isTTY) process.stdout.write("\n");
  const seconds = ((Date.now() - began) / 1000).toFixed(1);
  console.log(`Stored ${stored.join(" and ")} in ${seconds} s.`);
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
