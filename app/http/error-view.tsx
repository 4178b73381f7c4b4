import { isRouteErrorResponse, useRouteError, useRouteLoaderData } from "@remix-run/react";
import { ErrorPage } from "~/components/error-page";
import { LinkButton } from "~/components/link-button";
import { errorText } from "./error-texts";

/** The one error page, as a route's ErrorBoundary shows it. The request id is the root loader's. */
export function ErrorView() {
  const error = useRouteError();
  const root = useRouteLoaderData("root") as { requestId?: string } | undefined;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const { title, text } = errorText(status);
  return (
    <ErrorPage
      status={status}
      title={title}
      requestId={root?.requestId}
      actions={
        <LinkButton to="/" variant="primary">
          Go to the start
        </LinkButton>
      }
    >
      {text}
    </ErrorPage>
  );
}
