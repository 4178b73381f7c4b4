import ts from "typescript";
import { describe, expect, it } from "vitest";
import { parsed, type SourceFile, sourceFiles } from "../support/source-files";

// Every word that people read stands in the catalogue (docs/decisions/041). What is written here at once is found here; what comes to a page
// by another way, by tests/integration/language.test.ts.

/** What stays as it is in every language, and why. */
const ENGLISH: Readonly<Record<string, string>> = {
  "app/http/errors/error-view.tsx": "compares with what Remix says",
  "app/http/errors/problem.ts": "RFC 9457 wants the status's own name",
  "app/http/pipeline/enter.server.ts": "a header",
  "app/http/pipeline/env.ts": "for whoever sets the Worker up",
  "app/modules/accounts/device-name.ts": "names of browsers",
  "app/modules/erasure/erase-account.server.ts": "stored in the trail, which nobody changes again",
  "app/modules/erasure/reasons.ts": "stored in the trail, which nobody changes again",
  "app/modules/exports/describe.ts": "a file for programs and auditors, the same for everybody",
  "app/modules/numbering/numbers-csv.server.ts": "columns of a file, the same for everybody",
  "app/root.tsx": "the product's name",
  "app/routes/o.$tenant.export[.]zip.ts": "a file for programs and auditors, the same for everybody",
  "app/routes/o.$tenant.numbers[.]csv.ts": "a file for programs and auditors, the same for everybody",
  "app/routes/settings.data[.]json.ts": "a file for programs, the same for everybody",
};

const ROOMS = /^app\/(components|modules|http|routes)\/|^app\/(root|entry\.[a-z]+)\.tsx$/;

/** Attributes and properties that hold what people read. */
const SPOKEN = new Set([
  ...[
    "alt",
    "aria-label",
    "aria-description",
    "placeholder",
    "title",
    "label",
    "hint",
    "legend",
    "caption",
    "header",
  ],
  ...[
    "description",
    "summary",
    "question",
    "confirmLabel",
    "submitLabel",
    "applyLabel",
    "errorTitle",
    "message",
  ],
  ...["meant", "button", "only", "term", "detail", "text", "words", "suffix"],
]);

/** What is said to nobody but developers and the log. */
const UNSPOKEN = /(Error|^Stop)$/;

const LETTER = /\p{L}{2}/u;
/** "Save it." and "Not yet: wait", not "text-sm font-medium" nor "GET". */
const SENTENCE = /^[\p{Lu}“"][^<>{}=]*\p{L}[ ,:][^<>{}=]*$/u;

const literal = (node: ts.Node | undefined): string | null => {
  if (!node) return null;
  if (ts.isJsxExpression(node)) return literal(node.expression);
  if (ts.isStringLiteralLike(node)) return node.text;
  return ts.isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join("…")
    : null;
};

const nameOf = (name: ts.Node): string => (ts.isStringLiteral(name) ? name.text : name.getText());

/** Whether a text is said by throwing it, or is an import's, a type's, or a key. */
function isUnspoken(node: ts.Node): boolean {
  for (let at: ts.Node | undefined = node; at; at = at.parent) {
    if (ts.isNewExpression(at) && UNSPOKEN.test(at.expression.getText())) return true;
    if (ts.isImportDeclaration(at) || ts.isTypeNode(at)) return true;
  }
  return false;
}

/** Words in a file that are in no catalogue: "app/x.tsx:12 Save it." */
function wordsIn(source: SourceFile): string[] {
  const file = parsed(source);
  const found: string[] = [];
  const note = (node: ts.Node, text: string) => {
    const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
    found.push(`${source.path}:${line + 1} ${text.replaceAll(/\s+/g, " ").trim()}`);
  };
  const walk = (node: ts.Node) => {
    if (ts.isJsxText(node)) {
      if (LETTER.test(node.text)) note(node, node.text);
    } else if (ts.isJsxAttribute(node) || (ts.isPropertyAssignment(node) && source.path.endsWith(".tsx"))) {
      const text = literal(node.initializer);
      const isSpoken = SPOKEN.has(nameOf(node.name)) && text !== null && LETTER.test(text);
      // A key, or a name in code, begins small and has no space.
      if (isSpoken && /\s|^\p{Lu}/u.test(text)) return note(node, text);
    } else {
      const text = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node) ? literal(node) : null;
      if (text !== null && SENTENCE.test(text) && !isUnspoken(node)) return note(node, text);
    }
    ts.forEachChild(node, walk);
  };
  walk(file);
  return found;
}

const files = sourceFiles("app").filter(({ path }) => ROOMS.test(path) && !ENGLISH[path]);

describe("no word that people read stands", () => {
  it("in the code: all are in the catalogue", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.flatMap(wordsIn)).toEqual([]);
  });

  it("on the list of what stays English, where there is none", () => {
    const needless = sourceFiles("app").filter((file) => ENGLISH[file.path] && wordsIn(file).length === 0);
    expect(needless.map(({ path }) => path)).toEqual([]);
  });

  const name = `$${"{name}"}`;
  it.each([
    ["<p>Save it</p>", "Save it"],
    ['<Card title="Members" />', "Members"],
    [`<Card title={\`Leave ${name}?\`} />`, "Leave …?"],
    ['<input placeholder="a name" />', "a name"],
    ['<Table columns={[{ header: "Name" }]} />', "Name"],
    ['{isOpen ? "Not yet: wait" : null}', "Not yet: wait"],
    ['f("That is not your password.")', "That is not your password."],
  ])("in %s", (code, text) => {
    const wrapped = code.startsWith("<") || code.startsWith("{") ? `<>${code}</>` : code;
    expect(wordsIn({ path: `app/${text}.tsx`, text: `const x = ${wrapped};` })).toEqual([
      `app/${text}.tsx:1 ${text}`,
    ]);
  });

  it.each([
    '<p className="text-sm font-medium">{t("a.b")}</p>',
    'new TypeError("The list needs a limit.")',
    '<T id="a.b" />',
  ])("but not in %s", (code) => {
    expect(wordsIn({ path: `app/${code.length}.tsx`, text: `const x = ${code};` })).toEqual([]);
  });
});
