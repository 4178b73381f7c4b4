import { filledWords } from "@db/statements/terms-words";
import { sql as q } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { describe, expect, it } from "vitest";
import { deductionOf } from "~/domain/terms/early-payment";
import { firstFilled, longestFilled, placeholders } from "~/domain/terms/words";
import { currencyCodes } from "~/shared/currency";
import { addDays, asCivilDate, daysBetween } from "~/shared/dates";
import { asPpm } from "~/shared/decimal";
import { formatDate, formatMoney, formatRate } from "~/shared/format";
import { locales } from "~/shared/locales";
import { MAX_AMOUNT, type Minor } from "~/shared/money";
import { sql } from "../support/sql";

const dialect = new SQLiteSyncDialect();
const ALL = "{days}|{date}|{percent}|{discountDate}|{discountAmount}";

interface Row {
  readonly issue_date: string;
  readonly due_date: string;
  readonly currency: string;
  readonly due_minor: number;
  readonly type_code: "380" | "381";
  readonly early_payment_ppm: number | null;
  readonly early_payment_days: number | null;
  readonly locale: string;
  readonly own: string | null;
  readonly of_client: string | null;
  readonly fixed: string | null;
  readonly left_open: string | null;
  readonly by_default: string;
}

const COLUMNS = [
  ...["issue_date", "due_date", "currency", "due_minor", "type_code", "early_payment_ppm"],
  ...["early_payment_days", "locale", "own", "of_client", "fixed", "left_open", "by_default"],
];

/** What the database fills in for each row. */
async function bySql(rows: readonly Row[]) {
  const values = COLUMNS.map((name) => `e.value ->> '${name}' AS ${name}`).join(", ");
  const words = filledWords(q.raw(`SELECT ${values}`));
  const { sql: text, params } = dialect.sqlToQuery(
    q`SELECT (${words}) AS words FROM json_each(${JSON.stringify(rows)}) e`,
  );
  return (await sql(text, params as string[])).map(({ words }) => words);
}

/** What the product shows for it on a draft. */
function byDomain(row: Row): string | null {
  const locale = locales.find(({ tag }) => tag === row.locale)?.tag ?? "en-GB";
  const [issueDate, dueDate] = [asCivilDate(row.issue_date), asCivilDate(row.due_date)];
  const { early_payment_ppm: ppm, early_payment_days: days } = row;
  const early = ppm === null || days === null ? null : { ppm: asPpm(ppm), days };
  const dueMinor = row.due_minor as Minor;
  const deduction = deductionOf(early, { issueDate, dueDate, dueMinor, typeCode: row.type_code });
  const payable = row.due_minor > 0 && row.type_code === "380";
  return firstFilled([row.own, row.of_client, row.fixed, row.left_open, payable ? row.by_default : null], {
    days: String(daysBetween(issueDate, dueDate)),
    date: formatDate(dueDate, locale),
    discount: deduction && {
      percent: formatRate(deduction.ppm, locale),
      discountDate: formatDate(deduction.until, locale),
      discountAmount: formatMoney(deduction.amount, row.currency as never, locale),
    },
  });
}

const plain: Row = {
  issue_date: "2026-12-26",
  due_date: "2027-01-25",
  currency: "EUR",
  due_minor: 119_000,
  type_code: "380",
  early_payment_ppm: 20_000,
  early_payment_days: 14,
  locale: "en-GB",
  own: null,
  of_client: null,
  fixed: null,
  left_open: null,
  by_default: "Payable by {date}.",
};

describe("the words of an issued invoice", () => {
  it("are those of its draft, in every locale and currency", async () => {
    const rows = locales.flatMap(({ tag }, l) =>
      currencyCodes.map((currency, c) => ({
        ...plain,
        locale: tag,
        currency,
        issue_date: addDays(asCivilDate("2026-01-01"), l * 11 + c),
        due_date: addDays(asCivilDate("2026-01-01"), l * 11 + c + 20),
        early_payment_ppm: 100 * (1 + ((l * 37 + c * 101) % 9_999)),
        due_minor: [7, 119_000, 12_345_678, 4_000_000_001, MAX_AMOUNT][(l + c) % 5] ?? 1,
        own: `${ALL}|${ALL}`,
      })),
    );
    const filled = await bySql(rows);
    const wrong = rows.flatMap((row, n) =>
      filled[n] === byDomain(row)
        ? []
        : [[row.locale, row.currency, row.due_minor, filled[n], byDomain(row)]],
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ["an amount of each size", [1, 2, 25, 99, 100, 999, 1_000, 99_999, 100_000, 12_345_678, 123_456_789_012]],
  ])("are those of its draft, for %s", async (_, amounts) => {
    const rows = ["en-IN", "de-CH", "ja-JP", "sv-SE", "en-US"].flatMap((locale) =>
      ["EUR", "JPY", "KWD", "INR", "SEK", "USD"].flatMap((currency) =>
        amounts.map((due_minor) => ({
          ...plain,
          ...{
            locale,
            currency,
            due_minor: due_minor * 2,
            early_payment_ppm: 500_000,
            own: "{discountAmount}",
          },
        })),
      ),
    );
    expect(await bySql(rows)).toEqual(rows.map(byDomain));
  });

  it.each([
    [{}, "Payable by 25 Jan 2027."],
    [{ locale: "xx-XX" }, "Payable by 25 Jan 2027."],
    [{ own: "Own {days}", of_client: "Client", fixed: "Fixed" }, "Own 30"],
    [{ of_client: "Client, {date}", fixed: "Fixed" }, "Client, 25 Jan 2027"],
    [{ fixed: "Fixed", left_open: "Open {date}" }, "Fixed"],
    [{ left_open: "{percent} until {discountDate}: {discountAmount}" }, "2% until 9 Jan 2027: €23.80"],
    // Words that speak of a discount stand only where there is one.
    [{ own: "{percent} off", early_payment_ppm: null, early_payment_days: null }, "Payable by 25 Jan 2027."],
    [{ own: "{percent} off", of_client: "By {date}", due_minor: -5 }, "By 25 Jan 2027"],
    [{ own: "{discountAmount}", type_code: "381" }, null],
    [{ own: "{discountAmount}", due_minor: 24, fixed: "Soon" }, "Soon"],
    [{ due_minor: 0 }, null],
    [{ type_code: "381" }, null],
    [{ due_date: "2026-12-26", own: "{days} days" }, "0 days"],
    // Old words stay as they are.
    [{ fixed: "Zahlbar {sofort} ohne Abzug" }, "Zahlbar {sofort} ohne Abzug"],
  ] as [Partial<Row>, string | null][])("of %o are %j", async (part, expected) => {
    const row = { ...plain, ...part };
    expect([...(await bySql([row])), byDomain(row)]).toEqual([expected, expected]);
  });

  it("are never longer than the form's limit reckons", () => {
    for (const { tag: locale } of locales)
      for (const currency of currencyCodes) {
        const row = { ...plain, locale, currency, own: ALL, early_payment_ppm: 999_900 };
        for (const date of ["2026-11-12", "2026-12-30"]) {
          const [issue_date, due_date] = [date, addDays(asCivilDate(date), 14)];
          const filled = byDomain({ ...row, issue_date, due_date, due_minor: MAX_AMOUNT }) ?? "";
          expect(longestFilled(ALL)).toBeGreaterThanOrEqual(filled.length);
          expect(placeholders.every((name) => longestFilled(`{${name}}`) > 0)).toBe(true);
        }
      }
  });
});
