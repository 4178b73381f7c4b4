import {
  addIntegration,
  captureException,
  dedupeIntegration,
  init,
  linkedErrorsIntegration,
} from "@sentry/remix";
import type { Deliver } from "./browser-errors";
import type { Monitoring } from "./monitoring";
import { cleanEvent, plainAddress } from "./sentry-event";

/** A page that fails in a loop says so often enough. */
const MOST_EVENTS = 20;

/** Sentry in the browser: sends through our own site, and no more than the Worker does. Gives what errors are handed to. */
export function startSentry(
  { dsn, environment, release, requestId, user }: Monitoring,
  traced: boolean,
): Deliver {
  let left = MOST_EVENTS;
  const tags = { request_id: requestId, where: "browser" };
  const clean = <E extends object>(event: E): E | null => {
    left -= 1;
    return left < 0 ? null : cleanEvent(event);
  };
  init({
    dsn,
    environment,
    release,
    tunnel: "/api/envelope",
    tracesSampleRate: traced ? 1 : 0,
    sendClientReports: false,
    // The page's own listeners hand over what they hear; nothing else of it is to be watched or replaced.
    defaultIntegrations: false,
    integrations: [linkedErrorsIntegration(), dedupeIntegration()],
    initialScope: { tags, ...(user ? { user: { id: user } } : {}) },
    beforeSend: (event) => clean({ ...event, transaction: plainAddress(location.pathname) }),
    beforeSendTransaction: clean,
  });
  // Half of Sentry's code, and not needed for errors.
  if (traced) import("./sentry-tracing.client").then(({ tracing }) => addIntegration(tracing()));
  return (error) => captureException(error, { mechanism: { type: "browser", handled: false } });
}
