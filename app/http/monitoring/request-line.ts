import type { RequestContext } from "~/http/pipeline/request-context";

/** The response, and how many bytes its body had once the last of them is gone, or nobody wants them. `done` is called once. */
export function countBytes(response: Response, done: (bytes: number, left: boolean) => void): Response {
  if (!response.body) {
    done(0, false);
    return response;
  }
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader();
  let bytes = 0;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done: ended, value } = await reader.read();
        if (ended) {
          controller.close();
          done(bytes, false);
          return;
        }
        bytes += value.byteLength;
        controller.enqueue(value);
      } catch (error) {
        controller.error(error);
        done(bytes, false);
      }
    },
    async cancel(reason) {
      done(bytes, true);
      await reader.cancel(reason);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}

/** Whether a copy answered, which of them, how far it was behind, and what asking it cost; nothing where none is set. */
function nearFields({ near }: RequestContext) {
  if (!near) return {};
  const { state, copy, behind, ms } = near.copies.report;
  return state === "unused" ? { replica: state } : { replica: state, copy, behind, copyMs: ms };
}

/** The one line of a request, written when its answer has left. `ms` is the time until the answer began. */
export function logRequest(
  context: RequestContext,
  request: Request,
  response: Response,
  ms: number,
): Response {
  const { trace, session, db, log } = context;
  return countBytes(response, (bytes, left) => {
    trace.left = left;
    log("request", {
      method: request.method,
      route: trace.route,
      status: response.status,
      ms,
      tenant: trace.tenant,
      user: session?.userId,
      roundTrips: db.stats.roundTrips,
      dbMs: db.stats.milliseconds,
      retries: db.stats.retries,
      ...nearFields(context),
      bytes,
    });
  });
}
