// Writes app/modules/accounts/common-passwords.server.ts out of a list of passwords, the commonest first, one a line.
// The list is SecLists' Passwords/Common-Credentials/xato-net-10-million-passwords-1000000.txt (MIT).
// Usage: node scripts/common-passwords.mjs LIST
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { inRoot } from "./lib/paths.mjs";
import { say } from "./lib/say.mjs";

const SHORTEST = 12;
const COUNT = 5000;

const [, , list] = process.argv;
if (!list) throw new Error("Usage: node scripts/common-passwords.mjs LIST");

const prefixes = new Set();
for (const line of readFileSync(list, "utf8").split(/\r?\n/)) {
  const password = line.normalize("NFKC").toLowerCase();
  if (password.length < SHORTEST || prefixes.size >= COUNT) continue;
  prefixes.add(createHash("sha256").update(password).digest().readUInt32BE());
}
const sorted = Buffer.from(Uint32Array.from(prefixes).sort().buffer);
sorted.swap32();

writeFileSync(
  inRoot("app/modules/accounts/common-passwords.server.ts"),
  `/**
 * The ${prefixes.size} commonest passwords of ${SHORTEST} characters and more, each as the first 32 bits of SHA-256(NFKC, lower case), sorted, all
 * in one base64 text. Made by scripts/common-passwords.mjs out of SecLists' list of ten million; one other password in
 * ${Math.round(2 ** 32 / prefixes.size / 1000)},000 is mistaken for one of them.
 */
export const COMMON_PASSWORDS =
  "${sorted.toString("base64")}";
`,
);
say(`${prefixes.size} passwords`);
