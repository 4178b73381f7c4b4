/**
 * Where the bank stands in an IBAN: how many characters behind the check digits, by country (ISO 13616, SWIFT's IBAN registry, bank
 * identifier; where a country has only one for bank and branch together, that). A country that is not here shows no bank code.
 * Ours: ibantools 4.5 lacks it for fourteen countries of the registry (PL, SK, SM, TR, UA among them), and a statement needs it as data.
 */
const LENGTHS = `AD4 AE3 AL3 AT5 AZ4 BA3 BE3 BG4 BH4 BI5 BR8 BY4 CH5 CR4 CY3 CZ4 DE8 DJ5 DK4 DO4 EE2 EG4 ES4 FI3 FK2 FO4 FR5 GB4 GE2
  GI4 GL4 GR3 GT4 HN4 HR7 HU3 IE4 IL3 IQ4 IS2 IT5 JO4 KW4 KZ3 LB4 LC4 LI5 LT5 LU3 LV4 LY3 MC5 MD2 ME3 MK3 MN4 MR5 MT4 MU6 NI4 NL4 NO4
  OM3 PK4 PL8 PS4 PT4 QA4 RO4 RS3 RU9 SA2 SC6 SD2 SE3 SI2 SK4 SM5 SO4 ST4 SV4 TL3 TN2 TR5 UA6 VA3 VG4 XK2 YE4`;

/** A letter that only checks the bank code stands in front of it. */
const CHECKED = new Set(["IT", "SM"]);

const COUNTRY_AND_CHECK_DIGITS = 4;

/** Country → where the bank code begins, counted from 1 as SQL does, and how long it is. Plain, so that a statement can carry it. */
export const BANK_CODES: Readonly<Record<string, readonly [from: number, length: number]>> =
  Object.fromEntries(
    LENGTHS.split(/\s+/).map((entry) => {
      const country = entry.slice(0, 2);
      const from = COUNTRY_AND_CHECK_DIGITS + 1 + (CHECKED.has(country) ? 1 : 0);
      return [country, [from, Number(entry.slice(2))] as const];
    }),
  );

/**
 * An IBAN as the trail may keep it: country, bank code and the last four characters, `DE · 37040044 · …3000`. Enough to tell which bank and which of
 * the business's accounts it was, too little to pay to. `iban`: without spaces, as stored. db/queries/tenant-writes.ts says the same in SQL.
 */
export function maskIban(iban: string): string {
  const country = iban.slice(0, 2);
  const [from, length] = BANK_CODES[country] ?? [1, 0];
  const bank = iban.slice(from - 1, from - 1 + length);
  return [country, ...(bank ? [bank] : []), `…${iban.slice(-4)}`].join(" · ");
}
