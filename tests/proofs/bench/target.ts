import { createClient } from "@libsql/client/http";
import { pageOf } from "~/shared/pagination";
import type { Measured } from "./generate/build";
import { COMMON_WORD, RARE_WORD } from "./generate/words";
import { type Listing, mentions } from "./listing";
import type { Member } from "./people";

/** What of a measured business the addresses of its pages need. */
export interface Known {
  readonly clientId: string;
  readonly clientName: string;
  readonly invoiceId: string;
  readonly number: string;
  /** Its total before tax, in cents. */
  readonly netMinor: number;
  readonly seriesId: string;
  /** Drafts that may be edited, with the version they are at: none whose words are searched for, since an edit replaces them. */
  readonly drafts: { id: string; version: number }[];
  /** `?at=` of the page that begins behind this many rows of the whole list. */
  readonly cursorBehind: (rows: number) => Promise<string>;
  /** A month in the middle of the three years. */
  readonly month: { readonly from: string; readonly to: string };
  /** By name, as the list of clients has them. */
  readonly firstClient: string;
  readonly lastClient: string;
  /** Of the newest invoice: the form of a new one offers the clients of late. */
  readonly newestClient: string;
  /** Of the newest invoice that is not of the client above. */
  readonly newestOther: string;
  /** The invoices of the last change and of the first. */
  readonly lastChanged: string;
  readonly firstChanged: string;
  /** So many invoices from a place on, by SQL. */
  readonly ids: (listing: Listing, count: number) => Promise<string[]>;
  /** The invoice that was stored last, as the answer to its form told; "" while there is none. */
  readonly latest: () => string;
  readonly noteLatest: (location: string) => void;
}

/** One database with its server, its Worker, and a business in it. */
export interface Target {
  readonly label: "big" | "small";
  readonly origin: string;
  readonly databaseUrl: string;
  readonly measured: Measured;
  readonly people: readonly Member[];
  readonly known: Known;
}

/** Reads what is needed of the business by SQL. */
export async function learn(url: string, { tenantId }: Measured, month: Known["month"]): Promise<Known> {
  const client = createClient({ url });
  const ask = async (sql: string) => (await client.execute({ sql, args: { t: tenantId } })).rows;
  const one = async (sql: string) => {
    const [row] = await ask(sql);
    if (!row) throw new Error(`Nothing found: ${sql}`);
    return row;
  };
  const id = async (sql: string) => String((await one(sql)).id);
  const busiest = await one(
    `SELECT c.id, c.name FROM clients c JOIN (SELECT client_id, count(*) AS n FROM invoices WHERE tenant_id = :t GROUP BY client_id ORDER BY n DESC LIMIT 1) i
      ON i.client_id = c.id WHERE c.tenant_id = :t`,
  );
  const middle = await one(
    "SELECT id, number, series_id, net_minor FROM invoices WHERE tenant_id = :t AND status = 'paid' AND issue_date >= '" +
      `${month.from}' AND archived_at IS NULL ORDER BY issue_date, id LIMIT 1`,
  );
  const drafts = await ask(
    `SELECT i.id, i.version FROM invoices i WHERE i.tenant_id = :t AND i.status = 'draft' AND i.archived_at IS NULL
      AND NOT ${mentions(COMMON_WORD)} AND NOT ${mentions(RARE_WORD)} LIMIT 60`,
  );
  const clientBy = (order: string) =>
    id(
      `SELECT id FROM clients WHERE tenant_id = :t AND archived_at IS NULL ORDER BY name ${order}, id ${order} LIMIT 1`,
    );
  const changed = (order: string) =>
    id(
      `SELECT entity_id AS id FROM audit_events WHERE tenant_id = :t AND entity = 'invoice' ORDER BY seq ${order} LIMIT 1`,
    );
  let latest = "";
  return {
    clientId: String(busiest.id),
    clientName: String(busiest.name),
    invoiceId: String(middle.id),
    number: String(middle.number),
    netMinor: Number(middle.net_minor),
    seriesId: String(middle.series_id),
    drafts: drafts.map(({ id, version }) => ({ id: String(id), version: Number(version) })),
    month,
    firstClient: await clientBy("ASC"),
    lastClient: await clientBy("DESC"),
    newestClient: await id(
      "SELECT client_id AS id FROM invoices WHERE tenant_id = :t AND archived_at IS NULL ORDER BY issue_date DESC, number_rank DESC, id DESC LIMIT 1",
    ),
    newestOther: await id(
      `SELECT client_id AS id FROM invoices WHERE tenant_id = :t AND archived_at IS NULL AND client_id <> '${busiest.id}'
        ORDER BY issue_date DESC, number_rank DESC, id DESC LIMIT 1`,
    ),
    lastChanged: await changed("DESC"),
    firstChanged: await changed("ASC"),
    ids: async ({ where, order, skip = 0 }, count) => {
      const sql = `SELECT i.id FROM invoices i WHERE i.tenant_id = :t AND ${where} ORDER BY ${order} LIMIT ${count} OFFSET ${skip}`;
      return (await ask(sql)).map((row) => String(row.id));
    },
    latest: () => latest,
    noteLatest: (location) => {
      latest = /\/invoices\/([0-9A-Z]{26})/.exec(location)?.[1] ?? "";
    },
    cursorBehind: async (rows) => {
      const last = await one(
        `SELECT id, issue_date, number_rank FROM invoices WHERE tenant_id = :t AND archived_at IS NULL ORDER BY issue_date DESC, number_rank DESC, id DESC LIMIT 1 OFFSET ${rows - 1}`,
      );
      const row = { id: String(last.id), values: [String(last.issue_date), Number(last.number_rank)] };
      return pageOf([row, row], null, ({ values }) => values, 1).next ?? "";
    },
  };
}
