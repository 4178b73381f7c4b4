import type { Person } from "./app";
import { sql } from "./sql";

/** A rate that has no tax, with another reason for that than its own: the parameters of both in addresses. */
export async function withReason(
  { tenantId }: Person,
  words = "Reverse charge, said otherwise",
): Promise<{ rate: string; reason: string }> {
  await sql(
    `INSERT INTO exemption_reasons (tenant_id, category, rate_ppm, exemption_nr, exemption_reason, created_at, updated_at)
       VALUES (?, 'AE', 0, 2, ?, 1, 1)`,
    [tenantId, words],
  );
  return { rate: "AE-0", reason: "2" };
}
