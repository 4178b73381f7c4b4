import { draftDiff, insertDraft, updateDraft } from "@db/queries/invoice-writes";
import { issueStatements } from "@db/queries/issue";
import type { AuditEntry, Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { Draft } from "~/domain/invoices/draft";
import { issuedEntry } from "~/modules/invoices/actions/issue-invoice.server";
import type { Result } from "~/shared/result";

interface NewDraft {
  readonly id: string;
  readonly draft: Draft;
  /** Words of the terms, for an issue where nobody gave any. */
  readonly defaultWords?: string;
}

const entry = (action: string, id: string, version: number): AuditEntry => ({
  action,
  entity: "invoice",
  entityId: id,
  entityVersion: version,
  changes: {},
});

/** A new draft, issued in the same transaction when the form's button said so. `id` is fresh. */
export function createInvoice(
  db: TenantDb,
  { id, draft, defaultWords }: NewDraft,
): Promise<Result<Written, Refusal>> {
  const saved = insertDraft(id, draft);
  return db.write({
    permission: "invoices:write",
    result: id,
    ...alsoIssued(saved, draft, id, 1, entry("invoice.created", id, 1), defaultWords),
  });
}

/** Saves a draft that was read at `version`, and issues it in the same transaction when the form's button said so. */
export function saveDraft(
  db: TenantDb,
  { id, version, draft, defaultWords }: NewDraft & { readonly version: number },
): Promise<Result<Written, Refusal>> {
  const saved = updateDraft(id, version, draft);
  const changed: AuditEntry = {
    ...entry("invoice.changed", id, version + 1),
    changes: draftDiff(id, draft),
    when: "before",
  };
  return db.write({
    permission: "invoices:write",
    result: id,
    ...alsoIssued(saved, draft, id, version + 1, changed, defaultWords),
  });
}

function alsoIssued(
  saved: Required<Pick<Write, "guards" | "changes">>,
  { intent }: Draft,
  id: string,
  version: number,
  event: AuditEntry,
  defaultWords: string | undefined,
): Pick<Write, "guards" | "changes" | "audit"> {
  if (intent === "draft") return { ...saved, audit: [event] };
  const issue = issueStatements(id, defaultWords);
  return {
    guards: saved.guards,
    changes: (tx) => [...saved.changes(tx), ...issue(tx)],
    audit: [event, issuedEntry(id, version + 1)],
  };
}
