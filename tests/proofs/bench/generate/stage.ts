import { chance, idSql, quoted } from "./arithmetic";
import type { Slice } from "./shape";
import { HAN_WORD, RARE_WORD, WORDS } from "./words";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Tables that what an invoice is is decided in, before it is written into the product's own. Dropped in the end. */
export const STAGE = [
  "bench_numbers",
  "bench_words",
  "bench_tenants",
  "bench_invoices",
  "bench_lines",
  "bench_groups",
];

export const createStage = (most: number): string[] => [
  "CREATE TABLE bench_numbers (i INTEGER PRIMARY KEY) STRICT",
  `INSERT INTO bench_numbers WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ${most}) SELECT i FROM n`,
  "CREATE TABLE bench_words (n INTEGER PRIMARY KEY, word TEXT NOT NULL) STRICT",
  `INSERT INTO bench_words VALUES ${WORDS.map((word, n) => `(${n}, ${quoted(word)})`).join(", ")}`,
  `CREATE TABLE bench_tenants (t INTEGER PRIMARY KEY, id TEXT NOT NULL, owner TEXT NOT NULL, series TEXT NOT NULL, opened INTEGER NOT NULL,
    invoices INTEGER NOT NULL, clients INTEGER NOT NULL) STRICT`,
  `CREATE TABLE bench_invoices (t INTEGER, i INTEGER, id TEXT NOT NULL, tenant TEXT NOT NULL, client TEXT NOT NULL, ms INTEGER NOT NULL,
    status TEXT NOT NULL, issue_date TEXT NOT NULL, due_date TEXT NOT NULL, paid_date TEXT, paid_ms INTEGER, archived_ms INTEGER,
    currency TEXT NOT NULL, lines INTEGER NOT NULL, sequence INTEGER, PRIMARY KEY (t, i)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE bench_lines (t INTEGER, i INTEGER, position INTEGER, description TEXT NOT NULL, halves INTEGER NOT NULL, cents INTEGER NOT NULL,
    net INTEGER NOT NULL, rate INTEGER NOT NULL, PRIMARY KEY (t, i, position)) STRICT, WITHOUT ROWID`,
  `CREATE TABLE bench_groups (t INTEGER, i INTEGER, position INTEGER, rate INTEGER NOT NULL, base INTEGER NOT NULL, tax INTEGER NOT NULL,
    PRIMARY KEY (t, i, position)) STRICT, WITHOUT ROWID`,
];

export const of = ({ tenants, invoices }: Slice, alias: string): string =>
  `${alias}.t BETWEEN ${tenants[0]} AND ${tenants[1]} AND ${alias}.i BETWEEN ${invoices[0]} AND ${invoices[1]}`;

/** The first clients of a business get the most invoices. */
const clientNumber = (x: string) =>
  `(b.clients * ((${chance(x, 1)}) % 1000) * (${chance(x, 1)} % 1000) / 1000000)`;

/** When the client with this number was entered: SQL, milliseconds. */
export const clientMs = (c: string): string => `(b.opened + 1000 * (1 + ${c}))`;

/**
 * What becomes of each invoice. Of a hundred about 3 are drafts, 12 are sent, 70 are paid and 15 are paid and archived; of the last 45
 * days most are sent.
 */
export function stageInvoices(slice: Slice, days: number, anchor: string): string {
  const x = "(n.i + 31 * b.t)";
  const day = `(n.i * ${days} / b.invoices)`;
  const inTheDay = `(n.i * ${days} % b.invoices * ${8 * HOUR_MS} / b.invoices)`;
  return `INSERT INTO bench_invoices
    SELECT t, i, ${idSql("ms", "J", "t", "i")}, tenant, ${idSql(clientMs("c").replace("b.opened", "opened"), "C", "t", "c")}, ms, status, issue_date,
      date(issue_date, CASE c % 3 WHEN 0 THEN '+14 days' ELSE '+30 days' END), paid_date,
      CASE WHEN paid_date IS NOT NULL THEN unixepoch(paid_date) * 1000 + ${19 * HOUR_MS} + luck % ${HOUR_MS} END,
      CASE WHEN archived THEN unixepoch(paid_date) * 1000 + ${100 * DAY_MS} + luck % ${HOUR_MS} END,
      CASE i % 50 WHEN 49 THEN 'USD' ELSE 'EUR' END, CASE luck % 10 WHEN 9 THEN 4 WHEN 8 THEN 3 WHEN 7 THEN 3 WHEN 6 THEN 2 WHEN 5 THEN 2 WHEN 4 THEN 2 ELSE 1 END,
      NULL
    FROM (SELECT *, CASE WHEN status = 'paid' THEN min('${anchor}', date(issue_date, '+' || (5 + luck % 55) || ' days')) END AS paid_date,
        status = 'paid' AND age > 365 AND other % 100 < 22 AS archived
      FROM (SELECT b.t, n.i, b.id AS tenant, b.opened, ${clientNumber(x)} AS c, date('${anchor}', (1 + ${day} - ${days}) || ' days') AS issue_date,
          b.opened + ${DAY_MS} + ${day} * ${DAY_MS} + ${inTheDay} AS ms, ${days - 1} - ${day} AS age, ${chance(x, 3)} AS luck, ${chance(x, 4)} AS other,
          CASE WHEN ${chance(x, 2)} % 1000 < CASE WHEN ${days - 1} - ${day} < 10 THEN 300 ELSE 25 END THEN 'draft'
            WHEN ${chance(x, 2)} % 1000 < CASE WHEN ${days - 1} - ${day} < 45 THEN 900 ELSE 110 END THEN 'sent' ELSE 'paid' END AS status
        FROM bench_tenants b JOIN bench_numbers n ON n.i < b.invoices
        WHERE b.t BETWEEN ${slice.tenants[0]} AND ${slice.tenants[1]} AND n.i BETWEEN ${slice.invoices[0]} AND ${slice.invoices[1]}))
    ORDER BY t, i`;
}

/** The issued ones of each year are numbered in the order of their dates. */
export const stageNumbers = (t: number): string => `UPDATE bench_invoices SET sequence = s.n
  FROM (SELECT t, i, row_number() OVER (PARTITION BY t, substr(issue_date, 1, 4) ORDER BY i) AS n
    FROM bench_invoices WHERE t = ${t} AND status <> 'draft') s
  WHERE bench_invoices.t = s.t AND bench_invoices.i = s.i`;

/** One word out of the vocabulary, the first ones more often. */
const word = (x: string, salt: number) =>
  `(SELECT word FROM bench_words WHERE n = ${WORDS.length} * (${chance(x, salt)} % 1000) * (${chance(x, salt)} % 1000) / 1000000)`;

export function stageLines(slice: Slice): string {
  const x = "(4 * j.i + p.value + 31 * j.t)";
  return `INSERT INTO bench_lines
    SELECT t, i, position, description, halves, cents, (halves * cents + 1) / 2, rate
    FROM (SELECT j.t, j.i, p.value AS position, 1 + ${chance(x, 5)} % 60 AS halves, 100 + ${chance(x, 6)} % 19900 AS cents,
        CASE WHEN ${chance(x, 7)} % 10 < 8 THEN 190000 ELSE 70000 END AS rate,
        ${word(x, 8)} || ' ' || ${word(x, 9)} || CASE ${chance(x, 10)} % 3 WHEN 0 THEN '' ELSE ' ' || ${word(x, 11)} END
          || CASE WHEN p.value = 1 AND j.i IN (b.invoices / 3, b.invoices / 2, b.invoices - 7) THEN ' ${RARE_WORD} ${HAN_WORD}' ELSE '' END AS description
      FROM bench_invoices j JOIN bench_tenants b ON b.t = j.t JOIN json_each('[1,2,3,4]') p ON p.value <= j.lines WHERE ${of(slice, "j")})
    ORDER BY t, i, position`;
}

/** Tax by group, half a cent up; in the order in which the lines name the rates. */
export const stageGroups = (slice: Slice): string => `INSERT INTO bench_groups
  SELECT t, i, row_number() OVER (PARTITION BY t, i ORDER BY first), rate, base, (base * rate + 500000) / 1000000
  FROM (SELECT t, i, min(position) AS first, rate, sum(net) AS base FROM bench_lines l WHERE ${of(slice, "l")} GROUP BY t, i, rate)
  ORDER BY t, i, first`;
