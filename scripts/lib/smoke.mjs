import { setTimeout as pause } from "node:timers/promises";
import { logIn, refuse, register } from "./newcomer.mjs";
import { Stop } from "./say.mjs";
import { rowTo, wrongWith } from "./shown.mjs";
import { find, hiddenFields, newVisitor, optionValue, patiently } from "./visitor.mjs";

/**
 * @typedef {object} SmokeOptions
 * @property {string} url
 * @property {string} [build] the build that must answer
 * @property {string} [healthToken] asks whether the tables are those of the build
 * @property {{ email: string, password: string }} [account] used in place of a throwaway one
 * @property {Record<string, string>} [headers] sent with everything, to reach one version of the Worker
 */

const FIXED = /** @type {const} */ ([
  ["Strict-Transport-Security", /max-age=63072000/],
  ["X-Content-Type-Options", /^nosniff$/],
  ["Referrer-Policy", /^strict-origin-when-cross-origin$/],
  ["Cross-Origin-Opener-Policy", /^same-origin$/],
  ["Cross-Origin-Resource-Policy", /^same-origin$/],
  ["Permissions-Policy", /camera=\(\)/],
  ["Content-Security-Policy", /default-src 'none'.*frame-ancestors 'none'/],
]);

/** @param {import("./visitor.mjs").Answer} answer @param {string} what */
function checkHeaders({ headers }, what) {
  for (const [name, pattern] of FIXED)
    if (!pattern.test(headers.get(name) ?? "")) throw new Stop(`${what} came without a good ${name}.`);
}

/** @param {import("./visitor.mjs").Answer} answer @param {number} status @param {string} what */
function expect(answer, status, what) {
  if (answer.status !== status) refuse(answer, what);
  checkHeaders(answer, what);
  return answer;
}

/** It can take some seconds until a version answers everywhere. */
const TRIES = 10;
const PAUSE_MS = 3000;

/** Asks until that build answers. @param {SmokeOptions} options */
async function health(options) {
  for (let tries = 1; ; tries += 1) {
    const said = await askHealth(options);
    if (!options.build || said.build === options.build)
      return `build ${said.build}${said.migrations ? `, ${said.migrations.applied} of ${said.migrations.expected} migrations` : ""}`;
    if (tries === TRIES) throw new Stop(`/api/health is of build ${said.build}, not of ${options.build}.`);
    await pause(PAUSE_MS);
  }
}

/** @param {SmokeOptions} options @returns {Promise<{ build: string, migrations?: { applied: number, expected: number } }>} */
async function askHealth({ url, healthToken, headers }) {
  const answer = await newVisitor(url, headers).get(
    `/api/health${healthToken ? "?deep=1" : ""}`,
    healthToken ? { headers: { Authorization: `Bearer ${healthToken}` } } : {},
  );
  if (answer.status !== 200) refuse(answer, "/api/health");
  const said = JSON.parse(answer.text);
  if (said.status !== "ok") throw new Stop(`/api/health says "${said.status}".`);
  return said;
}

/** The pages that anybody may see, and what they load. @param {SmokeOptions} options */
async function outside({ url, headers }) {
  const visitor = newVisitor(url, headers);
  const login = expect(await patiently(() => visitor.get("/login")), 200, "/login");
  const assets = [...new Set(login.text.match(/\/assets\/[\w.$~()-]+\.(?:js|css)/g) ?? [])];
  if (!assets.some((path) => path.endsWith(".css")) || !assets.some((path) => path.endsWith(".js")))
    throw new Stop("The login page names no style sheet or no script.");
  for (const path of assets) {
    const asset = expect(await visitor.get(path), 200, path);
    if (!/immutable/.test(asset.headers.get("Cache-Control") ?? ""))
      throw new Stop(`${path} is not kept by browsers.`);
    if (!/css|javascript/.test(asset.headers.get("Content-Type") ?? ""))
      throw new Stop(`${path} has a wrong type.`);
  }
  expect(await patiently(() => visitor.get("/no-such-page")), 404, "A page that is not there");
  expect(await visitor.post("/login", {}, { "Sec-Fetch-Site": "cross-site" }), 403, "A form of another site");
  return `${assets.length} files, headers everywhere`;
}

/** Client, invoice, number, print: one throwaway business, and every page of it. @param {SmokeOptions} options */
async function inside({ url, account, headers }) {
  const visitor = newVisitor(url, headers);
  const base = account ? await logIn(visitor, account) : await register(visitor, "Smoke test");
  const submit = async (
    /** @type {string} */ path,
    /** @type {(html: string) => Record<string, string>} */ fields,
    /** @type {string} */ what,
  ) => {
    const page = expect(await visitor.get(`${base}${path}`), 200, path);
    return expect(
      await visitor.post(`${base}${path}`, { ...hiddenFields(page.text), ...fields(page.text) }),
      302,
      what,
    );
  };
  const name = `Client ${Date.now()}`;
  const client = await submit("/clients/new", () => ({ name, country: "DE" }), "Saving a client");
  const id = find(client.location, /\/clients\/([0-9A-Z]{26})/);
  const today = new Date().toISOString().slice(0, 10);
  const issued = await submit(
    "/invoices/new",
    (html) => ({
      intent: "issue",
      client: id,
      issueDate: today,
      dueDate: "",
      currency: "EUR",
      note: "",
      discount: "",
      "lines[0].description": "Smoke test",
      "lines[0].quantity": "3",
      "lines[0].unit": "HUR",
      "lines[0].unitPrice": "33.33",
      "lines[0].taxRate": optionValue(html, /\b19\s?%/),
      "lines[0].discount": "",
    }),
    "Issuing an invoice",
  );
  const invoice = find(issued.location, /\/invoices\/([0-9A-Z]{26})/);
  const print = expect(await visitor.get(`${base}/invoices/${invoice}/print`), 200, "The printed invoice");
  // 3 × 33.33 = 99.99, and 19 % of it 19.00.
  if (!/118[.,]99/.test(print.text)) throw new Stop("The printed invoice does not come to 118.99.");
  const row = rowTo(`${base}/invoices/${invoice}`);
  /** What each page must show, and must not. @type {[path: string, there: string[], absent: string[]][]} */
  const pages = [
    ["", [row], ['id="first-steps"']],
    ["/invoices", [row], ["No invoices yet"]],
    [`/invoices/${invoice}`, ["Smoke test", 'value="markPaid"'], ['value="issue"']],
    ["/clients", [`href="${base}/clients/`], ["No clients yet"]],
    [`/clients/${id}`, [name, row], ["No invoices for this client yet"]],
    ["/activity", [row, rowTo(`${base}/clients/${id}`)], ["Nothing happened"]],
    ["/numbers", ["No number is missing"], ["No number was given yet"]],
    ["/settings", ["Save business"], []],
  ];
  for (const [path, there, absent] of pages) {
    const page = expect(await visitor.get(base + path), 200, path || "The dashboard");
    const wrong = wrongWith(page.text, { there, absent });
    if (wrong.length > 0) throw new Stop(`${path || "The dashboard"} ${wrong.join(" and ")}.`);
  }
  const settings = expect(await visitor.get("/settings"), 200, "/settings");
  expect(await visitor.post("/logout", hiddenFields(settings.text, 'action="/logout"')), 302, "Logging out");
  expect(await patiently(() => visitor.get(base)), 302, "The business after logging out");
  return `client, invoice ${find(print.text, /<title>([^<·]*)/).trim()}, print and ${pages.length + 1} pages`;
}

/** What a deploy must be able to do, from outside. Throws a Stop that says what it can't. @param {SmokeOptions} options @param {(text: string) => void} tell */
export async function smoke(options, tell) {
  tell(`health: ${await health(options)}`);
  tell(`outside: ${await outside(options)}`);
  tell(`inside: ${await inside(options)}`);
}
