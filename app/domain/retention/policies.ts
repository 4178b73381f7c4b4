/** Where a law begins to count its years: at the end of which year the invoice is of. */
export type CountedFrom = "calendar-year" | "fiscal-year" | "calendar-year-of-fiscal-year";

/**
 * How long issued invoices and the trail are kept, and what says so. An invoice is of the day that it was issued on, or of its date,
 * whichever is later (0020, retained_invoices).
 */
export interface Policy {
  readonly years: number;
  readonly source: string;
  readonly countedFrom: CountedFrom;
}

/**
 * By the business's country (ISO 3166-1). The database has the same table (0007, 0020) and lets nothing issued be deleted earlier; a test
 * holds the two together. It is a start, not advice: owners may keep longer, never shorter.
 *
 * From the end of the fiscal year: CA "the last taxation year to which the records relate", CH Art. 958f (1) OR, DK "regnskabsåret",
 * FR the close of the books, HR "zadnjeg dana poslovne godine", LU Art. 16, NO § 13 (2). From the end of the calendar year in which that
 * ends: AT § 132 (1) BAO last half-sentence, FI 2:10, SE 7:2. AU: of companies; seven years after the transaction.
 */
export const POLICIES: Readonly<Record<string, Policy>> = {
  AT: { years: 7, source: "§ 132 (1) BAO", countedFrom: "calendar-year-of-fiscal-year" },
  AU: {
    years: 7,
    source: "s 286 (2) Corporations Act 2001; others 5 years, s 262A ITAA 1936",
    countedFrom: "calendar-year",
  },
  BE: { years: 10, source: "Art. 60 VAT Code", countedFrom: "calendar-year" },
  CA: { years: 6, source: "s 230 (4) (b) Income Tax Act", countedFrom: "fiscal-year" },
  CH: { years: 10, source: "Art. 958f OR", countedFrom: "fiscal-year" },
  DE: {
    years: 8,
    source: "§ 147 (3), (4) AO, § 14b (1) UStG as of 2025 (BEG IV)",
    countedFrom: "calendar-year",
  },
  DK: { years: 5, source: "§ 12 Bogføringsloven", countedFrom: "fiscal-year" },
  ES: { years: 6, source: "Art. 30 Código de Comercio", countedFrom: "calendar-year" },
  FI: { years: 6, source: "2:10 § Kirjanpitolaki", countedFrom: "calendar-year-of-fiscal-year" },
  FR: { years: 10, source: "Art. L123-22 Code de commerce", countedFrom: "fiscal-year" },
  GB: { years: 6, source: "Sch. 11 para 6(3) VAT Act 1994", countedFrom: "calendar-year" },
  HR: {
    years: 11,
    source: "Zakon o računovodstvu: 11 years for documents of the journal and the general ledger",
    countedFrom: "fiscal-year",
  },
  IE: { years: 6, source: "s 84 VAT Consolidation Act 2010", countedFrom: "calendar-year" },
  IT: { years: 10, source: "Art. 2220 Codice civile", countedFrom: "calendar-year" },
  LU: { years: 10, source: "Art. 16 Code de commerce", countedFrom: "fiscal-year" },
  NL: { years: 7, source: "Art. 52 (4) AWR", countedFrom: "calendar-year" },
  NO: { years: 5, source: "§ 13 Bokføringsloven", countedFrom: "fiscal-year" },
  PT: { years: 10, source: "Art. 52 CIVA", countedFrom: "calendar-year" },
  SE: { years: 7, source: "7:2 § Bokföringslagen", countedFrom: "calendar-year-of-fiscal-year" },
  US: {
    years: 7,
    source: "26 CFR 1.6001-1: no fixed number of years; the longest that the IRS names",
    countedFrom: "calendar-year",
  },
};

/** Where no country's own rule is known here: as long as most of the long ones. */
export const DEFAULT_POLICY: Policy = {
  years: 10,
  source: "no rule of this country is known here: ten years, as most of the long ones",
  countedFrom: "calendar-year",
};

/** The shortest of all: nothing issued is purged sooner, wherever it was issued. */
export const SHORTEST_YEARS = Math.min(DEFAULT_POLICY.years, ...Object.values(POLICIES).map((p) => p.years));

/** The most that an owner may choose. */
export const MOST_YEARS = 30;

export const policyOf = (country: string): Policy => POLICIES[country] ?? DEFAULT_POLICY;

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
