import { wrongWith } from "../../../scripts/lib/shown.mjs";
import type { Asked } from "./cases";
import type { Member } from "./people";

export interface Answer {
  readonly ms: number;
  readonly requestId: string;
  /** Of the page's table. */
  readonly rows: number;
}

const turns = new WeakMap<readonly Member[], number>();

/** The next of them: everybody gets as many requests as the others. */
export function inTurn(people: readonly Member[]): Member {
  const turn = turns.get(people) ?? 0;
  turns.set(people, turn + 1);
  const member = people[turn % people.length];
  if (!member) throw new Error("Nobody works there.");
  return member;
}

/** As the global one; a test has the app in its own process. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

const initOf = (cookie: string) =>
  ({
    redirect: "manual",
    headers: { Cookie: cookie, "Sec-Fetch-Site": "same-origin", Accept: "text/html" },
    signal: AbortSignal.timeout(60_000),
  }) as const;

/** Sends one request and reads the whole answer. Throws unless it has the status that a person would hope for. */
export async function exchange(
  origin: string,
  { path, fields }: Pick<Asked, "path" | "fields">,
  { cookie }: Member,
  ask: Fetch = fetch,
): Promise<Answer & { readonly text: string; readonly location: string }> {
  const body = fields ? { method: "POST", body: new URLSearchParams(fields) } : {};
  const began = performance.now();
  const response = await ask(origin + path, { ...initOf(cookie), ...body });
  const text = await response.text();
  const ms = performance.now() - began;
  if (response.status !== (fields ? 302 : 200))
    throw new Error(`${fields ? "POST" : "GET"} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return {
    ms,
    requestId: response.headers.get("X-Request-Id") ?? "",
    rows: text.split('scope="row"').length - 1,
    text,
    location: response.headers.get("Location") ?? "",
  };
}

/** The same as one of these people, and throws unless the page shows what was asked for. A form's page is opened beside the measured time. */
export async function send(
  origin: string,
  { path, fields, shown, onStored }: Asked,
  people: readonly Member[],
  ask: Fetch = fetch,
): Promise<Answer> {
  const member = inTurn(people);
  // What is written while this is on its way need not be on the page.
  const must = shown();
  const { text, location, ...answer } = await exchange(origin, { path, fields }, member, ask);
  if (fields) onStored?.(location);
  const page = fields ? (await exchange(origin, { path: location }, member, ask)).text : text;
  const wrong = wrongWith(page, must);
  if (wrong.length > 0)
    throw new Error(`${fields ? "POST" : "GET"} ${path}: the page ${wrong.join(" and ")}.`);
  return answer;
}
