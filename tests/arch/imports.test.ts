import { describe, expect, it } from "vitest";
import { importsOf, sourceFiles } from "../support/source-files";

// Who may import whom (docs/architecture.md). Arrows only run downwards.

const SHARED = /^app\/shared\/[^/]+\.ts$/;
const DOMAIN = /^app\/domain\/[^/]+\/[^/]+\.ts$/;
const I18N = /^app\/i18n\//;
/** How a text is named, to be said later. */
const MESSAGES = /^app\/i18n\/(message|translate)\.ts$/;
/** How a page says a text. */
const LANGUAGE = /^app\/i18n\/language\.tsx$/;
/** For a terminal. */
const IN_ENGLISH = /^app\/i18n\/in-english\.ts$/;
const COMPONENTS = /^app\/components\//;
const MODULE = "^app/modules/[^/]+/(?:[a-z-]+/)?";
const PURE = new RegExp(`${MODULE}(?!.*\\.server\\.ts$)[^/]+\\.ts$`);
const MODULE_COMPONENTS = new RegExp(`${MODULE}[^/]+\\.tsx$`);
const MODULE_SERVER = new RegExp(`${MODULE}[^/]+\\.server\\.ts$`);
const ACCOUNTS = /^app\/modules\/accounts\//;
const AUDIT = /^app\/modules\/audit\//;
const HTTP = /^app\/http\//;
const COMMANDS = /^app\/commands\//;
const SCHEMA = /^db\/schema\//;
const QUERIES = /^db\/queries\//;
/** What scoped and unscoped queries say alike. */
const STATEMENTS = /^db\/statements\//;
const UNSCOPED = /^db\/unscoped\//;
const PROFILE = /^db\/unscoped\/profile\.ts$/;
const HANDLES =
  /^db\/(session-db|tenant-db|guard|read-batcher|client\.server|copies|pass|position|read-by-pass)\.ts$/;
const CONNECTION = /^db\/(concurrency-limiter|deadline)\.ts$/;
const STYLES = /^app\/styles\//;
/** What an operator runs on a whole database, without a use case. */
const DATABASE_TOOLS = /^db\/((check|audit|backup)\/.*|(migrate|check|admin|backup)\.ts|.*\.json)$/;

interface Layer {
  readonly of: RegExp;
  readonly may: readonly RegExp[];
  /** Single files with a reason of their own. */
  readonly but?: Readonly<Record<string, readonly RegExp[]>>;
}

// From the ground up: the words → shared → domain → db → modules → http → routes; commands stand beside the routes.
const LAYERS: Record<string, Layer> = {
  "the words": { of: I18N, may: [I18N] },
  shared: { of: /^app\/shared\//, may: [SHARED, MESSAGES] },
  "the domain": { of: /^app\/domain\//, may: [DOMAIN, SHARED] },
  components: { of: COMPONENTS, may: [COMPONENTS, LANGUAGE, MESSAGES, SHARED] },
  "the schema": { of: SCHEMA, may: [SCHEMA, DOMAIN, SHARED] },
  "the database's connection": { of: CONNECTION, may: [CONNECTION] },
  "the database's handles": { of: HANDLES, may: [HANDLES, CONNECTION, SCHEMA, DOMAIN, SHARED] },
  "shared statements": { of: STATEMENTS, may: [STATEMENTS, SCHEMA, HANDLES, DOMAIN, SHARED] },
  queries: { of: QUERIES, may: [QUERIES, STATEMENTS, SCHEMA, HANDLES, DOMAIN, SHARED] },
  "unscoped queries": {
    of: UNSCOPED,
    may: [UNSCOPED, STATEMENTS, SCHEMA, HANDLES, DOMAIN, SHARED],
    // Which migrations this build expects.
    but: { "db/unscoped/health.ts": [/^db\/migrations\/meta\/_journal\.json$/] },
  },
  "the database's tools": {
    of: DATABASE_TOOLS,
    may: [DATABASE_TOOLS, HANDLES, SCHEMA, QUERIES, UNSCOPED, DOMAIN, SHARED, IN_ENGLISH],
  },
  "pure files of modules": { of: PURE, may: [PURE, DOMAIN, SHARED, MESSAGES] },
  "components of modules": {
    of: MODULE_COMPONENTS,
    may: [MODULE_COMPONENTS, PURE, DOMAIN, COMPONENTS, SHARED, LANGUAGE, MESSAGES],
  },
  "server files of modules": {
    of: MODULE_SERVER,
    may: [MODULE_SERVER, PURE, DOMAIN, SHARED, MESSAGES, QUERIES, UNSCOPED, HANDLES],
  },
  http: {
    of: HTTP,
    may: [HTTP, ACCOUNTS, AUDIT, DOMAIN, COMPONENTS, SHARED, I18N, HANDLES, UNSCOPED, STYLES],
    but: {
      "app/http/pipeline/daily.server.ts": [/^app\/modules\/retention\//],
      "app/http/pipeline/handle.server.ts": [/^app\/load-context\.ts$/],
    },
  },
  routes: {
    of: /^app\/routes\//,
    may: [
      MODULE_SERVER,
      MODULE_COMPONENTS,
      PURE,
      DOMAIN,
      HTTP,
      COMPONENTS,
      SHARED,
      LANGUAGE,
      MESSAGES,
      QUERIES,
      /^db\/(session|tenant)-db\.ts$/,
    ],
    // No business: the health check asks on nobody's behalf, a person's own pages through AccountDb.
    but: {
      "app/routes/api.health.ts": [UNSCOPED],
      "app/routes/settings.tsx": [PROFILE],
      "app/routes/settings._index.tsx": [PROFILE],
      "app/routes/settings.sessions.tsx": [PROFILE],
      "app/routes/settings.data.tsx": [UNSCOPED],
      "app/routes/settings.data[.]json.ts": [UNSCOPED],
      // An archive is in one language, whoever takes it along.
      "app/routes/o.$tenant.export[.]zip.ts": [/^app\/i18n\/catalogues\.server\.ts$/],
    },
  },
  "operators' commands": {
    of: COMMANDS,
    may: [
      ...[COMMANDS, MODULE_SERVER, PURE, DOMAIN, SHARED, IN_ENGLISH],
      ...[DATABASE_TOOLS, HANDLES, SCHEMA, QUERIES, UNSCOPED],
    ],
  },
  "the composition root": {
    of: /^app\/(load-context|root|routes|server-build\.d|entry\.[a-z]+)\.tsx?$/,
    may: [HTTP, ACCOUNTS, COMPONENTS, SHARED, I18N, HANDLES, STYLES, /^app\/entry\.server\.tsx$/, /^build\//],
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
      !file.path.startsWith("tests/proofs/bench/floor/") &&
      importsOf(file).some((target) => target.startsWith("app/routes/")),
  );
  expect(wrong.map(({ path }) => path)).toEqual([]);
});

it("no file imports itself by way of others", () => {
  const imports = new Map(files.map((file) => [file.path, importsOf(file)]));
  const open: string[] = [];
  const done = new Set<string>();
  const circles: string[] = [];
  const follow = (path: string): void => {
    const at = open.indexOf(path);
    if (at >= 0) circles.push([...open.slice(at), path].join(" → "));
    if (at >= 0 || done.has(path)) return;
    open.push(path);
    for (const next of imports.get(path) ?? []) follow(next);
    open.pop();
    done.add(path);
  };
  for (const { path } of files) follow(path);
  expect(circles).toEqual([]);
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

it("no page carries all texts: the Worker has them, and the browser asks for those of its page", () => {
  const users = (path: string) =>
    files.filter((file) => importsOf(file).includes(path)).map((file) => file.path);
  // The last two want the type alone.
  expect(users("app/i18n/en.ts").sort()).toEqual([
    "app/i18n/catalogues.server.ts",
    "app/i18n/in-english.ts",
    "app/i18n/load-catalogue.ts",
    "app/i18n/translate.ts",
  ]);
  expect(users("app/i18n/load-catalogue.ts")).toEqual(["app/entry.client.tsx"]);
  const areas = files.filter((file) => importsOf(file).some((target) => target.startsWith("app/i18n/en/")));
  expect(areas.map(({ path }) => path).sort()).toEqual(["app/i18n/en.ts", "app/i18n/load-catalogue.ts"]);
});

it("nothing of the tests or the scripts is in the product", () => {
  const wrong = files.filter((file) => importsOf(file).some((target) => /^(tests|scripts)\//.test(target)));
  expect(wrong.map(({ path }) => path)).toEqual([]);
});
