import { FORMAT, FORMAT_VERSION } from "~/domain/exports/format";

interface Column {
  readonly name: string;
  readonly type: "text" | "integer";
  readonly required: boolean;
}

interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly string[];
}

/** What a column's name says of its values, the first that fits. */
const MEANINGS: readonly (readonly [name: RegExp, meaning: string])[] = [
  [/^tenant_id$/, "the business; the same in every row"],
  [/_minor$/, "amount in the currency's smallest unit (ISO 4217): 1999 is 19.99 EUR, 1999 JPY, 1.999 KWD"],
  [/_ppm$/, "share in millionths: 190000 is 19 %"],
  [/_micro$/, "decimal in millionths: 1500000 is 1.5"],
  [/_at$|^at$/, "instant, milliseconds since 1970-01-01 00:00 UTC"],
  [/_date$|^period_(start|end)$/, "civil date, YYYY-MM-DD"],
  [/^version$/, "counts the saves of the row, from 1"],
  [/^is_|^remembered$/, "1: yes, 0: no"],
  [/^changes$/, 'JSON: field → [before, after], or "changed" where the values are not kept'],
  [/^hash$/, "base64url of SHA-256 (with a key: HMAC) over the hash before and this event"],
  [/^country$/, "ISO 3166-1 alpha-2"],
  [/^currency$/, "ISO 4217"],
  [/^unit_code$/, "UN/ECE Recommendation 20"],
  [/category$/, "UNTDID 5305, as in EN 16931: S, Z, E, AE, K, G, O"],
  [/^type_code$/, "UNTDID 1001: 380 invoice, 381 credit note"],
  [/^payment_means_code$/, "UNTDID 4461"],
  [/_id$|^id$/, "26 characters, in the order in which they were made"],
];

const meaningOf = (column: string): string | undefined => MEANINGS.find(([name]) => name.test(column))?.[1];

/** schema.json: every table with its columns, their types and what the values mean. */
export const schemaText = (tables: readonly Table[]): string =>
  `${JSON.stringify(
    {
      format: FORMAT,
      version: FORMAT_VERSION,
      tables: tables.map(({ name, columns, key }) => ({
        name,
        key,
        columns: columns.map((column) => ({ ...column, meaning: meaningOf(column.name) })),
      })),
    },
    null,
    2,
  )}\n`;

/** README.txt: what is where, for whoever opens the archive in ten years. */
export const readmeText = (business: string, exportedAt: string): string =>
  `Everything that Gapless stores of ${business}, as it was at ${exportedAt}.

invoices/YYYY/NUMBER.html  each issued invoice as it is printed; opens in any browser, needs nothing else
drafts/ID.html             each draft, without a number
tables/NAME.csv            each table for spreadsheets: UTF-8, commas, first row the columns (RFC 4180).
                           Where a spreadsheet would take a text, or a part of it behind a comma, semicolon,
                           tab or line break, for a formula, an apostrophe stands in front.
tables/NAME.jsonl          the same rows for programs, exactly as stored: one JSON object on each line
schema.json                the columns of every table, their types and what the values mean
manifest.json              every file with its size and SHA-256

To check the archive: compare the SHA-256 of each file with manifest.json.
To store it in another installation of Gapless: npm run import -- FILE --owner EMAIL
What each table is about is in docs/export.md of the program.
`;
