export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One JSON object per line. Fields are ids, numbers and words of ours: never what a person typed. */
export function log(event: string, fields: LogFields): void {
  console.log(JSON.stringify({ event, ...fields }));
}

/** An unexpected error with its stack and causes: for the log only. */
export function logError(requestId: string, error: unknown): void {
  console.error(JSON.stringify({ event: "error", requestId, error: describe(error) }));
}

function describe(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause && depth < 3 ? describe(error.cause, depth + 1) : undefined;
  return { name: error.name, message: error.message, stack: error.stack, cause };
}
