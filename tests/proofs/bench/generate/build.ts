import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { openDatabase } from "@db/client.server";
import { migrateDatabase } from "@db/migrate";
import { fillSearch, SEARCH_FILLED, SEARCHED } from "@db/unscoped/fill-search";
import { noteDone } from "@db/unscoped/health";
import { INDEXES, mergeSearch } from "@db/unscoped/merge-search";
import { type Client, createClient } from "@libsql/client/http";
import { drizzle } from "drizzle-orm/libsql/http";
import { migrate } from "drizzle-orm/libsql/migrator";
import { inRoot } from "../../../../scripts/lib/paths.mjs";
import { idOf } from "./arithmetic";
import { auditRows, invoiceRows, numberRuns, tenantRows } from "./rows";
import { sealAll } from "./seal";
import { DAYS, lastDay, type Shape, slicesOf } from "./shape";
import { createStage, STAGE, stageGroups, stageInvoices, stageLines, stageNumbers } from "./stage";

const DAY_MS = 86_400_000;
/** The rows are written as these left the tables; later ones fill what they add, as they would in production. */
const FIRST_MIGRATIONS = 4;

const FILLED_AT_ONCE = 5_000;
const PAGES_AT_ONCE = 2_000;

/** What of a shape's first business the measurements need to know. */
export interface Measured {
  readonly tenantId: string;
  readonly ownerId: string;
  readonly invoices: number;
}

const openedAt = (now: number) => Date.parse(lastDay(now)) - DAYS * DAY_MS;

/** The first business of a shape, as `fillDatabase` makes it at that time. */
export function measuredOf({ tenants }: Shape, now: number): Measured {
  const opened = openedAt(now);
  return {
    tenantId: idOf(opened, "T", 0, 0),
    ownerId: idOf(opened, "V", 0, 0),
    invoices: tenants[0]?.invoices ?? 0,
  };
}

async function firstMigrations(url: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "gapless-bench-migrations-"));
  const client = createClient({ url });
  try {
    cpSync(inRoot("db", "migrations"), folder, { recursive: true });
    const journal = join(folder, "meta", "_journal.json");
    const read = JSON.parse(readFileSync(journal, "utf8")) as { entries: unknown[] };
    writeFileSync(journal, JSON.stringify({ ...read, entries: read.entries.slice(0, FIRST_MIGRATIONS) }));
    await migrate(drizzle({ client }), { migrationsFolder: folder });
  } finally {
    client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Takes the triggers and indexes off and returns the statements that bring them back: rows of the past are born issued. */
async function bare(client: Client): Promise<string[]> {
  const { rows } = await client.execute(
    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND (type = 'index' OR (type = 'trigger' AND name <> 'guard_insert')) ORDER BY type",
  );
  await client.batch(
    rows.map(({ type, name }) => `DROP ${type} ${name}`),
    "write",
  );
  return rows.map(({ sql }) => String(sql));
}

const MOST_TRIES = 20;

interface Outcome {
  readonly type: "ok" | "error";
  readonly error?: { readonly message: string };
}

/**
 * Runs one long statement by itself, without looking at the references of each row: the checker does so for all. When something was in
 * its way it has done nothing and is tried again.
 */
async function execute(url: string, statement: string): Promise<void> {
  const requests = ["PRAGMA foreign_keys = OFF", statement].map((sql) => ({
    type: "execute",
    stmt: { sql },
  }));
  const body = JSON.stringify({ requests: [...requests, { type: "close" }] });
  for (let tries = 1; ; tries += 1) {
    const response = await fetch(`${url}/v2/pipeline`, { method: "POST", body });
    const { results } = (await response.json()) as { results: readonly Outcome[] };
    const message = results.find(({ type }) => type === "error")?.error?.message;
    if (message === undefined) return;
    if (!/locked|busy|timed out/i.test(message) || tries >= MOST_TRIES)
      throw new Error(`${message}: ${statement}`);
    await pause(500);
  }
}

/** Fills an empty database with a shape's rows, the same for the same month. `tell` hears of each step. */
export async function fillDatabase(
  url: string,
  shape: Shape,
  now: number,
  tell: (step: string) => void,
): Promise<void> {
  await firstMigrations(url);
  const client = createClient({ url });
  const step = async (what: string, statements: readonly string[]) => {
    const began = performance.now();
    for (const statement of statements) await execute(url, statement);
    tell(`${what}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
  };
  try {
    const back = await bare(client);
    const slices = slicesOf(shape);
    const anchor = lastDay(now);
    const opened = openedAt(now);
    const tenants = shape.tenants.map(
      ({ invoices, clients }, t) =>
        `(${t}, '${idOf(opened, "T", t, 0)}', '${idOf(opened, "V", t, 0)}', '${idOf(opened, "S", t, 0)}', ${opened}, ${invoices}, ${clients})`,
    );
    const most = Math.max(...shape.tenants.map(({ invoices }) => invoices));
    await step("numbers", [...createStage(most), `INSERT INTO bench_tenants VALUES ${tenants.join(", ")}`]);
    await step("tenants and clients", tenantRows());
    await step(
      "what becomes of invoices",
      slices.map((slice) => stageInvoices(slice, DAYS, anchor)),
    );
    await step(
      "numbering",
      shape.tenants.map((_, t) => stageNumbers(t)),
    );
    await step("runs", [numberRuns()]);
    await step(
      "lines",
      slices.flatMap((slice) => [stageLines(slice), stageGroups(slice)]),
    );
    await step("invoices", slices.flatMap(invoiceRows));
    await step(
      "audit events",
      [...new Set(slices.map(({ tenants: [from, to] }) => `${from} ${to}`))].flatMap((range) => {
        const [from = 0, to = 0] = range.split(" ").map(Number);
        return auditRows(from, to);
      }),
    );
    await step(
      "clearing up",
      STAGE.map((table) => `DROP TABLE ${table}`),
    );
    await step("indexes and triggers", back);
  } finally {
    client.close();
  }
  const migrating = performance.now();
  await migrateDatabase(url);
  tell(`later migrations: ${((performance.now() - migrating) / 1000).toFixed(1)} s`);
  const filling = performance.now();
  await fillSearches(url, now);
  tell(`what searches look through: ${((performance.now() - filling) / 1000).toFixed(1)} s`);
  const sealing = performance.now();
  const sealed = await sealAll(url, measuredOf(shape, now).tenantId);
  tell(`${sealed} seals: ${((performance.now() - sealing) / 1000).toFixed(1)} s`);
}

/** What the daily job does in some nights: entries of the search that were filed ahead of its later migrations get their texts. */
async function fillSearches(url: string, now: number): Promise<void> {
  const db = openDatabase({ url, deadlineMs: 60_000 });
  for (const what of SEARCHED)
    for (let after = 0; ; ) {
      const done = await fillSearch(db, what, after, FILLED_AT_ONCE);
      if (!done) break;
      after = done.last;
    }
  await noteDone(db, SEARCH_FILLED, now);
  for (const index of INDEXES) while (await mergeSearch(db, index, PAGES_AT_ONCE));
}
