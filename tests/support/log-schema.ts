import { stripVTControlCharacters } from "node:util";
import * as v from "valibot";

// What a line may look like, written down a second time on purpose: app/http/monitoring/log-events.ts says what the app means to write.

const id = v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/));
const requestId = v.pipe(v.string(), v.regex(/^([0-7][0-9A-HJKMNP-TV-Z]{25}|[0-9a-f]{16}(-[A-Z]{3})?)$/));
const word = v.pipe(v.string(), v.regex(/^[a-z_]+([.-][a-z_]+)*$/));
const route = v.pipe(v.string(), v.regex(/^(none|root|routes\/[\w.$[\]-]+)$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const status = v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599));

const base = {
  time: v.pipe(v.string(), v.isoTimestamp()),
  requestId,
  build: v.pipe(v.string(), v.regex(/^[\w.-]{1,40}$/)),
};
// Keyed, base64url.
const hash = v.pipe(v.string(), v.regex(/^[\w-]{16}$/));
const guess = { user: v.optional(id), account: hash, network: hash };
const who = { tenant: v.optional(id), user: v.optional(id) };

interface Described {
  name: string;
  message: string;
  code?: string | undefined;
  stack?: string | undefined;
  cause?: Described | undefined;
}

const described: v.GenericSchema<Described> = v.strictObject({
  name: v.string(),
  message: v.string(),
  code: v.optional(v.string()),
  stack: v.optional(v.string()),
  cause: v.optional(v.lazy(() => described)),
});

const LineSchema = v.variant("event", [
  v.strictObject({
    event: v.literal("request"),
    ...base,
    ...who,
    method: v.picklist(["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]),
    route,
    status,
    ms: count,
    roundTrips: count,
    dbMs: count,
    retries: count,
    replica: v.optional(v.picklist(["unused", "used", "behind", "away", "resting"])),
    copy: v.optional(count),
    behind: v.optional(count),
    copyMs: v.optional(count),
    bytes: count,
  }),
  v.strictObject({ event: v.literal("login"), ...base, ...guess, outcome: word }),
  v.strictObject({ event: v.literal("logout"), ...base, user: v.optional(id) }),
  v.strictObject({
    event: v.literal("register"),
    ...base,
    outcome: word,
    tenant: v.optional(id),
    account: hash,
    network: hash,
  }),
  v.strictObject({
    event: v.picklist(["password-change", "password-check", "address-change"]),
    ...base,
    ...guess,
    outcome: word,
  }),
  v.strictObject({ event: v.literal("refusal"), ...base, ...who, reason: word }),
  v.strictObject({
    event: v.literal("limit"),
    ...base,
    limiter: v.picklist(["address", "user", "login", "report"]),
    verdict: v.picklist(["limited", "unguarded"]),
    user: v.optional(id),
    account: v.optional(hash),
    network: hash,
  }),
  v.strictObject({
    event: v.literal("change"),
    ...base,
    ...who,
    action: word,
    entity: word,
    // An entity's id, a tax rate's natural key, or the name of a file that was taken along.
    id: v.pipe(v.string(), v.regex(/^([0-7][0-9A-HJKMNP-TV-Z]{25}|[A-Z]{1,2}[:-]\d{1,7}|numbers|own-data)$/)),
    repeated: v.boolean(),
  }),
  v.strictObject({
    event: v.literal("job"),
    ...base,
    tenant: v.optional(id),
    job: word,
    ok: v.boolean(),
    ms: count,
  }),
  v.strictObject({
    event: v.literal("error"),
    ...base,
    ...who,
    where: v.picklist(["loader", "action", "render", "request", "job"]),
    route: v.optional(route),
    error: described,
  }),
]);

export type LogLine = v.InferOutput<typeof LineSchema>;

/** What wrangler writes of its own accord. Errors of ours have a mark of its before them. */
const MARK = /^(✘ \[ERROR\] |▲ \[WARNING\] )/;
const OURS = /^\{/;

/** The app's lines in the output of `wrangler dev`. Throws for one that is none of the known shapes, and says which. */
export function parseLog(text: string): LogLine[] {
  return stripVTControlCharacters(text)
    .split("\n")
    .map((line) => line.replace(MARK, ""))
    .filter((line) => OURS.test(line))
    .map((line) => {
      const read = v.safeParse(LineSchema, JSON.parse(line));
      if (!read.success)
        throw new Error(`A line of the log has no known shape (${read.issues[0].message}): ${line}`);
      return read.output;
    });
}
