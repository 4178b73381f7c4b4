import { newId } from "~/shared/ids";
import { Page } from "./page";

export type Fields = Record<string, string | number | null | undefined>;
type Send = (request: Request) => Promise<Response>;

export const ORIGIN = "https://gapless.test";

/** A new id, as a form's loader would have given it. */
export const freshId = (): string =>
  newId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

/** Somebody with a browser: keeps cookies, follows no redirect by itself. */
export class Visitor {
  constructor(
    private readonly send: Send,
    readonly cookies: Map<string, string> = new Map(),
  ) {}

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    if (cookie && !headers.has("Cookie")) headers.set("Cookie", cookie);
    const response = await this.send(new Request(new URL(path, ORIGIN), { ...init, headers }));
    keepCookies(this.cookies, response);
    return response;
  }

  /** GETs a page. */
  async visit(path: string, init: RequestInit = {}): Promise<Page> {
    return Page.of(await this.fetch(path, init));
  }

  /** POSTs a form as a browser does, from the site itself; with a fresh one-time key unless `key` is given (null: without). */
  async submit(path: string, fields: Fields | FormData = {}, init: RequestInit = {}): Promise<Page> {
    const headers = new Headers({
      "Sec-Fetch-Site": "same-origin",
      ...Object.fromEntries(new Headers(init.headers)),
    });
    const body = fields instanceof FormData ? fields : encoded({ key: freshId(), ...fields });
    return Page.of(await this.fetch(path, { ...init, method: "POST", headers, body }));
  }
}

/** Does with an answer's cookies what a browser does, but for their age. */
export function keepCookies(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = "", ...attributes] = line.split(";").map((part) => part.trim());
    const name = pair.slice(0, pair.indexOf("="));
    if (attributes.some((attribute) => attribute.toLowerCase() === "max-age=0")) cookies.delete(name);
    else cookies.set(name, pair.slice(pair.indexOf("=") + 1));
  }
}

function encoded(fields: Fields): URLSearchParams {
  const given = Object.entries(fields).filter(([, value]) => value !== null && value !== undefined);
  // Browsers send every line break as CRLF.
  return new URLSearchParams(
    given.map(([name, value]) => [name, String(value).replaceAll(/\r?\n/g, "\r\n")]),
  );
}
