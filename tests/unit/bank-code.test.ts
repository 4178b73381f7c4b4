import { describe, expect, it } from "vitest";
import { maskIban } from "~/shared/bank-code";

/** The examples of the IBAN registry, and which of their characters name the bank. */
const EXAMPLES = [
  ["AT611904300234573201", "AT · 19043 · …3201"],
  ["BE68539007547034", "BE · 539 · …7034"],
  ["BR1800360305000010009795493C1", "BR · 00360305 · …93C1"],
  ["CH9300762011623852957", "CH · 00762 · …2957"],
  ["CZ6508000000192000145399", "CZ · 0800 · …5399"],
  ["DE89370400440532013000", "DE · 37040044 · …3000"],
  ["DK5000400440116243", "DK · 0040 · …6243"],
  ["EE382200221020145685", "EE · 22 · …5685"],
  ["ES9121000418450200051332", "ES · 2100 · …1332"],
  ["FI2112345600000785", "FI · 123 · …0785"],
  ["FR1420041010050500013M02606", "FR · 20041 · …2606"],
  ["GB29NWBK60161331926819", "GB · NWBK · …6819"],
  ["GR1601101250000000012300695", "GR · 011 · …0695"],
  ["HR1210010051863000160", "HR · 1001005 · …0160"],
  ["HU42117730161111101800000000", "HU · 117 · …0000"],
  ["IE29AIBK93115212345678", "IE · AIBK · …5678"],
  ["IT60X0542811101000000123456", "IT · 05428 · …3456"],
  ["LT121000011101001000", "LT · 10000 · …1000"],
  ["LU280019400644750000", "LU · 001 · …0000"],
  ["MT84MALT011000012345MTLCAST001S", "MT · MALT · …001S"],
  ["NL91ABNA0417164300", "NL · ABNA · …4300"],
  ["NO9386011117947", "NO · 8601 · …7947"],
  ["PL61109010140000071219812874", "PL · 10901014 · …2874"],
  ["PT50000201231234567890154", "PT · 0002 · …0154"],
  ["SA0380000000608010167519", "SA · 80 · …7519"],
  ["SE4550000000058398257466", "SE · 500 · …7466"],
  ["SK3112000000198742637541", "SK · 1200 · …7541"],
  ["SM86U0322509800000000270100", "SM · 03225 · …0100"],
  ["TR330006100519786457841326", "TR · 00061 · …1326"],
  ["UA213223130000026007233566001", "UA · 322313 · …6001"],
] as const;

describe("an IBAN in the trail", () => {
  it.each(EXAMPLES)("%s is kept as %s", (iban, masked) => {
    expect(maskIban(iban)).toBe(masked);
  });

  it("of a country that is not known here shows no more than the country and its end", () => {
    expect(maskIban("QQ12ABCDEFGH12345678")).toBe("QQ · …5678");
  });

  it("leaves out so much that nobody can be paid by it", () => {
    for (const [iban] of EXAMPLES)
      expect(maskIban(iban).replaceAll(/[ ·…]/g, "").length).toBeLessThan(iban.length);
  });
});
