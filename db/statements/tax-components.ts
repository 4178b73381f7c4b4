import type { taxRateComponents } from "../schema/tenants";

type Row = typeof taxRateComponents.$inferInsert;

/** The rows of the taxes that a rate consists of, in their order. */
export const componentRows = (
  rate: Pick<Row, "tenantId" | "category" | "ratePpm">,
  components: readonly { readonly name: string; readonly ratePpm: number }[],
): Row[] =>
  components.map(({ name, ratePpm: componentPpm }, i) => ({ ...rate, position: i + 1, name, componentPpm }));
