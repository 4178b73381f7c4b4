import { BUILD_ID } from "~/http/pipeline/build-id";
import type { Log } from "./log-events";
import { redact } from "./redact";

const LONGEST_STACK = 4_000;
const DEEPEST_CAUSE = 4;

const line = (event: string, requestId: string, fields: object): string =>
  JSON.stringify({ event, time: new Date().toISOString(), requestId, build: BUILD_ID, ...fields });

/** The log of one request: one JSON object per line (docs/decisions/018). `off` is for measuring what it costs. */
export const loggerOf =
  (requestId: string, off = false): Log =>
  (event, fields) => {
    if (!off) console.log(line(event, requestId, fields));
  };

export interface ErrorPlace {
  /** Where it was thrown. */
  readonly where: "loader" | "action" | "render" | "request" | "job";
  readonly route?: string | undefined;
  readonly tenant?: string | undefined;
  readonly user?: string | undefined;
}

/** An unexpected error with its stack and causes: for the log only. `known` are values that must not be in it. */
export function logError(
  requestId: string,
  error: unknown,
  place: ErrorPlace,
  known: readonly string[] = [],
): void {
  console.error(line("error", requestId, { ...place, error: describe(error, known) }));
}

interface Described {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: Described;
}

/** The error as it may be read: name, message, code, stack and causes, redacted. */
export function describe(error: unknown, known: readonly string[] = [], depth = 0): Described {
  if (!(error instanceof Error)) return { name: typeof error, message: redact(String(error), known) };
  const code = "code" in error && typeof error.code === "string" ? error.code : undefined;
  return {
    name: error.name,
    message: redact(error.message, known),
    ...(code ? { code: redact(code, known) } : {}),
    ...(error.stack ? { stack: redact(error.stack, known).slice(0, LONGEST_STACK) } : {}),
    ...(error.cause !== undefined && depth < DEEPEST_CAUSE
      ? { cause: describe(error.cause, known, depth + 1) }
      : {}),
  };
}
