import type { ActionFunctionArgs } from "@remix-run/cloudflare";
import { notFound } from "~/http/guards/tenant.server";
import { forwardEnvelope } from "~/http/monitoring/tunnel.server";

export async function loader(): Promise<never> {
  throw notFound();
}

/** Errors of the browser, on their way to Sentry. */
export const action = async ({ context }: ActionFunctionArgs) => forwardEnvelope(context);
