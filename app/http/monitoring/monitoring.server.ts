import { BUILD_ID } from "~/http/pipeline/build-id";
import type { RequestContext } from "~/http/pipeline/request-context";
import type { Monitoring } from "./monitoring";

/** The settings of the browser's reporter, as the page carries them; null without a DSN. */
export function monitoringOf({ config, requestId, session }: RequestContext): string | null {
  if (!config.sentry) return null;
  const settings: Monitoring = {
    ...config.sentry,
    release: BUILD_ID,
    requestId,
    ...(session ? { user: session.userId } : {}),
  };
  return JSON.stringify(settings);
}
