import { expect, test } from "vitest";
import { countries } from "~/shared/countries";
import { parseVatId, vatIdExample, vatIdPrefixes } from "~/shared/vat-id";
import { VAT_IDS } from "../support/vat-ids";

const EU = "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" ");
const countryOf = (prefix: string) => ({ EL: "GR", CHE: "CH", XI: "GB" })[prefix] ?? prefix;
const plain = (text: string) => text.replace(/[-. ]/g, "");

test("the VAT ids of all of the EU, Northern Ireland, the United Kingdom, Switzerland and Norway are known", () => {
  expect([...vatIdPrefixes].sort()).toEqual([...EU, "CHE", "GB", "NO", "XI"].sort());
});

test.each(Object.entries(VAT_IDS))(
  "VAT ids of %s are told from those with a wrong character",
  (prefix, { right, wrong }) => {
    for (const body of right.split(" ")) {
      const parsed = parseVatId(prefix + body, countryOf(prefix));
      expect(parsed.ok && plain(parsed.value), body).toBe(prefix + body);
    }
    for (const body of wrong.split(" ")) {
      expect(parseVatId(prefix + body, countryOf(prefix)).ok, body).toBe(false);
    }
  },
);

test("a VAT id that is far too short or too long for its country is of no shape", () => {
  for (const prefix of vatIdPrefixes) {
    const example = plain(vatIdExample(countryOf(prefix)));
    for (const other of [prefix, example.slice(0, 3), `${example}1234567`]) {
      expect(parseVatId(other, countryOf(prefix)), other).toEqual({ ok: false, error: "shape" });
    }
  }
});

test("a VAT id is read as people write it, and stored as one", () => {
  for (const text of [
    "DE123456788",
    "de 123 456 788",
    " DE-123.456.788 ",
    "DE\u00a0123\u00a0456\u00a0788",
    "123456788",
  ]) {
    expect(parseVatId(text, "DE"), text).toEqual({ ok: true, value: "DE123456788" });
  }
  expect(parseVatId("GR 094259216", "GR")).toEqual({ ok: true, value: "EL094259216" });
  expect(parseVatId("CHE-107.787.577 MWST", "CH")).toEqual({ ok: true, value: "CHE-107.787.577 MWST" });
  expect(parseVatId("CHE107787577", "CH")).toEqual({ ok: true, value: "CHE-107.787.577" });
  expect(parseVatId("995 525 828 MVA", "NO")).toEqual({ ok: true, value: "NO995525828MVA" });
});

test("a business may have the VAT id of another country, but not one of nowhere", () => {
  expect(parseVatId("ATU13585627", "DE")).toEqual({ ok: true, value: "ATU13585627" });
  expect(parseVatId("EU372000041", "DE")).toEqual({ ok: true, value: "EU372000041" });
  for (const text of ["n/a", "XX123456789", "DE12345678", "USt-IdNr. folgt", "12"]) {
    expect(parseVatId(text, "DE"), text).toEqual({ ok: false, error: "shape" });
  }
});

test("noughts that fit every check digit are refused", () => {
  for (const text of [
    "FI00000000",
    "SE000000000001",
    "LU00000000",
    "IT00000000000",
    "EE000000000",
    "NL000000000B01",
  ]) {
    expect(parseVatId(text, text.slice(0, 2)).ok, text).toBe(false);
  }
});

test("where no country's rule is known, a tax id stays as it was typed", () => {
  for (const text of ["51 824 753 556", "T1234567890123", "27AAPFU0939F1ZV", "DE12"]) {
    expect(parseVatId(text, "AU"), text).toEqual({ ok: true, value: text });
  }
  expect(parseVatId("DE123456789", "US")).toEqual({ ok: false, error: "check-digits" });
});

test("every country has an example that is right there", () => {
  for (const { code } of countries) {
    const example = vatIdExample(code);
    expect(parseVatId(example, code), code).toEqual({ ok: true, value: example });
  }
});
