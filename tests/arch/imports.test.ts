import { describe, expect, it } from "vitest";
import { importsOf, sourceFiles } from "../support/source-files";

// Who may import whom (docs: the house's table). Arrows only run downwards.

const SHARED = /^app\/shared\/[^/]+\.ts$/;
const COMPONENTS = /^app\/components\//;
const PURE = /^app\/modules\/[^/]+\/(?!.*\.server\.ts$)[^/]+\.ts$/;
const MODULE_COMPONENTS = /^app\/modules\/[^/]+\/[^/]+\.tsx$/;
const MODULE_SERVER = /^app\/modules\/[^/]+\/[^/]+\.server\.ts$/;
const ACCOUNTS = /^app\/modules\/accounts\//;
const AUDIT = /^app\/modules\/audit\//;
const HTTP = /^app\/http\//;
const SCHEMA = /^db\/schema\//;
const QUERIES = /^db\/queries\//;
/** What scoped and unscoped queries say alike. */
const STATEMENTS = /^db\/statements\//;
const UNSCOPED = /^db\/unscoped\//;
const PROFILE = /^db\/unscoped\/profile\.ts$/;
const HANDLES = /^db\/(tenant-db|guard|reads-of-a-turn|replica|client\.server)\.ts$/;
const CONNECTION = /^db\/(line|deadline)\.ts$/;
const STYLES = /^app\/styles\//;
const DATABASE_TOOLS =
  /^db\/((check|seed|audit|backup|import)\/.*|(migrate|seed|check|admin|verify-audit|backup|restore|import|purge)\.ts|.*\.json)$/;

interface Layer {
  readonly of: RegExp;
  readonly may: readonly RegExp[];
  /** Single files with a reason of their own. */
  readonly but?: Readonly<Record<string, readonly RegExp[]>>;
}

const LAYERS: Record<string, Layer> = {
  shared: { of: /^app\/shared\//, may: [SHARED] },
  components: { of: COMPONENTS, may: [COMPONENTS, SHARED] },
  "pure files of modules": { of: PURE, may: [PURE, SHARED] },
  "components of modules": { of: MODULE_COMPONENTS, may: [MODULE_COMPONENTS, PURE, COMPONENTS, SHARED] },
  "server files of modules": {
    of: MODULE_SERVER,
    may: [MODULE_SERVER, PURE, SHARED, QUERIES, UNSCOPED, HANDLES],
  },
  http: {
    of: HTTP,
    may: [HTTP, ACCOUNTS, AUDIT, COMPONENTS, SHARED, HANDLES, UNSCOPED, STYLES, /^app\/load-context\.ts$/],
    but: { "app/http/pipeline/daily.server.ts": [/^app\/modules\/retention\//] },
  },
  routes: {
    of: /^app\/routes\//,
    may: [MODULE_SERVER, MODULE_COMPONENTS, PURE, HTTP, COMPONENTS, SHARED, QUERIES, /^db\/tenant-db\.ts$/],
    // No business: the health check asks on nobody's behalf, a person's own pages through AccountDb.
    but: {
      "app/routes/api.health.ts": [UNSCOPED],
      "app/routes/settings.tsx": [PROFILE],
      "app/routes/settings._index.tsx": [PROFILE],
      "app/routes/settings.sessions.tsx": [PROFILE],
      "app/routes/settings.data.tsx": [UNSCOPED],
      "app/routes/settings.data[.]json.ts": [UNSCOPED],
    },
  },
  "the composition root": {
    of: /^app\/(load-context|root|routes|server-build\.d|entry\.[a-z]+)\.tsx?$/,
    may: [HTTP, ACCOUNTS, COMPONENTS, SHARED, HANDLES, STYLES, /^app\/entry\.server\.tsx$/, /^build\//],
  },
  "the schema": { of: SCHEMA, may: [SCHEMA, PURE, SHARED] },
  "shared statements": { of: STATEMENTS, may: [STATEMENTS, SCHEMA, HANDLES, SHARED] },
  queries: { of: QUERIES, may: [QUERIES, STATEMENTS, SCHEMA, HANDLES, PURE, SHARED] },
  "unscoped queries": {
    of: UNSCOPED,
    may: [UNSCOPED, STATEMENTS, SCHEMA, HANDLES, PURE, SHARED],
    // Which migrations this build expects.
    but: { "db/unscoped/health.ts": [/^db\/migrations\/meta\/_journal\.json$/] },
  },
  "the database's handles": { of: HANDLES, may: [HANDLES, CONNECTION, SCHEMA, PURE, SHARED] },
  "the database's connection": { of: CONNECTION, may: [CONNECTION] },
  "the database's tools": {
    of: DATABASE_TOOLS,
    may: [DATABASE_TOOLS, HANDLES, SCHEMA, QUERIES, UNSCOPED, PURE, MODULE_SERVER, SHARED],
  },
};

const files = sourceFiles("app", "db");
const ours = (path: string) => /^(app|db|build|tests|scripts)\//.test(path);
const layersOf = (path: string) => Object.entries(LAYERS).filter(([, layer]) => layer.of.test(path));

describe("the layers", () => {
  it("hold every file, each in one", () => {
    const misplaced = files.filter(({ path }) => layersOf(path).length !== 1).map(({ path }) => path);
    expect(misplaced).toEqual([]);
  });

  it.each(Object.keys(LAYERS))("are kept by %s", (name) => {
    const layer = LAYERS[name] as Layer;
    const members = files.filter(({ path }) => layer.of.test(path));
    expect(members.length).toBeGreaterThan(0);
    const wrong = members.flatMap((file) => {
      const may = [...layer.may, ...(layer.but?.[file.path] ?? [])];
      return importsOf(file)
        .filter((target) => ours(target) && !may.some((pattern) => pattern.test(target)))
        .map((target) => `${file.path} → ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  it("let a noun's use cases know another noun's rules, not its use cases, but for the audit trail", () => {
    const noun = (path: string) => path.split("/")[2];
    const wrong = files
      .filter(({ path }) => MODULE_SERVER.test(path))
      .flatMap((file) =>
        importsOf(file)
          .filter(
            (target) => MODULE_SERVER.test(target) && noun(target) !== noun(file.path) && !AUDIT.test(target),
          )
          .map((target) => `${file.path} → ${target}`),
      );
    expect(wrong).toEqual([]);
  });
});

it("nothing imports a route, but for the floor of the bench, which is that very page without a database", () => {
  const wrong = [...files, ...sourceFiles("tests")].filter(
    (file) =>
      !file.path.startsWith("tests/bench/floor/") &&
      importsOf(file).some((target) => target.startsWith("app/routes/")),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

it("only these files talk to libSQL", () => {
  const talking = files.filter((file) => importsOf(file).some((target) => target.startsWith("@libsql/")));
  // The request's one way; the migrations; and the checkers, which read what no request may.
  expect(talking.map(({ path }) => path).sort()).toEqual([
    "db/admin.ts",
    "db/client.server.ts",
    "db/migrate.ts",
  ]);
});

it("nothing of the tests or the scripts is in the product", () => {
  const wrong = files.filter((file) => importsOf(file).some((target) => /^(tests|scripts)\//.test(target)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
