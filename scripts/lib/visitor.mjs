import { setTimeout as pause } from "node:timers/promises";

// Somebody with a browser but no JavaScript, for the smoke test and the synthetic load: keeps cookies, follows no redirect by itself, fills in
// forms from the page that has them. Plain Node, so that it runs against any address.

/** @typedef {{ status: number, headers: Headers, text: string, ms: number, location: string }} Answer */

const entities = /** @type {Record<string, string>} */ ({
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#x27": "'",
  "#39": "'",
});

/** @param {string} html @returns {string} */
const plain = (html) => html.replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all);

/** @param {string} tag @param {string} name @returns {string | undefined} */
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? plain(found[1] ?? "") : undefined;
};

/**
 * The hidden fields of the first form on a page that has such a field: its one-time key and, where it edits, the version.
 * @param {string} html @param {string} [having] text inside the form, such as its button
 * @returns {Record<string, string>}
 */
export function hiddenFields(html, having = 'name="key"') {
  const form = (html.match(/<form\b[\s\S]*?<\/form>/g) ?? []).find(
    (each) => each.includes(having) && /method="post"/i.test(each),
  );
  const inputs = (form ?? "").match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(
    inputs.map((tag) => [attribute(tag, "name") ?? "", attribute(tag, "value") ?? ""]),
  );
}

/**
 * The value of an option that a page offers, as a browser would send it: another build may spell it in another way.
 * @param {string} html @param {RegExp} label what the option's text is like @returns {string} or ""
 */
export const optionValue = (html, label) => {
  const option = (html.match(/<option\b[^>]*>[^<]*/g) ?? []).find((each) =>
    plain(each.replace(/<[^>]*>/, "")).match(label),
  );
  return option ? (attribute(option, "value") ?? "") : "";
};

/** @param {string} html @param {RegExp} pattern @returns {string} what the first group holds, or "" */
export const find = (html, pattern) => plain(pattern.exec(html)?.[1] ?? "");

/** An address of this visitor's own, where nothing in front of the Worker sets it: the box. */
export const someAddress = () => ({
  "CF-Connecting-IP": [10, 0, 0, 0].map((part) => part || 1 + Math.floor(Math.random() * 250)).join("."),
});

/**
 * Asks again after as long as a 429 says, a few times: an address may do ten things a minute without an account.
 * @param {() => Promise<Answer>} ask
 */
export async function patiently(ask) {
  let answer = await ask();
  for (let tries = 1; answer.status === 429 && tries < 5; tries += 1) {
    await pause(1000 * Number(answer.headers.get("Retry-After") ?? 60));
    answer = await ask();
  }
  return answer;
}

/**
 * @param {string} base the address of the app
 * @param {Record<string, string>} [headers] sent with everything: an address of its own, a version of the Worker
 * @param {(url: URL, init: RequestInit) => Promise<Response>} [send] what sends requests; a test has the app in its own process
 */
export function newVisitor(base, headers = {}, send = fetch) {
  /** @type {Map<string, string>} */
  const cookies = new Map();
  /** @param {string} path @param {RequestInit} [init] @returns {Promise<Answer>} */
  async function ask(path, init = {}) {
    const began = performance.now();
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await send(new URL(path, base), {
      redirect: "manual",
      signal: AbortSignal.timeout(30_000),
      ...init,
      headers: {
        Accept: "text/html",
        ...headers,
        ...(cookie ? { Cookie: cookie } : {}),
        ...Object.fromEntries(new Headers(init.headers)),
      },
    });
    const text = await response.text();
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const name = pair.slice(0, pair.indexOf("="));
      if (/max-age=0\b/i.test(line)) cookies.delete(name);
      else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
    }
    const location = response.headers.get("Location") ?? "";
    return {
      status: response.status,
      headers: response.headers,
      text,
      ms: performance.now() - began,
      location,
    };
  }
  return {
    get: ask,
    /** As a browser sends a form from the site itself. @param {string} path @param {Record<string, string>} fields @param {Record<string, string>} [more] headers */
    post: (path, fields, more = {}) =>
      ask(path, {
        method: "POST",
        headers: { "Sec-Fetch-Site": "same-origin", ...more },
        body: new URLSearchParams(fields),
      }),
  };
}

/** @typedef {ReturnType<typeof newVisitor>} Visitor */
