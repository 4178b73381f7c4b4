import { asPpm, type Ppm } from "~/shared/decimal";

/** A tax that a rate consists of: QST of GST and QST. */
export interface TaxComponent {
  readonly name: string;
  readonly ratePpm: Ppm;
}

const percent = (value: number): Ppm => asPpm(Math.round(value * 10_000));

const GST: TaxComponent = { name: "GST", ratePpm: percent(5) };
const hst = (value: number): readonly TaxComponent[] => [{ name: "HST", ratePpm: percent(value) }];
const besides = (name: string, value: number): readonly TaxComponent[] => [
  GST,
  { name, ratePpm: percent(value) },
];

interface Province {
  readonly name: string;
  readonly taxes: readonly TaxComponent[];
}

/**
 * What a registered business in each province and territory charges at home: GST alone, HST in its place, or GST beside a tax of the
 * province. As of 2026-11-25: the rates of GST and HST as the Canada Revenue Agency lists them (Nova Scotia 14 % since 2025-04-01), QST as
 * Revenu Québec does. Each tax is on the price without the other, and rounded to the cent once for all that is sold together (both
 * offices). Elsewhere the client's province counts: those rates stand beside.
 */
export const provinces: Readonly<Record<string, Province>> = {
  AB: { name: "Alberta", taxes: [GST] },
  BC: { name: "British Columbia", taxes: besides("PST", 7) },
  MB: { name: "Manitoba", taxes: besides("RST", 7) },
  NB: { name: "New Brunswick", taxes: hst(15) },
  NL: { name: "Newfoundland and Labrador", taxes: hst(15) },
  NS: { name: "Nova Scotia", taxes: hst(14) },
  NT: { name: "Northwest Territories", taxes: [GST] },
  NU: { name: "Nunavut", taxes: [GST] },
  ON: { name: "Ontario", taxes: hst(13) },
  PE: { name: "Prince Edward Island", taxes: hst(15) },
  QC: { name: "Quebec", taxes: besides("QST", 9.975) },
  SK: { name: "Saskatchewan", taxes: besides("PST", 6) },
  YT: { name: "Yukon", taxes: [GST] },
};

const folded = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z]/g, "");

/** What the rate of a province's taxes is called and comes to. */
const rateOf = (taxes: readonly TaxComponent[]) => ({
  ratePpm: asPpm(taxes.reduce((sum, { ratePpm }) => sum + ratePpm, 0)),
  components: taxes.length > 1 ? taxes : [],
  taxes,
});

export type ProvincialRate = ReturnType<typeof rateOf>;

/** The code of a province or territory, as people write it in an address: "ON", "Ontario", "Québec". Null for what is none. */
export function provinceOf(region: string | null | undefined): string | null {
  const said = folded(region ?? "");
  return (
    Object.entries(provinces).find(
      ([code, { name }]) => folded(code) === said || folded(name) === said,
    )?.[0] ?? null
  );
}

/** The rate of a province, then those that its clients elsewhere in Canada may call for. */
export function ratesIn(province: string): readonly ProvincialRate[] {
  const own = provinces[province]?.taxes ?? [GST];
  const rates = [own, [GST], hst(13), hst(14), hst(15)].map(rateOf);
  return rates.filter(({ ratePpm }, i) => rates.findIndex((rate) => rate.ratePpm === ratePpm) === i);
}
