import { createClient } from "@libsql/client/http";
import { readRoutes } from "../../support/read-routes";

/** Ids of a demo business, for what a scanner asks for. */
export interface RowsToScan {
  readonly tenant: string;
  readonly client: string;
  /** A draft, so that forms about it can be carried out. */
  readonly invoice: string;
  readonly user: string;
  /** As the list of clients has it in its links: base64url of JSON. */
  readonly cursor: string;
}

/** Finds them past the app's own ways: whoever scans has no session yet. */
export async function rowsToScan(url: string): Promise<RowsToScan> {
  const client = createClient({ url });
  try {
    const found = await client.execute(
      `SELECT t.id AS tenant, c.id AS client, i.id AS invoice, m.user_id AS user
         FROM tenants t JOIN memberships m ON m.tenant_id = t.id JOIN invoices i ON i.tenant_id = t.id AND i.status = 'draft'
         JOIN clients c ON c.tenant_id = t.id AND c.id = i.client_id WHERE t.country = 'DE' LIMIT 1`,
    );
    const [row] = found.rows;
    if (!row) throw new Error("There is no demo business with a draft.");
    const [tenant, id, invoice, user] = [row.tenant, row.client, row.invoice, row.user].map(String);
    const cursor = Buffer.from(JSON.stringify([1, "A", id])).toString("base64url");
    return { tenant: tenant ?? "", client: id ?? "", invoice: invoice ?? "", user: user ?? "", cursor };
  } finally {
    client.close();
  }
}

/** The address of every page: "/o/:tenant/clients". */
export async function pagesToScan(): Promise<string[]> {
  const routes = await readRoutes();
  const pathOf = (id: string | undefined): string[] => {
    const route = routes.find((each) => each.id === id);
    return route ? [...pathOf(route.parentId), route.path ?? ""] : [];
  };
  const frames = new Set(routes.map(({ parentId }) => parentId));
  const pages = routes.filter(({ id, path }) => !frames.has(id) && path !== "*");
  return pages.map(({ id }) => `/${pathOf(id).filter(Boolean).join("/")}`);
}
