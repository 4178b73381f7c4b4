import { AccessDenied } from "@db/session-db";
import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { accountDb } from "~/http/guards/account.server";
import { openAction } from "~/http/guards/open.server";
import { notFound } from "~/http/guards/tenant.server";
import { touch } from "~/modules/accounts/sessions.server";

export async function loader(): Promise<never> {
  throw notFound();
}

/**
 * Somebody types into a form: their session is in use, though no page is asked for. Says nothing, also where the session is over: whoever
 * types is told when they save, and loses nothing (docs/decisions/033).
 */
export const action = openAction(async ({ context }: ActionFunctionArgs) => {
  try {
    const { session } = await accountDb({ context }).account();
    touch(context, session);
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
  }
  return new Response(null, { status: 204 });
});
