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

/** Sends one request as one of these people and reads the whole answer. Throws unless it is what a person would hope for. */
export async function send(
  origin: string,
  { path, fields }: Asked,
  people: readonly Member[],
): Promise<Answer> {
  const headers = { Cookie: inTurn(people).cookie, "Sec-Fetch-Site": "same-origin", Accept: "text/html" };
  const began = performance.now();
  const response = await fetch(origin + path, {
    redirect: "manual",
    headers,
    ...(fields ? { method: "POST", body: new URLSearchParams(fields) } : {}),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  const ms = performance.now() - began;
  if (response.status !== (fields ? 302 : 200))
    throw new Error(`${fields ? "POST" : "GET"} ${path}: ${response.status} ${text.slice(0, 300)}`);
  return {
    ms,
    requestId: response.headers.get("X-Request-Id") ?? "",
    rows: text.split('scope="row"').length - 1,
  };
}
