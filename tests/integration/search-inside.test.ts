import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { entryText } from "~/domain/search/entry-text";
import { searchFolds } from "~/domain/search/fold";
import { currencyCodes, exponentOf } from "~/shared/currency";
import { limits } from "~/shared/limits";
import { createTestApp, type Person } from "../support/app";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields } from "../support/trail";
import { freshId } from "../support/visitor";

// Search finds the inside of words, letters by every way to write them, numbers without their signs, and amounts (docs/decisions/039).

let app: ReturnType<typeof createTestApp>;
let person: Person;

beforeAll(async () => {
  app = createTestApp();
  person = await app.registerPerson();
});

const addClients = async (by: Person, names: readonly string[]): Promise<string[]> => {
  const ids = names.map(() => freshId());
  await sql(
    `INSERT INTO clients (tenant_id, id, name, country, created_at, updated_at) VALUES ${names.map(() => "(?, ?, ?, 'DE', 1, 1)").join(", ")}`,
    names.flatMap((name, i) => [by.tenantId, ids[i] ?? "", name]),
  );
  return ids;
};

const idsIn = (rows: readonly { getAttribute(name: string): string | undefined }[]) =>
  rows.map((link) => /(\w{26})$/.exec(link.getAttribute("href") ?? "")?.[1] ?? "");

async function found(what: "clients" | "invoices", text: string, by = person): Promise<string[]> {
  const page = await by.visit(`${by.base}/${what}?search=${encodeURIComponent(text)}`);
  expect(page.status).toBe(200);
  return idsIn(page.document.querySelectorAll("tbody tr a"));
}

const FOUND: readonly (readonly [name: string, ...typed: string[]])[] = [
  ["Zakłady Łódź", "Lodz", "lódz", "ŁÓDŹ", "akla"],
  ["Straßenbau Nord", "Strassenbau", "STRASSEN", "straße", "bau", "enba"],
  ["Strassenbau Sued", "Straßenbau", "straßen"],
  ["Gartenbau Krüger", "bau", "kruger", "rüge", "Kru\u0308ger"],
  ["Ærøskøbing Smedje", "aeroskobing", "Ærø", "købi", "SMED"],
  ["Ångström Þórsson", "angstrom", "thorsson", "órss"],
  ["Iğdır Şekerleme", "igdir", "IĞDIR", "sekerleme"],
  ["Ελληνικός Λόγος", "λογοσ", "ΛΌΓΟΣ", "ληνικ"],
  ["Ёлкин и Йогурт", "елкин", "Иогурт", "гурт"],
  ["Công ty Nguyễn Đức", "nguyen", "duc", "guyễ"],
  ["مُؤَسَّسَة أحمد", "مؤسسة", "احمد", "سسة"],
  ["חֶבְרַת שָׁלוֹם", "שלום", "חברת", "לום"],
  ["บริษัทกรุงเทพจำกัด", "กรุงเทพ", "จำกัด", "บริ", "กร"],
  ["株式会社東京商事", "東京商事", "東京", "商", "会社東", "社東京商"],
  ["ﾄﾖﾀｶﾞﾗｽ", "トヨタ", "ガラス", "ガラ", "ﾖﾀ", "ガ"],
  ["さくら印刷", "くら", "印刷", "さくら", "刷"],
  ["주식회사서울상사", "서울", "상사", "서울상사", "서"],
  ["ＡＣＭＥ１２３", "acme", "CME12", "123"],
  ["ACME456", "ＡＣＭＥ", "４５６"],
  ["O’Neill & Söhne", "O'Neill", "neill sohne", "o neill"],
  ["Café Œuvre", "cafe\u0301", "oeuvre", "Cafe"],
  ["\u{20BB7}野家", "\u{20BB7}野", "野家", "\u{20BB7}"],
];

describe("clients", () => {
  let ids: string[];
  beforeAll(async () => {
    ids = await addClients(
      person,
      FOUND.map(([name]) => name),
    );
  });

  it.each(FOUND.map(([name, ...typed], i) => ({ name, typed, i })))(
    "$name is found by $typed",
    async ({ typed, i }) => {
      for (const text of typed) expect(await found("clients", text), text).toContain(ids[i]);
    },
  );

  it("are not found by letters that do not stand together", async () => {
    const [id] = await addClients(person, ["abcdef defghi"]);
    expect(await found("clients", "cdefgh")).not.toContain(id);
    expect(await found("clients", "abcdef")).toContain(id);
    expect(await found("clients", "カラス")).toEqual([]);
    expect(await found("clients", "京東")).toEqual([]);
  });

  it("are found by a VAT identifier and a telephone number without their signs", async () => {
    const id = freshId();
    await sql(
      "INSERT INTO clients (tenant_id, id, name, country, vat_id, phone, created_at, updated_at) VALUES (?, ?, 'Codes', 'AT', 'ATU 999-888.77', '+43 (1) 555-0199', 1, 1)",
      [person.tenantId, id],
    );
    for (const text of ["ATU99988877", "atu 999", "4315550199", "5550199"])
      expect(await found("clients", text), text).toContain(id);
  });

  it("are each found in the choice of a client, by the inside of a word, another spelling, two letters of Han", async () => {
    const many = await app.registerPerson();
    const ids = await addClients(many, [
      ...FOUND.map(([name]) => name),
      ...Array.from({ length: limits.clientChoices }, (_, i) => `Filler ${i}`),
    ]);
    for (const at of ["/invoices/new", "/invoices"])
      for (const [i, [name, ...typed]] of FOUND.entries()) {
        const page = await many.visit(`${many.base}${at}?find=${encodeURIComponent(typed[0] ?? "")}`);
        if (at === "/invoices") continue;
        const offered = page.document
          .querySelectorAll("select[name=client] option")
          .map((option) => option.getAttribute("value"));
        expect(offered, name).toContain(ids[i]);
        expect(offered.length, name).toBeLessThan(FOUND.length);
      }
  });
});

describe("invoices", () => {
  let client: string;
  const draft = (description: string, more: Record<string, string> = {}) =>
    addInvoice(person, invoiceFields(client, { "lines[0].description": description, ...more }));

  beforeAll(async () => {
    [client = ""] = await addClients(person, ["Plain"]);
  });

  it.each(FOUND)("with a line %s is found as a client is", async (name, ...typed) => {
    const id = await draft(name);
    for (const text of typed) expect(await found("invoices", text), text).toContain(id);
  });

  it("are found by their numbers, with signs or without", async () => {
    const by = await app.registerPerson();
    const [of = ""] = await addClients(by, ["Numbered"]);
    const ids: string[] = [];
    for (let i = 0; i < 12; i += 1) ids.push(await addInvoice(by, invoiceFields(of, { intent: "issue" })));
    const [row] = await sql("SELECT number, period FROM invoices WHERE id = ?", [ids[11] ?? ""]);
    const number = String(row?.number);
    expect(number).toMatch(/^INV-\d{4}-0012$/);
    const year = number.slice(4, 8);
    const typed = [
      number,
      number.toLowerCase(),
      `INV${year}0012`,
      `${year}0012`,
      `${year}/0012`,
      "0012",
      "#12",
      "12",
    ];
    for (const text of typed) expect(await found("invoices", text, by), text).toEqual([ids[11]]);
    expect(await found("invoices", "2", by)).toContain(ids[1]);
  });

  it("are found by their totals, net and gross, however the amount is written", async () => {
    const by = await app.registerPerson();
    const [of = ""] = await addClients(by, ["Amounts"]);
    const of1000 = await addInvoice(
      by,
      invoiceFields(of, { "lines[0].quantity": "1", "lines[0].unitPrice": "1234,50" }),
    );
    const [row] = await sql("SELECT net_minor, gross_minor FROM invoices WHERE id = ?", [of1000]);
    expect(Number(row?.net_minor)).toBe(123450);
    for (const text of [
      "1.234,50",
      "1,234.50",
      "1234.5",
      "1234,5",
      "1 234,50 €",
      "EUR 1234.50",
      "123450",
      "-1.234,50",
    ])
      expect(await found("invoices", text, by), text).toEqual([of1000]);
    const gross = Number(row?.gross_minor);
    expect(
      await found("invoices", `${Math.floor(gross / 100)}.${String(gross % 100).padStart(2, "0")}`, by),
    ).toEqual([of1000]);
    for (const text of ["1234.51", "12.345,00", "2.469,00"])
      expect(await found("invoices", text, by), text).toEqual([]);
    expect(await found("invoices", "amounts 1.234,50", by)).toEqual([of1000]);
    expect(await found("invoices", "nobody 1.234,50", by)).toEqual([]);
  });

  it("are found by an amount of a currency with other decimals", async () => {
    const by = await app.registerPerson();
    const [of = ""] = await addClients(by, ["Yen"]);
    const base = invoiceFields(of, { "lines[0].quantity": "1" });
    const yen = await addInvoice(by, { ...base, currency: "JPY", "lines[0].unitPrice": "14025" });
    const dinar = await addInvoice(by, { ...base, currency: "KWD", "lines[0].unitPrice": "7,125" });
    for (const text of ["14025", "14.025", "¥14,025", "JPY 14025"])
      expect(await found("invoices", text, by), text).toEqual([yen]);
    for (const text of ["7.125", "7,125", "7125"])
      expect(await found("invoices", text, by), text).toEqual([dinar]);
    expect(await found("invoices", "140.25", by)).toEqual([]);
  });

  it("are found by what they say now: an amount that was changed is not found any more", async () => {
    const by = await app.registerPerson();
    const [of = ""] = await addClients(by, ["Changing"]);
    const id = await addInvoice(
      by,
      invoiceFields(of, { "lines[0].quantity": "1", "lines[0].unitPrice": "77,01" }),
    );
    expect(await found("invoices", "77,01", by)).toEqual([id]);
    const edit = `${by.base}/invoices/${id}/edit`;
    await by.submit(edit, {
      ...(await by.visit(edit)).form("Save draft"),
      "lines[0].unitPrice": "78,02",
      intent: "draft",
    });
    expect(await found("invoices", "77,01", by)).toEqual([]);
    expect(await found("invoices", "78,02", by)).toEqual([id]);
  });

  it("have their units of every currency", async () => {
    const [row] = await sql("SELECT sql FROM sqlite_master WHERE name = 'invoice_entries'");
    const of = (list: string | undefined) =>
      [...(list ?? "").matchAll(/[A-Z]{3}/g)].map(([code]) => code).sort();
    const [, none, three] =
      /currency IN \(([^)]*)\) THEN 1000[\s\S]*currency IN \(([^)]*)\) THEN 1 /.exec(String(row?.sql)) ?? [];
    const withDecimals = (n: number) =>
      currencyCodes
        .filter((code) => exponentOf(code) === n)
        .map(String)
        .sort();
    expect([of(none), of(three)]).toEqual([withDecimals(0), withDecimals(3)]);
    expect(new Set(currencyCodes.map(exponentOf))).toEqual(new Set([0, 2, 3]));
  });

  it("of another business are not found, by nothing of theirs", async () => {
    const other = await app.registerPerson();
    const [of = ""] = await addClients(other, ["Geheimbau"]);
    const id = await addInvoice(
      other,
      invoiceFields(of, {
        intent: "issue",
        "lines[0].quantity": "1",
        "lines[0].unitPrice": "98765,43",
        orderReference: "ZX-9/8",
      }),
    );
    for (const text of ["heimba", "98765,43", "zx98"]) {
      expect(await found("invoices", text), text).not.toContain(id);
      expect(await found("invoices", text, other), text).toEqual([id]);
    }
    expect(await found("clients", "heimba")).toEqual([]);
    expect(await found("clients", "heimba", other)).toEqual([of]);
  });
});

describe("a hostile search", () => {
  const HOSTILE = [
    "x".repeat(10_000),
    "東".repeat(10_000),
    "1".repeat(10_000),
    `${"a ".repeat(5_000)}`,
    '"'.repeat(10_000),
    '" OR 1=1 --',
    '("###")',
    "### ##",
    "NEAR(a b, 2) AND text:x NOT y",
    "🙂🙂🙂 👩‍👩‍👧",
    "\u202e\u0000\ud800abc",
    "a\u0301".repeat(3_000),
    "%' ; DROP TABLE clients; --",
    "-0",
    "0",
    "00",
    "1e9",
    "٫",
    ",",
    "...",
    "1,,2",
    "9".repeat(40),
    "{}[]^*:-+",
  ];
  it.each(HOSTILE)("%#: answers, and says what it is asked", async (text) => {
    for (const what of ["clients", "invoices"] as const)
      for (const query of ["search", "find"]) {
        const page = await person.visit(
          `${person.base}/${what}?${new URLSearchParams({ [query]: text.toWellFormed() })}`,
        );
        expect(page.status).toBe(200);
      }
    const page = await person.visit(
      `${person.base}/invoices/new?${new URLSearchParams({ find: text.toWellFormed() })}`,
    );
    expect(page.status).toBe(200);
  });
});

describe("the database", () => {
  it("folds by the same table", async () => {
    const rows = await sql("SELECT letter, base FROM search_folds");
    const byLetter = ([a]: readonly [string, string], [b]: readonly [string, string]) => (a < b ? -1 : 1);
    const stored = rows.map(({ letter, base }) => [String(letter), String(base)] as const).sort(byLetter);
    expect(stored).toEqual([...searchFolds()].sort(byLetter));
    expect(stored.length).toBeGreaterThan(2_000);
  });

  it("makes the same text of anything that a row can hold", async () => {
    const by = await app.registerPerson();
    const letter = fc.oneof(
      fc.constantFrom(..."abcXYZ 019-/.,'\"#<>"),
      fc.constantFrom(...searchFolds().map(([each]) => each)),
      fc.integer({ min: 0xa1, max: 0x24ff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0x3041, max: 0x9fff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0xf900, max: 0xffee }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0x1f300, max: 0x1f6ff }).map((code) => String.fromCodePoint(code)),
      fc.integer({ min: 0x20000, max: 0x2a6df }).map((code) => String.fromCodePoint(code)),
    );
    const text = fc
      .array(letter, { minLength: 1, maxLength: 40 })
      .map((letters) => letters.join("").trim() || "x");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { minLength: 30, maxLength: 60 }), async (rows) => {
        const ids = rows.map(() => freshId());
        await sql(
          `INSERT INTO clients (tenant_id, id, name, country, vat_id, created_at, updated_at) VALUES ${rows.map(() => "(?, ?, ?, 'DE', ?, 1, 1)").join(", ")}`,
          rows.flatMap(([name, code], i) => [by.tenantId, ids[i] ?? "", name, code]),
        );
        const stored = await sql(
          `SELECT r.client_id, r.text, c.name, c.vat_id FROM client_search_rows r JOIN clients c ON c.tenant_id = r.tenant_id AND c.id = r.client_id
            WHERE r.tenant_id = ? AND r.client_id IN (${ids.map(() => "?").join(", ")})`,
          [by.tenantId, ...ids],
        );
        expect(stored.length).toBe(rows.length);
        for (const { text: made, name, vat_id } of stored)
          expect(made).toBe(
            entryText([
              { text: String(name), isCode: false },
              { text: String(vat_id), isCode: true },
              { text: "DE", isCode: false },
            ]),
          );
      }),
      { numRuns: 12 },
    );
  });
});
