/**
 * What must not be in a log or at Sentry, by its look. Error messages are other people's text: a library's may quote a row, a header
 * or an address. The order matters: what is found first hides the rest. No part that may begin anywhere is without a bound: a long text
 * would take the square of its length.
 */
const PATTERNS: readonly (readonly [found: RegExp, instead: string])[] = [
  // drizzle: "Failed query: insert … params: Ada,ada@example.com"
  [/(\bparams:)[\s\S]*?(?=\n\s+at |$)/g, "$1 [values]"],
  [/\b(Bearer|Basic|Token)\s+[\w.~+/=-]{6,}/gi, "$1 [secret]"],
  [/\b(cookie|set-cookie|authorization)(["']?\s*[:=]\s*)[^\n]+/gi, "$1$2[secret]"],
  [/\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/@"'<>]{1,500}@/gi, "[secret]@"],
  [
    /\b(\w{0,40}(?:pass(?:word|wd)?|secret|token|api[_-]?key|auth[_-]?key|session|dsn))(["']?\s*(?:[:=]|\bis\b)\s*["']?)(?!undefined|null\b)[^\s"',;&)}]+/gi,
    "$1$2[secret]",
  ],
  [/[\w.!#$%&'*+/=?^`{|}~-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}/g, "[e-mail]"],
  // IBAN: country, two digits, 11 to 30 more, in groups or not.
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g, "[bank]"],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, "[secret]"],
  [/\$scrypt\$\S+/g, "[secret]"],
  // A session token, a hash, a key: 32 characters and more with digits, small and capital letters. Our ids have 26 and no small ones.
  [/(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[a-z])(?=[\w-]*[A-Z])[\w-]{32,}={0,2}(?![\w-])/g, "[secret]"],
  // Cards and account numbers, in groups or not.
  [/\b\d(?:[ -]?\d){11,18}\b/g, "[number]"],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, "[address]"],
  [/(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}(?::?[0-9a-f]{1,4}){1,4}(?![\w:])/gi, "[address]"],
];

/** Shorter ones are words like "EUR", which would blacken half of every message. */
const SHORTEST = 4;

/**
 * The text without what looks like a secret or like personal data, and without any of `known`: the settings that are secret, and what
 * this request's form said. Longer values go first, so that none is left in part.
 */
export function redact(text: string, known: readonly string[] = []): string {
  let clean = text;
  for (const value of [...known].sort((a, b) => b.length - a.length)) {
    if (value.trim().length >= SHORTEST) clean = clean.replaceAll(value, "[typed]");
  }
  for (const [found, instead] of PATTERNS) clean = clean.replace(found, instead);
  return clean;
}
