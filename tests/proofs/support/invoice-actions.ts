import type { Fields } from "../../support/visitor";
import { fieldsOf } from "./wanted-invoice";
import { type Action, client, type Setting } from "./write-action";

const wanted = (clientId: string, cents = 1250) => ({
  name: "wanted",
  clientId,
  issueDate: "2026-05-01",
  quantity: 2,
  cents,
});

async function invoice(setting: Setting, intent: "draft" | "issue" = "draft"): Promise<string> {
  const { person, ids } = setting;
  const clientId = await client(setting);
  const answer = await person.submit(`${person.base}/invoices/new`, fieldsOf(wanted(clientId), intent));
  const id = /\/invoices\/([0-9A-Z]{26})/.exec(answer.location ?? "")?.[1];
  if (!id) throw new Error(`The invoice was not stored: ${answer.status} ${answer.messages}`);
  ids.set("invoice", id);
  return id;
}

/** Does to the invoice what the button says. */
async function press({ person }: Setting, id: string, fields: Fields): Promise<void> {
  const answer = await person.submit(`${person.base}/invoices/${id}`, fields);
  if (answer.status !== 302) throw new Error(`Refused: ${answer.status} ${answer.messages}`);
}

/** A button of an invoice's page: `before` are the presses that make it possible. */
const button = (fields: Fields, start: "draft" | "issue", ...before: Fields[]): Action => ({
  route: "routes/o.$tenant.invoices.$invoice",
  name: String(fields.intent),
  prepare: async (setting) => {
    const id = await invoice(setting, start);
    for (const each of before) await press(setting, id, each);
    return { path: `/invoices/${id}`, fields };
  },
});

const paid = (version: number) => ({ intent: "markPaid", version, paidDate: "2026-05-20" });

/** Every way to change an invoice. */
export const invoiceActions: readonly Action[] = [
  ...(["draft", "issue"] as const).flatMap((intent): Action[] => [
    {
      route: "routes/o.$tenant.invoices.new",
      name: intent,
      prepare: async (setting) => ({
        path: "/invoices/new",
        fields: fieldsOf(wanted(await client(setting)), intent),
      }),
    },
    {
      route: "routes/o.$tenant.invoices.$invoice_.edit",
      name: intent,
      prepare: async (setting) => {
        const id = await invoice(setting);
        const fields = fieldsOf(wanted(await client(setting), 999), intent, 1);
        return { path: `/invoices/${id}/edit`, fields };
      },
    },
  ]),
  button({ intent: "issue", version: 1 }, "draft"),
  button(paid(2), "issue"),
  button({ intent: "undoPaid", version: 3 }, "issue", paid(2)),
  button({ intent: "duplicate", version: 2 }, "issue"),
  button({ intent: "archive", version: 1 }, "draft"),
  button({ intent: "restore", version: 2 }, "draft", { intent: "archive", version: 1 }),
];
