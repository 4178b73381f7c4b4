import { grossOf } from "../support/wanted-invoice";
import type { Content, Request, Verdict } from "./request";

interface Invoice {
  status: "draft" | "sent" | "paid";
  version: number;
  archived: boolean;
  client: number;
  content: Content;
  number: string | null;
}

/** The rules of a business's invoices, in memory: what a sequence of requests must lead to. */
export class Model {
  readonly clients = [
    { version: 1, archived: false },
    { version: 1, archived: false },
  ];
  readonly invoices: Invoice[] = [];
  readonly runs = new Map<string, number>();
  /** action, place, version: in order. */
  readonly events: (readonly [action: string, place: number, version: number])[] = [];
  readonly keys = new Map<string, { readonly said: string; readonly result: number }>();

  constructor(private readonly today: string) {}

  /** Carries out a request that comes under a key. */
  ask(request: Request, key: string): Verdict {
    const said = JSON.stringify(request);
    const first = this.keys.get(key);
    if (first) return first.said === said ? { ok: first.result, repeated: true } : { refused: "key-reused" };
    const done = this.#carryOut(request);
    if (typeof done === "string") return { refused: done };
    this.keys.set(key, { said, result: done });
    return { ok: done, repeated: false };
  }

  #carryOut(request: Request): number | Extract<Verdict, { refused: string }>["refused"] {
    switch (request.kind) {
      case "create": {
        if (this.clients[request.client]?.archived) return "client";
        const place = this.#add(request.client, request.content);
        if (request.issues) this.#issue(place);
        return place;
      }
      case "edit": {
        const found = this.#find(request.invoice, "draft", request.version);
        if (typeof found === "string") return found;
        if (request.issues && found.archived) return "archived";
        if (this.clients[request.client]?.archived && found.client !== request.client) return "client";
        found.client = request.client;
        found.content = request.content;
        this.#changed("invoice.changed", request.invoice, found);
        if (request.issues) this.#issue(request.invoice);
        return request.invoice;
      }
      case "issue": {
        const found = this.#find(request.invoice, "draft", request.version);
        if (typeof found === "string") return found;
        if (found.archived) return "archived";
        if (found.content.lines === 0) return "no-lines";
        this.#issue(request.invoice);
        return request.invoice;
      }
      case "markPaid":
      case "undoPaid": {
        const pays = request.kind === "markPaid";
        const found = this.#find(request.invoice, pays ? "sent" : "paid", request.version);
        if (typeof found === "string") return found;
        found.status = pays ? "paid" : "sent";
        this.#changed(pays ? "invoice.paid" : "invoice.unpaid", request.invoice, found);
        return request.invoice;
      }
      case "archive":
      case "restore": {
        const found = this.#find(request.invoice, null, request.version);
        if (typeof found === "string") return found;
        found.archived = request.kind === "archive";
        this.#changed(found.archived ? "invoice.archived" : "invoice.restored", request.invoice, found);
        return request.invoice;
      }
      case "duplicate": {
        const found = this.invoices[request.invoice];
        if (!found) return "not-found";
        if (this.clients[found.client]?.archived) return "client";
        return this.#add(found.client, { ...found.content, issueDate: this.today });
      }
      case "client": {
        const client = this.clients[request.client];
        if (!client) return "not-found";
        if (client.version !== request.version) return "stale";
        client.archived = request.archived;
        client.version += 1;
        this.events.push([
          client.archived ? "client.archived" : "client.restored",
          request.client,
          client.version,
        ]);
        return request.client;
      }
    }
  }

  #find(place: number, status: Invoice["status"] | null, version: number) {
    const found = this.invoices[place];
    if (!found) return "not-found" as const;
    if (status && found.status !== status) return "status" as const;
    return found.version === version ? found : ("stale" as const);
  }

  #add(client: number, content: Content): number {
    const invoice: Invoice = { status: "draft", version: 0, archived: false, client, content, number: null };
    const place = this.invoices.push(invoice) - 1;
    this.#changed("invoice.created", place, invoice);
    return place;
  }

  #issue(place: number): void {
    const invoice = this.invoices[place];
    if (!invoice) throw new Error("There is no such invoice in the model.");
    const year = invoice.content.issueDate.slice(0, 4);
    const sequence = 1 + (this.runs.get(year) ?? 0);
    this.runs.set(year, sequence);
    invoice.status = "sent";
    invoice.number = `INV-${year}-${String(sequence).padStart(4, "0")}`;
    this.#changed("invoice.issued", place, invoice);
  }

  #changed(action: string, place: number, invoice: Invoice): void {
    invoice.version += 1;
    this.events.push([action, place, invoice.version]);
  }

  /** The rows that the database must hold, without ids. */
  get rows() {
    return this.invoices.map(({ content, number, archived, client, status, version }) => ({
      status,
      version,
      archived,
      client,
      number,
      issueDate: content.issueDate,
      lines: content.lines,
      gross: grossOf(content),
      paid: status === "paid",
    }));
  }
}
