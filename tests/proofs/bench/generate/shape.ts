/** How many businesses of which size a database is made of. The first one is measured. */
export interface Shape {
  readonly name: "million" | "thousand";
  readonly tenants: readonly TenantShape[];
}

export interface TenantShape {
  readonly invoices: number;
  readonly clients: number;
}

const OTHERS = 400;
const other: TenantShape = { invoices: 1_000, clients: 50 };

/** 1,000,000 invoices: one business has half of them, one a tenth, the rest are small. */
export const MILLION: Shape = {
  name: "million",
  tenants: [
    { invoices: 500_000, clients: 5_000 },
    { invoices: 100_000, clients: 2_000 },
    ...Array.from({ length: OTHERS }, () => other),
  ],
};

/** 1,000 invoices, all of one business, which has more clients than a choice holds. */
export const THOUSAND: Shape = { name: "thousand", tenants: [{ invoices: 1_000, clients: 120 }] };

/** The days that the invoices are spread over: three years. */
export const DAYS = 1_096;

/** The last of those days: the end of last month, so that a database can be kept for a month and is no history. */
export function lastDay(now: number): string {
  const today = new Date(now);
  return new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), 0)).toISOString().slice(0, 10);
}

/** Rows of some businesses: the tenants from..to, and of each the invoices from..to; both ends included. */
export interface Slice {
  readonly tenants: readonly [from: number, to: number];
  readonly invoices: readonly [from: number, to: number];
}

const MOST = 25_000;

/** The whole shape in parts of at most 25,000 invoices, in the order of the primary keys. */
export function slicesOf({ tenants }: Shape): Slice[] {
  const slices: Slice[] = [];
  for (let t = 0; t < tenants.length; ) {
    const invoices = tenants[t]?.invoices ?? 0;
    let end = t;
    while (tenants[end + 1]?.invoices === invoices && (end + 2 - t) * invoices <= MOST) end += 1;
    for (let i = 0; i < invoices; i += MOST)
      slices.push({ tenants: [t, end], invoices: [i, Math.min(i + MOST, invoices) - 1] });
    t = end + 1;
  }
  return slices;
}
