import * as v from "valibot";
import { expect, test } from "vitest";
import { demoBusinesses } from "~/commands/seed/businesses";
import { demoClients } from "~/commands/seed/demo-clients";
import { describeLine } from "~/commands/seed/descriptions";
import { invoiceForm, WRITTEN_IN } from "~/commands/seed/invoice-form";
import { openedAt, planHistory } from "~/commands/seed/plan";
import { Random } from "~/commands/seed/random";
import { vectorForm, vectors, vectorTaxKeys } from "~/commands/seed/vector-forms";
import { taxRateId } from "~/domain/invoices/tax-rate-key";
import { NewClientSchema } from "~/modules/clients/schemas";
import { newInvoiceSchema } from "~/modules/invoices/form/schemas";
import { BusinessSchema, PaymentSchema } from "~/modules/tenants/schemas";
import { asCurrency } from "~/shared/currency";
import { parseAmount } from "~/shared/money";

const NOW = Date.UTC(2026, 10, 20, 16, 30);
const CLIENT = "0".repeat(26);

test.each(vectors.map((vector) => [vector.source, vector] as const))(
  "the form made of %s has its net, tax and gross",
  (_source, vector) => {
    const { expected, currency } = vector;
    const form = vectorForm(vector, (index) => describeLine("DE", vector.source, index));
    const typed = { ...form, currency, client: CLIENT, issueDate: "2026-11-20", intent: "issue" };
    const { totals } = v.parse(newInvoiceSchema(WRITTEN_IN), typed);
    const amount = (text: string) => {
      const parsed = parseAmount(text, asCurrency(currency));
      return parsed.ok ? parsed.value : parsed.error;
    };
    expect([totals.net, totals.tax, totals.gross]).toEqual([
      amount(expected.net_BT109),
      amount(expected.vat_BT110),
      amount(expected.gross_BT112),
    ]);
  },
);

test("the examples use eight rates in four categories", () => {
  expect(vectorTaxKeys().map(taxRateId)).toEqual([
    "S-250000",
    "E-0",
    "Z-0",
    "S-120000",
    "S-210000",
    "S-70000",
    "O-0",
    "S-190000",
  ]);
});

test.each(demoBusinesses.map((business) => [business.name, business] as const))(
  "%s could be typed into the forms",
  (_name, business) => {
    expect(v.is(BusinessSchema, { ...business.settings, version: "1" })).toBe(true);
    // With it the check digits of the IBAN and the shape of the BIC.
    expect(v.is(PaymentSchema, { ...business.payment, version: "1" })).toBe(true);
    const clients = demoClients(business.country);
    expect(clients.length).toBe(30);
    for (const { form } of clients)
      expect(v.parse(NewClientSchema, form).email).toMatch(/^accounts@[a-z0-9-]+\.example$/);
    expect(new Set(clients.map(({ form }) => form.email)).size).toBe(clients.length);
  },
);

test("every invoice of a demo business can be typed, for every client", () => {
  for (const business of demoBusinesses) {
    const random = new Random(1);
    for (const client of demoClients(business.country))
      for (let n = 0; n < 3 * vectors.length; n += 1) {
        const form = invoiceForm(business, client, n, random);
        const typed = { ...form, client: CLIENT, issueDate: "2026-11-20", intent: "issue" };
        const read = v.safeParse(newInvoiceSchema(WRITTEN_IN), typed);
        expect(read.issues?.map(({ message }) => message)).toBeUndefined();
      }
  }
});

const plan = (seed: number, now = NOW) =>
  planHistory(
    { now, timeZone: "Europe/Berlin", invoices: 120, clients: demoClients("DE"), termsOf: () => 14 },
    new Random(seed),
  );

test("a plan is in order, within its time, and the same again", () => {
  const events = plan(7);
  expect(plan(7)).toEqual(events);
  expect(plan(8)).not.toEqual(events);
  const times = events.map(({ at }) => at);
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  expect(times.every((at) => Number.isSafeInteger(at) && at > openedAt(NOW) && at <= NOW)).toBe(true);
});

test("a plan can end at any hour of any day", () => {
  for (let hour = 0; hour < 24 * 7; hour += 5) {
    const now = NOW + hour * 3_600_000;
    const events = plan(hour, now);
    expect(events.filter(({ what }) => what === "create").length).toBe(120);
    expect(events.every(({ at }) => at > openedAt(now) && at <= now)).toBe(true);
  }
});

test("an invoice is created, issued, paid in this order, and each day of issue is not before the last", () => {
  const rank = { create: 0, issue: 1, paid: 2, "undo-paid": 3 } as const;
  const seen = new Map<number, number>();
  for (const event of plan(7)) {
    if (!("invoice" in event) || event.what === "archive") continue;
    const before = seen.get(event.invoice) ?? -1;
    expect(rank[event.what] >= Math.min(before, 2)).toBe(true);
    seen.set(event.invoice, rank[event.what]);
  }
});

test("a client has arrived before it is invoiced, and is not invoiced once it left", () => {
  const here = new Set<number>();
  for (const event of plan(7)) {
    if (event.what === "client") here.add(event.client);
    if (event.what === "client-leaves") here.delete(event.client);
    if (event.what === "create") expect(here.has(event.client)).toBe(true);
  }
});

test("random numbers repeat with their seed and stay in their bounds", () => {
  const roll = (seed: number) => {
    const random = new Random(seed);
    return Array.from({ length: 1000 }, () => random.between(1, 6));
  };
  expect(roll(3)).toEqual(roll(3));
  expect(new Set(roll(3))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
  expect(() => new Random(1).pick([])).toThrow(RangeError);
});
