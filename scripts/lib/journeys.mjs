import { randomBytes } from "node:crypto";
import { Stop } from "./say.mjs";
import { rowTo, wrongWith } from "./shown.mjs";
import { find, hiddenFields, optionValue } from "./visitor.mjs";

/**
 * @typedef {import("./visitor.mjs").Visitor} Visitor
 * @typedef {import("./visitor.mjs").Answer} Answer
 * @typedef {import("./shown.mjs").Shown} Shown
 * @typedef {{ id: string, name: string }} Client
 * @typedef {{ id: string, name: string }} Client
 * @typedef {object} Memory what a person remembers
 * @property {string} base where the business's pages begin
 * @property {number} turn how many steps were taken
 * @property {Answer} [last]
 * @property {string} typed into the last form: a client's name, the text of an invoice's line
 * @property {Client} [client] the newest
 * @property {Client} [first]
 * @property {Invoice} [invoice] the one that is worked on
 * @property {Invoice} [other] one that is not found where that one is: a draft for the first client, which stays one
 *
 * @typedef {{ id: string, says: string }} Invoice `says`: a text of its page, or its number
 * @typedef {{ there?: (string | RegExp)[], absent?: (string | RegExp)[] }} Expected
 *
 * @typedef {object} Step
 * @property {"read" | "write"} kind
 * @property {number} status
 * @property {(memory: Memory) => string} path below the business
 * @property {(visitor: Visitor, memory: Memory, path: string) => Promise<Answer>} ask
 * @property {(memory: Memory) => Shown} shown what the page must show and what not
 * @property {(answer: Answer, memory: Memory) => void} [learn]
 */

/**
 * Opens a page, which must show what it is opened for.
 * @param {(memory: Memory) => string} path @param {(memory: Memory) => Expected} shown
 * @param {(answer: Answer, memory: Memory) => void} [learn]
 * @returns {Step}
 */
const read = (path, shown, learn) => ({
  kind: "read",
  status: 200,
  path,
  ask: (visitor, { base }, to) => visitor.get(base + to),
  shown: (memory) => ({ there: [], absent: [], ...shown(memory) }),
  learn,
});

/**
 * Sends the form of the page that was read just before. What it wrote is looked for on the next pages.
 * @param {(memory: Memory) => string} path @param {(memory: Memory) => Record<string, string>} fields
 * @param {{ having?: string, learn?: (answer: Answer, memory: Memory) => void }} [more] text inside the form, where a page has several
 * @returns {Step}
 */
const write = (path, fields, { having, learn } = {}) => ({
  kind: "write",
  status: 302,
  path,
  ask: (visitor, memory, to) =>
    visitor.post(memory.base + to, { ...hiddenFields(memory.last?.text ?? "", having), ...fields(memory) }),
  shown: () => ({ there: [], absent: [] }),
  learn,
});

/**
 * Takes one step. Throws unless it is answered as it must be and the page shows what it must.
 * @param {Step} step @param {Visitor} visitor @param {Memory} memory @param {(answer: Answer) => void} [heard] hears every answer, good or bad
 */
export async function take(step, visitor, memory, heard = () => {}) {
  memory.turn += 1;
  const path = step.path(memory);
  const answer = await step.ask(visitor, memory, path);
  heard(answer);
  memory.last = answer;
  const request = `request ${answer.headers.get("X-Request-Id")}`;
  if (answer.status !== step.status)
    throw new Stop(`${path} answered ${answer.status} in place of ${step.status}, ${request}`);
  const wrong = wrongWith(answer.text, step.shown(memory));
  if (wrong.length > 0) throw new Stop(`${path} ${wrong.join(" and ")}, ${request}`);
  step.learn?.(answer, memory);
}

/** Somebody who did nothing yet. @param {string} base @param {number} turn where to begin to count @returns {Memory} */
export const newMemory = (base, turn = 0) => ({ base, turn, typed: "" });

const today = () => new Date().toISOString().slice(0, 10);
/** A word that nothing else has. */
const newWord = () => randomBytes(6).toString("hex");

const rowOf = (/** @type {Memory} */ { base }, /** @type {Invoice | undefined} */ invoice) =>
  rowTo(`${base}/invoices/${invoice?.id}`);
const rowOfClient = (/** @type {Memory} */ { base }, /** @type {Client | undefined} */ client) =>
  rowTo(`${base}/clients/${client?.id}`);

const clientForm = read(
  () => "/clients/new",
  ({ client }) => ({ there: ['name="name"'], absent: client ? [client.name] : [] }),
);

const newClient = write(
  () => "/clients/new",
  (memory) => {
    memory.typed = `Client ${newWord()}`;
    return { name: memory.typed, country: "DE" };
  },
  {
    learn: ({ location }, memory) => {
      memory.client = { id: find(location, /\/clients\/([0-9A-Z]{26})/), name: memory.typed };
      memory.first ??= memory.client;
    },
  },
);

const invoiceForm = read(
  () => "/invoices/new",
  (memory) => ({
    there: [`value="${memory.client?.id}"`, 'name="lines[0].description"'],
    absent: memory.other ? [memory.other.says] : [],
  }),
);

/** @param {"first" | "client"} whose @param {"other" | "invoice"} which is remembered as */
const newInvoice = (whose, which) =>
  write(
    () => "/invoices/new",
    (memory) => {
      const { turn, last } = memory;
      memory.typed = `Work ${newWord()}`;
      return {
        intent: "draft",
        client: memory[whose]?.id ?? "",
        issueDate: today(),
        dueDate: "",
        currency: "EUR",
        note: "",
        discount: "",
        "lines[0].description": memory.typed,
        "lines[0].quantity": String(1 + (turn % 8)),
        "lines[0].unit": "HUR",
        "lines[0].unitPrice": `${40 + (turn % 50)}.50`,
        "lines[0].taxRate": optionValue(last?.text ?? "", /\b19\s?%/),
        "lines[0].discount": "",
      };
    },
    {
      learn: ({ location }, memory) => {
        memory[which] = { id: find(location, /\/invoices\/([0-9A-Z]{26})/), says: memory.typed };
      },
    },
  );

const page = (/** @type {Memory} */ { invoice }) => `/invoices/${invoice?.id}`;
const FIRST_STEPS = 'id="first-steps"';

const dashboard = read(
  () => "",
  (memory) => ({ there: [rowOf(memory, memory.invoice ?? memory.other)], absent: [FIRST_STEPS] }),
);

/** What comes first: something to invoice, and a draft of another client that other lists must leave out. @type {readonly Step[]} */
export const firstSteps = [
  ...[clientForm, newClient, clientForm, newClient],
  ...[invoiceForm, newInvoice("first", "other")],
];

/** Two afternoons of a bookkeeper: of every ten requests eight read and two write. @type {readonly Step[]} */
export const steps = [
  dashboard,
  read(
    () => "/invoices",
    (memory) => ({
      there: [rowOf(memory, memory.invoice ?? memory.other)],
      absent: [rowOfClient(memory, memory.client)],
    }),
  ),
  invoiceForm,
  newInvoice("client", "invoice"),
  read(page, ({ invoice, other }) => ({ there: [invoice?.says ?? "?"], absent: [other?.says ?? ""] })),
  write(page, () => ({ intent: "issue" }), { having: 'value="issue"' }),
  read(
    (memory) => `${page(memory)}/print`,
    ({ invoice, client, other }) => ({
      there: [invoice?.says ?? "?", client?.name ?? "?"],
      absent: [other?.says ?? "", 'data-watermark="Draft"'],
    }),
  ),
  read(
    () => "/invoices?status=sent",
    (memory) => ({ there: [rowOf(memory, memory.invoice)], absent: [rowOf(memory, memory.other)] }),
  ),
  read(
    ({ client }) => `/invoices?search=${encodeURIComponent(client?.name ?? "")}`,
    (memory) => ({ there: [rowOf(memory, memory.invoice)], absent: [rowOf(memory, memory.other)] }),
  ),
  read(
    ({ client }) => `/clients?search=${encodeURIComponent(client?.name ?? "")}`,
    (memory) => ({
      there: [rowOfClient(memory, memory.client)],
      absent: [rowOfClient(memory, memory.first)],
    }),
  ),

  read(
    () => "/numbers",
    () => ({ there: ["No number is missing"], absent: ["No number was given yet"] }),
  ),
  read(
    () => "/activity?about=client",
    (memory) => ({ there: [rowOfClient(memory, memory.client)], absent: [rowOf(memory, memory.invoice)] }),
  ),
  clientForm,
  newClient,
  read(
    ({ client }) => `/clients/${client?.id}`,
    (memory) => ({ there: [memory.client?.name ?? "?"], absent: [rowOf(memory, memory.invoice)] }),
  ),
  read(
    () => "/invoices?sort=due",
    (memory) => ({
      there: [rowOf(memory, memory.invoice), 'aria-sort="ascending"'],
      absent: ['aria-sort="descending"'],
    }),
  ),
  read(page, () => ({ there: ['value="markPaid"'], absent: ['value="issue"'] })),
  write(page, () => ({ intent: "markPaid", paidDate: today() }), { having: 'value="markPaid"' }),
  read(page, () => ({ there: ['value="undoPaid"'], absent: ['value="markPaid"'] })),
  dashboard,
];

/** Remembers two issued invoices of the list, to look for one of them. @param {Answer} answer @param {Memory} memory */
function twoNumbers({ text }, memory) {
  const rows = text.matchAll(new RegExp(`${memory.base}/invoices/([0-9A-Z]{26})"[^>]*>([^<]*\\d)</a>`, "g"));
  const [invoice, other] = [...rows].map(([, id = "", says = ""]) => ({ id, says }));
  if (!invoice)
    throw new Stop("There is no issued invoice to look for: run the smoke test first, which issues one.");
  memory.invoice = invoice;
  memory.other = other;
}

/** What can be read without having written anything, in a business that has an invoice. @type {readonly Step[]} */
export const readingSteps = [
  read(
    () => "/invoices",
    ({ base }) => ({ there: [`href="${base}/invoices/`] }),
    twoNumbers,
  ),
  read(
    () => "",
    ({ base }) => ({ there: [rowTo(`${base}/invoices?status=sent`)], absent: [FIRST_STEPS] }),
  ),
  read(
    () => "/clients",
    ({ base }) => ({
      there: [new RegExp(`href="${base}/clients/[0-9A-Z]{26}"`)],
      absent: ["No clients yet"],
    }),
  ),
  read(
    ({ invoice }) => `/invoices?search=${encodeURIComponent(invoice?.says ?? "")}`,
    (memory) => ({ there: [rowOf(memory, memory.invoice)], absent: [rowOf(memory, memory.other)] }),
  ),
  read(
    () => `/invoices?search=${newWord()}`,
    (memory) => ({ absent: [rowOf(memory, memory.invoice)] }),
  ),
  read(
    () => "/numbers",
    () => ({ there: ["No number is missing"], absent: ["No number was given yet"] }),
  ),
  read(
    () => "/activity",
    ({ base }) => ({ there: [`href="${base}/`, 'scope="row"'], absent: ["Nothing happened"] }),
  ),
];
