import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import { MonitoringContext } from "~/http/monitoring/monitoring";
import { monitoringOf } from "~/http/monitoring/monitoring.server";
import { reportError } from "~/http/monitoring/report.server";
import { withServerTiming } from "~/http/monitoring/server-timing";
import { NonceContext } from "~/http/pipeline/nonce";
import { catalogueFiles } from "~/i18n/catalogue-file";
import type { Language } from "~/i18n/catalogues.server";
import { LanguageProvider, type Spoken } from "~/i18n/language";

export { runDaily } from "~/http/pipeline/daily.server";
export { handle } from "~/http/pipeline/handle.server";

const RENDER_TIMEOUT_MS = 5_000;
export const streamTimeout = RENDER_TIMEOUT_MS;

/** A language for one page, which notes the areas of the texts that are used. */
function spokenBy({ tag, piecesOf }: Language): Spoken {
  const areas = new Set<string>();
  return {
    tag,
    piecesOf: (key, params) => {
      areas.add(key.split(".", 1)[0] ?? "");
      return piecesOf(key, params);
    },
    files: () => catalogueFiles(tag, areas),
  };
}

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  let code = status;
  const spoken = spokenBy(context.language());
  const body = await renderToReadableStream(
    <NonceContext.Provider value={context.nonce}>
      <MonitoringContext.Provider value={monitoringOf(context)}>
        <LanguageProvider value={spoken}>
          <RemixServer
            context={remixContext}
            url={request.url}
            nonce={context.nonce}
            abortDelay={RENDER_TIMEOUT_MS}
          />
        </LanguageProvider>
      </MonitoringContext.Provider>
    </NonceContext.Provider>,
    {
      nonce: context.nonce,
      signal: request.signal,
      onError(error: unknown) {
        if (request.signal.aborted || context.trace.left) return;
        code = 500;
        reportError(context, error, { where: "render" });
      },
    },
  );
  if (isbot(request.headers.get("User-Agent"))) await body.allReady;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return withServerTiming(new Response(body, { status: code, headers }), context);
}

/** The answer to a script that asks for the data of a page, or for a resource. */
export const handleDataRequest = (
  response: Response,
  { context }: LoaderFunctionArgs | ActionFunctionArgs,
): Response => withServerTiming(response, context);

/** What is thrown outside of loaders and actions, whose mistakes app/http/pipeline/instrument.ts has reported already. */
export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (!request.signal.aborted && !isExpected(error))
    reportError(context, error, { where: "request" }, request);
}

const isExpected = (error: unknown): boolean =>
  error instanceof Response || (typeof error === "object" && error !== null && "status" in error);
