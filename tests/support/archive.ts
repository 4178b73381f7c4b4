import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ExportRow } from "@db/queries/export";
import { exportTables, PEOPLE } from "@db/queries/export-tables";
import { openProven } from "~/commands/import/read-archive";
import { openArchive } from "~/commands/import/unzip";
import { linesPath, MANIFEST, type Manifest } from "~/domain/exports/format";
import { zip } from "~/shared/zip";
import type { Person } from "./app";
import { freshId } from "./visitor";

const folder = mkdtempSync(join(tmpdir(), "gapless-archive-"));

/** Call it when all tests of the file are done. */
export const removeArchives = (): void => rmSync(folder, { recursive: true, force: true });

export const storeArchive = (bytes: Uint8Array): string => {
  const file = join(folder, `${freshId()}.zip`);
  writeFileSync(file, bytes);
  return file;
};

/** The archive of a business as its owner downloads it, in a file. */
export async function downloadArchive(person: Pick<Person, "fetch">, base: string): Promise<string> {
  const response = await person.fetch(`${base}/export.zip`);
  if (response.status !== 200) throw new Error(`No archive: ${response.status}`);
  return storeArchive(new Uint8Array(await response.arrayBuffer()));
}

/**
 * The archive with other rows, as somebody makes it who also makes its manifest anew. `without`: tables whose files are left out;
 * `more`: rows that are added.
 */
export async function alteredArchive(
  archive: string,
  change: (table: string, row: ExportRow) => ExportRow | null,
  without: readonly string[] = [],
  more: Readonly<Record<string, readonly ExportRow[]>> = {},
): Promise<string> {
  const manifest = JSON.parse(await fileOf(archive, MANIFEST)) as Manifest;
  const tables = Object.entries(await tablesOf(archive)).filter(([name]) => !without.includes(name));
  const files = tables.map(([name, rows]) => {
    const changed = rows.map((row) => change(name, row)).filter((row) => row !== null);
    changed.push(...(more[name] ?? []));
    const bytes = Buffer.from(changed.map((row) => `${JSON.stringify(row)}\n`).join(""));
    return { path: linesPath(name), bytes };
  });
  const listed = files.map(({ path, bytes }) => ({
    path,
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  }));
  const all = [
    ...files,
    { path: MANIFEST, bytes: Buffer.from(JSON.stringify({ ...manifest, files: listed })) },
  ];
  async function* pieces() {
    for (const { path, bytes } of all) yield { path, pieces: [bytes] };
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of zip(pieces(), Date.UTC(2026, 0, 1))) chunks.push(chunk);
  return storeArchive(Buffer.concat(chunks));
}

/** One file of an archive as text. */
export async function fileOf(archive: string, path: string): Promise<string> {
  const opened = await openArchive(archive);
  const chunks: Buffer[] = [];
  for await (const chunk of await opened.read(path)) chunks.push(chunk as Buffer);
  opened.close();
  return Buffer.concat(chunks).toString("utf8");
}

export async function pathsOf(archive: string): Promise<readonly string[]> {
  const opened = await openArchive(archive);
  opened.close();
  return opened.paths;
}

/** Every row of every table of an archive, proved against its manifest. */
export async function tablesOf(archive: string): Promise<Record<string, ExportRow[]>> {
  const opened = await openProven(archive);
  const tables: Record<string, ExportRow[]> = {};
  for (const table of [...exportTables, PEOPLE]) {
    tables[table.name] = [];
    for await (const row of opened.rows(table)) tables[table.name]?.push(row);
  }
  opened.close();
  return tables;
}
