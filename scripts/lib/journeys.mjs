import { find, hiddenFields, optionValue } from "./visitor.mjs";

/**
 * @typedef {import("./visitor.mjs").Visitor} Visitor
 * @typedef {import("./visitor.mjs").Answer} Answer
 * @typedef {{ base: string, client: string, invoice: string, last?: Answer, turn: number }} Memory what a person remembers
 * @typedef {{ kind: "read" | "write", status: number, ask: (visitor: Visitor, memory: Memory) => Promise<Answer>, learn?: (answer: Answer, memory: Memory) => void }} Step
 */

/** @param {(memory: Memory) => string} path @returns {Step} */
const read = (path) => ({
  kind: "read",
  status: 200,
  ask: (visitor, memory) => visitor.get(memory.base + path(memory)),
});

/**
 * Sends the form of the page that was read just before.
 * @param {(memory: Memory) => string} path @param {(memory: Memory) => Record<string, string>} fields
 * @param {{ having?: string, learn?: (answer: Answer, memory: Memory) => void }} [more] text inside the form, where a page has several
 * @returns {Step}
 */
const write = (path, fields, { having, learn } = {}) => ({
  kind: "write",
  status: 302,
  ask: (visitor, memory) =>
    visitor.post(memory.base + path(memory), {
      ...hiddenFields(memory.last?.text ?? "", having),
      ...fields(memory),
    }),
  learn,
});

const today = () => new Date().toISOString().slice(0, 10);

/** @param {Memory} memory @returns {Record<string, string>} */
const invoice = ({ client, turn, last }) => ({
  intent: "draft",
  client,
  issueDate: today(),
  dueDate: "",
  currency: "EUR",
  note: "",
  discount: "",
  "lines[0].description": `Work, turn ${turn}`,
  "lines[0].quantity": String(1 + (turn % 8)),
  "lines[0].unit": "HUR",
  "lines[0].unitPrice": `${40 + (turn % 50)}.50`,
  "lines[0].taxRate": optionValue(last?.text ?? "", /\b19\s?%/),
  "lines[0].discount": "",
});

/** @type {Step} */
const newClient = write(
  () => "/clients/new",
  ({ turn }) => ({ name: `Client ${turn} Ltd`, country: "DE" }),
  {
    learn: ({ location }, memory) => {
      memory.client = find(location, /\/clients\/([0-9A-Z]{26})/);
    },
  },
);

const page = (/** @type {Memory} */ { invoice: id }) => `/invoices/${id}`;

/** What comes first, so that there is something to invoice. @type {readonly Step[]} */
export const firstSteps = [read(() => "/clients/new"), newClient];

/** Two afternoons of a bookkeeper: of every ten requests eight read and two write. @type {readonly Step[]} */
export const steps = [
  read(() => ""),
  read(() => "/invoices"),
  read(() => "/invoices/new"),
  write(() => "/invoices/new", invoice, {
    learn: ({ location }, memory) => {
      memory.invoice = find(location, /\/invoices\/([0-9A-Z]{26})/);
    },
  }),
  read(page),
  write(page, () => ({ intent: "issue" }), { having: 'value="issue"' }),
  read((memory) => `${page(memory)}/print`),
  read(() => "/invoices?status=sent"),
  read(() => "/invoices?q=client"),
  read(() => "/clients"),

  read(() => "/numbers"),
  read(() => "/activity"),
  read(() => "/clients/new"),
  newClient,
  read(({ client }) => `/clients/${client}`),
  read(() => "/invoices?sort=due"),
  read(page),
  write(page, () => ({ intent: "markPaid", paidDate: today() }), { having: 'value="markPaid"' }),
  read(page),
  read(() => ""),
];

/** What can be read without having written anything. @type {readonly Step[]} */
export const readingSteps = ["", "/invoices", "/clients", "/invoices?q=client", "/numbers", "/activity"].map(
  (path) => read(() => path),
);
