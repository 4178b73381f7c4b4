/** The fields whose values differ; an empty text, a missing one and null are the same. */
export function differences(
  fields: readonly string[],
  one: Readonly<Record<string, unknown>>,
  other: Readonly<Record<string, unknown>>,
): string[] {
  const plain = (value: unknown) => (value === undefined || value === "" ? null : value);
  return fields.filter((field) => plain(one[field]) !== plain(other[field]));
}
