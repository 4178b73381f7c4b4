import { DatabaseError } from "@db/client.server";
import { insertKeptForm, takeKeptForm } from "@db/unscoped/kept-forms";
import type { AppLoadContext } from "@remix-run/cloudflare";
import { isSecretField } from "~/http/errors/error-data";
import { reportError } from "~/http/monitoring/report.server";
import { redirectPath } from "~/http/pipeline/redirect-path";
import {
  belongsAt,
  clearedKeptCookie,
  keptCookie,
  newKeptToken,
} from "~/modules/accounts/kept-form-token.server";
import { seal, unseal } from "~/modules/accounts/sealed-form.server";
import { clearedSessionCookie } from "~/modules/accounts/session-token.server";
import { resumedRequest } from "./resumed";
import { isForm, readFields } from "./sent-fields";

/** As much as the largest form may send. */
const MOST_BYTES = 2 * 1024 * 1024;

/** More fields than any form has: 200 lines of six, and what stands around them. */
const MOST_FIELDS = 2_000;

/** The fields as they were sent; what is called a password is left out. Null: there is nothing to keep, or too much. */
function fieldsOf(sent: Uint8Array, headers: Headers): string | null {
  if (!isForm(headers)) return null;
  const { fields, cut } = readFields(sent, MOST_FIELDS);
  const typed = fields.filter(([name]) => !isSecretField(name)).map(([name, value]) => [name, value]);
  const text = new URLSearchParams(typed).toString();
  return typed.length > 0 && !cut && text.length <= MOST_BYTES ? text : null;
}

const kept = new WeakMap<AppLoadContext, Promise<string[]>>();

/**
 * Keeps the form of a request whose session is over, so that it is there again once its person has logged in. The cookies of the answer;
 * none where nothing was kept. Never a reason to fail: the log-in is what the person needs. Once for all loaders of a page.
 */
export function keepForm(request: Request, context: AppLoadContext): Promise<string[]> {
  const keeping = kept.get(context) ?? keep(request, context);
  kept.set(context, keeping);
  return keeping;
}

async function keep(request: Request, context: AppLoadContext): Promise<string[]> {
  const { trace, session, address, now, config, db } = context;
  if (!trace.sent?.byteLength || !session || redirectPath(address) !== address) return [];
  try {
    const fields = fieldsOf(trace.sent, request.headers);
    if (fields === null) return [];
    const token = newKeptToken(address);
    const { userId, tokenHash: sessionHash } = session;
    const bound = { id: token.id, userId, sessionHash, path: address, createdAt: now };
    const sealed = await seal(fields, bound, token.token, config.sessionSecret);
    if (!(await insertKeptForm(db, { ...bound, ...sealed }))) return [];
    return [clearedSessionCookie(), keptCookie(token)];
  } catch (error) {
    if (!(error instanceof DatabaseError)) reportError(context, error, { where: "action" }, request);
    return [];
  }
}

export interface Resumed {
  /** The form, in place of the request for its page. */
  readonly request: Request;
  readonly fields: Uint8Array<ArrayBuffer>;
}

/** A browser that goes to a page, as far as it says so. */
const goesToPage = ({ method, headers, url }: Request): boolean =>
  method === "GET" &&
  !new URL(url).pathname.endsWith(".data") &&
  ["navigate", null].includes(headers.get("Sec-Fetch-Mode")) &&
  !headers.has("Sec-Purpose");

/** The kept form that belongs at the page which is asked for, taken away: it is there once. Null: the page is to be shown as it is. */
export async function resumeForm(request: Request, context: AppLoadContext): Promise<Resumed | null> {
  const { keptForm, session, address, config, db, now, log } = context;
  if (!keptForm || !session || !goesToPage(request) || !belongsAt(keptForm, address)) return null;
  try {
    const taken = await takeKeptForm(db, keptForm.id, address, session, now);
    if (!taken) return null;
    const fields = await unseal(taken, taken, keptForm.token, config.sessionSecret);
    if (fields === null) {
      log("refusal", { reason: "kept-form", user: session.userId });
      return null;
    }
    const body = new TextEncoder().encode(fields);
    return { request: resumedRequest(request, body), fields: body };
  } catch (error) {
    // The page asks the database too, and says so where it is out of reach; the browser keeps its key.
    if (error instanceof DatabaseError) return null;
    throw error;
  }
}

/** The answer that shows the form: the browser's key to it is of no more use. */
export function withoutKey(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.append("Set-Cookie", clearedKeptCookie());
  return new Response(response.body, { status: response.status, headers });
}
