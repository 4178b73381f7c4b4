import { draftDiff, insertDraft, updateDraft } from "@db/queries/invoice-writes";
import { issueStatements } from "@db/queries/issue";
import type { AuditEntry, Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { Draft } from "~/domain/invoices/draft";
import { issuedEntry } from "~/modules/invoices/actions/issue-invoice.server";
import type { Result } from "~/shared/result";

type Once = Write["once"];

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
  draft: Draft,
  id: string,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> {
  const saved = insertDraft(id, draft, now);
  return db.write({
    permission: "invoices:write",
    once,
    result: id,
    ...alsoIssued(saved, draft, id, 1, now, entry("invoice.created", id, 1)),
  });
}

/** Saves a draft that was read at `version`, and issues it in the same transaction when the form's button said so. */
export function saveDraft(
  db: TenantDb,
  id: string,
  version: number,
  draft: Draft,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> {
  const saved = updateDraft(id, version, draft, now);
  const changed: AuditEntry = {
    ...entry("invoice.changed", id, version + 1),
    changes: draftDiff(id, draft),
    when: "before",
  };
  return db.write({
    permission: "invoices:write",
    once,
    result: id,
    ...alsoIssued(saved, draft, id, version + 1, now, changed),
  });
}

function alsoIssued(
  saved: Required<Pick<Write, "guards" | "changes">>,
  { intent }: Draft,
  id: string,
  version: number,
  now: number,
  event: AuditEntry,
): Pick<Write, "guards" | "changes" | "audit"> {
  if (intent === "draft") return { ...saved, audit: [event] };
  const issue = issueStatements(id, now);
  return {
    guards: saved.guards,
    changes: (build, tenantId) => [...saved.changes(build, tenantId), ...issue(build, tenantId)],
    audit: [event, issuedEntry(id, version + 1)],
  };
}
