import { createHash } from "node:crypto";
import type { IdempotencyKey } from "@db/session-db";
import type { TenantDb, Written } from "@db/tenant-db";
import * as v from "valibot";
import { archiveClient, createClient, saveClient } from "~/modules/clients/save-client.server";
import { NewClientSchema } from "~/modules/clients/schemas";
import { archiveInvoice } from "~/modules/invoices/actions/archive-invoice.server";
import { markPaid, undoPaid } from "~/modules/invoices/actions/change-status.server";
import { duplicateInvoice } from "~/modules/invoices/actions/duplicate-invoice.server";
import { issueInvoice } from "~/modules/invoices/actions/issue-invoice.server";
import type { InvoiceFormValues } from "~/modules/invoices/form/form-values";
import { createInvoice, saveDraft } from "~/modules/invoices/form/save-draft.server";
import { editInvoiceSchema, newInvoiceSchema } from "~/modules/invoices/form/schemas";
import { todayIn } from "~/shared/dates";
import { newId } from "~/shared/ids";
import type { Result } from "~/shared/result";
import type { DemoBusiness } from "./businesses";
import type { DemoClient } from "./demo-clients";
import { invoiceForm, WRITTEN_IN } from "./invoice-form";
import type { Event, Happening } from "./plan";
import type { Random } from "./random";

interface Stored {
  readonly id: string;
  version: number;
}

interface StoredInvoice extends Stored {
  readonly client: number;
  readonly form: InvoiceFormValues;
  readonly correct: boolean;
}

/** The one-time key of a request, made like a form's. */
export const keyOf = (at: number, request: unknown, random: Random): IdempotencyKey => ({
  key: newId(at, random.bytes),
  requestHash: createHash("sha256").update(JSON.stringify(request)).digest("base64url"),
});

/** The result of a use case that nothing can refuse here. */
export async function done(what: string, written: Promise<Result<Written, string>>): Promise<void> {
  const result = await written;
  if (!result.ok) throw new Error(`the demo data could not be stored: ${what}: ${result.error}`);
}

/** Carries out a demo business's events by the application's own use cases, each at its own time. */
export class History {
  readonly #clients = new Map<number, Stored>();
  readonly #invoices = new Map<number, StoredInvoice>();
  /** A client's latest invoice: what a copy is made of. */
  readonly #latest = new Map<number, StoredInvoice>();

  constructor(
    private readonly business: DemoBusiness,
    private readonly clients: readonly DemoClient[],
    private readonly timeZone: string,
    private readonly dbAt: (now: number) => TenantDb,
    private readonly random: Random,
  ) {}

  async carryOut(event: Event): Promise<void> {
    const db = this.dbAt(event.at).keyedBy(keyOf(event.at, event, this.random));
    if ("client" in event && event.what !== "create") await this.#withClient(event, db);
    else if (event.what === "create") await this.#create(event, db);
    else if ("invoice" in event) await this.#withInvoice(event, db);
  }

  async #withClient(
    { what, client }: Extract<Happening, { what: `client${string}` }>,
    db: TenantDb,
  ): Promise<void> {
    const content = v.parse(NewClientSchema, this.#client(client).form);
    const stored = this.#clients.get(client) ?? { id: newId(db.now, this.random.bytes), version: 0 };
    this.#clients.set(client, stored);
    const { id, version } = stored;
    stored.version += 1;
    const note = "Moved; the old address is on the invoices of before.";
    const moved = { ...content, addressLine2: "Entrance B", note };
    if (what === "client") await done(what, createClient(db, { id, content }));
    else if (what === "client-moves") await done(what, saveClient(db, { id, version, content: moved }));
    else await done(what, archiveClient(db, { id, version, archived: true, confirmed: true }));
  }

  async #create(event: Extract<Happening, { what: "create" }>, db: TenantDb): Promise<void> {
    const { client, way, issueDate } = event;
    const id = newId(db.now, this.random.bytes);
    const source = way === "copied" ? this.#latest.get(client) : undefined;
    const clientId = this.#clients.get(client)?.id ?? "";
    const typed = invoiceForm(this.business, this.#client(client), event.invoice, this.random);
    const form = { ...typed, client: clientId, issueDate };
    const correct = way === "corrected";
    const invoice = { id, client, form: source?.form ?? form, correct, version: way === "at-once" ? 2 : 1 };
    this.#invoices.set(event.invoice, invoice);
    this.#latest.set(client, invoice);
    if (source) {
      const today = todayIn(this.timeZone, db.now);
      return done("a copy", duplicateInvoice(db, { id: source.id, newId: id, today }));
    }
    const intent = way === "at-once" ? "issue" : "draft";
    const lines = correct ? form.lines?.slice(0, 1) : form.lines;
    const draft = v.parse(newInvoiceSchema(WRITTEN_IN), { ...form, lines, intent });
    await done("an invoice", createInvoice(db, { id, draft }));
  }

  async #withInvoice(
    event: Exclude<Extract<Happening, { invoice: number }>, { what: "create" }>,
    db: TenantDb,
  ): Promise<void> {
    const invoice = this.#invoices.get(event.invoice);
    if (!invoice) throw new Error(`the demo data's plan has no invoice ${event.invoice}`);
    const { id, version, form, correct } = invoice;
    invoice.version += 1;
    switch (event.what) {
      case "issue": {
        if (!correct) return done("an issue", issueInvoice(db, { id, version }));
        // Saved and issued by one button: two versions.
        invoice.version += 1;
        const draft = v.parse(editInvoiceSchema(WRITTEN_IN), {
          ...form,
          intent: "issue",
          version: String(version),
        });
        return done("a corrected draft", saveDraft(db, { id, version, draft }));
      }
      case "paid":
        return done("a payment", markPaid(db, { id, version, paidDate: event.paidDate }));
      case "undo-paid":
        return done("a payment undone", undoPaid(db, { id, version }));
      case "archive":
        return done(
          "an archived invoice",
          archiveInvoice(db, { id, version, archived: true, confirmed: true }),
        );
    }
  }

  #client(index: number): DemoClient {
    const client = this.clients[index];
    if (!client) throw new RangeError(`no demo client ${index}`);
    return client;
  }
}
