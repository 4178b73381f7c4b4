import { data, type HeadersFunction } from "@remix-run/cloudflare";
import { waitInUnits } from "~/domain/accounts/backoff";
import type { ParsedForm } from "~/http/forms/parse-form";
import { guessing, networkHash } from "~/http/monitoring/pseudonyms";
import { RETRY_AFTER_SECONDS } from "~/http/pipeline/rate-limit";
import type { RequestContext } from "~/http/pipeline/request-context";
import { message } from "~/i18n/message";

type Read = Extract<ParsedForm<unknown>, { ok: true }>;

/** A route's `headers`: those of its action's answer, or Retry-After would not reach the page. */
export const answerHeaders: HeadersFunction = ({ errorHeaders, actionHeaders }) =>
  errorHeaders ?? actionHeaders;

const wait = (form: Read, seconds: number, words: string) =>
  data(
    { result: form.reply({ form: [words] }), conflict: null },
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );

/**
 * Before a password is hashed for an address, or it is told whether an account has an e-mail address: null when it may be, else the form
 * again for an address that had enough of them. `email`: the account that it is about, for the log. Throws 503 when nobody can tell
 * (production only).
 */
export async function loginsUsedUp(
  context: Pick<RequestContext, "limitLogin" | "config" | "client" | "session" | "log">,
  form: Read,
  email?: string,
) {
  const verdict = await context.limitLogin();
  if (verdict !== "pass") {
    const about = email === undefined ? { network: networkHash(context) } : guessing(context, email);
    context.log("limit", { limiter: "login", verdict, user: context.session?.userId, ...about });
  }
  if (verdict === "pass" || (verdict === "unguarded" && context.config.environment !== "production"))
    return null;
  if (verdict === "unguarded")
    throw new Response(null, { status: 503, headers: { "Retry-After": String(RETRY_AFTER_SECONDS) } });
  return wait(form, RETRY_AFTER_SECONDS, message("accounts.limits.soon"));
}

/** The form again, for whoever tried too many other e-mail addresses for their account. */
export const waitForAddress = (seconds: number, form: Read) => {
  const { unit, count } = waitInUnits(seconds);
  const key = unit === "second" ? "accounts.limits.addressesSeconds" : "accounts.limits.addressesMinutes";
  return wait(form, seconds, message(key, { count }));
};

/** The form again, for whoever guessed too often. It says the same of an account that exists and of one that doesn't. */
export const waitFor = (seconds: number, form: Read) => {
  const { unit, count } = waitInUnits(seconds);
  const key = unit === "second" ? "accounts.limits.passwordsSeconds" : "accounts.limits.passwordsMinutes";
  return wait(form, seconds, message(key, { count }));
};
