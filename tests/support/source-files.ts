import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { inRoot } from "../../scripts/lib/paths.mjs";

export interface SourceFile {
  /** From the root of the repository: "app/http/pipeline/env.ts". */
  readonly path: string;
  readonly text: string;
}

/** All TypeScript below these folders, and plain modules. */
export function sourceFiles(...folders: string[]): SourceFile[] {
  return folders.flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(tsx?|mjs)$/.test(name))
      .map((name) => join(folder, name))
      .map((path) => ({ path, text: readFileSync(inRoot(path), "utf8") })),
  );
}

const trees = new Map<string, ts.SourceFile>();

/** The file's syntax tree. */
export function parsed({ path, text }: SourceFile): ts.SourceFile {
  const tree = trees.get(path) ?? ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  trees.set(path, tree);
  return tree;
}

/** What a file imports, types and dynamic imports too: paths of the repository, or the names of packages. */
export function importsOf({ path, text }: SourceFile): string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => resolve(path, fileName));
}

function resolve(from: string, name: string): string {
  const bare = name.split("?")[0] ?? name;
  const target = bare.startsWith("~/")
    ? `app/${bare.slice(2)}`
    : bare.startsWith("@db/")
      ? `db/${bare.slice(4)}`
      : bare.startsWith(".")
        ? normalize(join(dirname(from), bare))
        : null;
  if (target === null) return name;
  return (
    ["", ".ts", ".tsx"]
      .map((ending) => target + ending)
      .find((file) => existsSync(inRoot(file)) && /\.\w+$/.test(file)) ?? target
  );
}
