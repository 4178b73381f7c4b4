import type { Target } from "./sqlmap";

/** Ids of a business; a cursor of its clients. */
interface Rows {
  tenant: string;
  client: string;
  invoice: string;
  user: string;
  cursor: string;
}

/** Search, sort, filter, cursor and every id, as a query, in the path and in forms. */
export function sqlmapTargets({ tenant, client, invoice, user, cursor }: Rows): Target[] {
  const base = `/o/${tenant}`;
  const clients = `${base}/clients`;
  const invoices = `${base}/invoices`;
  return [
    { name: "search and cursor of clients", path: `${clients}?search=a&archived=yes&at=${cursor}` },
    {
      name: "search, filter and sort of invoices",
      path: `${invoices}?search=a&status=paid&client=${client}&from=2020-01-01&to=2030-12-31&archived=yes&sort=due&order=asc`,
      parameters: "search,status,client,from,sort,order",
    },
    {
      name: "filter of the activity",
      path: `${base}/activity?about=invoice&action=created&person=${user}&from=2020-01-01&to=2030-12-31`,
      parameters: "about,action,person,from",
    },
    { name: "id of the business", path: `/o/${tenant}*/clients` },
    { name: "id of a client", path: `${clients}/${client}*` },
    { name: "id of an invoice", path: `${invoices}/${invoice}*` },
    { name: "id of a printed invoice", path: `${invoices}/${invoice}*/print` },
    { name: "key of a tax rate", path: `${base}/settings/tax-rates/S-190000*` },
    { name: "client of a new invoice", path: `${invoices}/new?client=${client}`, parameters: "client" },
    {
      name: "form of a new client",
      path: `${clients}/new`,
      data: `key=${client}&name=Scanned&country=DE&email=scan@example.com&note=x`,
      parameters: "name,country,email,note",
    },
    {
      name: "form of an invoice",
      path: `${invoices}/${invoice}`,
      data: `key=${client}&intent=archive&version=1`,
      parameters: "intent,version",
    },
    {
      name: "form of a new invoice",
      path: `${invoices}/new`,
      data: `key=${client}&intent=draft&client=${client}&issueDate=2026-06-05&currency=EUR&lines[0].description=Work&lines[0].quantity=1&lines[0].unitPrice=10&lines[0].taxRate=S-190000`,
      parameters: "client,lines[0].taxRate",
    },
    {
      name: "log-in",
      path: "/login",
      data: `key=${client}&email=nobody@example.com&password=wrong`,
      parameters: "email",
      anonymous: true,
    },
  ];
}
