import { expect, test } from "vitest";
import { invoiceStatuses, isInvoiceStatus, isOverdue, TRANSITIONS } from "~/domain/invoices/invoice";
import { asCivilDate } from "~/shared/dates";

test("an invoice is issued once, paid and opened again any number of times, and never a draft again", () => {
  expect(TRANSITIONS).toEqual({
    issue: { from: "draft", to: "sent" },
    markPaid: { from: "sent", to: "paid" },
    undoPaid: { from: "paid", to: "sent" },
  });
  expect(Object.values(TRANSITIONS).filter(({ from }) => from === "draft")).toHaveLength(1);
  expect(Object.values(TRANSITIONS).map(({ to }) => to)).not.toContain("draft");
});

test("there are three statuses and overdue isn't one", () => {
  expect(invoiceStatuses).toEqual(["draft", "sent", "paid"]);
  expect(isInvoiceStatus("paid")).toBe(true);
  for (const text of ["overdue", "Draft", "", "void"]) expect(isInvoiceStatus(text)).toBe(false);
});

test("only a sent invoice is overdue, from the day after its due date", () => {
  const dueDate = asCivilDate("2026-03-31");
  const dayAfter = asCivilDate("2026-04-01");
  expect(isOverdue({ status: "sent", dueDate, dueMinor: 1 }, dueDate)).toBe(false);
  expect(isOverdue({ status: "sent", dueDate, dueMinor: 1 }, dayAfter)).toBe(true);
  expect(isOverdue({ status: "draft", dueDate, dueMinor: 1 }, dayAfter)).toBe(false);
  expect(isOverdue({ status: "paid", dueDate, dueMinor: 1 }, dayAfter)).toBe(false);
  expect(isOverdue({ status: "sent", dueDate: null, dueMinor: 1 }, dayAfter)).toBe(false);
});

test("nothing is overdue of which nothing is owed: an invoice of zero or a credit", () => {
  const [dueDate, today] = [asCivilDate("2026-03-31"), asCivilDate("2026-12-31")];
  for (const dueMinor of [0, -1, -9_999_999_999_999])
    expect(isOverdue({ status: "sent", dueDate, dueMinor }, today)).toBe(false);
});
