import { execFileSync } from "node:child_process";
import { lstatSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { inRoot } from "../../scripts/lib/paths.mjs";

const git = (...args: string[]): string =>
  execFileSync("git", args, { cwd: inRoot("."), encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });

/** What is in git, or would be with the next `git add`; no pictures. */
function textFiles(): { path: string; text: string }[] {
  const paths = git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
  return [...new Set(paths)]
    .filter((path) => path && lstatSync(inRoot(path), { throwIfNoEntry: false })?.isFile())
    .map((path) => ({ path, text: readFileSync(inRoot(path), "utf8") }))
    .filter(({ text }) => !text.includes("\0"));
}

/** What the secrets of those whom we use, or might, look like. */
const PATTERNS: Record<string, RegExp> = {
  "a private key": /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/g,
  "an AWS key": /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  "a Google key": /\bAIza[\w-]{35}|"private_key_id": "[0-9a-f]{40}"|\bya29\.[\w-]{20,}/g,
  "a GitHub token": /\bgh[pousr]_[A-Za-z0-9]{36,}|\bgithub_pat_\w{22,}/g,
  "a Slack token": /\bxox[abeoprs]-[\w-]{10,}|hooks\.slack\.com\/services\/T\w+\/B\w+\/\w+/g,
  "a Stripe key": /\b(?:sk|rk)_(?:live|test)_\w{16,}|\bwhsec_\w{16,}/g,
  "a Sentry key": /\bsntry[su]_[\w=+/-]{20,}|https:\/\/[0-9a-f]{32}(?::[0-9a-f]{32})?@[\w.-]+\/\d+/g,
  "an npm token": /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^\s$]/g,
  // Turso's too.
  "a JWT": /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]*/g,
  "a name and password in an address": /\b[a-z]+:\/\/[\w.-]+:[^\s@/"'`${}]{3,}@[\w.-]+/g,
  "an Authorization header": /\bauthorization["']?\s*[:=,]\s*["'`]?(?:Bearer|Basic)\s+[\w.+/=-]{8,}/gi,
  "a secret that is set":
    /\b(?:SESSION_SECRET|AUDIT_KEY|TURSO_AUTH_TOKEN|CLOUDFLARE_API_TOKEN|SENTRY_AUTH_TOKEN)["']?\s*[:=]\s*["']?[^\s"'`,;)]{16,}/g,
};

/** Code that hands a secret on. */
const NO_VALUE = /[:=]\s*(?:process\.|env\.|checked\.|v\.|randomBytes\()/;

const bits = (text: string): number =>
  [...new Set(text)].reduce((sum, each) => {
    const share = (text.split(each).length - 1) / text.length;
    return sum - share * Math.log2(share);
  }, 0);

/** Long text that nobody would write: hex, or base64 of 24 random bytes or more. */
function* random(text: string): Generator<string> {
  for (const [found] of text.matchAll(/[A-Za-z0-9+/_-]{32,}/g)) {
    if (/^[0-9a-f]+$/i.test(found) ? bits(found) > 3 : isMixed(found) && bits(found) > 4) yield found;
  }
}

const isMixed = (text: string): boolean => [/[0-9]/, /[a-z]/, /[A-Z]/].every((kind) => kind.test(text));

/** What may stand there, where, and why. */
const ALLOWED: { readonly path: RegExp; readonly found: RegExp; readonly because: string }[] = [
  {
    path: /^\.github\/workflows\/[a-z]+\.yml$/,
    found: /^[0-9a-f]{40}$/,
    because: "commits that actions are pinned to",
  },
  {
    path: /^package-lock\.json$/,
    found: /./,
    because: "integrity hashes of packages",
  },
  {
    path: /^app\/modules\/accounts\/common-passwords\.server\.ts$/,
    found: /./,
    because: "a filter of the commonest passwords, as base64",
  },
  {
    path: /^scripts\/common-passwords\.mjs$/,
    found: /^Passwords\/Common-Credentials\//,
    because: "the path of that list in SecLists",
  },
  {
    path: /^tests\/(unit\/password|integration\/accounts|arch\/secrets)\.test\.ts$/,
    found: /^hKGWL22WtdGfIbxEPAZ06BS2bWyYKuZIKvypfAlYOWk$|^UFRs7XLBIT3tMBcpOy4dfM9ysWC6y36NIEeNiEjVHg4$/,
    because: "pinned hashes of passwords that stand beside them",
  },
];

/** What looks like a secret in a file: "a JWT at line 3". Never the secret itself, or the log would have it too. */
function secretsIn(path: string, text: string): string[] {
  const line = (index: number) => text.slice(0, index).split("\n").length;
  const known = Object.entries(PATTERNS).flatMap(([name, pattern]) =>
    [...text.matchAll(pattern)]
      .filter(
        ([found]) => name !== "a secret that is set" || !(NO_VALUE.test(found) || /change-me/.test(found)),
      )
      .map(({ index }) => `${path}:${line(index)} has ${name}`),
  );
  const allowed = ALLOWED.filter((each) => each.path.test(path));
  const unknown = [...random(text)]
    .filter((found) => !allowed.some((each) => each.found.test(found)))
    .map((found) => `${path}:${line(text.indexOf(found))} has ${found.length} characters that look random`);
  return [...known, ...unknown];
}

const files = textFiles();

describe("what is in git", () => {
  it("has no secret", () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files.flatMap(({ path, text }) => secretsIn(path, text))).toEqual([]);
  });

  it("has no file of secrets, and could not get one by accident", () => {
    expect(
      files.map(({ path }) => path).filter((path) => /(^|\/)\.(dev\.vars|env)(\.(?!example$)|$)/.test(path)),
    ).toEqual([]);
    expect(git("ls-files", ".dev.vars", ".env")).toBe("");
    for (const name of [".dev.vars", ".env"])
      expect(git("check-ignore", "--no-index", name).trim()).toBe(name);
  });

  it("has an example of settings with placeholders only", () => {
    const example = readFileSync(inRoot(".dev.vars.example"), "utf8");
    const values = [...example.matchAll(/^(?:# ?)?([A-Z][A-Z_]+)\s*=\s*"?([^"\n]*)"?$/gm)];
    expect(values.map(([, name]) => name)).toContain("SESSION_SECRET");
    for (const [, name, value] of values)
      expect(value, name).toMatch(/^$|^…$|^(change-me-?)+$|^[a-z]+:\/\/…$/);
  });

  it("needs every exception that is made", () => {
    const needed = ({ path, found }: (typeof ALLOWED)[number]) =>
      files.some((file) => path.test(file.path) && [...random(file.text)].some((each) => found.test(each)));
    expect(ALLOWED.filter((each) => !needed(each)).map(({ because }) => because)).toEqual([]);
  });
});

// Put together here, so that this file passes its own test.
const hex = (length: number) => "0123456789abcdef".repeat(4).slice(0, length);
const mixed = (length: number) => "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0".repeat(3).slice(0, length);
const PLANTED: Record<string, string> = {
  "a private key": `-----BEGIN OPENSSH ${"PRIVATE"} KEY-----`,
  "an AWS key": `${"AK"}IAIOSFODNN7EXAMPLE`,
  "a Google key": `${"AI"}za${mixed(35)}`,
  "a GitHub token": `${"gh"}p_${mixed(36)}`,
  "a Slack token": `${"xo"}xb-1234567890-abcdef`,
  "a Stripe key": `${"sk"}_live_${mixed(24)}`,
  "a Sentry key": `https://${hex(32)}@o1.ingest.sentry.io/1`,
  "an npm token": `${"np"}m_${mixed(36)}`,
  "a JWT": `${"ey"}JhbGciOiJFZERTQSJ9.${"ey"}JpYXQiOjE3MDAwMDAwMDB9.${mixed(20)}`,
  "a name and password in an address": `https://ada:${"hunter22"}@db.example`,
  "an Authorization header": `Authorization: ${"Bearer"} ${mixed(20)}`,
  "a secret that is set": `SESSION_SECRET${"="}"${mixed(20)}"`,
  "characters that look random": `const key = "${hex(40)}"`,
};

describe("the scan", () => {
  it.each(Object.entries(PLANTED))("finds %s", (name, planted) => {
    expect(secretsIn("app/planted.ts", `// first\n${planted}\n`).join()).toMatch(
      new RegExp(`app/planted.ts:2 has (\\d+ )?${name}`),
    );
  });

  it("finds each kind that it knows", () => {
    expect(Object.keys(PATTERNS).filter((name) => !(name in PLANTED))).toEqual([]);
  });

  it("finds random base64 as well, and lets paths, ids and words be", () => {
    expect(secretsIn("app/planted.ts", `"${mixed(43)}"`)).toHaveLength(1);
    for (const harmless of [
      "change-me-change-me-change-me-change-me",
      `import "${"../folder/".repeat(5)}x";`,
      "0".repeat(64),
    ])
      expect(secretsIn("app/planted.ts", harmless)).toEqual([]);
  });
});
