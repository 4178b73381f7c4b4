import type { SubmissionResult } from "@conform-to/react";
import { findClient } from "@db/queries/clients";
import type { TenantDb } from "@db/tenant-db";
import { message } from "~/i18n/message";

interface Sent {
  readonly value: { readonly client: string };
  readonly reply: (errors: { fields: Record<string, string[]> }) => SubmissionResult<string[]>;
}

/**
 * The form again in the currency of the client that was chosen, where nobody chose another by hand: so it follows the client without
 * scripts too, and its amounts are looked at before they are stored in it. What is chosen now was chosen by hand.
 */
export async function withClientsCurrency(db: TenantDb, form: Sent): Promise<SubmissionResult<string[]>> {
  const found = findClient(db, form.value.client);
  const [{ tenant }, client] = await Promise.all([db.require("invoices:write"), found]);
  const currency = client?.currency ?? tenant.currency;
  const asked = message("drafts.problems.clientsCurrency", { currency });
  const { initialValue, ...reply } = form.reply({ fields: { currency: [asked] } });
  return { ...reply, initialValue: { ...initialValue, currency, currencyOffered: "" } };
}
