import fc from "fast-check";
import { expect, test } from "vitest";
import {
  allowedActions,
  dueDateFrom,
  type InvoiceStatus,
  invoiceActions,
  invoiceStatuses,
  isInvoiceStatus,
  isOverdue,
  transition,
} from "~/domain/invoices/invoice";
import { asCivilDate } from "~/shared/dates";
import { runs } from "../support/runs";

test.each([
  ["draft", "issue", { ok: true, value: "sent" }],
  ["sent", "markPaid", { ok: true, value: "paid" }],
  ["paid", "undoPaid", { ok: true, value: "sent" }],
  ["draft", "markPaid", { ok: false, error: "not-sent" }],
  ["draft", "undoPaid", { ok: false, error: "not-paid" }],
  ["sent", "issue", { ok: false, error: "not-draft" }],
  ["sent", "undoPaid", { ok: false, error: "not-paid" }],
  ["paid", "issue", { ok: false, error: "not-draft" }],
  ["paid", "markPaid", { ok: false, error: "not-sent" }],
] as const)("from %s, %s gives %j", (status, action, outcome) => {
  expect(transition(status, action)).toEqual(outcome);
});

test("over any run of actions an issued invoice never is a draft again, and is issued once", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...invoiceActions), { maxLength: 30 }), (actions) => {
      let status: InvoiceStatus = "draft";
      let issued = 0;
      let paid = 0;
      for (const action of actions) {
        const next = transition(status, action);
        expect(next.ok).toBe(allowedActions(status).includes(action));
        if (!next.ok) continue;
        status = next.value;
        if (action === "issue") issued += 1;
        if (action === "markPaid") paid += 1;
        if (action === "undoPaid") paid -= 1;
        expect(status).toBe(issued === 0 ? "draft" : paid === 1 ? "paid" : "sent");
      }
      expect(issued).toBeLessThanOrEqual(1);
      expect(paid === 0 || paid === 1).toBe(true);
    }),
    { numRuns: runs(3_000) },
  );
});

test("there are three statuses and overdue isn't one", () => {
  expect(invoiceStatuses).toEqual(["draft", "sent", "paid"]);
  expect(isInvoiceStatus("paid")).toBe(true);
  for (const text of ["overdue", "Draft", "", "void"]) expect(isInvoiceStatus(text)).toBe(false);
});

test("only a sent invoice is overdue, from the day after its due date", () => {
  const dueDate = asCivilDate("2026-03-31");
  const dayAfter = asCivilDate("2026-04-01");
  expect(isOverdue({ status: "sent", dueDate }, dueDate)).toBe(false);
  expect(isOverdue({ status: "sent", dueDate }, dayAfter)).toBe(true);
  expect(isOverdue({ status: "draft", dueDate }, dayAfter)).toBe(false);
  expect(isOverdue({ status: "paid", dueDate }, dayAfter)).toBe(false);
  expect(isOverdue({ status: "sent", dueDate: null }, dayAfter)).toBe(false);
});

test("the due date lies the terms' days after the issue date", () => {
  const issueDate = asCivilDate("2028-02-15");
  expect(dueDateFrom(issueDate, 0)).toBe("2028-02-15");
  expect(dueDateFrom(issueDate, 14)).toBe("2028-02-29");
  expect(dueDateFrom(issueDate, 30)).toBe("2028-03-16");
  for (const days of [-1, 1.5, Number.NaN]) expect(() => dueDateFrom(issueDate, days)).toThrow(RangeError);
});
