import type {
  ActionFunctionArgs,
  AppLoadContext,
  EntryContext,
  LoaderFunctionArgs,
} from "@remix-run/cloudflare";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToReadableStream } from "react-dom/server";
import { logError } from "~/http/logger";
import { NonceContext } from "~/http/nonce";

export { handle } from "~/http/handle.server";

const RENDER_TIMEOUT_MS = 5_000;
export const streamTimeout = RENDER_TIMEOUT_MS;

export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  remixContext: EntryContext,
  context: AppLoadContext,
): Promise<Response> {
  let code = status;
  const body = await renderToReadableStream(
    <NonceContext.Provider value={context.nonce}>
      <RemixServer
        context={remixContext}
        url={request.url}
        nonce={context.nonce}
        abortDelay={RENDER_TIMEOUT_MS}
      />
    </NonceContext.Provider>,
    {
      nonce: context.nonce,
      signal: request.signal,
      onError(error: unknown) {
        if (request.signal.aborted) return;
        code = 500;
        logError(context.requestId, error);
      },
    },
  );
  if (isbot(request.headers.get("User-Agent"))) await body.allReady;
  headers.set("Content-Type", "text/html; charset=utf-8");
  return new Response(body, { status: code, headers });
}

export function handleError(
  error: unknown,
  { request, context }: LoaderFunctionArgs | ActionFunctionArgs,
): void {
  if (!request.signal.aborted && !isExpected(error)) logError(context.requestId, error);
}

const isExpected = (error: unknown): boolean =>
  error instanceof Response || (typeof error === "object" && error !== null && "status" in error);
