import { renderToStaticMarkup } from "react-dom/server";
import { PublicShell } from "~/components/public-shell";
import { ownPath } from "~/http/pipeline/redirect-path";
import { pagePath } from "~/http/pipeline/route-match";
import type { Language } from "~/i18n/catalogues.server";
import { LanguageProvider } from "~/i18n/language";
import stylesheet from "~/styles/app.css?url";
import { ErrorContent } from "./error-content";
import type { ErrorData } from "./error-data";
import { errorText } from "./error-texts";
import { problem } from "./problem";

/** Headers of an answer that its error page keeps. */
const KEPT = ["Retry-After", "Allow", "WWW-Authenticate", "Cache-Control"];

/** An error that no page of Remix shows: the same page as other errors, or problem+json (RFC 9457) for /api. */
export function refusal(
  request: Request,
  status: number,
  data: ErrorData,
  language: Language,
  given: Record<string, string> = {},
): Response {
  const headers = new Headers();
  const from = new Headers(given);
  for (const name of KEPT) {
    const value = from.get(name);
    if (value) headers.set(name, value);
  }
  const url = new URL(request.url);
  if (url.pathname.startsWith("/api/"))
    return problem(status, { requestId: data.requestId, t: language.t }, headers);
  const again = request.method === "GET" ? ownPath(pagePath(url.pathname) + url.search) : null;
  const page = renderToStaticMarkup(
    <html lang={language.tag}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${errorText(status, language.t).title} · Gapless`}</title>
        <link rel="stylesheet" href={stylesheet} />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>
        <LanguageProvider value={language}>
          <PublicShell brand="Gapless">
            <ErrorContent status={status} data={data} again={again ?? undefined} />
          </PublicShell>
        </LanguageProvider>
      </body>
    </html>,
  );
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(`<!DOCTYPE html>${page}`, { status, headers });
}
