import * as v from "valibot";

interface RateLimiter {
  limit(options: { key: string }): Promise<{ success: boolean }>;
}

/** What Cloudflare (wrangler.toml, secrets, .dev.vars) gives the Worker. */
export interface Env {
  readonly TURSO_DATABASE_URL: string;
  readonly TURSO_AUTH_TOKEN?: string;
  readonly TURSO_REPLICA_URLS?: string;
  readonly TURSO_REPLICA_URL?: string;
  readonly NEAR_SECONDS?: string;
  readonly PLACEMENT?: string;
  readonly DATABASE_DEADLINE_MS?: string;
  readonly SESSION_SECRET: string;
  readonly AUDIT_KEY?: string;
  readonly APP_ORIGIN?: string;
  readonly ENVIRONMENT?: string;
  readonly ANONYMOUS_LIMITER?: RateLimiter;
  readonly USER_LIMITER?: RateLimiter;
  readonly LOGIN_LIMITER?: RateLimiter;
  readonly REPORT_LIMITER?: RateLimiter;
  readonly NETWORK_56_LIMITER?: RateLimiter;
  readonly NETWORK_48_LIMITER?: RateLimiter;
  readonly SENTRY_DSN?: string;
  readonly SENTRY_TRACES?: string;
  readonly HEALTH_TOKEN?: string;
  readonly LOG?: string;
}

/** Where errors are reported to. */
export interface SentryConfig {
  readonly dsn: string;
  readonly environment: string;
  /** The share of requests and page loads that are traced, 0 to 1. */
  readonly traces: number;
}

interface DatabaseSettings {
  readonly url: string;
  readonly authToken: string | undefined;
  /** How long a request waits for it; undefined: the usual times. */
  readonly deadlineMs: number | undefined;
}

export interface Config {
  readonly database: DatabaseSettings;
  /** Copies of it that only read, of the same token; each may be behind. */
  readonly copies: readonly DatabaseSettings[];
  /** For how long the nearest copy alone may answer whom the primary has proved; 0: the primary proves each page. */
  readonly nearSeconds: number;
  readonly sessionSecret: string;
  /** Seals the audit trail; earlier keys may follow it, separated by commas. Undefined: it is sealed without a key. */
  readonly auditKeys: string | undefined;
  /** The origin that forms must come from; null: that of the request itself (local use). */
  readonly origin: string | null;
  readonly environment: "development" | "staging" | "production";
  /** Null: errors are in the log only. */
  readonly sentry: SentryConfig | null;
  /** For /api/health?deep=1; null: nobody is told more. */
  readonly healthToken: string | null;
  /** Whether requests and events are logged; errors always are. */
  readonly log: boolean;
  /** The settings that must not be in a log. */
  readonly secrets: readonly string[];
}

const setting = (name: string) =>
  v.pipe(v.string(`${name} is not set`), v.trim(), v.nonEmpty(`${name} is empty`));

const databaseUrl = (name: string) =>
  v.regex<string, string>(/^(libsql|https?):\/\//, `${name} must begin with libsql:// or https://`);

/** Addresses with a comma between them. */
const replicaUrls = (name: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.transform((list) => list.split(",").flatMap((each) => each.trim() || [])),
      v.array(v.pipe(v.string(), databaseUrl(name))),
    ),
    "",
  );

const EnvSchema = v.object({
  TURSO_DATABASE_URL: v.pipe(setting("TURSO_DATABASE_URL"), databaseUrl("TURSO_DATABASE_URL")),
  TURSO_AUTH_TOKEN: v.optional(v.string()),
  TURSO_REPLICA_URLS: replicaUrls("TURSO_REPLICA_URLS"),
  // Its name while there was only one.
  TURSO_REPLICA_URL: replicaUrls("TURSO_REPLICA_URL"),
  NEAR_SECONDS: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,2}$/, "NEAR_SECONDS must be a whole number, 0 to 60"),
      v.transform(Number),
      v.maxValue(60, "NEAR_SECONDS must be a whole number, 0 to 60"),
    ),
    "10",
  ),
  PLACEMENT: v.optional(v.picklist(["", "smart", "region"], "PLACEMENT must be smart or region"), ""),
  DATABASE_DEADLINE_MS: v.optional(
    v.pipe(
      v.string(),
      v.transform(Number),
      v.integer("DATABASE_DEADLINE_MS must be a whole number"),
      v.minValue(100, "DATABASE_DEADLINE_MS must be 100 to 60000"),
      v.maxValue(60_000, "DATABASE_DEADLINE_MS must be 100 to 60000"),
    ),
  ),
  SESSION_SECRET: v.pipe(
    setting("SESSION_SECRET"),
    v.minLength(32, "SESSION_SECRET must have 32 characters or more"),
  ),
  AUDIT_KEY: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (value) => value === "" || value.split(",").every((key) => key.trim().length >= 32),
        "AUDIT_KEY must have 32 characters or more",
      ),
    ),
  ),
  APP_ORIGIN: v.optional(
    v.pipe(v.string(), v.url("APP_ORIGIN must be an origin such as https://invoices.example")),
  ),
  ENVIRONMENT: v.optional(
    v.picklist(
      ["development", "staging", "production"],
      "ENVIRONMENT must be development, staging or production",
    ),
    "production",
  ),
  SENTRY_DSN: v.optional(
    v.union(
      [v.literal(""), v.pipe(v.string(), v.regex(/^https?:\/\/\w+@[^/\s]+(\/\S*)?\/\d+$/))],
      "SENTRY_DSN must look like https://key@host/project",
    ),
  ),
  SENTRY_TRACES: v.optional(
    v.pipe(
      v.string(),
      v.transform(Number),
      v.minValue(0, "SENTRY_TRACES must be 0 to 1"),
      v.maxValue(1, "SENTRY_TRACES must be 0 to 1"),
    ),
    "0",
  ),
  HEALTH_TOKEN: v.optional(
    v.pipe(
      v.string(),
      v.check((value) => value === "" || value.length >= 32, "HEALTH_TOKEN must have 32 characters or more"),
    ),
  ),
  LOG: v.optional(v.picklist(["on", "off"], "LOG must be on or off"), "on"),
});

/** What can be left out on one's own machine, and not where APP_ORIGIN says that the app is on the web. */
const NEEDED_ON_THE_WEB = [
  "TURSO_AUTH_TOKEN",
  "AUDIT_KEY",
  "HEALTH_TOKEN",
  "ANONYMOUS_LIMITER",
  "USER_LIMITER",
  "LOGIN_LIMITER",
  "REPORT_LIMITER",
  "NETWORK_56_LIMITER",
  "NETWORK_48_LIMITER",
] as const satisfies readonly (keyof Env)[];

function missingOnTheWeb(env: Env): string[] {
  if (!env.APP_ORIGIN?.startsWith("https:") || env.ENVIRONMENT === "development") return [];
  return NEEDED_ON_THE_WEB.filter((name) => !env[name]).map((name) => `${name} is not set`);
}

/** Beside the database the Worker would be far from the person and from the copies that are near them. */
const misplaced = (env: Env): string[] =>
  env.PLACEMENT && (env.TURSO_REPLICA_URLS || env.TURSO_REPLICA_URL)
    ? [
        "PLACEMENT moves the Worker away from the copies of TURSO_REPLICA_URLS: take [placement] out of wrangler.toml",
      ]
    : [];

/** Checks the environment once per request; throws an Error that names everything that is missing. */
export function readConfig(env: Env): Config {
  const result = v.safeParse(EnvSchema, env);
  const wrong = [
    ...(result.issues ?? []).map((issue) => issue.message),
    ...missingOnTheWeb(env),
    ...misplaced(env),
  ];
  if (!result.success || wrong.length > 0) throw new Error(`Gapless is not configured: ${wrong.join("; ")}.`);
  const checked = result.output;
  const common = {
    authToken: checked.TURSO_AUTH_TOKEN || undefined,
    deadlineMs: checked.DATABASE_DEADLINE_MS,
  };
  return {
    database: { url: checked.TURSO_DATABASE_URL, ...common },
    copies: [...new Set([...checked.TURSO_REPLICA_URLS, ...checked.TURSO_REPLICA_URL])].map((url) => ({
      url,
      ...common,
    })),
    nearSeconds: checked.NEAR_SECONDS,
    sessionSecret: checked.SESSION_SECRET,
    auditKeys: checked.AUDIT_KEY || undefined,
    origin: checked.APP_ORIGIN ? new URL(checked.APP_ORIGIN).origin : null,
    environment: checked.ENVIRONMENT,
    sentry: checked.SENTRY_DSN
      ? { dsn: checked.SENTRY_DSN, environment: checked.ENVIRONMENT, traces: checked.SENTRY_TRACES }
      : null,
    healthToken: checked.HEALTH_TOKEN || null,
    log: checked.LOG === "on",
    secrets: [
      checked.SESSION_SECRET,
      checked.TURSO_AUTH_TOKEN ?? "",
      ...(checked.AUDIT_KEY ?? "").split(",").map((key) => key.trim()),
      checked.HEALTH_TOKEN ?? "",
    ].filter(Boolean),
  };
}
