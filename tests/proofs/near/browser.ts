import { keepCookies } from "../../support/visitor";
import { freshId, type Teammate } from "../support/business";

export interface Timed {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
}

/** Somebody with a browser at one Worker, whose pages are timed until their last byte. */
export class TimedBrowser {
  readonly #cookies: Map<string, string>;

  constructor(
    readonly origin: string,
    { token }: Teammate,
  ) {
    this.#cookies = new Map([["__Host-session", token]]);
  }

  async #ask(path: string, init: RequestInit = {}): Promise<Timed> {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const began = performance.now();
    const response = await fetch(`${this.origin}${path}`, { ...init, headers, redirect: "manual" });
    const text = await response.text();
    const ms = performance.now() - began;
    keepCookies(this.#cookies, response);
    return { status: response.status, ms, text };
  }

  open(path: string): Promise<Timed> {
    return this.#ask(path);
  }

  /** Stores a new client of that name. */
  addClient(base: string, name: string): Promise<Timed> {
    const body = new URLSearchParams({ name, country: "DE", key: freshId() });
    const headers = { "Sec-Fetch-Site": "same-origin", Origin: this.origin };
    return this.#ask(`${base}/clients/new`, { method: "POST", headers, body });
  }
}
