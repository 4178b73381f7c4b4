import { getRandomValues } from "node:crypto";
import { parseArgs } from "node:util";
import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { type DatabaseConfig, openDatabase } from "@db/client.server";
import type { ExportRow } from "@db/queries/export";
import { type ExportTable, exportTables, PEOPLE } from "@db/queries/export-tables";
import { findUserByEmail } from "@db/unscoped/accounts";
import { sql } from "drizzle-orm";
import { draftOf, fillRun, type Issued, settle } from "~/commands/import/invoices";
import { storePayments } from "~/commands/import/payments";
import { storePeople } from "~/commands/import/people";
import { proveTexts } from "~/commands/import/prove-texts";
import { openProven, type ProvenArchive } from "~/commands/import/read-archive";
import { Sender, storeRows } from "~/commands/import/rows";
import { auditKeys } from "~/domain/audit/chain";
import { sealEvents } from "~/modules/audit/seal.server";
import { newId } from "~/shared/ids";
import { runVerifyAudit } from "./verify-audit";

export interface ImportOptions {
  readonly database: DatabaseConfig;
  /** Whose business it will be: somebody with an account here. */
  readonly owner: string;
  /** Give the business a new id: where the one of the archive is here already. */
  readonly asNew?: boolean;
  readonly now: number;
  /** Store texts that a form would refuse today: those of an archive that is older than the rule. The checker tells of each. */
  readonly oldTexts?: boolean;
  /** Seals the trail. */
  readonly auditKey?: string | null;
}

export interface Imported {
  readonly tenantId: string;
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
}

const random = (bytes: number): Uint8Array => getRandomValues(new Uint8Array(bytes));

/** Stored by other ways than row by row, or not at all: who may get in is not the archive's to say. */
const APART = new Set([
  "memberships",
  "number_runs",
  "audit_seals",
  "payment_credits",
  "payment_allocations",
]);

function tableOf(name: string): ExportTable {
  const table = exportTables.find((each) => each.name === name);
  if (!table) throw new Error(`${name} is not exported`);
  return table;
}

const paymentTables = {
  payments: tableOf("payments"),
  credits: tableOf("payment_credits"),
  allocations: tableOf("payment_allocations"),
};

/**
 * Stores an archive as a new business of `owner`. Nothing is stored before every file of it was proved. The business is seen by
 * nobody until its last row is there: then the owner becomes its only member.
 */
export async function importArchive(file: string, options: ImportOptions): Promise<Imported> {
  const archive = await openProven(file);
  try {
    return await storeArchive(archive, options);
  } finally {
    archive.close();
  }
}

async function storeArchive(archive: ProvenArchive, options: ImportOptions): Promise<Imported> {
  const { now, owner } = options;
  const db = openDatabase(options.database, { deadlineMs: 60_000 });
  const freshId = () => newId(now, random);
  const there = archive.manifest.business.id;
  const user = await findUserByEmail(db, owner);
  if (!user) throw new Error(`Nobody has an account with the address ${owner} here.`);
  const [[taken]] = await db.read([db.build.all(sql`SELECT 1 FROM tenants WHERE id = ${there}`)]);
  if (taken && !options.asNew)
    throw new Error("This business is here already. Add --as-new to store the archive as another one.");
  if (!options.oldTexts) await proveTexts(archive);
  const tenantId = options.asNew ? freshId() : there;
  const people: ExportRow[] = [];
  for await (const person of archive.rows(PEOPLE)) people.push(person);
  const personHere = await storePeople(db, people, now, freshId);

  const renamed =
    ({ name, owner: column }: ExportTable) =>
    (row: ExportRow): ExportRow => ({
      ...row,
      [column]: tenantId,
      ...(name === "audit_events" ? renamedEvent(row, { from: there, to: tenantId }, personHere) : {}),
    });
  const sender = new Sender(db);
  const rows: Record<string, number> = {};
  const issued = new Map<string, Map<number, Issued>>();
  for (const table of exportTables) {
    if (APART.has(table.name)) continue;
    // Behind the rows that hang on invoices: once these are issued, nothing can be added to them but payments.
    if (table.name === "payments") {
      await issueAll(sender, archive, tenantId, issued, rows);
      Object.assign(rows, await storePayments(sender, archive, paymentTables, renamed));
      await settleAll(sender, tenantId, issued);
      continue;
    }
    const rename = renamed(table);
    rows[table.name] = await storeRows(sender, table, archive.rows(table), (row) => {
      // Made within the grace of an erasure, as it is advised: the business was to be erased there, and is wanted here.
      if (table.name === "erasures" && row.entity === "tenant") return null;
      if (table.name !== "invoices") return rename(row);
      const parts = draftOf(rename(row));
      if (parts.issued) remember(issued, parts.issued);
      return parts.draft;
    });
  }
  await sender.end();
  await finish(db, tenantId, user.id, archive, now, freshId());
  await sealEvents(db, tenantId, options.auditKey ?? null);
  return { tenantId, rows };
}

/** Events about the business itself bear its id, those about members a person's; every other id stays as it was. */
function renamedEvent(
  { actor_id, entity, entity_id }: ExportRow,
  business: { readonly from: string; readonly to: string },
  personHere: ReadonlyMap<string, string>,
): ExportRow {
  const here = (id: ExportRow[string] | undefined) => personHere.get(String(id)) ?? String(id);
  const about =
    entity === "membership" || entity === "user"
      ? here(entity_id)
      : entity_id === business.from
        ? business.to
        : entity_id;
  return { actor_id: here(actor_id), entity_id: about ?? null };
}

const placeOf = (row: { readonly series_id?: unknown; readonly period?: unknown }) =>
  `${row.series_id}/${row.period}`;

function remember(issued: Map<string, Map<number, Issued>>, invoice: Issued): void {
  const place = issued.get(placeOf(invoice)) ?? new Map<number, Issued>();
  issued.set(placeOf(invoice), place);
  place.set(invoice.sequence, invoice);
}

async function issueAll(
  sender: Sender,
  archive: ProvenArchive,
  tenantId: string,
  issued: ReadonlyMap<string, ReadonlyMap<number, Issued>>,
  rows: Record<string, number>,
): Promise<void> {
  rows.number_runs = 0;
  // In the order of their key: of one series and period, the earlier run first.
  for await (const run of archive.rows(tableOf("number_runs"))) {
    await fillRun(sender, tenantId, run, issued.get(placeOf(run)) ?? new Map());
    rows.number_runs += 1;
  }
}

async function settleAll(
  sender: Sender,
  tenantId: string,
  issued: ReadonlyMap<string, ReadonlyMap<number, Issued>>,
): Promise<void> {
  for (const place of issued.values())
    for (const invoice of place.values()) await settle(sender, tenantId, invoice);
}

/** The last batch: what happened stands in the trail, and the owner may come in. */
async function finish(
  db: ReturnType<typeof openDatabase>,
  tenantId: string,
  userId: string,
  { sha256, manifest }: ProvenArchive,
  now: number,
  requestId: string,
): Promise<void> {
  const changes = JSON.stringify({
    archive: [null, sha256],
    exportedAt: [null, manifest.exportedAt],
    business: [manifest.business.id, tenantId],
  });
  await db.write([
    db.build.run(sql`INSERT INTO audit_events (tenant_id, seq, at, actor_id, action, entity, entity_id, entity_version, changes, request_id)
      SELECT ${tenantId}, 1 + max(seq), ${now}, ${userId}, 'import.stored', 'import', ${tenantId}, 1, ${changes}, ${requestId}
        FROM audit_events WHERE tenant_id = ${tenantId}`),
    db.build.run(sql`INSERT INTO memberships (tenant_id, user_id, role, created_at, updated_at)
      VALUES (${tenantId}, ${userId}, 'owner', ${now}, ${now})`),
  ]);
}

/** Usage: TURSO_DATABASE_URL=… node --import tsx app/commands/import.ts FILE --owner EMAIL [--as-new] [--old-texts]. Exit code 1 when a rule is broken. */
async function main(): Promise<void> {
  const { TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: authToken, AUDIT_KEY } = process.env;
  const options = {
    owner: { type: "string" },
    "as-new": { type: "boolean" },
    "old-texts": { type: "boolean" },
  } as const;
  const { positionals, values } = parseArgs({ allowPositionals: true, options });
  const [file] = positionals;
  if (!url) throw new Error("Set TURSO_DATABASE_URL to the database to import into.");
  if (!file || !values.owner)
    throw new Error("Name the archive and whose it will be: npm run import -- FILE --owner EMAIL");
  const began = Date.now();
  const keys = auditKeys(AUDIT_KEY);
  const database = { url, authToken };
  const { owner, "as-new": asNew = false, "old-texts": oldTexts = false } = values;
  const done = await importArchive(file, {
    database,
    owner,
    asNew,
    oldTexts,
    now: began,
    auditKey: keys[0] ?? null,
  });
  const count = Object.values(done.rows).reduce((sum, rows) => sum + rows, 0);
  console.log(
    `Stored ${count} rows as /o/${done.tenantId} in ${((Date.now() - began) / 1000).toFixed(1)} s.`,
  );
  let violations = 0;
  await checkDatabase(url, authToken, (violation) => {
    violations += 1;
    console.log(formatViolation(violation));
  });
  console.log(
    `The checker of the rules found ${violations || "no"} violation${violations === 1 ? "" : "s"}.`,
  );
  const sound = await runVerifyAudit(database, keys, (line) => console.log(line));
  if (violations > 0 || !sound) process.exitCode = 1;
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].replaceAll("\\", "/"))) await main();
