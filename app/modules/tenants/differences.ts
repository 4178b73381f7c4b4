/** The fields whose values differ; an empty text, a missing one and null are the same. */
export function differences(
  fields: readonly string[],
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): string[] {
  const plain = (value: unknown) => (value === undefined || value === "" ? null : value);
  return fields.filter((field) => plain(one[field]) !== plain(other[field]));
}

/** Fields whose values say nothing about a person: the audit trail keeps them; of all others it keeps the name alone. */
const TELLABLE = new Set(["country", "currency", "locale", "timeZone", "paymentTermsDays"]);

/** What an audit event says of a save: field → [before, after] (security.md 22). */
export function auditedChanges(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Record<string, readonly [unknown, unknown]> {
  const changed = differences(Object.keys(after), before, after);
  return Object.fromEntries(
    changed.map((field) => [field, TELLABLE.has(field) ? [before[field], after[field]] : [null, null]]),
  );
}
