import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.mjs";
import {
  decisionOf,
  documents,
  lacksOf,
  linksOf,
  numbersAfter,
  pathsOf,
  schemaNamesOf,
  sentencesOf,
  testsOf,
  wordsOf,
} from "../support/documents";

const read = (path: string): string => readFileSync(inRoot(path), "utf8");
const pages = documents();
const decisions = pages.filter(({ path }) => /^docs\/decisions\/\d/.test(path)).map(decisionOf);
const numbers = decisions.map(({ number }) => number);
/** Pages that tell how things are; the changelog tells how they were. */
const current = pages.filter(({ path }) => path !== "CHANGELOG.md");
const code = ["app", "db", "tests", "scripts"].flatMap((folder) =>
  readdirSync(inRoot(folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(tsx?|mjs|sql)$/.test(name))
    .map((name) => ({ path: join(folder, name), text: read(join(folder, name)) })),
);
/** "file: what", for all of `found` in each file that `isWrong`. */
const wrongIn = <T>(
  files: readonly { path: string; text: string }[],
  found: (text: string) => readonly T[],
  isWrong: (each: T, path: string) => boolean,
): string[] =>
  files.flatMap(({ path, text }) =>
    found(text)
      .filter((each) => isWrong(each, path))
      .map((each) => `${path}: ${typeof each === "object" ? JSON.stringify(each) : each}`),
  );
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

describe("a decision", () => {
  it.each(decisions.map((each) => [each.path, each] as const))(
    "%s has a title, a date, a status, its three parts and short sentences",
    (_path, decision) => {
      expect(lacksOf(decision, numbers)).toEqual([]);
    },
  );

  it("has a number of its own", () => {
    expect(numbers.filter((number, i) => numbers.indexOf(number) !== i)).toEqual([]);
  });

  it("stands in the index, with its title, status and date", () => {
    const rows = read("docs/decisions/README.md")
      .split("\n")
      .filter((line) => /^\| \[\d/.test(line));
    expect(rows).toEqual(
      decisions.map(
        ({ number, path, title, status, date }) =>
          `| [${number}](${basename(path)}) | ${title} | ${status} | ${date} |`,
      ),
    );
  });

  it("that lacks something is told what, and what is long is counted", () => {
    const long = `${"word ".repeat(18)}and \`some code that is one word\`.`;
    const short = `It is ${"1.5 × ".repeat(16)}[that](a.md). So it is!`;
    const path = "docs/decisions/099-x.md";
    const text = `# 098 X\n\n- Status: amended by 097\n\n**Context.** ${long}\n\n**Decision.** ${short}\n`;
    expect(lacksOf(decisionOf({ path, text }), ["099"])).toEqual([
      'no first line "# 099 Title"',
      'no line "- Date: 2026-11-23"',
      'the status "amended by 097" is none of those in README.md',
      "the status names 097, which is not there",
      'no paragraph "**Consequences.**"',
      `20 words, fewer than 20 are wanted: ${"word ".repeat(18)}and code.`,
    ]);
    expect(sentencesOf(short).map(wordsOf)).toEqual([19, 3]);
  });
});

describe("a document", () => {
  it("links to files that are there", () => {
    const wrong = wrongIn(
      pages,
      linksOf,
      (link, path) => !existsSync(inRoot(normalize(join(dirname(path), link)))),
    );
    expect(wrong).toEqual([]);
  });

  it("names files and folders that are there", () => {
    expect(pathsOf(read("docs/architecture.md")).length).toBeGreaterThan(20);
    expect(wrongIn(current, pathsOf, (path) => !existsSync(inRoot(path)))).toEqual([]);
  });

  it("names tests by the names that they have", () => {
    const missing = ({ path, name }: { path: string; name: string }) =>
      !existsSync(inRoot(path)) || !read(path).includes(name);
    expect(wrongIn(current, testsOf, missing)).toEqual([]);
  });
});

describe("the rules", () => {
  const sections = read("docs/rules.md").split(/^## /m).slice(1);

  it("are ten, each with where it is enforced and a test that shows it", () => {
    expect(sections.map((text) => Number(/^(\d+)\. /.exec(text)?.[1]))).toEqual(upTo(10));
    for (const text of sections) {
      expect(text, text).toContain("\n- Database: ");
      expect(text, text).toContain("\n- Code: ");
      expect(testsOf(text), text).not.toEqual([]);
    }
  });

  it("name what the migrations make", () => {
    const migrations = code
      .filter(({ path }) => path.endsWith(".sql"))
      .map(({ text }) => text)
      .join("\n");
    const names = schemaNamesOf(sections.join());
    expect(names).toContain("invoices_frozen");
    expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(migrations))).toEqual([]);
  });
});

/** Of security.md, each with its number first. */
const promises = read("docs/security.md")
  .split(/^(?=\d+\. \*\*)/m)
  .slice(1);

it("the promises of security.md are numbered in a row, each with what shows it", () => {
  expect(promises.map((text) => Number.parseInt(text, 10))).toEqual(upTo(promises.length));
  for (const text of promises) expect(testsOf(text), text).not.toEqual([]);
});

describe("a comment", () => {
  const everything = [...code, ...current];
  // This file and the form of a record name some that are made up.
  const sources = code.filter(({ path }) => !/tests\/(arch\/docs\.test|support\/documents)\.ts$/.test(path));

  it.each([
    ["rule 4", "rules?", 10],
    ["rules.md 4", "rules\\.md\\)?", 10],
    ["security.md 8", "security\\.md\\)?", promises.length],
  ])("that says the likes of %s means one that is there", (_likes, label, last) => {
    const named = (text: string) => numbersAfter(label, text);
    expect(everything.flatMap(({ text }) => named(text)).length).toBeGreaterThan(0);
    expect(wrongIn(everything, named, (number) => !upTo(last).includes(number))).toEqual([]);
  });

  it("that names a document means one that is there", () => {
    const there = new Set(pages.map(({ path }) => basename(path).toLowerCase()));
    const named = (text: string) => text.match(/\b[\w-]+\.md\b/g) ?? [];
    expect(wrongIn(sources, named, (name) => !there.has(name.toLowerCase()))).toEqual([]);
  });

  it("that cites a decision means one that is there", () => {
    const cited = (text: string) =>
      [...text.matchAll(/docs\/decisions\/(\d{3})/g)].map(([, number = ""]) => number);
    expect(wrongIn(sources, cited, (number) => !numbers.includes(number))).toEqual([]);
  });

  it("may say several numbers at once", () => {
    expect(numbersAfter("rules?", `Rules ${3} and ${4}, rule ${11}`)).toEqual([3, 4, 11]);
  });
});
