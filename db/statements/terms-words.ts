import { type SQL, sql } from "drizzle-orm";
import { braced, discountPlaceholders, type Placeholder } from "~/domain/terms/words";
import { currencyCodes, exponentOf } from "~/shared/currency";
import { formatCurrency } from "~/shared/format";
import { limits } from "~/shared/limits";
import { locales } from "~/shared/locales";
import { keysOf } from "~/shared/records";

// The words of payment terms with everything filled in, as SQL: an issue does it inside its own transaction, where nothing was read before.
// It writes what app/shared/format.ts and app/domain/terms write; tests/integration/terms-words.test.ts compares them for every locale
// and currency.

const NBSP = "\u00A0";
const PLAIN = "en-GB";

/** A currency's sign, and whether it ends with a letter: then an amount stands off it. */
const signOf = (sign: string) => ({ sign, letter: /\p{L}$/u.test(sign) ? 1 : 0 });

/** How each locale writes; and how a currency is written that is not written by its code, or has other than two decimals. */
const FORMATS = JSON.stringify({
  locales: Object.fromEntries(
    locales.map(({ tag, date, decimal, group, grouping, money, percent, symbol }) => [
      tag,
      {
        ...{ date, decimal, group, money: money.replace(" ", NBSP), percent: percent.replace(" ", NBSP) },
        ...(grouping ? { grouping } : {}),
        ...(symbol ? { own: symbol[0], ...signOf(symbol[1]) } : {}),
      },
    ]),
  ),
  signs: Object.fromEntries(
    currencyCodes
      .map((code) => [code, formatCurrency(code, PLAIN)] as const)
      .filter(([code, sign]) => sign !== code)
      .map(([code, sign]) => [code, signOf(sign)]),
  ),
  decimals: Object.fromEntries(
    currencyCodes.filter((code) => exponentOf(code) !== 2).map((code) => [code, exponentOf(code)]),
  ),
});

const MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

/** Every second value replaces the one before it. */
const replaced = (text: SQL, pairs: readonly (readonly [string, SQL])[]): SQL =>
  pairs.reduce((done, [part, value]) => sql`replace(${done}, ${part}, ${value})`, text);

/** A date as the locale `f` writes it. No letter of a month's name stands for a part. */
const dateText = (date: string): SQL => {
  const part = (from: number, length: number) => sql.raw(`substr(${date}, ${from}, ${length})`);
  return replaced(sql`f ->> 'date'`, [
    ["yyyy", part(1, 4)],
    ["mon", sql`substr(${MONTHS}, ${part(6, 2)} * 3 - 2, 3)`],
    ["mm", part(6, 2)],
    ["dd", part(9, 2)],
    ["m", sql`ltrim(${part(6, 2)}, '0')`],
    ["d", sql`ltrim(${part(9, 2)}, '0')`],
  ]);
};

/** A percentage: `early_payment_ppm` is a multiple of 100. */
const percentText = sql`replace(f ->> 'percent', '#', (early_payment_ppm / 10000) || CASE WHEN early_payment_ppm % 10000 = 0 THEN ''
  ELSE (f ->> 'decimal') || rtrim(printf('%02d', early_payment_ppm / 100 % 100), '0') END)`;

/** The whole part of an amount in groups, with a comma between them. */
const grouped = sql`CASE WHEN f ->> 'grouping' IS NULL OR whole < 1000 THEN printf('%,d', whole)
  ELSE ltrim(printf('%02d,%02d,%02d,%02d,%02d', whole / 100000000000, whole / 1000000000 % 100, whole / 10000000 % 100,
    whole / 100000 % 100, whole / 1000 % 100), '0,') || printf(',%03d', whole % 1000) END`;

/** `amount`, which is more than nothing, with its currency. */
const moneyText = sql`replace(replace(replace(
  CASE WHEN letter AND f ->> 'money' = '-¤#' THEN ${`-¤${NBSP}#`} ELSE f ->> 'money' END, '-', ''),
  '#', replace(${grouped}, ',', f ->> 'group')
    || CASE decimals WHEN 0 THEN '' ELSE (f ->> 'decimal') || substr('0000' || (amount % unit), -decimals) END), '¤', sign)`;

/** What fills in each placeholder; those of a discount are NULL where there is none. */
const TEXTS: Readonly<Record<Placeholder, SQL>> = {
  days: sql`CAST(julianday(due_date) - julianday(issue_date) AS INTEGER)`,
  date: dateText("due_date"),
  percent: percentText,
  discountDate: dateText("until"),
  discountAmount: moneyText,
};

/** Words filled in, or NULL where they speak of a discount and there is none. */
function filled(words: SQL): SQL {
  const names = keysOf(TEXTS);
  const text = replaced(
    words,
    names.map((name) => [braced(name), sql.raw(`coalesce(text_${name}, '')`)] as const),
  );
  const ofDiscount = discountPlaceholders.map((name) => sql`instr(${words}, ${braced(name)}) > 0`);
  return sql`CASE WHEN amount IS NOT NULL OR NOT (${sql.join(ofDiscount, sql` OR `)}) THEN ${text} END`;
}

/**
 * What an invoice prints of its terms, or NULL. `row` is a select of issue_date, due_date, currency, due_minor, type_code,
 * early_payment_ppm, early_payment_days, locale, the words that it may have (own, of_client, fixed, left_open) and by_default.
 */
export const filledWords = (row: SQL): SQL => {
  const facts = sql`SELECT *, ${FORMATS} AS j, date(issue_date, early_payment_days || ' days') AS until,
      CASE WHEN due_minor > 0 AND type_code <> '381' AND date(issue_date, early_payment_days || ' days') <= due_date
        THEN nullif((due_minor * (early_payment_ppm / 100) + 5000) / 10000, 0) END AS amount FROM (${row})`;
  const formats = sql`SELECT *, coalesce(j -> 'locales' -> locale, j -> 'locales' -> ${PLAIN}) AS f,
      coalesce(j -> 'decimals' ->> currency, 2) AS decimals FROM (${facts})`;
  const units = sql`SELECT *, CAST(substr('10000', 1, 1 + decimals) AS INTEGER) AS unit,
      iif(f ->> 'own' = currency, f, coalesce(j -> 'signs' -> currency, json_object('sign', currency, 'letter', 1))) AS s FROM (${formats})`;
  const signs = sql`SELECT *, s ->> 'sign' AS sign, s ->> 'letter' AS letter, amount / unit AS whole FROM (${units})`;
  const texts = sql.join(
    keysOf(TEXTS).map((name) => sql`${TEXTS[name]} AS ${sql.raw(`text_${name}`)}`),
    sql`, `,
  );
  const candidates = ["own", "of_client", "fixed", "left_open"].map((column) => filled(sql.raw(column)));
  // Nobody is asked to pay a credit.
  const last = sql`CASE WHEN due_minor > 0 AND type_code <> '381' THEN ${filled(sql`by_default`)} END`;
  return sql`SELECT substr(coalesce(${sql.join([...candidates, last], sql`, `)}), 1, ${limits.paymentTerms}) FROM (SELECT *, ${texts} FROM (${signs}))`;
};
