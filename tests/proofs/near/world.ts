import { startDistance, type Wire } from "../../support/distance";

/** Where people are, and how far what is from there: there and back, milliseconds. */
export const PLACES = [
  { name: "Frankfurt", primary: 2, copies: [90, 280] },
  { name: "Virginia", primary: 90, copies: [2, 200] },
  { name: "Sydney", primary: 280, copies: [200, 2] },
] as const;
export type Place = (typeof PLACES)[number];

/** Ports of the servers: the primary's, and its two copies'. */
export interface Servers {
  readonly primary: number;
  readonly copies: readonly [number, number];
}

/** The ways from a place to the servers. */
export interface Ways {
  readonly primary: Wire;
  readonly copies: readonly Wire[];
}

export async function layWays(place: Place, { primary, copies }: Servers): Promise<Ways> {
  return {
    primary: await startDistance(primary, { ms: place.primary }),
    copies: await Promise.all(copies.map((port, i) => startDistance(port, { ms: place.copies[i] ?? 0 }))),
  };
}
