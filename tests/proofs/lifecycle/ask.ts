import { DatabaseError } from "@db/client.server";
import { AccessDenied } from "@db/session-db";
import type { TenantDb } from "@db/tenant-db";
import { archiveClient } from "~/modules/clients/save-client.server";
import { actOnInvoice } from "~/modules/invoices/actions/act-on-invoice.server";
import { createInvoice, saveDraft } from "~/modules/invoices/form/save-draft.server";
import { asCivilDate } from "~/shared/dates";
import { freshId, keyOf } from "../support/business";
import { draftOf } from "../support/wanted-invoice";
import type { Request } from "./request";

export const TODAY = "2026-03-01";
export const NOW = Date.parse(`${TODAY}T12:00:00Z`);

/** Asks the app: the same use cases that the routes call. `id` is for what the request makes. */
export function ask(db: TenantDb, request: Request, ids: Ids, key: string, id: string) {
  db.keyedBy(keyOf(key, request));
  switch (request.kind) {
    case "create":
    case "edit": {
      const wanted = { ...request.content, name: "model", clientId: ids.clients[request.client] ?? "" };
      const intent = request.issues ? "issue" : "draft";
      if (request.kind === "create") return createInvoice(db, { id, draft: draftOf(wanted, intent) });
      const { version } = request;
      return saveDraft(db, { id: ids.of(request.invoice), version, draft: draftOf(wanted, intent, version) });
    }
    case "client":
      return archiveClient(db, {
        id: ids.clients[request.client] ?? "",
        version: request.version,
        archived: request.archived,
        confirmed: true,
      });
    default: {
      const version = "version" in request ? request.version : 1;
      const asked =
        request.kind === "markPaid"
          ? { intent: request.kind, version, paidDate: asCivilDate(TODAY) }
          : request.kind === "archive"
            ? { intent: request.kind, version, confirmed: "yes" as const }
            : { intent: request.kind, version };
      return actOnInvoice(db, { id: ids.of(request.invoice), action: asked, newId: () => id });
    }
  }
}

/** Which row stands at which place of the model. */
export class Ids {
  readonly invoices: string[] = [];
  constructor(readonly clients: readonly string[]) {}
  /** Of a place that the model does not have: an id that nobody has. */
  readonly of = (place: number): string => this.invoices[place] ?? freshId();
}

/** What was answered: an id, or the refusal's word. */
export async function answerOf(
  asking: ReturnType<typeof ask>,
): Promise<{ id: string; repeated: boolean } | string> {
  try {
    const answer = await asking;
    return answer.ok ? { id: answer.value.result, repeated: answer.value.repeated } : answer.error;
  } catch (error) {
    if (error instanceof AccessDenied || error instanceof DatabaseError) return error.message;
    throw error;
  }
}
