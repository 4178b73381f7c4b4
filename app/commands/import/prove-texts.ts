import { characterProblem, textLimits } from "@db/check/text-rules";
import { exportTables, PEOPLE } from "@db/queries/export-tables";
import type { ProvenArchive } from "./read-archive";

/** The schema's name of a column: `trade_name` is `tradeName`. */
const schemaName = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const isTable = (name: string): name is keyof typeof textLimits => Object.hasOwn(textLimits, name);

/** Throws for the first text of an archive that no form would take, before anything is stored: an archive is anybody's to write. */
export async function proveTexts(archive: ProvenArchive): Promise<void> {
  for (const table of [...exportTables, PEOPLE]) {
    const name = table === PEOPLE ? "users" : table.name;
    if (!isTable(name)) continue;
    const columns = table.columns.filter((column) =>
      Object.hasOwn(textLimits[name], schemaName(column.name)),
    );
    for await (const row of archive.rows(table)) {
      for (const column of columns) {
        const text = row[column.name];
        const problem = typeof text === "string" ? characterProblem(schemaName(column.name), text) : null;
        if (problem)
          throw new Error(
            `${table.name}.${column.name} of ${row.id ?? row.invoice_id ?? "a row"} ${problem} Add --old-texts to store it as it is.`,
          );
      }
    }
  }
}
