import { expect, test } from "vitest";
import { addressLines } from "~/shared/address";
import { countries, countryName } from "~/shared/countries";

const street = {
  addressLine1: "1 Main Street",
  addressLine2: null,
  postcode: "1010",
  city: "Town",
  region: "RG",
};

test.each([
  ["DE", { region: null }, ["1010 Town"]],
  ["FR", {}, ["1010 Town", "RG"]],
  ["NZ", { city: "Auckland", region: null }, ["Auckland 1010"]],
  ["BR", { city: "São Paulo", region: "SP", postcode: "01310-100" }, ["São Paulo - SP", "01310-100"]],
  ["BR", { region: null }, ["Town", "1010"]],
  ["US", { city: "Springfield", region: "IL", postcode: "62704" }, ["Springfield, IL 62704"]],
  ["US", { city: "Springfield", region: null, postcode: "62704" }, ["Springfield 62704"]],
  ["CA", { city: "Ottawa", region: "ON", postcode: "K1A 0B1" }, ["Ottawa ON K1A 0B1"]],
  ["AU", { city: "Sydney", region: "NSW", postcode: "2000" }, ["Sydney NSW 2000"]],
  ["GB", { city: "London", region: null, postcode: "SW1A 1AA" }, ["London", "SW1A 1AA"]],
  ["IE", {}, ["Town", "RG", "1010"]],
  ["IT", { city: "Roma", region: "RM", postcode: "00144" }, ["00144 Roma RM"]],
  ["MX", {}, ["1010 Town, RG"]],
  ["TR", {}, ["1010 Town/RG"]],
  ["IN", {}, ["Town 1010", "RG"]],
  ["SG", { city: "Singapore", region: null, postcode: "018989" }, ["Singapore 018989"]],
  ["CO", {}, ["Town, RG, 1010"]],
  ["ZA", { region: null }, ["Town", "1010"]],
  ["LV", { region: null }, ["Town, 1010"]],
  ["JP", { city: "Chiyoda-ku", region: "Tokyo", postcode: "100-8111" }, ["Chiyoda-ku, Tokyo", "100-8111"]],
])("an address in %s with %j has its place written as there", (country, parts, place) => {
  expect(addressLines({ ...street, ...parts, country })).toEqual([
    "1 Main Street",
    ...place,
    countryName(country),
  ]);
});

test("an address in Hungary names the town first, one in Japanese goes from the large to the small", () => {
  const budapest = { ...street, addressLine1: "Fő utca 1.", city: "Budapest", region: null, country: "HU" };
  expect(addressLines(budapest)).toEqual(["Budapest", "Fő utca 1.", "1010", "Hungary"]);
  const tokyo = {
    addressLine1: "千代田1-1",
    addressLine2: null,
    postcode: "100-8111",
    city: "千代田区",
    region: "東京都",
  };
  expect(addressLines({ ...tokyo, country: "JP" })).toEqual([
    "100-8111",
    "東京都 千代田区",
    "千代田1-1",
    "Japan",
  ]);
});

test("the country line is there whatever street and town are called", () => {
  const none = { addressLine2: null, postcode: null, region: null };
  expect(addressLines({ ...none, addressLine1: "Monaco", city: "Berlin", country: "MC" })).toEqual([
    "Monaco",
    "Berlin",
    "Monaco",
  ]);
  expect(addressLines({ ...none, addressLine1: "Germany", city: null, country: "DE" })).toEqual([
    "Germany",
    "Germany",
  ]);
  expect(addressLines({ ...none, addressLine1: null, city: null, country: "DE" })).toEqual(["Germany"]);
});

test("two lines of a street that say the same are both printed, a city that is its own region once", () => {
  const twice = {
    ...street,
    addressLine1: "Hof",
    addressLine2: "Hof",
    city: "Berlin",
    region: "Berlin",
    country: "DE",
  };
  expect(addressLines(twice)).toEqual(["Hof", "Hof", "1010 Berlin", "Germany"]);
});

test("no country loses a part of an address", () => {
  for (const { code } of countries) {
    const text = addressLines({ ...street, addressLine2: "Back yard", country: code }).join("\n");
    for (const part of ["1 Main Street", "Back yard", "1010", "Town", "RG"])
      expect(text, code).toContain(part);
  }
});
