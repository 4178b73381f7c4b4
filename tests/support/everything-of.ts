import { batch, sql } from "./sql";

const tables = async (): Promise<string[]> => {
  const rows = await sql(
    "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'tenant_id' ORDER BY 1",
  );
  return rows.map((row) => String(row.name));
};

let known: Promise<string[]> | undefined;

/** Every row of a business in every table, as text: the same text before and after means that nothing changed. */
export async function everythingOf(tenantId: string): Promise<string> {
  known ??= tables();
  const rows = (await known).map(
    (name) => [`SELECT * FROM ${name} WHERE tenant_id = ? ORDER BY 1, 2, 3`, [tenantId]] as const,
  );
  return JSON.stringify(await batch([["SELECT * FROM tenants WHERE id = ?", [tenantId]], ...rows]));
}
