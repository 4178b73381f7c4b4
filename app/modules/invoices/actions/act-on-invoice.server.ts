import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { InferOutput } from "valibot";
import type { InvoiceActionSchema } from "~/modules/invoices/form/schemas";
import { todayIn } from "~/shared/dates";
import type { Result } from "~/shared/result";
import { archiveInvoice } from "./archive-invoice.server";
import { markPaid, undoPaid } from "./change-status.server";
import { duplicateInvoice } from "./duplicate-invoice.server";
import { issueInvoice } from "./issue-invoice.server";

type InvoiceAction = InferOutput<typeof InvoiceActionSchema>;

/** Carries out what a button of the invoice's page asks for: one use case each. `newId` makes a fresh one. The result is the id to go to. */
export async function actOnInvoice(
  db: TenantDb,
  {
    id,
    action,
    newId,
    defaultWords,
  }: {
    readonly id: string;
    readonly action: InvoiceAction;
    readonly newId: () => string;
    readonly defaultWords?: string;
  },
): Promise<Result<Written, Refusal>> {
  const { version } = action;
  switch (action.intent) {
    case "issue":
      return issueInvoice(db, { id, version, defaultWords });
    case "markPaid":
      return markPaid(db, { id, version, paidDate: action.paidDate });
    case "undoPaid":
      return undoPaid(db, { id, version });
    case "archive":
      return archiveInvoice(db, { id, version, archived: true, confirmed: action.confirmed === "yes" });
    case "restore":
      return archiveInvoice(db, { id, version, archived: false });
    case "duplicate": {
      const { tenant } = await db.require("invoices:write");
      return duplicateInvoice(db, { id, newId: newId(), today: todayIn(tenant.timeZone, db.now) });
    }
  }
}
