import { characterProblem, textsOfTable } from "@db/check/text-rules";
import { exportTables, PEOPLE } from "@db/queries/export-tables";
import type { ProvenArchive } from "./read-archive";

/** The schema's name of a column: `trade_name` is `tradeName`. */
const schemaName = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Throws for the first text of an archive that no form would take, before anything is stored: an archive is anybody's to write. */
export async function proveTexts(archive: ProvenArchive): Promise<void> {
  for (const table of [...exportTables, PEOPLE]) {
    const texts = textsOfTable(table === PEOPLE ? "users" : table.name);
    const columns = table.columns.flatMap(({ name }) => {
      const field = texts[schemaName(name)];
      return field ? [{ name, kind: field.kind }] : [];
    });
    if (columns.length === 0) continue;
    for await (const row of archive.rows(table)) {
      for (const { name, kind } of columns) {
        const text = row[name];
        const problem = typeof text === "string" ? characterProblem(kind, text) : null;
        if (problem)
          throw new Error(
            `${table.name}.${name} of ${row.id ?? row.invoice_id ?? "a row"} ${problem} Add --old-texts to store it as it is.`,
          );
      }
    }
  }
}
