import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parsed, type SourceFile, sourceFiles } from "../support/source-files";

const product = sourceFiles("app", "db");
const everything = [...product, ...sourceFiles("tests")];

/** Where in these files something of the syntax is found: "app/x.ts:12". */
function places(
  files: readonly SourceFile[],
  found: (node: ts.Node, file: ts.SourceFile) => boolean,
): string[] {
  return files.flatMap((source) => {
    const file = parsed(source);
    const lines: string[] = [];
    const walk = (node: ts.Node) => {
      if (found(node, file))
        lines.push(`${source.path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`);
      ts.forEachChild(node, walk);
    };
    walk(file);
    return lines;
  });
}

const calls = (node: ts.Node, method: string): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  ts.isPropertyAccessExpression(node.expression) &&
  node.expression.name.text === method;

describe("no file", () => {
  it("has the type any, nor says that something is there which may not be", () => {
    expect(
      places(everything, (node) => node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node)),
    ).toEqual([]);
  });

  it("of the product switches a check off", () => {
    const off = product.filter(({ text }) => /@ts-(ignore|nocheck|expect-error)/.test(text));
    expect(off.map(({ path }) => path)).toEqual([]);
  });

  it("is a barrel", () => {
    const reexports = (statement: ts.Statement) =>
      ts.isExportDeclaration(statement) && statement.moduleSpecifier !== undefined;
    const barrels = product.filter((source) => {
      const { statements } = parsed(source);
      const star = statements.some(
        (each) => ts.isExportDeclaration(each) && each.moduleSpecifier && !each.exportClause,
      );
      return (
        star ||
        (statements.length > 0 && statements.every(reexports)) ||
        /(^|\/)index\.tsx?$/.test(source.path)
      );
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});

describe("no page", () => {
  it("contains markup that did not go through React, nor an inline style", () => {
    const attribute = (node: ts.Node) =>
      ts.isJsxAttribute(node) && ["dangerouslySetInnerHTML", "style"].includes(node.name.getText());
    expect(places(product, attribute)).toEqual([]);
  });
});

describe("a request's body", () => {
  const READS = ["formData", "json", "text", "arrayBuffer", "blob"];

  it("is read in one place", () => {
    const reading = places(product, (node) =>
      READS.some((method) => calls(node, method) && node.arguments.length === 0),
    );
    expect(reading.map((place) => place.split(":")[0])).toEqual(["app/http/forms/parse-form.ts"]);
  });

  it.each([
    ["app/routes/o.", "tenant"],
    ["app/routes/settings", "account"],
  ])("reaches an action in %s… through its guard", (folder, guard) => {
    const routes = product.filter(({ path }) => path.startsWith(folder));
    expect(routes.length).toBeGreaterThan(2);
    for (const source of routes) {
      const made = new Map<string, string>();
      for (const statement of parsed(source).statements) {
        if (!ts.isVariableStatement(statement)) continue;
        for (const { name, initializer } of statement.declarationList.declarations) {
          const by = initializer && ts.isCallExpression(initializer) ? initializer.expression.getText() : "";
          made.set(name.getText(), by);
        }
      }
      expect(made.get("loader"), source.path).toBe(`${guard}Loader`);
      if (/export .*\baction\b/.test(source.text))
        expect(made.get("action"), source.path).toBe(`${guard}Action`);
    }
  });
});

describe("nothing is deleted", () => {
  /** A draft's rows are written anew at each save; the others are no rows of a business. */
  const MAY_GO = new Set([
    "invoiceLines",
    "invoiceAllowances",
    "invoiceTaxGroups",
    "invoiceTerms",
    "sessions",
    "loginAttempts",
    "knownDevices",
    // Whoever left or was removed: the trail says so.
    "memberships",
    "keptForms",
  ]);
  const TABLES = new Set(
    product
      .filter(({ path }) => path.startsWith("db/schema/"))
      .flatMap(({ text }) =>
        [...text.matchAll(/export const (\w+) = sqliteTable/g)].map(([, name]) => name ?? ""),
      ),
  );

  /** What nobody may keep: erased on demand, or because its time is over. */
  const BY_LAW = new Set([
    "db/queries/erase-client.ts",
    "db/queries/erase-business.ts",
    "db/unscoped/erase-user.ts",
    "db/unscoped/erase-business.ts",
    "db/unscoped/purge.ts",
    "db/statements/erase.ts",
    "db/unscoped/purge-trail.ts",
  ]);

  it("but the rows of a draft, sessions, what counts guesses, and what the law wants gone", () => {
    expect(TABLES.size).toBeGreaterThan(10);
    const deleting = (node: ts.Node) => {
      const table = calls(node, "delete") ? (node.arguments[0]?.getText() ?? "") : "";
      return TABLES.has(table) && !MAY_GO.has(table);
    };
    expect(places(product, deleting)).toEqual([]);
    const inSql = product
      .filter(({ text }) => /DELETE\s+FROM|INSERT OR REPLACE|REPLACE INTO/i.test(text))
      .map(({ path }) => path)
      .filter((path) => !BY_LAW.has(path));
    expect(inSql).toEqual([]);
  });
});
