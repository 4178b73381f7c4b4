import { dueSql } from "@db/statements/agreed-terms";
import { sql as q } from "drizzle-orm";
import { SQLiteSyncDialect } from "drizzle-orm/sqlite-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { importArchive } from "~/commands/import";
import { dueOn, type Terms, termsKinds } from "~/domain/terms/terms";
import { addDays, asCivilDate, daysBetween, FIRST_DATE, LAST_DATE, todayIn } from "~/shared/dates";
import { createTestApp, type Person } from "../support/app";
import { alteredArchive, downloadArchive, removeArchives } from "../support/archive";
import { addClient } from "../support/client";
import { insertDraft } from "../support/invoice-rows";
import { sql } from "../support/sql";
import { addInvoice, invoiceFields, trailOf } from "../support/trail";
import type { Fields } from "../support/visitor";

// A due date that nobody typed follows the issue date, the client and the terms; one that was typed stays.

let person: Person;
let [usual, week, endOfMonth]: string[] = [];

beforeAll(async () => {
  person = await createTestApp().registerPerson({ country: "DE", currency: "EUR" });
  usual = await addClient(person, { name: "As usual" });
  week = await addClient(person, { name: "A week", paymentTermsDays: "7" });
  endOfMonth = await addClient(person, {
    name: "End of month",
    paymentTermsDays: "30",
    paymentTermsKind: "days-end-of-month",
  });
});

afterAll(removeArchives);

const NEW = "/invoices/new";
const page = (path: string) => `${person.base}${path}`;
const line = { "lines[0].description": "Work", "lines[0].unitPrice": "100" };
const idIn = (location: string | null) => /\/invoices\/([0-9A-Z]{26})/.exec(location ?? "")?.[1] ?? "";

const stored = async (id: string) =>
  (
    await sql(
      `SELECT i.issue_date, i.due_date, m.kind, m.days, m.day, m.is_own, m.is_due_typed AS typed FROM invoices i
        LEFT JOIN invoice_terms m ON m.tenant_id = i.tenant_id AND m.invoice_id = i.id WHERE i.tenant_id = ? AND i.id = ?`,
      [person.tenantId, id],
    )
  )[0];

/** The form as it comes, with what a browser without scripts changes in it. */
const opened = async (path: string, typed: Fields) => ({
  ...(await person.visit(page(path))).form("Save draft"),
  ...line,
  ...typed,
});

const saved = async (path: string, typed: Fields) => {
  const answer = await person.submit(page(path), await opened(path, typed));
  expect([answer.status, answer.messages]).toEqual([302, ""]);
  return idIn(answer.location);
};

const edit = (id: string, typed: Fields) => saved(`/invoices/${id}/edit`, typed);

describe("a due date that nobody typed", () => {
  it("is in the form from the start, which says that it follows the terms", async () => {
    const form = await person.visit(page(NEW));
    const fields = form.form("Save draft");
    expect(fields.dueDate).toBe(addDays(asCivilDate(fields.issueDate ?? ""), 30));
    expect(form.text).toContain("Follows the terms: 30 days.");
    const theirs = await person.visit(page(`${NEW}?client=${week}`));
    expect(theirs.text).toContain("Follows the terms: 7 days.");
  });

  it("follows the issue date and the client that are chosen without scripts", async () => {
    const id = await saved(NEW, { client: week, issueDate: "2026-12-20" });
    expect(await stored(id)).toMatchObject({ due_date: "2026-12-27", kind: "days", days: 7, typed: 0 });
  });

  it("follows a draft that is moved to another day, earlier or later, or given to another client", async () => {
    const id = await saved(NEW, { client: usual, issueDate: "2026-11-25" });
    expect((await stored(id))?.due_date).toBe("2026-12-25");
    await edit(id, { issueDate: "2026-12-20" });
    expect((await stored(id))?.due_date).toBe("2027-01-19");
    await edit(id, { issueDate: "2027-06-01" });
    expect((await stored(id))?.due_date).toBe("2027-07-01");
    await edit(id, { client: endOfMonth });
    expect(await stored(id)).toMatchObject({ due_date: "2027-07-31", kind: "days-end-of-month", typed: 0 });
    await edit(id, { client: week, issueDate: "2026-02-28" });
    expect((await stored(id))?.due_date).toBe("2026-03-07");
  });

  it("follows the invoice's own terms before its client's", async () => {
    const own = { paymentTermsDays: "0", paymentTermsKind: "day-of-next-month", paymentTermsDay: "31" };
    const id = await saved(NEW, { client: week, issueDate: "2028-01-15", ...own });
    expect(await stored(id)).toMatchObject({ due_date: "2028-02-29", day: 31, is_own: 1, typed: 0 });
    const form = (await person.visit(page(`/invoices/${id}/edit`))).form("Save draft");
    expect(form).toMatchObject({ ...own, dueDate: "2028-02-29" });
    await edit(id, { paymentTermsDays: "", paymentTermsKind: "days", paymentTermsDay: "" });
    expect(await stored(id)).toMatchObject({ due_date: "2028-01-22", days: 7, is_own: 0, typed: 0 });
  });

  it("is in the form of a draft as the terms are by now, and stays where nobody saves it", async () => {
    const client = await addClient(person, { name: "Changes", paymentTermsDays: "10" });
    const id = await saved(NEW, { client, issueDate: "2026-03-01" });
    const path = page(`/clients/${client}/edit`);
    const form = (await person.visit(path)).form("Save client");
    await person.submit(path, { ...form, paymentTermsDays: "20" });
    expect((await stored(id))?.due_date).toBe("2026-03-11");
    expect((await person.visit(page(`/invoices/${id}/edit`))).form("Save draft").dueDate).toBe("2026-03-21");
    await edit(id, {});
    expect((await stored(id))?.due_date).toBe("2026-03-21");
  });

  it("follows the copy, with the invoice's own terms, also where the copied one was typed", async () => {
    const today = todayIn("Europe/Berlin", Date.now());
    const own = { paymentTermsDays: "3", paymentTermsKind: "days" };
    const id = await saved(NEW, { client: week, issueDate: "2026-03-01", dueDate: "2026-09-09", ...own });
    const at = page(`/invoices/${id}`);
    const copied = await person.submit(at, (await person.visit(at)).form("Duplicate"));
    const copy = await stored(idIn(copied.location));
    expect([today, addDays(today, 1)]).toContain(copy?.issue_date);
    const issued = asCivilDate(String(copy?.issue_date));
    expect(copy).toMatchObject({ due_date: addDays(issued, 3), is_own: 1, days: 3, typed: 0 });
  });

  it("follows in the same step that issues it", async () => {
    const id = await saved(NEW, { client: endOfMonth, issueDate: "2026-01-31", intent: "issue" });
    expect(await stored(id)).toMatchObject({ due_date: "2026-03-31", typed: 0 });
  });
});

describe("a due date that was typed by hand", () => {
  it("stays when the draft is moved, given to another client, and saved again", async () => {
    const id = await saved(NEW, { client: usual, issueDate: "2026-05-01", dueDate: "2026-08-08" });
    expect(await stored(id)).toMatchObject({ due_date: "2026-08-08", typed: 1 });
    await edit(id, { issueDate: "2026-06-01" });
    await edit(id, { client: week });
    await edit(id, {});
    expect(await stored(id)).toMatchObject({ due_date: "2026-08-08", typed: 1, days: 7 });
  });

  it("departs from the terms, which the form says, and follows them again once it is emptied", async () => {
    const id = await saved(NEW, { client: usual, issueDate: "2026-05-01", dueDate: "2026-08-08" });
    const form = await person.visit(page(`/invoices/${id}/edit`));
    expect(form.text).toContain("Typed by hand. The terms say 31.05.2026: 30 days.");
    await edit(id, { dueDate: "" });
    expect(await stored(id)).toMatchObject({ due_date: "2026-05-31", typed: 0 });
  });

  it("can't be before the issue date", async () => {
    const fields = await opened(NEW, { client: usual, issueDate: "2026-05-02", dueDate: "2026-05-01" });
    const answer = await person.submit(page(NEW), fields);
    expect([answer.status, answer.text.includes("can't be before the issue date")]).toEqual([422, true]);
  });
});

describe("terms of an invoice", () => {
  it.each([
    [{ paymentTermsKind: "days-end-of-month" }, "Enter the number of days too"],
    [
      { paymentTermsKind: "day-of-next-month", paymentTermsDays: "1" },
      "Enter a day of the month from 1 to 31.",
    ],
    [
      { paymentTermsDay: "5", paymentTermsDays: "1" },
      "Only days that are counted to a day of the next month",
    ],
    [{ paymentTermsDays: "366" }, "Enter a number of days from 0 to 365."],
    [{ paymentTermsKind: "never" }, "Choose when it is due."],
    [{ earlyPaymentPpm: "0", earlyPaymentDays: "3" }, "Enter a percentage of more than 0"],
    [{ earlyPaymentPpm: "100", earlyPaymentDays: "3" }, "Enter a percentage of more than 0"],
    [{ earlyPaymentPpm: "2" }, "Enter within how many days the discount holds"],
    [{ earlyPaymentDays: "2" }, "Enter how much is taken off"],
    [{ earlyPaymentPpm: "2", earlyPaymentDays: "31" }, "The discount ends later than the invoice is due."],
    [
      { earlyPaymentPpm: "2", earlyPaymentDays: "14", dueDate: "2026-05-10", issueDate: "2026-05-01" },
      "The discount ends later than the invoice is due.",
    ],
    [{ paymentTerms: "By {dat}" }, "{dat} can't be filled in. What can: {days}, {date}, {percent}"],
  ])("that make no sense are refused at their field: %o", async (typed, words) => {
    const answer = await person.submit(page(NEW), await opened(NEW, { client: usual, ...typed }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  it("stand in the trail when they change, and the due date with them", async () => {
    const id = await saved(NEW, { client: usual, issueDate: "2026-05-01" });
    await edit(id, {
      paymentTermsDays: "10",
      earlyPaymentPpm: "2",
      earlyPaymentDays: "5",
      paymentTerms: "Soon.",
    });
    const changed = (await trailOf(person)).findLast(({ entity_id }) => entity_id === id);
    expect(changed?.changes).toEqual({
      dueDate: ["2026-05-31", "2026-05-11"],
      paymentTermsKind: [null, "days"],
      paymentTermsDays: [null, 10],
      earlyPaymentPpm: [null, 20_000],
      earlyPaymentDays: [null, 5],
      paymentTerms: "changed",
    });
    const history = (await person.visit(page(`/invoices/${id}`))).text;
    expect(history).toContain("Discount for paying early set to 2 %");
  });
});

describe("the words of the terms", () => {
  /** A business of its own, since its words are changed. */
  const business = async (words: Fields, client: Record<string, string> = {}) => {
    const owner = await createTestApp().registerPerson({ country: "DE", currency: "EUR" });
    const settings = `${owner.base}/settings/payment`;
    const form = (await owner.visit(settings)).form("Save payment");
    expect((await owner.submit(settings, { ...form, ...words })).status).toBe(302);
    return { owner, settings, client: await addClient(owner, client) };
  };
  const DATES = { issueDate: "2026-12-26", dueDate: "" };
  const documentOf = async (owner: Person, id: string) =>
    (await owner.visit(`${owner.base}/invoices/${id}/print`)).document
      .querySelector("article")
      ?.structuredText.replaceAll(/\s+/g, " ") ?? "";
  const issue = async (owner: Person, id: string) => {
    const at = `${owner.base}/invoices/${id}`;
    expect((await owner.submit(at, (await owner.visit(at)).form("Issue invoice"))).status).toBe(302);
  };

  it("say the day that the invoice is due, of its draft as it is, and of the issued one for ever", async () => {
    const { owner, settings, client } = await business({
      paymentTerms: "Within {days} days, by {date}.",
      paymentTermsDays: "30",
    });
    const id = await addInvoice(owner, invoiceFields(client, DATES));
    expect(await documentOf(owner, id)).toContain("Within 30 days, by 25.01.2027.");
    const at = `${owner.base}/invoices/${id}/edit`;
    const form = (await owner.visit(at)).form("Save draft");
    expect((await owner.submit(at, { ...form, dueDate: "2027-02-01" })).status).toBe(302);
    expect(await documentOf(owner, id)).toContain("Within 37 days, by 01.02.2027.");
    await issue(owner, id);
    const later = (await owner.visit(settings)).form("Save payment");
    await owner.submit(settings, { ...later, paymentTerms: "Otherwise.", paymentTermsDays: "5" });
    const formats = `${owner.base}/settings/formats`;
    await owner.submit(formats, {
      ...(await owner.visit(formats)).form("Save dates and amounts"),
      locale: "en-GB",
    });
    expect(await documentOf(owner, id)).toContain("Within 37 days, by 01.02.2027.");
    const [row] = await sql("SELECT payment_terms AS words FROM invoices WHERE id = ?", [id]);
    expect(row?.words).toBe("Within 37 days, by 01.02.2027.");
    await expect(
      sql("UPDATE invoices SET payment_terms = 'x', version = version + 1 WHERE id = ?", [id]),
    ).rejects.toThrow("rule:frozen");
  });

  it("are the invoice's, else its client's, else the business's, else those of the product", async () => {
    const { owner, client } = await business({ paymentTerms: "Business {days}." });
    const theirs = await addClient(owner, { name: "Theirs", paymentTerms: "Client by {date}." });
    const of = async (fields: Record<string, string>) =>
      documentOf(owner, await addInvoice(owner, invoiceFields(fields.client ?? "", { ...DATES, ...fields })));
    expect(await of({ client })).toContain("Business 30.");
    expect(await of({ client: theirs })).toContain("Client by 25.01.2027.");
    const own = await of({ client: theirs, paymentTerms: "Invoice: {days}.\nThank you." });
    expect(own).toContain("Invoice: 30.");
    expect(own).not.toContain("Client by");
    const silent = await business({});
    const id = await addInvoice(silent.owner, invoiceFields(silent.client, { ...DATES, intent: "issue" }));
    expect(await documentOf(silent.owner, id)).toContain("Payable by 25.01.2027.");
  });

  it("print a discount for paying early with its day and its amount, and what is left to pay", async () => {
    const { owner, client } = await business({
      paymentTerms: "{percent} less until {discountDate} ({discountAmount}), else by {date}.",
      earlyPaymentPpm: "2",
      earlyPaymentDays: "14",
    });
    const id = await addInvoice(owner, invoiceFields(client, DATES));
    const words = "2 % less until 09.01.2027 (2,38 €), else by 25.01.2027.";
    const line = "2 % less until 09.01.2027: 2,38 € off, 116,62 € to pay";
    const read = async () => (await documentOf(owner, id)).replaceAll("\u00A0", " ");
    for (const said of [words, line]) expect(await read()).toContain(said);
    expect((await owner.visit(`${owner.base}/invoices/${id}/edit`)).text).toContain(
      "Due on 25.01.2027, 30 days; 2 % less until 09.01.2027.",
    );
    await issue(owner, id);
    for (const said of [words, line]) expect(await read()).toContain(said);
    const [terms] = await sql("SELECT * FROM invoice_terms WHERE invoice_id = ?", [id]);
    expect(terms).toMatchObject({ early_payment_ppm: 20_000, early_payment_days: 14 });
    await expect(
      sql("UPDATE invoice_terms SET early_payment_ppm = 30000 WHERE invoice_id = ?", [id]),
    ).rejects.toThrow("rule:frozen");
  });

  it("speak of no discount where there is none: a credit, or terms that end before it would", async () => {
    const { owner, client } = await business({
      paymentTerms: "{percent} until {discountDate}.",
      earlyPaymentPpm: "2,5",
      earlyPaymentDays: "14",
    });
    const credit = await addInvoice(owner, invoiceFields(client, { ...DATES, "lines[0].quantity": "-1" }));
    const soon = await addInvoice(
      owner,
      invoiceFields(client, { issueDate: "2026-12-26", dueDate: "2026-12-31" }),
    );
    for (const [id, words] of [
      [credit, ""],
      [soon, "Payable by 31.12.2026."],
    ] as const) {
      await issue(owner, id);
      const printed = await documentOf(owner, id);
      expect(printed).toContain(words);
      for (const never of ["{", "2,5", "less until"]) expect(printed).not.toContain(never);
    }
  });

  it("are refused where they leave open what nothing fills in, with a word on what can", async () => {
    const { owner, settings } = await business({});
    const form = (await owner.visit(settings)).form("Save payment");
    const answer = await owner.submit(settings, { ...form, paymentTerms: "Within {Tage} days" });
    expect([
      answer.status,
      answer.text.includes("{Tage} can't be filled in. What can: {days}, {date}"),
    ]).toEqual([422, true]);
  });

  it("that are old stay as they are, and the build before prints none that leave something open", async () => {
    const { owner, client } = await business({ paymentTerms: "By {date}." });
    const ofTenant = () =>
      sql("SELECT payment_terms, terms_words FROM tenants WHERE id = ?", [owner.tenantId]).then(
        ([row]) => row,
      );
    expect(await ofTenant()).toMatchObject({ payment_terms: null, terms_words: "By {date}." });
    // As the build before saves words.
    await sql(
      "UPDATE tenants SET payment_terms = 'Zahlbar sofort {rein} netto', version = version + 1 WHERE id = ?",
      [owner.tenantId],
    );
    const id = await addInvoice(owner, invoiceFields(client, { ...DATES, intent: "issue" }));
    expect(await documentOf(owner, id)).toContain("Zahlbar sofort {rein} netto");
  });

  it("travel in the archive, with all that is agreed, and an older archive has none", async () => {
    const { owner, client } = await business(
      { paymentTerms: "By {date}.", earlyPaymentPpm: "3", earlyPaymentDays: "7" },
      {
        paymentTermsDays: "20",
        earlyPaymentPpm: "1.5",
        earlyPaymentDays: "3",
        paymentTerms: "Client {days}",
      },
    );
    const draft = await addInvoice(owner, invoiceFields(client, { ...DATES, paymentTerms: "Own {days}" }));
    await addInvoice(
      owner,
      invoiceFields(client, {
        ...DATES,
        ...{ intent: "issue", paymentTermsDays: "9", paymentTermsKind: "end-of-month-days" },
        earlyPaymentPpm: "1",
        earlyPaymentDays: "2",
      }),
    );
    const archive = await downloadArchive(owner, owner.base);
    const rowsOf = (tenant: string) =>
      sql(
        `SELECT m.invoice_id, m.kind, m.days, m.day, m.is_own, m.is_due_typed, m.early_payment_ppm, m.early_payment_days,
          m.is_own_early_payment, m.words, i.payment_terms AS printed FROM invoice_terms m JOIN invoices i ON i.tenant_id = m.tenant_id
          AND i.id = m.invoice_id WHERE m.tenant_id = ? ORDER BY m.invoice_id`,
        [tenant],
      );
    const options = {
      database: { url: inject("databaseUrl"), authToken: undefined },
      owner: owner.email,
      now: Date.now(),
    };
    const stored = await importArchive(archive, { ...options, asNew: true });
    expect(await rowsOf(stored.tenantId)).toEqual(await rowsOf(owner.tenantId));
    const NEWER = [
      "payment_terms_kind",
      "payment_terms_day",
      "early_payment_ppm",
      "early_payment_days",
      "terms_words",
    ];
    const older = await alteredArchive(
      archive,
      (table, row) => {
        const known = Object.entries(row).filter(
          ([name]) => !NEWER.includes(name) && !(table === "clients" && name === "payment_terms"),
        );
        return Object.fromEntries(known);
      },
      ["invoice_terms"],
    );
    const old = await importArchive(older, { ...options, asNew: true });
    expect(await rowsOf(old.tenantId)).toEqual([]);
    const page = await owner.visit(`/o/${old.tenantId}/invoices/${draft}/edit`);
    expect(page.text).toContain("Follows the terms: 20 days.");
  });
});

describe("the build before", () => {
  const update = (id: string, set: string) =>
    sql(`UPDATE invoices SET ${set}, version = version + 1 WHERE tenant_id = ? AND id = ?`, [
      person.tenantId,
      id,
    ]);

  it("stores drafts without terms, whose due date follows where it is the one that the terms give", async () => {
    const id = await addInvoice(person, invoiceFields(usual ?? "", { issueDate: "2026-06-05", dueDate: "" }));
    await sql("DELETE FROM invoice_terms WHERE tenant_id = ? AND invoice_id = ?", [person.tenantId, id]);
    expect((await person.visit(page(`/invoices/${id}/edit`))).text).toContain("Follows the terms: 30 days.");
    await edit(id, { issueDate: "2026-07-01" });
    expect(await stored(id)).toMatchObject({ due_date: "2026-07-31", typed: 0 });
    const other = await addInvoice(person, invoiceFields(usual ?? "", { dueDate: "2026-06-06" }));
    await sql("DELETE FROM invoice_terms WHERE tenant_id = ? AND invoice_id = ?", [person.tenantId, other]);
    await edit(other, { issueDate: "2026-06-01" });
    expect(await stored(other)).toMatchObject({ due_date: "2026-06-06", typed: 1 });
  });

  it("types every due date that it stores, and a discount that would end later is none", async () => {
    const early = { earlyPaymentPpm: "2", earlyPaymentDays: "20" };
    const id = await saved(NEW, { client: usual, issueDate: "2026-06-05", ...early });
    await update(id, "issue_date = '2026-06-06'");
    expect(await stored(id)).toMatchObject({ due_date: "2026-07-05", typed: 1 });
    await update(id, "due_date = '2026-06-10'");
    const [terms] = await sql("SELECT * FROM invoice_terms WHERE invoice_id = ?", [id]);
    expect(terms).toMatchObject({
      early_payment_ppm: null,
      early_payment_days: null,
      is_own_early_payment: 0,
    });
  });

  it("takes the terms along with a draft that it deletes", async () => {
    const { id } = await insertDraft(person);
    await update(id, "updated_at = 1");
    const of = [person.tenantId, id];
    for (const table of ["invoice_lines", "invoice_allowances", "invoice_tax_groups"])
      await sql(`DELETE FROM ${table} WHERE tenant_id = ? AND invoice_id = ?`, of);
    await sql("DELETE FROM invoices WHERE tenant_id = ? AND id = ?", of);
    expect(await sql("SELECT 1 FROM invoice_terms WHERE invoice_id = ?", [id])).toEqual([]);
  });
});

describe("the database", () => {
  const dialect = new SQLiteSyncDialect();

  it("gives every issue date the due date that the domain gives it", async () => {
    const days = daysBetween(FIRST_DATE, LAST_DATE);
    const cases = Array.from({ length: 1_500 }, (_, n) => {
      const issued = addDays(FIRST_DATE, n < 800 ? n * 2 : (n * 7919 * 31) % days);
      const kind = termsKinds[n % termsKinds.length] ?? "days";
      const day = kind === "day-of-next-month" ? 1 + ((n >> 2) % 31) : null;
      return { issued, kind, days: (n * 13) % 366, day } satisfies Terms & { issued: string };
    });
    cases.push(
      ...termsKinds.map((kind) => ({
        issued: LAST_DATE,
        kind,
        days: 5,
        day: kind.startsWith("day-") ? 9 : null,
      })),
    );
    const due = dialect.sqlToQuery(dueSql(q.raw("a.issued"))).sql;
    const rows = await sql(
      `SELECT ${due} AS due FROM (SELECT value ->> 'issued' AS issued, value ->> 'kind' AS kind, value ->> 'days' AS days,
        value ->> 'day' AS day FROM json_each(?)) a`,
      [JSON.stringify(cases)],
    );
    const wrong = cases.filter((each, n) => rows[n]?.due !== dueOn(asCivilDate(each.issued), each));
    expect(wrong).toEqual([]);
  });

  it.each([
    ["is_due_typed = 0", "rule:due-date"],
    ["early_payment_days = 60", "rule:early-payment"],
    ["early_payment_days = NULL", "CHECK"],
    ["early_payment_ppm = 0", "CHECK"],
    ["early_payment_ppm = 1000000", "CHECK"],
    ["early_payment_ppm = 20001", "CHECK"],
    ["day = NULL", "CHECK"],
    ["day = 32", "CHECK"],
    ["days = 366", "CHECK"],
    ["kind = 'days'", "CHECK"],
    ["kind = 'never'", "CHECK"],
    ["words = ''", "CHECK"],
  ])("lets no draft have %s", async (set, refusal) => {
    const { id } = await insertDraft(person);
    const changed = sql(`UPDATE invoice_terms SET ${set} WHERE tenant_id = ? AND invoice_id = ?`, [
      person.tenantId,
      id,
    ]);
    await expect(changed).rejects.toThrow(refusal);
  });

  it.each([
    "early_payment_ppm = 20000",
    "early_payment_days = 14",
    "early_payment_ppm = 50, early_payment_days = 14",
    "payment_terms_kind = 'soon'",
    "payment_terms_day = 0",
  ])("lets neither a client nor a business have %s", async (set) => {
    const [of, id] = ["WHERE tenant_id = ?", "WHERE id = ?"];
    for (const change of [`clients SET ${set}, version = version + 1 ${of}`, `tenants SET ${set} ${id}`])
      await expect(sql(`UPDATE ${change}`, [person.tenantId])).rejects.toThrow("CHECK");
  });
});
