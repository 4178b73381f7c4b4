/** A rule by its number in the product's rules; `settings` and `database` are what those rest upon, `derived` what triggers keep. */
export type Rule = 1 | 2 | 3 | 4 | 5 | 6 | 8 | 9 | 10 | "settings" | "database" | "derived";

/** One thing that is not as it must be. */
export interface Violation {
  readonly rule: Rule;
  readonly table: string;
  /** What the row is known by; column → value. */
  readonly ids: Readonly<Record<string, string | number | null>>;
  readonly message: string;
}

/** Makes the violations of one row: all that its rules have to say is what is wrong. */
export const violationsOf =
  (table: string, ids: Violation["ids"]) =>
  (rule: Rule, message: string, where: { table?: string; ids?: Violation["ids"] } = {}): Violation => ({
    rule,
    table: where.table ?? table,
    ids: { ...ids, ...where.ids },
    message,
  });

/** One line: `rule 3  invoices  tenant_id=… id=…  what is wrong`. Line breaks of stored texts can't make it two. */
export function formatViolation({ rule, table, ids, message }: Violation): string {
  const known = Object.entries(ids).map(([column, value]) => `${column}=${value}`);
  return [`rule ${rule}`, table, known.join(" "), message].join("  ").replace(/\p{Cc}+/gu, " ");
}
