import { renderToStaticMarkup } from "react-dom/server";
import { ErrorPage } from "~/components/error-page";
import stylesheet from "~/styles/app.css?url";
import { errorText } from "./error-texts";

/** A refusal that never reaches Remix: the same page as other errors, or problem+json (RFC 9457) for /api. */
export function refusal(
  request: Request,
  status: number,
  requestId: string,
  headers: Record<string, string> = {},
): Response {
  if (new URL(request.url).pathname.startsWith("/api/")) {
    const problem = { type: "about:blank", status, requestId };
    return Response.json(problem, {
      status,
      headers: { ...headers, "Content-Type": "application/problem+json" },
    });
  }
  const { title, text } = errorText(status);
  const page = renderToStaticMarkup(
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Gapless`}</title>
        <link rel="stylesheet" href={stylesheet} />
      </head>
      <body>
        <main className="px-4">
          <ErrorPage
            status={status}
            title={title}
            requestId={requestId}
            actions={<a href="/">Go to the start</a>}
          >
            {text}
          </ErrorPage>
        </main>
      </body>
    </html>,
  );
  return new Response(`<!DOCTYPE html>${page}`, {
    status,
    headers: { ...headers, "Content-Type": "text/html; charset=utf-8" },
  });
}
