import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { InferOutput } from "valibot";
import type { InvoiceActionSchema } from "~/modules/invoices/form/schemas";
import { todayIn } from "~/shared/dates";
import type { Result } from "~/shared/result";
import { archiveInvoice } from "./archive-invoice.server";
import { markPaid, undoPaid } from "./change-status.server";
import { duplicateInvoice } from "./duplicate-invoice.server";
import { issueInvoice } from "./issue-invoice.server";

type Asked = InferOutput<typeof InvoiceActionSchema>;

interface Circumstances {
  readonly now: number;
  readonly newId: () => string;
  readonly once: Write["once"];
}

/** Carries out what a button of the invoice's page asks for: one use case each. The result is the id to go to. */
export async function actOnInvoice(
  db: TenantDb,
  id: string,
  asked: Asked,
  { now, newId, once }: Circumstances,
): Promise<Result<Written, Refusal>> {
  const { version } = asked;
  switch (asked.intent) {
    case "issue":
      return issueInvoice(db, id, version, now, once);
    case "markPaid":
      return markPaid(db, id, version, asked.paidDate, now, once);
    case "undoPaid":
      return undoPaid(db, id, version, now, once);
    case "archive":
      return archiveInvoice(db, id, version, true, now, once);
    case "restore":
      return archiveInvoice(db, id, version, false, now, once);
    case "duplicate": {
      const { tenant } = await db.require("invoices:write");
      return duplicateInvoice(db, id, newId(), todayIn(tenant.timeZone, now), now, once);
    }
  }
}
