import { redact } from "./redact";

/** The parts of Sentry's events that are read here; both of its SDKs have them. */
interface Frame {
  filename?: string | undefined;
  abs_path?: string | undefined;
  function?: string | undefined;
  module?: string | undefined;
  lineno?: number | undefined;
  colno?: number | undefined;
  in_app?: boolean | undefined;
}

interface Span {
  op?: string | undefined;
  description?: string | undefined;
  data?: unknown;
}

interface Trace {
  op?: string | undefined;
}

interface SentryEvent {
  type?: string | undefined;
  exception?: { values?: Thrown[] } | undefined;
  transaction?: string | undefined;
  user?: { id?: string | number | undefined } | undefined;
  tags?: Record<string, unknown> | undefined;
  contexts?: Record<string, unknown> | undefined;
  spans?: Span[] | undefined;
}

interface Thrown {
  type?: string | undefined;
  value?: string | undefined;
  mechanism?: unknown;
  stacktrace?: { frames?: Frame[] } | undefined;
}

/** What of an event leaves the house; everything else is left out, whatever a later version of the SDK adds. */
const KEPT = [
  "event_id",
  "type",
  "timestamp",
  "start_timestamp",
  "platform",
  "level",
  "release",
  "environment",
  "sdk",
  "debug_meta",
  "transaction_info",
] as const;
const TAGS = ["request_id", "tenant", "route", "where", "status"] as const;
const SPAN = [
  "span_id",
  "parent_span_id",
  "trace_id",
  "start_timestamp",
  "timestamp",
  "op",
  "status",
  "origin",
];
/** A route's id, or the name of a phase: no address and no SQL. */
const PLAIN_NAME = /^(routes\/[\w.$[\]-]+|root|[a-z]+([ .:-][a-z]+)*)$/i;

const pick = (from: object, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value: unknown = Reflect.get(from, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** An address without what may say too much: no query, no fragment, ids by their place only. */
export const plainAddress = (address: string): string =>
  address.replace(/[?#].*$/, "").replaceAll(/\/[0-7][0-9A-HJKMNP-TV-Z]{25}(?=\/|$)/g, "/:id");

const frame = ({ filename, abs_path, function: name, module, lineno, colno, in_app }: Frame): Frame => ({
  filename: filename && plainAddress(filename),
  abs_path: abs_path && plainAddress(abs_path),
  function: name,
  module,
  lineno,
  colno,
  in_app,
});

/** The event with what may be sent only, its texts redacted as those of the log. `known`: values that must not be in it. */
export function cleanEvent<E extends object>(event: E, known: readonly string[] = []): E {
  const { exception, transaction, user, tags, contexts, spans } = event as SentryEvent;
  const clean = {
    ...pick(event, KEPT),
    ...(transaction ? { transaction: plainAddress(transaction) } : {}),
    ...(user?.id ? { user: { id: user.id } } : {}),
    ...(tags ? { tags: pick(tags, TAGS) } : {}),
    ...(contexts?.trace ? { contexts: { trace: pick(contexts.trace as Trace, SPAN) } } : {}),
    ...(exception?.values
      ? {
          exception: {
            values: exception.values.map(({ type, value, mechanism, stacktrace }) => ({
              type: type && redact(type, known),
              value: value && redact(value, known),
              mechanism: pick((mechanism ?? {}) as object, [
                "type",
                "handled",
                "exception_id",
                "parent_id",
                "source",
              ]),
              ...(stacktrace ? { stacktrace: { frames: stacktrace.frames?.map(frame) } } : {}),
            })),
          },
        }
      : {}),
    ...(spans
      ? {
          spans: spans.map((span) => ({
            ...pick(span, SPAN),
            ...(span.description && PLAIN_NAME.test(span.description)
              ? { description: span.description }
              : {}),
            data: {},
          })),
        }
      : {}),
  };
  return clean as E;
}
