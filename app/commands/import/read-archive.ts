import { createHash } from "node:crypto";
import { linesOf } from "@db/backup/unpack";
import type { ExportRow } from "@db/queries/export";
import type { ExportTable } from "@db/queries/export-tables";
import * as v from "valibot";
import { FORMAT, FORMAT_VERSION, linesPath, MANIFEST, type Manifest } from "~/domain/exports/format";
import { isId } from "~/shared/ids";
import { type Archive, openArchive } from "./unzip";

const ManifestSchema = v.object({
  format: v.literal(FORMAT, "This is no archive of Gapless."),
  version: v.literal(FORMAT_VERSION, "This archive is of another version of Gapless."),
  business: v.object({ id: v.pipe(v.string(), v.check(isId)), name: v.string() }),
  exportedAt: v.pipe(v.string(), v.isoTimestamp()),
  changedMeanwhile: v.literal(
    false,
    "Something was changed while this archive was made, so it may be of two moments. Export again at a quiet time.",
  ),
  files: v.array(
    v.object({ path: v.string(), bytes: v.number(), sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)) }),
  ),
});

/** Tables that older archives don't have: there was nothing to be in them, or the database fills them (0016, invoices_paid). */
const LATER: ReadonlySet<string> = new Set([
  "retention_floors",
  "fiscal_year_floors",
  "payments",
  "payment_credits",
  "payment_allocations",
  "number_series_uses",
  "invoice_other_parties",
  "invoice_terms",
  "exemption_reasons",
  "tax_rate_components",
  "invoice_tax_components",
]);

/** An archive whose every file is as its manifest says. */
export interface ProvenArchive {
  readonly manifest: Manifest;
  /** Of the manifest itself, hex: it stands for the whole archive. */
  readonly sha256: string;
  /** The rows of a table in their order. Throws for a row that is not of that table. */
  readonly rows: (table: ExportTable) => AsyncGenerator<ExportRow>;
  readonly close: () => void;
}

/** A million files have some 150 MB. */
const LONGEST_MANIFEST = 256 * 2 ** 20;

async function readAll(archive: Archive, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of await archive.read(path)) {
    chunks.push(chunk as Buffer);
    bytes += (chunk as Buffer).length;
    if (bytes > LONGEST_MANIFEST) throw new Error(`${path} is far too large.`);
  }
  return Buffer.concat(chunks);
}

/** What a column that is never empty holds for an archive that is older than it: what its migration gave the rows that were there. */
const OLDER: Readonly<Record<string, ExportRow>> = {
  tenants: { fiscal_year_end_month: 12, charges_tax: 1 },
  tax_rates: { exemption_nr: 1 },
};

/**
 * A row with the columns of its table, each with a value that may be there. A column that may be empty may be missing: an archive that is
 * older than the column has nothing in it. A column that is not the table's comes from a newer version, and would be lost.
 */
function rowOf(table: ExportTable, line: string): ExportRow {
  const read = JSON.parse(line) as Record<string, unknown>;
  const older = OLDER[table.name] ?? {};
  const row = Object.fromEntries(
    table.columns.map(({ name }) => [name, (Object.hasOwn(read, name) ? read[name] : older[name]) ?? null]),
  );
  const wrong = (what: string) =>
    new Error(`A row of ${table.name} ${what}: the archive is of another version.`);
  if (Object.keys(read).some((name) => !Object.hasOwn(row, name))) throw wrong("has other columns");
  for (const { name, type, required } of table.columns) {
    const value = row[name];
    const fits =
      value === null ? !required : type === "text" ? typeof value === "string" : Number.isSafeInteger(value);
    if (!fits) throw wrong(`has no fitting ${name}`);
  }
  return row as ExportRow;
}

/** Opens an archive and compares every file with its manifest. Throws where one is missing, added or another. */
export async function openProven(file: string): Promise<ProvenArchive> {
  const archive = await openArchive(file);
  try {
    if (!archive.paths.includes(MANIFEST))
      throw new Error("This is no archive of Gapless: it has no manifest.json.");
    const text = await readAll(archive, MANIFEST);
    const manifest = v.parse(ManifestSchema, JSON.parse(text.toString("utf8"))) as Manifest;
    const listed = new Set([MANIFEST, ...manifest.files.map(({ path }) => path)]);
    const extra = archive.paths.find((path) => !listed.has(path));
    if (extra || archive.paths.length !== listed.size)
      throw new Error(`The archive's files are not those of its manifest${extra ? `: ${extra}` : ""}.`);
    for (const { path, bytes, sha256 } of manifest.files) {
      const hash = createHash("sha256");
      let read = 0;
      for await (const chunk of await archive.read(path)) {
        hash.update(chunk as Buffer);
        read += (chunk as Buffer).length;
      }
      if (read !== bytes || hash.digest("hex") !== sha256)
        throw new Error(`${path} is not as it was exported.`);
    }
    return {
      manifest,
      sha256: createHash("sha256").update(text).digest("hex"),
      rows: async function* (table) {
        if (LATER.has(table.name) && !listed.has(linesPath(table.name))) return;
        for await (const line of linesOf(await archive.read(linesPath(table.name)))) yield rowOf(table, line);
      },
      close: archive.close,
    };
  } catch (error) {
    archive.close();
    throw error;
  }
}
