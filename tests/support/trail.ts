import type { Person } from "./app";
import { sql } from "./sql";

export interface TrailEvent {
  readonly seq: number;
  readonly actor_id: string;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: string;
  readonly entity_version: number;
  readonly request_id: string;
  readonly at: number;
  /** As stored. */
  readonly json: string;
  readonly changes: Record<string, unknown>;
}

/** The events of a person's business behind `seq`, in order. */
export async function trailOf(person: Pick<Person, "tenantId">, seq = 0): Promise<TrailEvent[]> {
  const rows = await sql("SELECT * FROM audit_events WHERE tenant_id = ? AND seq > ? ORDER BY seq", [
    person.tenantId,
    seq,
  ]);
  return rows.map((row) => {
    const json = String(row.changes);
    return { ...(row as unknown as TrailEvent), json, changes: JSON.parse(json) as Record<string, unknown> };
  });
}

/** An invoice's form with one line, ready to be sent. */
export const invoiceFields = (client: string, more: Record<string, string> = {}): Record<string, string> => ({
  intent: "draft",
  writtenIn: "en-GB",
  client,
  issueDate: "2026-06-05",
  dueDate: "2026-06-19",
  currency: "EUR",
  "lines[0].description": "Work",
  "lines[0].quantity": "1",
  "lines[0].unit": "HUR",
  "lines[0].unitPrice": "100",
  "lines[0].taxRate": "S-190000",
  ...more,
});

/** An invoice of the person's business, made through the form; its id. */
export async function addInvoice(person: Person, fields: Record<string, string>): Promise<string> {
  const answer = await person.submit(`${person.base}/invoices/new`, fields);
  const id = /\/invoices\/([0-9A-Z]{26})/.exec(answer.location ?? "")?.[1];
  if (!id) throw new Error(`The invoice was not stored: ${answer.status} ${answer.messages}`);
  return id;
}
