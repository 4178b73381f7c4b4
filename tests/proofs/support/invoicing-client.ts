import { setTimeout as pause } from "node:timers/promises";
import { DatabaseError, type DatabaseOptions } from "@db/client.server";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import { actOnInvoice } from "~/modules/invoices/actions/act-on-invoice.server";
import { createInvoice, saveDraft } from "~/modules/invoices/form/save-draft.server";
import type { CivilDate } from "~/shared/dates";
import type { Result } from "~/shared/result";
import { freshId, keyOf, type Teammate, tenantDbOf } from "./business";
import { draftOf, fieldsOf, type WantedInvoice } from "./wanted-invoice";

export type Action = "issue" | "markPaid" | "undoPaid" | "archive" | "restore";
export const PAID_ON = "2026-03-15" as CivilDate;

/** What a person can ask for. `key` is the form's: the same with every try. The id of the invoice, or "503", or what was said. */
export interface InvoicingClient {
  create(wanted: WantedInvoice, intent: "draft" | "issue", key: string): Promise<Said>;
  save(
    id: string,
    version: number,
    wanted: WantedInvoice,
    intent: "draft" | "issue",
    key: string,
  ): Promise<Said>;
  act(id: string, version: number, action: Action, key: string): Promise<Said>;
}

/** `later`: no answer (`lost`: none of the app's), or that the database can't be reached: to be tried again. */
export type Said =
  | { readonly id: string }
  | { readonly later: string; readonly lost?: boolean }
  | { readonly refused: string };

/** A client whose requests are use cases in this process. */
export function directClient(url: string, person: Teammate, options: DatabaseOptions = {}): InvoicingClient {
  const ask = async (act: (db: TenantDb) => Promise<Result<Written, Refusal>>): Promise<Said> => {
    try {
      const written = await act(tenantDbOf(url, person, options));
      return written.ok ? { id: written.value.result } : { refused: written.error };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      return error.fault.kind === "unclear" || error.fault.kind === "refused"
        ? { later: error.fault.kind }
        : { refused: error.message };
    }
  };
  return {
    create: (wanted, intent, key) =>
      ask((db) =>
        createInvoice(db.keyedBy(keyOf(key, wanted, intent)), {
          id: freshId(),
          draft: draftOf(wanted, intent),
        }),
      ),
    save: (id, version, wanted, intent, key) =>
      ask((db) => {
        const draft = draftOf(wanted, intent, version);
        return saveDraft(db.keyedBy(keyOf(key, id, version, wanted, intent)), { id, version, draft });
      }),
    act: (id, version, action, key) =>
      ask((db) => {
        const asked =
          action === "markPaid"
            ? { intent: action, version, paidDate: PAID_ON }
            : action === "archive"
              ? { intent: action, version, confirmed: "yes" as const }
              : ({ intent: action, version } as const);
        return actOnInvoice(db.keyedBy(keyOf(key, id, version, action)), {
          id,
          action: asked,
          newId: freshId,
        });
      }),
  };
}

/** What a request came to: its status, or "lost" when the dev server before the Worker failed; and how long it took. */
export type Heard = (status: number | "lost", ms: number) => void;

/** A client whose requests are forms sent to a running Worker. */
export function formClient(
  origin: string,
  { tenantId, token }: Teammate,
  heard: Heard = () => {},
): InvoicingClient {
  const send = async (path: string, fields: Record<string, string>): Promise<Said> => {
    const began = performance.now();
    const lost = (why: unknown): Said => {
      heard("lost", performance.now() - began);
      return { later: String(why), lost: true };
    };
    try {
      const response = await fetch(`${origin}/o/${tenantId}/invoices${path}`, {
        method: "POST",
        redirect: "manual",
        headers: { Cookie: `__Host-session=${token}`, "Sec-Fetch-Site": "same-origin" },
        body: new URLSearchParams(fields),
        signal: AbortSignal.timeout(60_000),
      });
      const text = (await response.text()).slice(0, 120);
      // Every answer of the app has an id; wrangler's own 503 for a connection that it lost has none.
      if (!response.headers.has("X-Request-Id")) return lost(text);
      heard(response.status, performance.now() - began);
      const id = /\/invoices\/([0-9A-Z]{26})(?:\?|$)/.exec(response.headers.get("Location") ?? "")?.[1];
      if (response.status === 302 && id) return { id };
      return response.status === 503 ? { later: `503 ${text}` } : { refused: `${response.status} ${text}` };
    } catch (error) {
      return lost(error instanceof Error ? (error.cause ?? error) : error);
    }
  };
  return {
    create: (wanted, intent, key) => send("/new", { ...fieldsOf(wanted, intent), key }),
    save: (id, version, wanted, intent, key) =>
      send(`/${id}/edit`, { ...fieldsOf(wanted, intent, version), key }),
    act: (id, version, action, key) =>
      send(`/${id}`, {
        intent: action,
        version: String(version),
        key,
        ...(action === "markPaid" ? { paidDate: PAID_ON } : {}),
        // Nobody has paid it yet: the page would ask.
        ...(action === "archive" ? { confirmed: "yes" } : {}),
      }),
  };
}

const MOST_TRIES = 500;

/** As a person does: the same form until there is an answer. Throws for a refusal: nothing here deserves one. */
export async function askUntilAnswered(
  ask: (key: string) => Promise<Said>,
  onTry = () => {},
): Promise<string> {
  const key = freshId();
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    onTry();
    const said = await ask(key);
    if ("id" in said) return said.id;
    if ("refused" in said) throw new Error(`Refused at try ${tries}: ${said.refused}`);
    await pause(Math.min(5 * tries, 50));
  }
  throw new Error(`No answer in ${MOST_TRIES} tries.`);
}
