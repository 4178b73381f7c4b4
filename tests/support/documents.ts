import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../../scripts/lib/paths.mjs";
import type { SourceFile } from "./source-files";

/** Every Markdown file of the repository, but for what packages brought. */
export function documents(): SourceFile[] {
  const below = ["docs", ".github"].flatMap((folder) =>
    readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return [...readdirSync(inRoot(".")), ...below]
    .filter((path) => path.endsWith(".md"))
    .sort()
    .map((path) => ({ path, text: readFileSync(inRoot(path), "utf8") }));
}

const FENCE = /^ *```[\s\S]*?^ *```$/gm;
const CODE = /(`+)(.+?)\1/gs;

const unwrapped = (text: string): string => text.trim().replace(/\s+/g, " ");

/** What stands in backticks, line breaks made spaces; not what stands in a fenced block. */
const codeOf = (text: string): string[] =>
  [...text.replace(FENCE, "").matchAll(CODE)].map(([, , code = ""]) => unwrapped(code));

/** Sentences of prose, each item of a list by itself. Headings, tables and fenced code have none; code in backticks is one word. */
export function sentencesOf(text: string): string[] {
  return text
    .replace(FENCE, "")
    .replace(CODE, "code")
    .replace(/^ *(#|\|).*$/gm, "")
    .replace(/^ *(-|\d+\.) /gm, "\n\n")
    .replace(/\]\([^)]*\)/g, "]")
    .replaceAll("**", "")
    .split(/\n\s*\n/)
    .flatMap((block) => unwrapped(block).split(/(?<=[.!?][")\]]*) /))
    .filter(Boolean);
}

/** How many words a sentence has; a sign alone is none. */
export const wordsOf = (sentence: string): number =>
  sentence.split(" ").filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Where the links of a document lead within the repository, without the place in the page. */
export const linksOf = (text: string): string[] =>
  [
    ...text
      .replace(FENCE, "")
      .replace(CODE, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ]
    .map(([, target = ""]) => target)
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .map((target) => target.replace(/#.*/, ""));

/** Files and folders that a document names in backticks or in a picture; patterns and placeholders are none. */
export function pathsOf(text: string): string[] {
  const pictures = [...text.matchAll(/^```mermaid$([\s\S]*?)^```$/gm)].flatMap(([, picture = ""]) =>
    picture.split(/[\s"·<>,]+/),
  );
  return [...codeOf(text), ...pictures]
    .filter((code) => /^(app|db|tests|scripts|docs)\//.test(code) && !/[<*…{]|NNN|000N/.test(code))
    .map((code) => code.replace(/[\s:].*/, ""));
}

/** Tests that a document names: `tests/x.test.ts` "a name", "another". */
export const testsOf = (text: string): { readonly path: string; readonly name: string }[] =>
  [...unwrapped(text).matchAll(/`(tests\/[^`]+)`((?:,? (?:and )?"[^"]+")+)/g)].flatMap(
    ([, path = "", names = ""]) => [...names.matchAll(/"([^"]+)"/g)].map(([, name = ""]) => ({ path, name })),
  );

/** Tables, columns, triggers and views that a document names in backticks. */
export const schemaNamesOf = (text: string): string[] =>
  codeOf(text).filter((code) => /^[a-z]+(_[a-z]+)+$/.test(code));

/** The numbers in "rules 3 and 4" or "security.md 19", as `label` says: a pattern for what stands before them. */
export const numbersAfter = (label: string, text: string): number[] =>
  [...text.matchAll(new RegExp(`\\b${label} (\\d+(?:(?:, | and | to |–)\\d+)*)`, "gi"))].flatMap(
    ([, numbers = ""]) => [...numbers.matchAll(/\d+/g)].map(Number),
  );

export interface Decision {
  readonly path: string;
  readonly number: string;
  readonly title: string | undefined;
  readonly date: string | undefined;
  readonly status: string | undefined;
  readonly text: string;
}

/** Reads a decision record by the form that docs/decisions/README.md asks for; undefined where a part is missing. */
export const decisionOf = ({ path, text }: SourceFile): Decision => {
  const number = /(\d{3})-[a-z0-9-]+\.md$/.exec(path)?.[1] ?? "";
  return {
    path,
    number,
    title: new RegExp(`^# ${number} (.+)\\n`).exec(text)?.[1],
    date: /^- Date: (\d{4}-\d\d-\d\d)$/m.exec(text)?.[1],
    status: /^- Status: (.+)$/m.exec(text)?.[1],
    text,
  };
};

/** What a decision record lacks, in words for whoever wrote it. `known`: the numbers of all decisions. */
export function lacksOf(decision: Decision, known: readonly string[]): string[] {
  const { number, title, date, status, text } = decision;
  const parts = ["Context", "Decision", "Consequences"];
  const named = [...(status ?? "").matchAll(/\d{3}/g)].map(([other]) => other);
  return [
    ...(title ? [] : [`no first line "# ${number} Title"`]),
    ...(date ? [] : ['no line "- Date: 2026-11-23"']),
    ...(status ? [] : ['no line "- Status: accepted"']),
    ...(status && !STATUS.test(status) ? [`the status "${status}" is none of those in README.md`] : []),
    ...named
      .filter((other) => !known.includes(other))
      .map((other) => `the status names ${other}, which is not there`),
    ...parts.filter((part) => !text.includes(`\n**${part}.**`)).map((part) => `no paragraph "**${part}.**"`),
    ...sentencesOf(text.replace(/^- (Date|Status): .*$/gm, ""))
      .filter((sentence) => wordsOf(sentence) >= WORDS)
      .map((sentence) => `${wordsOf(sentence)} words, fewer than ${WORDS} are wanted: ${sentence}`),
  ];
}

const WORDS = 20;
const STATUS = /^(proposed|accepted|accepted; amended by \d{3}(, \d{3})*|superseded by \d{3})$/;
