import type {
  ActionFunctionArgs,
  AppLoadContext,
  LoaderFunctionArgs,
  ServerBuild,
} from "@remix-run/cloudflare";
import { errorDataOf } from "~/http/errors/error-data.server";
import { reportError } from "~/http/monitoring/report.server";

type Kind = "loader" | "action";
type Args = LoaderFunctionArgs | ActionFunctionArgs;
type Handler = (args: Args) => unknown;

const CLIENT_CLOSED = 499;

/**
 * The build with every loader and action watched. What they throw by mistake is reported here, and
 * answered by a 500; and every error carries the id of its own request, which the page may show long after it was loaded.
 */
export function instrumented(build: ServerBuild): ServerBuild {
  const routes = Object.fromEntries(
    Object.entries(build.routes).map(([id, route]) => {
      const { loader, action } = route.module;
      const module = {
        ...route.module,
        ...(loader ? { loader: watched("loader", loader as Handler) } : {}),
        ...(action ? { action: watched("action", action as Handler) } : {}),
      };
      return [id, { ...route, module }];
    }),
  );
  return { ...build, routes: routes as ServerBuild["routes"] };
}

function watched(kind: Kind, handler: Handler): Handler {
  return async (args) => {
    const { request, context } = args;
    const { refused } = context.trace;
    if (refused) throw errorResponse(request, refused.status, context);
    try {
      return await handler(args);
    } catch (thrown) {
      if (thrown instanceof Response) throw withData(thrown, request, context);
      if (!(thrown instanceof Error)) throw thrown;
      if (request.signal.aborted) throw new Response(null, { status: CLIENT_CLOSED });
      reportError(context, thrown, { where: kind }, request);
      throw errorResponse(request, 500, context);
    }
  };
}

const errorResponse = (request: Request, status: number, context: AppLoadContext, headers = new Headers()) =>
  Response.json(errorDataOf(request, status, context), { status, headers });

/** The same answer; an error without a body of its own says which request it was. */
function withData(thrown: Response, request: Request, context: AppLoadContext): Response {
  if (thrown.status < 400 || thrown.body) return thrown;
  return errorResponse(request, thrown.status, context, new Headers(thrown.headers));
}
