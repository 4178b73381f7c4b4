import { type CivilDate, LAST_DATE, parseCivilDate } from "~/shared/dates";

/**
 * How long issued invoices and the trail are kept, and what says so. Counted from the end of the year in which an invoice was issued, or
 * of its date, whichever is later (§ 14b (1) UStG and its like; 0008, retained_invoices).
 */
export interface Policy {
  readonly years: number;
  readonly source: string;
}

/**
 * By the business's country (ISO 3166-1). The database has the same table (0007) and lets nothing issued be deleted earlier; a test
 * holds the two together. It is a start, not advice: owners may keep longer, never shorter.
 */
export const POLICIES: Readonly<Record<string, Policy>> = {
  AT: { years: 7, source: "§ 132 (1) BAO" },
  AU: { years: 5, source: "s 262A ITAA 1936" },
  BE: { years: 10, source: "Art. 60 VAT Code" },
  CA: { years: 6, source: "s 230(4) Income Tax Act" },
  CH: { years: 10, source: "Art. 958f OR" },
  DE: { years: 8, source: "§ 147 (3) AO, § 14b (1) UStG as of 2025 (BEG IV)" },
  DK: { years: 5, source: "§ 12 Bogføringsloven" },
  ES: { years: 6, source: "Art. 30 Código de Comercio" },
  FI: { years: 6, source: "2:10 § Kirjanpitolaki" },
  FR: { years: 10, source: "Art. L123-22 Code de commerce" },
  GB: { years: 6, source: "Sch. 11 para 6(3) VAT Act 1994" },
  IE: { years: 6, source: "s 84 VAT Consolidation Act 2010" },
  IT: { years: 10, source: "Art. 2220 Codice civile" },
  LU: { years: 10, source: "Art. 16 Code de commerce" },
  NL: { years: 7, source: "Art. 52 (4) AWR" },
  NO: { years: 5, source: "§ 13 Bokføringsloven" },
  PT: { years: 10, source: "Art. 52 CIVA" },
  SE: { years: 7, source: "7:2 § Bokföringslagen" },
  US: { years: 7, source: "26 CFR 1.6001-1: no fixed number of years; the longest that the IRS names" },
};

/** Where no country's own rule is known here: the longest of the others. */
export const DEFAULT_POLICY: Policy = {
  years: 10,
  source: "no rule of this country is known here: the longest of all",
};

/** The shortest of all: nothing issued is purged sooner, wherever it was issued. */
export const SHORTEST_YEARS = Math.min(DEFAULT_POLICY.years, ...Object.values(POLICIES).map((p) => p.years));

/** The most that an owner may choose. */
export const MOST_YEARS = 30;

export const policyOf = (country: string): Policy => POLICIES[country] ?? DEFAULT_POLICY;

/** The last day on which something is kept that may go after that year: years count from their end. No day is behind the calendar's last. */
export const lastDayOf = (year: number): CivilDate => {
  const day = parseCivilDate(`${year}-12-31`);
  return day.ok ? day.value : LAST_DATE;
};

const DAY = 86_400_000;

/** What no law asks for is gone sooner; milliseconds. */
export const SHORT = {
  /** A draft that nobody changed. The database knows the same (0007). */
  drafts: 730 * DAY,
  /** A session that is over, with the address and the browser that it was opened from. */
  sessions: 30 * DAY,
  /** That there was a session, which is over; the database knows the same (0011). */
  endedSessions: 7 * DAY,
  /** A form that came when its session was over. Nobody can read it any longer than this, purged or not. */
  keptForms: DAY / 24,
  /** Guesses at passwords. */
  loginAttempts: 1 * DAY,
  /** Browsers that nobody logged in with. */
  knownDevices: 365 * DAY,
  /** One-time keys of forms. */
  idempotencyKeys: 7 * DAY,
  /** From asking to erase a business until it is done. */
  grace: 30 * DAY,
} as const;
