import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase } from "@db/client.server";
import { BACKUP, noteDone } from "@db/unscoped/health";
import { describe, expect, inject, it } from "vitest";
import { createTestApp } from "../support/app";
import { logLines } from "../support/console";
import { patient, timeOf, usualTimes, within } from "../support/patient";
import { sql } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";

const TOKEN = "the token of the monitor: 40 characters.";
const bearer = (token: string) => ({ headers: { Authorization: `Bearer ${token}` } });
const refusing = { limit: async () => ({ success: false }) };

describe("the health check", () => {
  it("says that the database answers, how fast, and which build it is", async () => {
    const response = await createTestApp().fetch("/api/health");
    expect([response.status, response.headers.get("Cache-Control")]).toEqual([200, "no-store"]);
    const health = (await response.json()) as { database: { ms: number } };
    expect(health).toEqual({ status: "ok", build: "development", database: { ms: expect.any(Number) } });
  });

  it("is told no limiter of", async () => {
    const limits = { ANONYMOUS_LIMITER: refusing, USER_LIMITER: refusing, REPORT_LIMITER: refusing };
    expect((await createTestApp({ env: limits }).fetch("/api/health")).status).toBe(200);
  });

  it("answers within 2 s when the database is gone, and when it hangs", async () => {
    const silent = createServer(() => {});
    silent.listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const calm = await timeOf(() => createTestApp().fetch("/api/health"));
    for (const url of ["http://127.0.0.1:1", `http://127.0.0.1:${port}`]) {
      const app = createTestApp({ env: { TURSO_DATABASE_URL: url, ...usualTimes } });
      let response = new Response();
      const took = await timeOf(async () => {
        response = await app.fetch("/api/health");
      });
      expect(took).toBeLessThan(within(2_000, calm));
      expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "5"]);
      expect(await response.text()).not.toMatch(/127\.0\.0\.1|sql|stack/i);
    }
    silent.closeAllConnections();
    silent.close();
  });
});

describe("more of it", () => {
  it("is told to nobody without the token, and to nobody where there is none", async () => {
    const env = { HEALTH_TOKEN: TOKEN };
    for (const [app, init] of [
      [createTestApp({ env }), {}],
      [createTestApp({ env }), bearer("wrong")],
      [createTestApp({ env }), bearer(`${TOKEN}x`)],
      [createTestApp(), bearer("")],
      [createTestApp({ env: { HEALTH_TOKEN: "" } }), bearer("")],
    ] as const) {
      const response = await app.fetch("/api/health?deep=1", init);
      expect([response.status, response.headers.get("WWW-Authenticate")]).toEqual([401, "Bearer"]);
      expect(await response.text()).not.toContain("migrations");
      expect(logLines()).toContainEqual(expect.objectContaining({ reason: "health-token" }));
    }
  });

  it("is the migrations, the replica's lag and the age of the backup", async () => {
    const app = createTestApp({ env: { HEALTH_TOKEN: TOKEN.replaceAll(" ", "-") } });
    const ask = async () => {
      const response = await app.fetch("/api/health?deep=1", bearer(TOKEN.replaceAll(" ", "-")));
      expect(response.status).toBe(200);
      return (await response.json()) as {
        migrations: { applied: number; expected: number };
        backupAge: number | null;
      };
    };
    const before = await ask();
    expect(before).toMatchObject({ status: "ok", replicaLag: null, backupAge: null });
    expect(before.migrations.applied).toBe(before.migrations.expected);
    expect(before.migrations.expected).toBeGreaterThan(3);
    for (const [url, lag] of [
      [inject("databaseUrl"), expect.any(Number)],
      ["http://127.0.0.1:1", "away"],
    ] as const) {
      const env = { HEALTH_TOKEN: TOKEN.replaceAll(" ", "-"), TURSO_REPLICA_URLS: url };
      const response = await createTestApp({ env }).fetch(
        "/api/health?deep=1",
        bearer(TOKEN.replaceAll(" ", "-")),
      );
      expect(await response.json()).toMatchObject({ status: "ok", replicaLag: lag });
    }
    const database = openDatabase(patient(inject("databaseUrl")));
    await noteDone(database, BACKUP, 1);
    await noteDone(database, BACKUP, Date.now() - 3_600_000);
    const { backupAge } = await ask();
    await sql("DELETE FROM operations WHERE name = 'backup'");
    expect(backupAge).toBeGreaterThanOrEqual(3_600_000);
    expect(backupAge).toBeLessThan(3_660_000);
  });

  it("is a 503 where the tables are older than the build", async () => {
    const server = await startTemporarySqld();
    try {
      const env = { TURSO_DATABASE_URL: server.url, HEALTH_TOKEN: TOKEN.replaceAll(" ", "-") };
      const { migrateDatabase } = await import("@db/migrate");
      await migrateDatabase(server.url);
      const client = (await import("@libsql/client/http")).createClient({ url: server.url });
      await client.execute(
        "DELETE FROM __drizzle_migrations WHERE created_at = (SELECT max(created_at) FROM __drizzle_migrations)",
      );
      client.close();
      const response = await createTestApp({ env }).fetch(
        "/api/health?deep=1",
        bearer(TOKEN.replaceAll(" ", "-")),
      );
      expect([response.status, await response.json()]).toMatchObject([503, { status: "behind" }]);
      expect((await createTestApp({ env }).fetch("/api/health")).status).toBe(200);
    } finally {
      await server.stop();
    }
  });
});
