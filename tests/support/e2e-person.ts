import { createHash } from "node:crypto";
import { openDatabase } from "@db/client.server";
import { sessions } from "@db/schema/accounts";
import { memberships } from "@db/schema/tenants";
import { TenantDb } from "@db/tenant-db";
import { type APIRequestContext, type BrowserContext, expect } from "@playwright/test";
import { eq } from "drizzle-orm";
import * as v from "valibot";
import { createClient } from "~/modules/clients/save-client.server";
import { NewClientSchema } from "~/modules/clients/schemas";
import { createInvoice } from "~/modules/invoices/form/save-draft.server";
import { newInvoiceSchema } from "~/modules/invoices/form/schemas";
import { newId } from "~/shared/ids";
import type { TenantId } from "~/shared/ids-brands";
import { PASSWORD } from "./password";
import { patient } from "./patient";

/** What a browser says of a form that a page of the site itself sent. */
export const FROM_THE_SITE = { "Sec-Fetch-Site": "same-origin" };

/** A new id, as a form's loader would have given it. */
export const freshId = (): string =>
  newId(Date.now(), (bytes) => crypto.getRandomValues(new Uint8Array(bytes)));

const sha256 = (text: string): string => createHash("sha256").update(text).digest("base64url");

const key = () => {
  const key = freshId();
  return { key, requestHash: sha256(key) };
};

/** What is stored of a line unless the test says otherwise: one piece at 23 % VAT. */
export const line = (description: string, unitPrice: string, more: Record<string, string> = {}) => ({
  description,
  quantity: "1",
  unit: "C62",
  unitPrice,
  taxRate: "S-230000",
  discount: "",
  ...more,
});

/** Somebody who has just registered, in Ireland (€1,234.50, VAT 23 %), and is signed in in the test's browser. */
export class Person {
  constructor(
    readonly context: BrowserContext,
    readonly email: string,
    readonly tenantId: string,
  ) {}

  /** Where the pages of their business begin. */
  get base(): string {
    return `/o/${this.tenantId}`;
  }

  /** Sends a form past the page; follows no redirect. */
  post(path: string, form: Record<string, string>) {
    return this.context.request.post(path, { form, headers: FROM_THE_SITE, maxRedirects: 0 });
  }

  /** Stores clients by the app's own code, without a page; gives their ids. */
  async storeClients(...names: string[]): Promise<string[]> {
    const db = await this.#db();
    const ids: string[] = [];
    for (const name of names) {
      const id = freshId();
      const content = v.parse(NewClientSchema, { name, country: "IE", email: "books@client.example" });
      expect(await createClient(db.keyedBy(key()), { id, content })).toMatchObject({ ok: true });
      ids.push(id);
    }
    return ids;
  }

  /** Stores an invoice by the app's own code: a draft, unless its intent is "issue". Gives its id. */
  async storeInvoice(client: string, fields: Record<string, unknown> = {}): Promise<string> {
    const id = freshId();
    const issueDate = new Date().toISOString().slice(0, 10);
    const typed = {
      intent: "draft",
      client,
      issueDate,
      currency: "EUR",
      lines: [line("Design", "100")],
      ...fields,
    };
    const db = await this.#db();
    const draft = v.parse(newInvoiceSchema("en-GB"), typed);
    const stored = await createInvoice(db.keyedBy(key()), { id, draft });
    expect(stored).toMatchObject({ ok: true });
    return id;
  }

  /** Ends the person's sessions, as they would from another device: this browser knows nothing of it. */
  async endSessions(): Promise<void> {
    const database = openDatabase({ url: process.env.TURSO_DATABASE_URL ?? "" });
    const [userId = ""] = (await this.#token()).split(".");
    await database.write([database.build.delete(sessions).where(eq(sessions.userId, userId))]);
  }

  /** Makes the person a member of another's business too. */
  async join(other: Person): Promise<void> {
    const database = openDatabase({ url: process.env.TURSO_DATABASE_URL ?? "" });
    const [userId = ""] = (await this.#token()).split(".");
    const [createdAt, updatedAt] = [Date.now(), Date.now()];
    const tenantId = other.tenantId as TenantId;
    await database.write([
      database.build.insert(memberships).values({ tenantId, userId, role: "member", createdAt, updatedAt }),
    ]);
  }

  async #token(): Promise<string> {
    const cookies = await this.context.cookies();
    return cookies.find(({ name }) => name === "__Host-session")?.value ?? "";
  }

  async #db(): Promise<TenantDb> {
    const token = await this.#token();
    const database = openDatabase(patient(process.env.TURSO_DATABASE_URL ?? ""));
    return new TenantDb(database, {
      tokenHash: sha256(token),
      tenant: this.tenantId,
      now: Date.now(),
      requestId: freshId(),
    });
  }
}

/** Registers somebody new by the form's fields, as the page would send them. */
export async function register(
  context: BrowserContext,
  request: APIRequestContext = context.request,
  named: { name?: string; businessName?: string } = {},
): Promise<Person> {
  const key = freshId();
  const email = `${key.toLowerCase()}@example.com`;
  const form = {
    key,
    email,
    name: "Ada Example",
    businessName: "Example & Co",
    country: "IE",
    currency: "EUR",
    password: PASSWORD,
    ...named,
  };
  const send = () => request.post("/register", { form, headers: FROM_THE_SITE, maxRedirects: 0 });
  let response = await send();
  // A busy machine's database may not answer in time. The form says 503 then, and the same form makes one account.
  for (let tries = 1; response.status() === 503 && tries < 5; tries += 1) response = await send();
  expect(response.status()).toBe(302);
  return new Person(context, email, (response.headers().location ?? "").replace("/o/", ""));
}
