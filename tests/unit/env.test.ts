import { describe, expect, it } from "vitest";
import { type Env, readConfig } from "~/http/pipeline/env";

const good: Env = { TURSO_DATABASE_URL: "libsql://db.example", SESSION_SECRET: "s".repeat(32) };
const limiter = { limit: () => Promise.resolve({ success: true }) };
/** What an app on the web has besides. */
const onTheWeb = {
  APP_ORIGIN: "https://invoices.example/",
  TURSO_AUTH_TOKEN: "t",
  AUDIT_KEY: "a".repeat(32),
  HEALTH_TOKEN: "h".repeat(32),
  ANONYMOUS_LIMITER: limiter,
  USER_LIMITER: limiter,
  LOGIN_LIMITER: limiter,
  REPORT_LIMITER: limiter,
  NETWORK_56_LIMITER: limiter,
  NETWORK_48_LIMITER: limiter,
};
const reading = (given: Record<string, unknown>) => () => readConfig({ ...good, ...given } as Env);

describe("the settings", () => {
  it("are the database, a secret, and where forms come from", () => {
    expect(
      readConfig({
        ...good,
        ...onTheWeb,
        ENVIRONMENT: "production",
      }),
    ).toMatchObject({
      database: { url: "libsql://db.example", authToken: "t" },
      sessionSecret: good.SESSION_SECRET,
      origin: "https://invoices.example",
      environment: "production",
    });
  });

  it("need no token and no origin on one's own machine", () => {
    for (const url of ["http://127.0.0.1:8080", "https://db.example"]) {
      const config = readConfig({ ...good, TURSO_DATABASE_URL: url, TURSO_AUTH_TOKEN: "" });
      expect(config).toMatchObject({ database: { url, authToken: undefined }, origin: null });
    }
  });

  it("may have copies, of the same token, in a list or by the name that there was for one", () => {
    const urls = "https://near.example, libsql://far.example,";
    const old = "https://near.example";
    const at = (url: string) => ({ url, authToken: "t", deadlineMs: undefined });
    const copiesOf = (given: Partial<Env>) => readConfig({ ...good, TURSO_AUTH_TOKEN: "t", ...given }).copies;
    expect(copiesOf({ TURSO_REPLICA_URLS: urls })).toEqual([at(old), at("libsql://far.example")]);
    expect(copiesOf({ TURSO_REPLICA_URL: old })).toEqual([at(old)]);
    expect(copiesOf({ TURSO_REPLICA_URLS: urls, TURSO_REPLICA_URL: old })).toHaveLength(2);
    expect(copiesOf({ TURSO_REPLICA_URLS: "", TURSO_REPLICA_URL: "" })).toEqual([]);
  });

  it("may say for how long a pass holds, 10 seconds unless they do", () => {
    const secondsOf = (NEAR_SECONDS?: string) => readConfig({ ...good, NEAR_SECONDS }).nearSeconds;
    expect([secondsOf(), secondsOf("0"), secondsOf("60")]).toEqual([10, 0, 60]);
    for (const wrong of ["", "-1", "61", "1.5", "soon", "600", "1e1"])
      expect(reading({ NEAR_SECONDS: wrong }), wrong).toThrow("NEAR_SECONDS must be");
  });

  it("don't move the Worker to the database where it has copies near the person", () => {
    for (const given of [
      { TURSO_REPLICA_URLS: "https://near.example" },
      { TURSO_REPLICA_URL: "https://near.example" },
    ]) {
      expect(reading({ ...given, PLACEMENT: "smart" })).toThrow("take [placement] out of wrangler.toml");
      expect(reading({ ...given, PLACEMENT: "" })).not.toThrow();
    }
    expect(reading({ PLACEMENT: "smart" })).not.toThrow();
    expect(reading({ PLACEMENT: "fast" })).toThrow("PLACEMENT must be smart or region");
  });

  it("may give the database and its copies another time", () => {
    const config = readConfig({
      ...good,
      TURSO_REPLICA_URLS: "https://near.example",
      DATABASE_DEADLINE_MS: "30000",
    });
    expect([config.database.deadlineMs, config.copies[0]?.deadlineMs]).toEqual([30_000, 30_000]);
    for (const wrong of ["0", "99", "60001", "1.5", "soon", ""])
      expect(reading({ DATABASE_DEADLINE_MS: wrong }), wrong).toThrow("DATABASE_DEADLINE_MS must be");
  });

  it.each(Object.keys(onTheWeb).filter((name) => name !== "APP_ORIGIN"))(
    "need %s on the web, and not on one's own machine",
    (name) => {
      expect(reading({ ...onTheWeb, [name]: undefined })).toThrow(
        `Gapless is not configured: ${name} is not set.`,
      );
      expect(reading({ ...onTheWeb, APP_ORIGIN: "http://localhost:8788", [name]: undefined })).not.toThrow();
    },
  );

  it("that are wrong are named, all at once, without their values", () => {
    expect(reading({ TURSO_DATABASE_URL: undefined, SESSION_SECRET: "short" })).toThrow(
      "Gapless is not configured: TURSO_DATABASE_URL is not set; SESSION_SECRET must have 32 characters or more.",
    );
    expect(reading({ TURSO_DATABASE_URL: " " })).toThrow("TURSO_DATABASE_URL is empty");
    expect(reading({ TURSO_DATABASE_URL: "file:x.db" })).toThrow("must begin with libsql://");
    for (const name of ["TURSO_REPLICA_URLS", "TURSO_REPLICA_URL"])
      expect(reading({ [name]: "https://near.example,file:x.db" })).toThrow(
        `${name} must begin with libsql://`,
      );
    expect(reading({ APP_ORIGIN: "invoices" })).toThrow("APP_ORIGIN must be an origin");
    expect(reading({ ENVIRONMENT: "prod" })).toThrow("ENVIRONMENT must be");
  });
});
