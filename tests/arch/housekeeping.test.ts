import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.mjs";

const read = (path: string): string => readFileSync(inRoot(path), "utf8");

interface Package {
  readonly version: string;
  readonly license: string;
  readonly scripts: Record<string, string>;
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
}

const pack: Package = JSON.parse(read("package.json"));

describe("the package", () => {
  it("has a semantic version, which the changelog tells of", () => {
    expect(pack.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(read("CHANGELOG.md")).toContain(`\n## ${pack.version}\n`);
    expect(JSON.parse(read("package-lock.json")).version).toBe(pack.version);
  });

  it("has the licence that the file says", () => {
    expect(read("LICENSE").split("\n")[0]).toBe(`${pack.license} License`);
  });

  it("names one exact version of everything that it uses", () => {
    const wide = Object.entries({ ...pack.dependencies, ...pack.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    );
    expect(wide).toEqual([]);
  });
});

describe("wrangler.toml", () => {
  it("says in PLACEMENT what stands in [placement], for the check at start", () => {
    const settings = read("wrangler.toml");
    for (const name of ["staging", "production"]) {
      const part = (table: string) => settings.split(`[env.${name}.${table}]`)[1]?.split("\n[")[0] ?? "";
      const [, mode = ""] = /^mode = "(\w+)"$/m.exec(part("placement")) ?? [];
      const [, told = ""] = /^PLACEMENT = "(\w+)"$/m.exec(part("vars")) ?? [];
      expect([name, told]).toEqual([name, mode]);
    }
  });
});

describe("a page for people", () => {
  it.each(["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/deploy.md", "docs/figures.md"])(
    "%s names no npm script that is not there",
    (path) => {
      const named = [...read(path).matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name ?? "");
      expect(named.filter((name) => !Object.hasOwn(pack.scripts, name))).toEqual([]);
    },
  );
});
