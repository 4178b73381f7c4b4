import * as v from "valibot";
import { expect, test } from "vitest";
import { electronicSchemes } from "~/domain/tenants/electronic-schemes";
import { BusinessSchema, PaymentSchema } from "~/modules/tenants/schemas";
import { zonesByRegion, zonesWith } from "~/modules/tenants/time-zone-groups";
import { formatIban, parseBic, parseIban } from "~/shared/iban";

// Examples of the IBAN registry (SWIFT), which fit their own check digits.
test.each([
  ["DE89 3704 0044 0532 0130 00", "DE89370400440532013000"],
  ["gb29 nwbk 6016 1331 9268 19", "GB29NWBK60161331926819"],
  ["NO9386011117947", "NO9386011117947"],
  ["DE89-3704-0044-0532-0130-00", "DE89370400440532013000"],
  // Its own check digits inside the number are the bank's business: some accounts are older than the rule.
  ["BE27000000000001", "BE27000000000001"],
  [
    "MT84\u00A0MALT\u00A00110\u00A00001\u00A02345\u00A0MTLC\u00A0AST0\u00A001S",
    "MT84MALT011000012345MTLCAST001S",
  ],
])("%s is an IBAN, kept without spaces and hyphens", (typed, kept) => {
  expect(parseIban(typed)).toEqual({ ok: true, value: kept });
  expect(parseIban(formatIban(kept))).toEqual({ ok: true, value: kept });
});

test.each([
  ["DE89370400440532013001", "check-digits"],
  ["DE98370400440532013000", "check-digits"],
  ["DE8937040044053201300", "length"],
  ["DE5137040044053201300", "length"],
  // As many characters as mod 97 lets pass, and not those of the country.
  ["NO598601111794700", "length"],
  ["NL54ABNA041716430A", "shape"],
  ["US64SVBKUS6S3300958879", "shape"],
  ["DE89", "shape"],
  ["8937040044053201300012", "shape"],
  [`DE89${"0".repeat(31)}`, "shape"],
])("%s is no IBAN: %s", (typed, error) => {
  expect(parseIban(typed)).toEqual({ ok: false, error });
});

test("any two neighbouring digits of an IBAN that change places are noticed", () => {
  const iban = "GB29NWBK60161331926819";
  for (let at = 8; at < iban.length - 1; at += 1) {
    const swapped = iban.slice(0, at) + iban.charAt(at + 1) + iban.charAt(at) + iban.slice(at + 2);
    expect(parseIban(swapped).ok).toBe(swapped === iban);
  }
});

test("an IBAN is shown in groups of four", () => {
  expect(formatIban("NO9386011117947")).toBe("NO93 8601 1117 947");
});

test("a BIC has 8 or 11 characters", () => {
  expect(parseBic(" cobadeff ")).toEqual({ ok: true, value: "COBADEFF" });
  expect(parseBic("COBADEFFXXX")).toEqual({ ok: true, value: "COBADEFFXXX" });
  for (const wrong of ["COBADEF", "COBADEFFX", "COBADEFFXXXX", "COBA11FF", ""])
    expect(parseBic(wrong).ok).toBe(false);
});

const payment = { paymentTermsDays: "30", version: "1" };

test("a bank account can be left empty and 0 days are terms", () => {
  expect(v.parse(PaymentSchema, { ...payment, paymentTermsDays: "0", iban: "  ", bic: "" })).toEqual({
    paymentTermsDays: 0,
    paymentTermsKind: null,
    paymentTermsDay: null,
    earlyPaymentPpm: null,
    earlyPaymentDays: null,
    paymentTerms: null,
    iban: null,
    bic: null,
    accountName: null,
    currentPassword: "",
    version: 1,
  });
});

test.each(["", "-1", "366", "1.5", "ten"])("%j are no payment terms", (paymentTermsDays) => {
  expect(v.is(PaymentSchema, { ...payment, paymentTermsDays })).toBe(false);
});

const business = {
  name: "Example & Co",
  country: "DE",
  chargesTax: "yes",
  fiscalYearEndMonth: "12",
  version: "1",
};
const problems = (changes: Record<string, string>) => {
  const result = v.safeParse(BusinessSchema, { ...business, ...changes });
  return result.success ? {} : v.flatten<typeof BusinessSchema>(result.issues).nested;
};

test("an electronic address and its kind come together", () => {
  expect(problems({})).toEqual({});
  expect(problems({ electronicAddress: "4000001000005", electronicScheme: "0088" })).toEqual({});
  expect(Object.keys(problems({ electronicAddress: "4000001000005" }) ?? {})).toEqual(["electronicScheme"]);
  expect(Object.keys(problems({ electronicScheme: "0088" }) ?? {})).toEqual(["electronicAddress"]);
  expect(Object.keys(problems({ electronicScheme: "EM", electronicAddress: "no address" }) ?? {})).toEqual([
    "electronicAddress",
  ]);
  expect(Object.keys(problems({ electronicScheme: "XXXX", electronicAddress: "1" }) ?? {})).toEqual([
    "electronicScheme",
  ]);
});

test("each electronic scheme has one code of at most four characters and a name", () => {
  expect(new Set(electronicSchemes.map(({ code }) => code)).size).toBe(electronicSchemes.length);
  for (const { code, name } of electronicSchemes) {
    expect(code).toMatch(/^(\d{4}|EM)$/);
    expect(name.length).toBeGreaterThan(2);
  }
});

test("the schemes of Finland, Czechia, Slovakia and Italy are offered, and e-mail says that Peppol refuses it", () => {
  for (const electronicScheme of ["0212", "0154", "0158", "0205"]) {
    expect(problems({ electronicAddress: "12345678", electronicScheme }), electronicScheme).toEqual({});
  }
  expect(electronicSchemes.find(({ code }) => code === "EM")?.name).toContain("not accepted by Peppol");
});

test("time zones are grouped by region, and the stored one is among them", () => {
  expect(
    zonesByRegion(["Africa/Abidjan", "America/Argentina/Buenos_Aires", "America/New_York", "UTC"]),
  ).toEqual([
    { value: "UTC", label: "UTC" },
    { label: "Africa", options: [{ value: "Africa/Abidjan", label: "Abidjan" }] },
    {
      label: "America",
      options: [
        { value: "America/Argentina/Buenos_Aires", label: "Argentina, Buenos Aires" },
        { value: "America/New_York", label: "New York" },
      ],
    },
  ]);
  expect(zonesWith("Europe/Berlin").filter((zone) => zone === "Europe/Berlin")).toHaveLength(1);
  expect(zonesWith("US/Pacific")).toContain("US/Pacific");
});
