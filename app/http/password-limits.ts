import { data, type HeadersFunction } from "@remix-run/cloudflare";
import type { RequestContext } from "~/load-context";
import { waitInWords } from "~/modules/accounts/backoff";
import { log } from "./logger";
import type { ParsedForm } from "./parse-form";
import { RETRY_AFTER_SECONDS } from "./rate-limit";

/** Before a password is hashed for an address: 429 when it had enough of them, 503 when nobody can tell (production only). */
export async function requireLoginsLeft(
  context: Pick<RequestContext, "limitLogin" | "config" | "requestId">,
): Promise<void> {
  const verdict = await context.limitLogin();
  if (verdict === "pass" || (verdict === "unguarded" && context.config.environment !== "production")) return;
  log("login.limited", { requestId: context.requestId, verdict });
  throw new Response(null, {
    status: verdict === "limited" ? 429 : 503,
    headers: { "Retry-After": String(RETRY_AFTER_SECONDS) },
  });
}

/** A route's `headers`: those of what it threw or its action answered, or Retry-After would not reach the page. */
export const answerHeaders: HeadersFunction = ({ errorHeaders, actionHeaders }) =>
  errorHeaders ?? actionHeaders;

/** The form again, for whoever guessed too often. It says the same of an account that exists and of one that doesn't. */
export const waitFor = (seconds: number, form: Extract<ParsedForm<unknown>, { ok: true }>) =>
  data(
    {
      result: form.reply({
        form: [`That was too many wrong passwords. Wait ${waitInWords(seconds)}, then try again.`],
      }),
      conflict: null,
    },
    { status: 429, headers: { "Retry-After": String(seconds) } },
  );
