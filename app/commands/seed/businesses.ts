import demoLogins from "@db/demo-logins.json";

/** What the demo owners write into their settings; texts as typed. */
export interface DemoBusiness {
  readonly email: string;
  readonly password: string;
  readonly owner: string;
  readonly name: string;
  readonly country: string;
  readonly currency: string;
  /** For what happens in it: two businesses with one seed would have the same history. */
  readonly seed: number;
  readonly settings: Readonly<Record<string, string>>;
  readonly payment: Readonly<Record<string, string>>;
  /** Thanks at the foot of some invoices. */
  readonly thanks: string;
}

const SETTINGS: Readonly<Record<string, Pick<DemoBusiness, "seed" | "settings" | "payment" | "thanks">>> = {
  "nordlicht-studio": {
    seed: 20,
    settings: {
      tradeName: "Nordlicht",
      vatId: "DE136695976",
      taxNumber: "37/402/51267",
      chargesTax: "yes",
      fiscalYearEndMonth: "12",
      registrationId: "HRB 184203 B",
      addressLine1: "Lindenufer 14",
      addressLine2: "Hinterhaus, 2. OG",
      postcode: "10997",
      city: "Berlin",
      contactName: "Ada Brandt",
      phone: "+49 30 5550142",
      electronicAddress: "rechnung@nordlicht.example",
      electronicScheme: "EM",
    },
    payment: {
      paymentTermsDays: "14",
      paymentTerms: "Payable within {days} days, by {date}, without deduction.",
      iban: "DE89 3704 0044 0532 0130 00",
      bic: "COBADEFFXXX",
      accountName: "Nordlicht Studio GmbH",
    },
    thanks: "Vielen Dank für die gute Zusammenarbeit.",
  },
  "harbour-and-pine": {
    seed: 74,
    settings: {
      tradeName: "Harbour & Pine",
      vatId: "GB980780684",
      chargesTax: "yes",
      fiscalYearEndMonth: "12",
      registrationId: "09876541",
      addressLine1: "Unit 3, Slipway Yard",
      addressLine2: "12 Quayside Road",
      postcode: "BS1 6XN",
      city: "Bristol",
      contactName: "Rowan Hale",
      phone: "+44 117 4960182",
      electronicAddress: "accounts@harbourpine.example",
      electronicScheme: "EM",
    },
    payment: {
      paymentTermsDays: "30",
      paymentTerms: "Payment within {days} days of the invoice date, please.",
      iban: "GB29 NWBK 6016 1331 9268 19",
      bic: "NWBKGB2L",
      accountName: "Harbour & Pine Ltd",
    },
    thanks: "Thank you for your business.",
  },
};

/** The businesses of db/demo-logins.json with their settings. */
export const demoBusinesses: readonly DemoBusiness[] = demoLogins.map(
  ({ email, password, name: owner, business }) => {
    const more = SETTINGS[business.slug];
    if (!more) throw new Error(`app/commands/seed/businesses.ts has no settings for ${business.slug}`);
    const { name, country, currency } = business;
    const settings = { name, country, email, ...more.settings };
    return { email, password, owner, name, country, currency, ...more, settings };
  },
);
