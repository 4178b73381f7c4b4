import { createHash } from "node:crypto";
import { type ExportRow, exportInvoices, exportPages, exportPeople, lastEvent } from "@db/queries/export";
import { type ExportTable, exportTables, PEOPLE } from "@db/queries/export-tables";
import type { InvoiceDetail } from "@db/queries/invoice-content";
import { listTaxRates, type TaxRateWithReasons } from "@db/queries/tenants";
import type { Access, TenantDb } from "@db/tenant-db";
import { csvPath, documentPath, FORMAT, FORMAT_VERSION, linesPath, MANIFEST } from "~/domain/exports/format";
import { ByteStore } from "~/shared/byte-store";
import { type ZipFile, zip } from "~/shared/zip";
import { readmeText, schemaText } from "./describe";
import { csvHeader, csvText, linesText } from "./table-text";

export interface ArchiveOptions {
  /** Milliseconds UTC. */
  readonly now: number;
  /** An invoice as a whole HTML page. */
  readonly document: (
    invoice: InvoiceDetail,
    tenant: Access["tenant"] & { readonly taxRates: readonly TaxRateWithReasons[] },
  ) => string;
}

const encoder = new TextEncoder();
const encode = (text: string): Uint8Array => encoder.encode(text);

async function* pagesOf(db: TenantDb, table: ExportTable): AsyncGenerator<readonly ExportRow[]> {
  if (table === PEOPLE) yield await exportPeople(db);
  else yield* exportPages(db, table);
}

async function* pieces(
  db: TenantDb,
  table: ExportTable,
  head: string,
  text: (table: ExportTable, rows: readonly ExportRow[]) => string,
): AsyncGenerator<Uint8Array> {
  if (head) yield encode(head);
  for await (const page of pagesOf(db, table)) if (page.length > 0) yield encode(text(table, page));
}

/** All files but the manifest, in the order in which they are read. */
async function* filesOf(db: TenantDb, access: Access, options: ArchiveOptions): AsyncGenerator<ZipFile> {
  const { tenant } = access;
  const tables = [...exportTables, PEOPLE];
  yield {
    path: "README.txt",
    pieces: [encode(readmeText(tenant.name, new Date(options.now).toISOString()))],
  };
  yield { path: "schema.json", pieces: [encode(schemaText(tables))] };
  for (const table of tables) {
    yield { path: linesPath(table.name), pieces: pieces(db, table, "", linesText) };
    yield { path: csvPath(table.name), pieces: pieces(db, table, csvHeader(table), csvText) };
  }
  const business = { ...tenant, taxRates: await listTaxRates(db) };
  for await (const page of exportInvoices(db))
    for (const detail of page)
      yield { path: documentPath(detail.invoice), pieces: [encode(options.document(detail, business))] };
}

/** Passes the files on, and ends with a manifest of what went by. */
async function* withManifest(
  files: AsyncIterable<ZipFile>,
  head: () => Promise<object>,
): AsyncGenerator<ZipFile> {
  const listed = new ByteStore();
  let between = "";
  for await (const { path, pieces } of files) {
    const hash = createHash("sha256");
    let bytes = 0;
    const counted = async function* () {
      for await (const piece of pieces) {
        hash.update(piece);
        bytes += piece.length;
        yield piece;
      }
    };
    yield { path, pieces: counted() };
    listed.append(encode(`${between}${JSON.stringify({ path, bytes, sha256: hash.digest("hex") })}`));
    between = ",\n";
  }
  const begin = JSON.stringify(await head());
  const manifest = function* () {
    yield encode(`${begin.slice(0, -1)},"files":[\n`);
    yield* listed.chunks();
    yield encode("\n]}\n");
  };
  yield { path: MANIFEST, pieces: manifest() };
}

/**
 * A business's archive as it is read: nothing of it is kept but some 80 bytes for each file, which its two lists at the end need. Each
 * change of a business has an event, so the last event before and after tells whether all of it is of one moment (docs/decisions).
 */
export async function* archive(
  db: TenantDb,
  access: Access,
  options: ArchiveOptions,
): AsyncGenerator<Uint8Array> {
  const { id, name } = access.tenant;
  const exportedAt = new Date(options.now).toISOString();
  const before = await lastEvent(db);
  const head = async () => {
    const changedMeanwhile = (await lastEvent(db)) !== before;
    return { format: FORMAT, version: FORMAT_VERSION, business: { id, name }, exportedAt, changedMeanwhile };
  };
  yield* zip(withManifest(filesOf(db, access, options), head), options.now);
}
