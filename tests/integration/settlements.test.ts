import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importArchive } from "~/commands/import";
import type { Person } from "../support/app";
import { alteredArchive, downloadArchive, removeArchives, tablesOf } from "../support/archive";
import { type Dated, issueDated, startDated } from "../support/dated-business";
import { patientClient } from "../support/sql";
import { freshId } from "../support/visitor";

// What credit notes and settlements of a later day are stored as (0023); no page writes them yet.

const NOW = Date.UTC(2026, 10, 25, 9);

let dated: Dated;
let client: ReturnType<typeof patientClient>;
let person: Person;

beforeAll(async () => {
  dated = await startDated();
  client = patientClient(dated.url);
  person = await dated.appAt(NOW).registerPerson({ country: "DE", currency: "EUR" });
});

afterAll(async () => {
  client.close();
  await dated.stop();
  removeArchives();
});

const triggerOf = async (name: string) =>
  String((await dated.sql("SELECT sql FROM sqlite_master WHERE name = ?", name))[0]?.sql);

/** A credit note over 119.00. No form makes one yet: a draft becomes one as if it had been one from the start. */
async function creditNote(who: Person, date: string, more: Record<string, string> = {}) {
  const { id, clientId } = await issueDated(who, date, { ...more, intent: "draft" });
  const trigger = await triggerOf("invoices_identity");
  await dated.sql("DROP TRIGGER invoices_identity");
  await dated.sql("UPDATE invoices SET type_code = '381' WHERE tenant_id = ? AND id = ?", who.tenantId, id);
  await dated.sql(trigger);
  if (more.intent !== "draft") {
    const page = `${who.base}/invoices/${id}`;
    const form = (await who.visit(page)).form("Issue invoice");
    expect((await who.submit(page, form)).status).toBe(302);
  }
  return { id, clientId: more.client ?? clientId };
}

interface Entry {
  readonly who?: Person;
  readonly kind?: string;
  readonly amount: number;
  readonly settles: { readonly id: string; readonly clientId: string };
  readonly credit?: { readonly id: string };
  readonly reverses?: string;
  readonly on?: string;
  readonly settledOn?: string;
  readonly at?: number;
}

/** A payment as a later build will store it, with the credit note that it comes from, and what it settles. Its id. */
async function pay(entry: Entry): Promise<string> {
  const { who = person, kind = entry.credit ? "credit" : "payment", amount, settles, credit } = entry;
  const id = freshId();
  const { on = "2026-11-21", at = NOW } = entry;
  await client.batch(
    [
      {
        sql: `INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, reverses_id, recorded_at)
          VALUES (?, ?, ?, ?, ?, 'EUR', ?, ?, ?)`,
        args: [
          ...[who.tenantId, id, settles.clientId, kind, on],
          ...[BigInt(amount), entry.reverses ?? null, BigInt(at)],
        ],
      },
      ...(credit
        ? [
            {
              sql: "INSERT INTO payment_credits (tenant_id, payment_id, credit_note_id) VALUES (?, ?, ?)",
              args: [who.tenantId, id, credit.id],
            },
          ]
        : []),
      {
        sql: `INSERT INTO payment_allocations (tenant_id, payment_id, invoice_id, amount_minor, settled_on)
          VALUES (?, ?, ?, ?, ?)`,
        args: [who.tenantId, id, settles.id, BigInt(amount), entry.settledOn ?? null],
      },
    ],
    "write",
  );
  return id;
}

const act = (who: Person, id: string, fields: Record<string, string | number>) =>
  who.submit(`${who.base}/invoices/${id}`, fields);

const settledOf = (who: Person, id: string) =>
  dated.count(
    "SELECT coalesce(sum(amount_minor), 0) FROM payment_allocations WHERE tenant_id = ? AND invoice_id = ?",
    ...[who.tenantId, id],
  );

/** An invoice and a credit note of one client. */
async function both(who = person, days: readonly [string, string] = ["2026-11-20", "2026-11-20"]) {
  const invoice = await issueDated(who, days[0]);
  return { invoice, note: await creditNote(who, days[1], { client: invoice.clientId }) };
}

describe("a credit note", () => {
  it("settles an invoice by no more than it took from itself, and is taken back from the invoice first", async () => {
    const { invoice, note } = await both();
    await expect(pay({ credit: note, amount: 1, settles: invoice })).rejects.toThrow("rule:over-allocated");
    const taken = await pay({ credit: note, amount: 5_000, settles: note });
    const given = await pay({ credit: note, amount: 4_000, settles: invoice });
    await expect(pay({ credit: note, amount: 1_001, settles: invoice })).rejects.toThrow(
      "rule:over-allocated",
    );
    await expect(pay({ credit: note, amount: -5_000, settles: note, reverses: taken })).rejects.toThrow(
      "rule:over-allocated",
    );
    await pay({ credit: note, amount: -4_000, settles: invoice, reverses: given });
    await pay({ credit: note, amount: -5_000, settles: note, reverses: taken });
    expect([await settledOf(person, invoice.id), await settledOf(person, note.id)]).toEqual([0, 0]);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("settles no more than it is worth, however many take from it at once", async () => {
    const { invoice, note } = await both();
    const tries = await Promise.allSettled(
      Array.from({ length: 8 }, () => pay({ credit: note, amount: 3_000, settles: note })),
    );
    expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const gives = await Promise.allSettled(
      Array.from({ length: 8 }, () => pay({ credit: note, amount: 4_000, settles: invoice })),
    );
    expect(gives.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("is of the client and issued, and settles no other credit note", async () => {
    const { invoice, note } = await both();
    const [foreign, draft] = [
      await both(),
      await creditNote(person, "2026-11-20", { client: invoice.clientId, intent: "draft" }),
    ];
    for (const credit of [foreign.note, draft, invoice, { id: freshId() }])
      await expect(pay({ credit, amount: 1, settles: invoice })).rejects.toThrow("rule:payment");
    const other = await creditNote(person, "2026-11-20", { client: invoice.clientId });
    await pay({ credit: note, amount: 100, settles: note });
    await expect(pay({ credit: note, amount: 100, settles: other })).rejects.toThrow("rule:payment");
    await expect(pay({ kind: "credit", amount: 100, settles: invoice })).rejects.toThrow("rule:payment");
    await expect(pay({ kind: "payment", credit: note, amount: 100, settles: invoice })).rejects.toThrow(
      "rule:payment",
    );
  });

  it("is settled by money that goes out, and an invoice by money that comes in", async () => {
    const { invoice, note } = await both();
    await expect(pay({ kind: "payment", amount: 100, settles: note })).rejects.toThrow("rule:payment");
    await expect(pay({ kind: "refund", amount: 100, settles: invoice })).rejects.toThrow("rule:payment");
    await pay({ kind: "refund", amount: 900, settles: note, at: NOW - 1 });
    expect(
      (await act(person, note.id, { intent: "markPaid", version: 2, paidDate: "2026-11-24" })).status,
    ).toBe(302);
    expect(
      await dated.sql(
        `SELECT p.kind, p.amount_minor AS amount FROM payments p JOIN payment_allocations a
          ON a.tenant_id = p.tenant_id AND a.payment_id = p.id WHERE a.invoice_id = ? ORDER BY amount`,
        note.id,
      ),
    ).toMatchObject([
      { kind: "refund", amount: 900 },
      { kind: "refund", amount: 11_000 },
    ]);
    expect((await act(person, note.id, { intent: "undoPaid", version: 3 })).status).toBe(302);
    expect(await settledOf(person, note.id)).toBe(900);
    expect(await dated.problems(person)).toEqual([]);
  });

  it("is not taken from the invoice by a build that only knows paid and not paid", async () => {
    const { invoice, note } = await both();
    await pay({ credit: note, amount: 11_900, settles: note });
    await pay({ credit: note, amount: 11_900, settles: invoice });
    for (const { id } of [invoice, note])
      expect((await act(person, id, { intent: "markPaid", version: 2, paidDate: "2026-11-24" })).status).toBe(
        302,
      );
    expect(await dated.problems(person)).toEqual([]);
    for (const { id } of [invoice, note])
      await expect(
        dated.sql(
          "UPDATE invoices SET status = 'sent', paid_date = NULL, version = version + 1 WHERE tenant_id = ? AND id = ?",
          ...[person.tenantId, id],
        ),
      ).rejects.toThrow("rule:payment");
  });

  it.each([
    ["the credit note", ["2020-03-01", "2010-03-01"]],
    ["the invoice", ["2010-03-01", "2020-03-01"]],
  ] as const)("leaves the other one sound once %s was purged, and in an import too", async (_, days) => {
    let now = Date.UTC(2010, 2, 1);
    const app = dated.appAt(() => now);
    const who = await app.registerPerson({ country: "DE", currency: "EUR" });
    const stay = () =>
      dated.sql(
        "UPDATE sessions SET expires_at = ?, idle_expires_at = ?, password_at = ? WHERE user_id = ?",
        ...[9e12, 9e12, NOW, who.userId],
      );
    await stay();
    const make = {
      invoice: (more = {}) => issueDated(who, days[0], more),
      note: (more = {}) => creditNote(who, days[1], more),
    };
    const [older, younger] =
      days[0] < days[1] ? (["invoice", "note"] as const) : (["note", "invoice"] as const);
    const first = await make[older]();
    now = Date.UTC(2020, 2, 1);
    const second = { ...(await make[younger]({ client: first.clientId })), clientId: first.clientId };
    const [invoice, credit] = older === "invoice" ? [first, second] : [second, first];
    for (const settles of [credit, invoice])
      await pay({ who, credit, amount: 5_000, settles, on: "2020-03-02" });
    await stay();
    now = NOW;
    await dated.job(NOW);
    const left = await dated.sql(
      "SELECT a.invoice_id AS id, a.amount_minor AS amount FROM payment_allocations a WHERE a.tenant_id = ?",
      who.tenantId,
    );
    expect(left).toMatchObject([{ id: second.id, amount: 5_000 }]);
    expect(await dated.count("SELECT count(*) FROM payments WHERE tenant_id = ?", who.tenantId)).toBe(1);
    expect(await dated.count("SELECT count(*) FROM payment_credits WHERE tenant_id = ?", who.tenantId)).toBe(
      1,
    );
    expect(await dated.problems(who)).toEqual([]);
    await roundTrip(who);
  });

  it("is found where it settles too much, the wrong document or nothing that is there", async () => {
    const { invoice, note } = await both();
    const taken = await pay({ credit: note, amount: 1_000, settles: note });
    const given = await pay({ credit: note, amount: 1_000, settles: invoice });
    const late = await pay({ amount: 500, settles: invoice, settledOn: "2026-11-22" });
    const names = ["payment_allocations_update", "payments_update", "payment_credits_update"];
    names.push("payment_credits_delete");
    const triggers = await Promise.all(names.map(triggerOf));
    const told = async (breaking: readonly string[]) => {
      await client.migrate([...names.map((name) => `DROP TRIGGER ${name}`), ...breaking]);
      const found = await dated.problems(person);
      return found.map((line) => line.split("  ").at(-1)).sort();
    };
    const mend = (statements: readonly string[]) => client.migrate([...statements, ...triggers]);

    const of = `tenant_id = '${person.tenantId}' AND`;
    const amounts = (amount: number) => [
      `UPDATE payment_allocations SET amount_minor = ${amount} WHERE ${of} payment_id = '${taken}'`,
      `UPDATE payments SET amount_minor = ${amount} WHERE ${of} id = '${taken}'`,
    ];
    expect(await told(amounts(999))).toEqual(["its credits settle 1000 of the 999 that they took from it"]);
    await mend(amounts(1_000));
    const kind = (value: string, id: string) => [
      `UPDATE payments SET kind = '${value}' WHERE ${of} id = '${id}'`,
    ];
    expect(await told(kind("refund", late))).toEqual(["a refund settles a document of type 380"]);
    await mend(kind("payment", late));
    expect(await told(kind("payment", taken))).toEqual([
      "a credit comes from a credit note of its client, and nothing else does",
      "a payment settles a document of type 381",
    ]);
    await mend(kind("credit", taken));
    const from = (id: string) => [
      `UPDATE payment_credits SET credit_note_id = '${id}' WHERE ${of} payment_id = '${given}'`,
    ];
    expect(await told(from(invoice.id))).toEqual([
      "a credit comes from a credit note of its client, and nothing else does",
    ]);
    await mend(from(note.id));
    const day = (value: string) => [
      `UPDATE payment_allocations SET settled_on = '${value}' WHERE ${of} payment_id = '${late}'`,
    ];
    expect(await told(day("2026-11-20"))).toEqual([
      "settled on 2026-11-20, and not before 2026-11-21 it could be",
    ]);
    await mend(day("2026-11-22"));
    expect(await dated.problems(person)).toEqual([]);
  });
});

describe("the day of a settlement", () => {
  it("is neither before the payment nor before the document, and tells what was open when", async () => {
    const invoice = await issueDated(person, "2026-11-20");
    for (const settledOn of ["2026-11-20", "2026-11-32", "soon"])
      await expect(
        pay({ amount: 100, settles: invoice, on: "2026-11-21", settledOn }),
        settledOn,
      ).rejects.toThrow(/rule:payment|CHECK/);
    await expect(
      pay({ amount: 100, settles: invoice, on: "2026-11-01", settledOn: "2026-11-19" }),
    ).rejects.toThrow("rule:payment");
    await pay({ amount: 1_000, settles: invoice, on: "2026-11-01" });
    await pay({ amount: 2_000, settles: invoice, on: "2026-11-22" });
    await pay({ amount: 3_000, settles: invoice, on: "2026-11-22", settledOn: "2026-11-24" });
    const open = async (day: string) =>
      dated.count(
        `SELECT due_minor - (SELECT coalesce(sum(a.amount_minor), 0) FROM payment_allocations a
            JOIN payments p ON p.tenant_id = a.tenant_id AND p.id = a.payment_id
            WHERE a.tenant_id = i.tenant_id AND a.invoice_id = i.id AND coalesce(a.settled_on, max(p.paid_on, i.issue_date)) <= ?1)
          FROM invoices i WHERE i.tenant_id = ?2 AND i.id = ?3 AND i.issue_date <= ?1`,
        ...[day, person.tenantId, invoice.id],
      );
    expect(await open("2026-11-20")).toBe(10_900);
    expect(await open("2026-11-23")).toBe(8_900);
    expect(await open("2026-11-24")).toBe(5_900);
    expect(await dated.problems(person)).toEqual([]);
  });
});

it("a client who has credit with the business keeps its row when it is erased, without who it was", async () => {
  const { id, clientId } = await issueDated(person, "2026-11-20", { intent: "draft" });
  await dated.sql(
    `INSERT INTO payments (tenant_id, id, client_id, kind, paid_on, currency, amount_minor, recorded_at)
      VALUES (?, ?, ?, 'payment', '2026-11-21', 'EUR', 100, ?)`,
    ...[person.tenantId, freshId(), clientId, NOW],
  );
  const page = `${person.base}/clients/${clientId}/erase`;
  const form = (await person.visit(page)).form("Erase client");
  expect((await person.submit(page, { ...form, meant: "on" })).status).toBe(302);
  expect(await dated.sql("SELECT name FROM clients WHERE id = ?", clientId)).toMatchObject([
    { name: "Erased client" },
  ]);
  expect(await dated.count("SELECT count(*) FROM invoices WHERE id = ?", id)).toBe(0);
});

/** Stores the business's archive as another one, which has the same rows of payments and no problem. */
async function roundTrip(who: Person, archived?: string) {
  const archive = archived ?? (await downloadArchive(who, who.base));
  const app = dated.appAt(NOW);
  const owner = await app.registerPerson();
  const { tenantId } = await importArchive(archive, {
    ...{ database: { url: dated.url }, owner: owner.email, asNew: true, now: NOW },
  });
  expect(await dated.problems({ tenantId: tenantId as Person["tenantId"] })).toEqual([]);
  const [before, after] = [
    await tablesOf(archive),
    await tablesOf(await downloadArchive(owner, `/o/${tenantId}`)),
  ];
  for (const table of ["payments", "payment_credits", "payment_allocations"])
    expect(
      after[table]?.map((row) => ({ ...row, tenant_id: who.tenantId })),
      table,
    ).toEqual(before[table]);
}

describe("an import", () => {
  const registered = () => dated.appAt(NOW).registerPerson({ country: "DE", currency: "EUR" });

  it("takes back what was taken back, whichever id comes first", async () => {
    const who = await registered();
    const { id } = await issueDated(who, "2026-11-20");
    await act(who, id, { intent: "markPaid", version: 2, paidDate: "2026-11-24" });
    await act(who, id, { intent: "undoPaid", version: 3 });
    await act(who, id, { intent: "markPaid", version: 4, paidDate: "2026-11-24" });
    // As the job fills it: the first payment has the invoice's own id, which comes behind those of the triggers.
    const first = `000003${id.slice(6)}`;
    const renamed = (value: unknown) => (value === first ? id : (value as string));
    const last = (rows: readonly { payment_id?: unknown; id?: unknown }[] | undefined) =>
      rows?.filter((row) => (row.payment_id ?? row.id) === first) ?? [];
    const archive = await downloadArchive(who, who.base);
    const tables = await tablesOf(archive);
    const filled = await alteredArchive(
      archive,
      (table, row) => {
        if (!table.startsWith("payment")) return row;
        if (last([row]).length > 0) return null;
        return table === "payments" ? { ...row, reverses_id: renamed(row.reverses_id) } : row;
      },
      [],
      {
        payments: (tables.payments ?? []).filter((row) => row.id === first).map((row) => ({ ...row, id })),
        payment_allocations: (tables.payment_allocations ?? [])
          .filter((row) => row.payment_id === first)
          .map((row) => ({ ...row, payment_id: id })),
      },
    );
    await roundTrip(who, filled);
  });

  it("takes credits that were taken back and given again", async () => {
    const who = await registered();
    const { invoice, note } = await both(who);
    const credit = note;
    for (let round = 0; round < 3; round += 1) {
      const at = NOW + round * 10;
      const taken = await pay({ who, credit, amount: 11_900, settles: note, at });
      const given = await pay({ who, credit, amount: 11_900, settles: invoice, at });
      if (round === 2) break;
      await pay({ who, credit, amount: -11_900, settles: invoice, reverses: given, at: at + 1 });
      await pay({ who, credit, amount: -11_900, settles: note, reverses: taken, at: at + 1 });
      const paid = await pay({ who, amount: 11_900, settles: invoice, at: at + 2 });
      await pay({ who, amount: -11_900, settles: invoice, reverses: paid, at: at + 3 });
    }
    for (const { id } of [invoice, note])
      await act(who, id, { intent: "markPaid", version: 2, paidDate: "2026-11-24" });
    await roundTrip(who);
  });

  it("takes an archive from before there were credits, and none whose credits settle too much", async () => {
    const who = await registered();
    const { invoice, note } = await both(who);
    await pay({ who, amount: 100, settles: invoice });
    const archive = await downloadArchive(who, who.base);
    const older = await alteredArchive(archive, (_, row) => row, ["payment_credits"]);
    const owner = await registered();
    const store = (file: string) =>
      importArchive(file, {
        ...{ database: { url: dated.url }, owner: owner.email, asNew: true, now: NOW },
      });
    await store(older);
    await pay({ who, credit: note, amount: 100, settles: note });
    await pay({ who, credit: note, amount: 100, settles: invoice });
    const forged = await alteredArchive(await downloadArchive(who, who.base), (table, row) =>
      table === "payment_allocations" && row.invoice_id === note.id ? null : row,
    );
    await expect(store(forged)).rejects.toThrow("rule:over-allocated");
  });
});
