/**
 * The one table of limits. The form's maxlength, the Valibot schema and the CHECK of the database column share it;
 * tests/arch/limits.test.ts compares the three. Texts count UTF-16 units (what a browser counts); SQLite counts code
 * points, which are never more.
 */
export const limits = {
  email: 254,
  personName: 100,
  businessName: 200,
  passwordMin: 12,
  passwordMax: 128,
  addressLine: 200,
  postcode: 20,
  city: 100,
  region: 100,
  taxId: 50,
  phone: 50,
  electronicAddress: 254,
  reference: 100,
  note: 2000,
  paymentTerms: 500,
  paymentTermsDays: 365,
  iban: 34,
  bic: 11,
  remittanceText: 140,
  description: 1000,
  lineName: 100,
  reason: 200,
  exemptionReason: 300,
  exemptionCode: 40,
  taxRateName: 60,
  /** What a form says of its rates that consist of several taxes. */
  taxComponents: 2000,
  numberPattern: 40,
  search: 100,
  /** A path of ours to go on to after signing in. */
  redirectTo: 500,
  /** How a decimal or an amount may be typed, group separators included. */
  decimalText: 40,
  lines: 200,
  pageSize: 50,
  /** Of more that a search finds, the latest written are looked through. */
  found: 200,
  /** So many of a run's latest numbers are compared by date: a page is no slower for a business of a million invoices. */
  comparedByDate: 1_000,
  /** How many clients a choice offers; the others are found by searching. */
  clientChoices: 100,
} as const;
