import { describe, expect, test } from "vitest";
import type { StoredInvoice } from "~/domain/invoices/stored-totals";
import { english } from "~/i18n/in-english";
import { explain } from "~/modules/invoices/document/explanation";
import { asMicro } from "~/shared/decimal";
import { asMinor } from "~/shared/money";

const zero = asMinor(0);

/** 3 × 33.335 and 10 % off everything, taxed at 19 %. */
const stored: StoredInvoice = {
  taxComponents: [],
  invoice: {
    currency: "EUR",
    discountPpm: 100_000,
    discountMinor: null,
    prepaidMinor: zero,
    roundingMinor: zero,
    lineTotalMinor: asMinor(10_001),
    allowanceTotalMinor: asMinor(1_000),
    chargeTotalMinor: zero,
    netMinor: asMinor(9_001),
    taxMinor: asMinor(1_710),
    grossMinor: asMinor(10_711),
    dueMinor: asMinor(10_711),
  },
  lines: [
    {
      position: 1,
      quantityMicro: asMicro(3_000_000),
      unitPriceMicro: asMicro(33_335_000),
      priceBaseMicro: asMicro(1_000_000),
      taxCategory: "S",
      taxRatePpm: 190_000,
    },
  ],
  allowances: [
    {
      linePosition: 0,
      isCharge: false,
      reason: "Discount",
      percentPpm: 100_000,
      baseMinor: asMinor(10_001),
      amountMinor: asMinor(1_000),
      taxCategory: "S",
      taxRatePpm: 190_000,
    },
  ],
};

describe("an invoice's totals explained", () => {
  test("each amount says what it was before it was rounded", () => {
    const rows = explain(stored, "en-GB", english)?.flatMap((part) => part.amounts) ?? [];
    expect(rows.find((row) => row.what === "Line 1")).toEqual({
      what: "Line 1",
      how: "3 × 33.335 = 100.005",
      amount: "100.01",
    });
    expect(rows.find((row) => row.what === "Discount on everything")?.how).toBe("10% of 100.01 = 10.001");
    expect(rows.find((row) => row.what === "Tax at 19%")).toEqual({
      what: "Tax at 19%",
      how: "19% of 90.01 = 17.1019",
      amount: "17.10",
    });
    expect(rows.find((row) => row.what === "Net")?.how).toBe("100.01 − 10.00");
    expect(rows.at(-1)).toMatchObject({ what: "Amount due", amount: "107.11" });
  });

  test("sums that are not what the module calculates are not explained", () => {
    const wrong = {
      ...stored,
      invoice: {
        ...stored.invoice,
        taxMinor: asMinor(1_711),
        grossMinor: asMinor(10_712),
        dueMinor: asMinor(10_712),
      },
    };
    expect(explain(wrong, "en-GB", english)).toBeNull();
  });
});
