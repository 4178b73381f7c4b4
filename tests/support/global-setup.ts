import type { TestProject } from "vitest/node";
import { hashPassword } from "~/modules/accounts/password.server";
import { migrateDatabase } from "../../db/migrate";
import { PASSWORD } from "./password";
import { type RouteEntry, readRoutes } from "./read-routes";
import { startTemporarySqld } from "./sqld";

declare module "vitest" {
  interface ProvidedContext {
    /** A real sqld with the tables in it, shared by all test files: every test brings businesses of its own. */
    databaseUrl: string;
    /** Every route of the app, root first, as app/routes.ts has them. */
    routes: readonly RouteEntry[];
    /** What is stored for PASSWORD: hashing it for every person of every test would take most of the time. */
    passwordHash: string;
  }
}

/** Starts one database server for the run; returns what ends it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporarySqld();
  try {
    await migrateDatabase(server.url);
    project.provide("databaseUrl", server.url);
    project.provide("routes", await readRoutes());
    project.provide("passwordHash", await hashPassword(PASSWORD));
  } catch (error) {
    // Or the server would keep the run from ending.
    await server.stop();
    throw error;
  }
  return () => server.stop();
}
