import { createHash } from "node:crypto";
import { message } from "~/i18n/message";
import { COMMON_PASSWORDS } from "./common-passwords.server";

/** What people who know the person would try first. */
export interface About {
  readonly email: string;
  readonly name: string;
  /** Names of their businesses. */
  readonly businesses: readonly string[];
}

const COMMON = message("accounts.password.common");
const PERSONAL = message("accounts.password.personal");
const NAME = message("accounts.password.yourName");

/** Words that no digits or signs around them make a password of; the last two are about this program. */
const WORDS = new Set([
  ...["password", "passwort", "passphrase", "motdepasse", "contrasena", "contraseña", "letmein", "welcome"],
  ...["iloveyou", "qwerty", "qwertz", "azerty", "administrator", "admin", "changeme", "default", "secret"],
  ...["gapless", "invoices"],
]);

const RUNS = [
  "012345678901234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
].flatMap((run) => [run, [...run].reverse().join("")]);

const folded = (text: string): string => text.normalize("NFKC").toLowerCase();
/** Letters and digits only, without the digits that people put before and after. */
const core = (text: string): string =>
  folded(text)
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/^\p{N}+|\p{N}+$/gu, "");

/** Whether it is among the commonest, by a binary search in the sorted prefixes. */
function isCommon(password: string): boolean {
  const wanted = createHash("sha256").update(password).digest().readUInt32BE();
  const prefixes = Buffer.from(COMMON_PASSWORDS, "base64");
  let [low, high] = [0, prefixes.length / 4];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (prefixes.readUInt32BE(middle * 4) < wanted) low = middle + 1;
    else high = middle;
  }
  return low * 4 < prefixes.length && prefixes.readUInt32BE(low * 4) === wanted;
}

/** "abcabcabcabc", "passwordpassword", "123456789012", "qwertyuiopas": long, and said in a few characters. */
const isPattern = (password: string): boolean =>
  /^(.{1,4})\1+.{0,3}$/u.test(password) ||
  /^(.+)\1$/u.test(password) ||
  RUNS.some((run) => run.includes(password));

/** Why the password is no good, as a message for its field; null when it is fine (security.md 2). */
export function refusedPassword(password: string, about: About): string | null {
  const said = folded(password);
  if (isCommon(said) || isPattern(said) || WORDS.has(core(said))) return COMMON;
  const [local = ""] = about.email.split("@");
  const own = core(said);
  const is = (text: string) =>
    folded(text).trim() === said.trim() || (core(text) !== "" && core(text) === own);
  if ([about.email, local, ...about.businesses].some(is)) return PERSONAL;
  return is(about.name) ? NAME : null;
}
