import { ping } from "@db/unscoped/health";
import type { LoaderFunctionArgs } from "@remix-run/cloudflare";

/** Says whether the database answers, and nothing an attacker could use. */
export async function loader({ context }: LoaderFunctionArgs) {
  try {
    await ping(context.db);
    return Response.json({ status: "ok" });
  } catch {
    return Response.json({ status: "unavailable" }, { status: 503, headers: { "Retry-After": "5" } });
  }
}
