import { Form, isRouteErrorResponse, useLocation, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { type ComponentType, type ReactNode, useEffect } from "react";
import { PublicShell } from "~/components/public-shell";
import { lastForm } from "~/http/forms/last-form";
import { reportBrowserError } from "~/http/monitoring/browser-errors";
import { ownPath } from "~/http/pipeline/redirect-path";
import { ErrorContent } from "./error-content";
import { readErrorData } from "./error-data";

/** What Remix makes of an error that was thrown while the server rendered the page. */
const OF_THE_SERVER = "Unexpected Server Error";
/** What fetch throws when there is no network. */
const NO_NETWORK = /failed to fetch|networkerror|load failed/i;

/**
 * The one error page, as a route's ErrorBoundary shows it. The request id is that of the request that failed: it comes with the error,
 * since the page itself may have been loaded by another one long before.
 */
export function ErrorView() {
  const error = useRouteError();
  const { pathname, search } = useLocation();
  const root = useRouteLoaderData("root") as { requestId?: string } | undefined;
  const isAnswer = isRouteErrorResponse(error);
  const ofBrowser = !isAnswer && !(error instanceof Error && error.message === OF_THE_SERVER);
  const offline = ofBrowser && error instanceof TypeError && NO_NETWORK.test(error.message);
  useEffect(() => {
    if (ofBrowser && !offline) reportBrowserError(error);
  }, [error, ofBrowser, offline]);

  const known = isAnswer ? readErrorData(error.data) : null;
  const data =
    known ?? (ofBrowser ? { retry: offline ? lastForm() : undefined } : { requestId: root?.requestId });
  return (
    <ErrorContent
      status={isAnswer ? error.status : offline ? "offline" : 500}
      data={data}
      again={ownPath(pathname + search) ?? undefined}
      form={Form}
    />
  );
}

/**
 * A frame's ErrorBoundary: what fails inside leaves its menu in place. Where the frame's own data are not to be had, nothing is said of whose
 * page it is. `id` is the frame's route.
 */
export const errorWithin = <Data extends object>(
  id: string,
  Frame: ComponentType<Data & { children: ReactNode }>,
) =>
  function ErrorBoundary() {
    const known = useRouteLoaderData(id) as Data | undefined;
    return known ? (
      <Frame {...known}>
        <ErrorView />
      </Frame>
    ) : (
      <PublicShell brand="Gapless">
        <ErrorView />
      </PublicShell>
    );
  };
