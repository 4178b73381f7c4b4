import { clients } from "@db/schema/clients";
import { invoices } from "@db/schema/invoices";
import { tenants } from "@db/schema/tenants";
import { getTableColumns } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { english } from "~/i18n/in-english";
import { isFiltered, readActivityQuery } from "~/modules/audit/activity-filter";
import { changesInWords } from "~/modules/audit/change-words";
import { clockOf } from "~/modules/audit/clock";
import { eventInWords, pathOf } from "~/modules/audit/event-words";
import { asCivilDate } from "~/shared/dates";

const said = (changes: unknown, currency: string | null = null) =>
  changesInWords(JSON.stringify(changes), currency, { locale: "de-DE", country: "DE" }, english);

describe("a change in words", () => {
  it("reads each kind of value as people write it", () => {
    expect(
      said(
        {
          dueDate: ["2026-01-31", "2026-02-28"],
          deliveryDate: ["2026-01-31", null],
          grossMinor: [100, 123456],
          discountPpm: [null, 99_750],
          paymentTermsDays: [1, 14],
          country: ["DE", "AT"],
          isDefault: [false, true],
        },
        "EUR",
      ),
    ).toEqual([
      "Due date from 31.01.2026 to 28.02.2026",
      "Delivery date removed, was 31.01.2026",
      "Total from 1,00\u00A0€ to 1.234,56\u00A0€",
      "Discount set to 9,975\u00A0%",
      "Payment terms from 1 day to 14 days",
      "Country from Germany to Austria",
      "Default from no to yes",
    ]);
  });

  it("names a field whose values are not kept", () => {
    expect(said({ email: "changed", iban: "changed", lines: "changed", clientId: ["A", "B"] })).toEqual([
      "Email",
      "IBAN",
      "Lines",
      "Client",
    ]);
  });

  it("shows of another bank account what the trail keeps of both", () => {
    const [old, now] = ["DE · 37040044 · …3000", "AT · 19043 · …3201"];
    expect(said({ iban: [old, now], bic: [null, "COBADEFFXXX"], accountName: "changed" })).toEqual([
      `IBAN from ${old} to ${now}`,
      "BIC set to COBADEFFXXX",
      "Account holder",
    ]);
  });

  it("counts each amount in the currency that it had", () => {
    expect(said({ currency: ["EUR", "JPY"], grossMinor: [12_345, 678] }, "USD")).toEqual([
      "Currency from EUR to JPY",
      "Total from 123,45\u00A0€ to 678\u00A0¥",
    ]);
    expect(said({ currency: ["KWD", "KWD"], taxMinor: [0, 1_000] }, "EUR")).toEqual([
      "Tax from 0,000\u00A0KWD to 1,000\u00A0KWD",
    ]);
  });

  it("leaves out what the event says anyway, and shows what it does not know", () => {
    expect(
      said({ status: ["draft", "sent"], number: [null, "INV-1"], archivedAt: [null, 5], dueMinor: [1, 2] }),
    ).toEqual([]);
    expect(said({ brandNew: [1, 2] })).toEqual(["brandNew from 1 to 2"]);
  });
});

describe("an event in words", () => {
  const event = (action: string, more = {}) =>
    eventInWords(
      { action, entity: action.split(".")[0] ?? "", entityId: "X", name: null, number: null, ...more },
      english,
    );

  it("says what happened to what", () => {
    expect(event("invoice.paid", { number: "INV-1" })).toBe("Invoice INV-1 marked as paid");
    expect(event("invoice.created", { name: "Acme" })).toBe("Invoice for Acme drafted");
    expect(event("tax_rate.archived", { name: "VAT 7%" })).toBe("Tax rate VAT 7% archived");
    expect(event("tenant.changed")).toBe("Settings changed");
    expect(event("membership.removed", { name: "Max" })).toBe("Member Max removed");
    expect(event("membership.left", { name: "Max" })).toBe("Member Max left the business");
    expect(event("user.changed", { name: "Ada" })).toBe("Ada changed their own profile");
    expect(event("membership.role_changed")).toBe("Member role changed");
    expect(event("api_key.created")).toBe("api key added");
  });

  it("leads to the thing, or to the settings that hold it", () => {
    expect(pathOf({ entity: "client", entityId: "X" })).toBe("/clients/X");
    expect(pathOf({ entity: "number_series", entityId: "X" })).toBe("/settings/numbering");
    expect(pathOf({ entity: "membership", entityId: "X" })).toBe("/settings");
  });
});

describe("a business's clock", () => {
  it("reads an instant where the business is", () => {
    const instant = Date.UTC(2026, 11, 31, 23, 30);
    expect(clockOf("Europe/Berlin", "de-DE").moment(instant)).toEqual({
      iso: "2026-12-31T23:30:00.000Z",
      text: "01.01.2027 00:30",
    });
    expect(clockOf("America/New_York", "de-DE").moment(instant).text).toBe("31.12.2026 18:30");
  });

  it("knows when a day begins, also where clocks change at midnight", () => {
    const start = (zone: string, date: string) =>
      new Date(clockOf(zone, "de-DE").startOf(asCivilDate(date))).toISOString();
    expect(start("UTC", "2026-06-05")).toBe("2026-06-05T00:00:00.000Z");
    expect(start("Europe/Berlin", "2026-06-05")).toBe("2026-06-04T22:00:00.000Z");
    expect(start("Europe/Berlin", "2026-03-30")).toBe("2026-03-29T22:00:00.000Z");
    expect(start("America/New_York", "2026-11-02")).toBe("2026-11-02T05:00:00.000Z");
    expect(start("Pacific/Kiritimati", "2026-06-05")).toBe("2026-06-04T10:00:00.000Z");
    expect(start("Pacific/Pago_Pago", "2026-06-05")).toBe("2026-06-05T11:00:00.000Z");
    // Sao Paulo's summer began at midnight: that day began at one o'clock.
    expect(start("America/Sao_Paulo", "2018-11-04")).toBe("2018-11-04T03:00:00.000Z");
    // Samoa left out 30 December 2011.
    expect(start("Pacific/Apia", "2011-12-30")).toBe("2011-12-30T10:00:00.000Z");
  });
});

describe("the filter in the URL", () => {
  const read = (query: string) => readActivityQuery(new URLSearchParams(query));
  const whole = { entity: null, verb: null, actorId: null, from: null, to: null, cursor: null };

  it("is read as far as it makes sense", () => {
    expect(read("")).toEqual(whole);
    expect(read("about=invoice&action=paid&from=2026-01-01&to=2026-02-30")).toEqual({
      ...whole,
      entity: "invoice",
      verb: "paid",
      from: "2026-01-01",
    });
    expect(read("about=constructor&action=__proto__&person=1&at=1")).toEqual(whole);
    expect([isFiltered(read("at=x")), isFiltered(read("to=2026-01-01"))]).toEqual([false, true]);
  });
});

describe("the words of the activity", () => {
  /** What says which row it is, or counts its saves. */
  const NEVER_SAID = new Set(["tenantId", "id", "seriesId", "sequence", "version", "createdAt", "updatedAt"]);

  /** Columns that no form fills: only the issue and what came from elsewhere do, and the event's own words say the first. */
  const NOT_OF_A_FORM = new Set([
    ...["typeCode", "documentTypeCode", "issuedAt", "paymentMeansCode", "remittanceText"],
    ...["periodStart", "periodEnd", "precedingInvoiceId", "precedingNumber", "precedingDate"],
  ]);

  it.each([
    ["an invoice", invoices],
    ["a client", clients],
    ["a business", tenants],
  ])("have a name for every column of %s", (_, table) => {
    const columns = Object.keys(getTableColumns(table)).filter((column) => !NEVER_SAID.has(column));
    const nameless = columns.filter((column) => said({ [column]: "changed" })[0] === column);
    expect(nameless.filter((column) => !NOT_OF_A_FORM.has(column))).toEqual([]);
  });
});
