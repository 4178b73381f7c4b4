import { below } from "../proofs/support/random";

type Random = () => number;
type Entry = readonly [name: string, value: string];

/** A body that no form of ours sends, and what is wrong with it. */
export interface Malformed {
  readonly what: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const pick = (random: Random, from: readonly string[]): string => from[below(random, from.length)] ?? "";

const URLENCODED = "application/x-www-form-urlencoded";
const BOUNDARY = "----malformed";
const MULTIPART = `multipart/form-data; boundary=${BOUNDARY}`;

const words = (text: string): string[] => text.trim().split(/\s+/);

/** Names that belong to no form, or to none of this kind. */
const NAMES = [
  ...words("__proto__ constructor constructor.prototype.x __proto__.isAdmin toString hasOwnProperty"),
  ...words("lines[0][__proto__] lines[__proto__].x lines[0].constructor lines[-1].unitPrice lines[1e9].x"),
  ...words("lines[999999].description lines[99999999999999999999].x lines[0][0][0][0].x lines[] lines["),
  ...words("a]b a..b .a [0] unknown tenantId tenant_id role[admin] ñame name[] name.first key[0] version.x"),
  ...["", " ", "name\0", "intent[0]", "x".repeat(5_000), "a.".repeat(2_000), "\ud800"],
];

/** Values that some field may take and none may break at. */
const VALUES = [
  ...words(
    "1e400 -1e400 NaN Infinity -0 0x10 9007199254740993 1,000.00 null undefined {} [] true %00 %ff%fe",
  ),
  ...words("2026-02-31 99999-01-01 -271821-04-20 ../../etc/passwd <script>alert(1)</script> S:-190000 S:1e9"),
  ...[
    "",
    " ",
    "\ud800",
    "\udfff\ud800",
    "\ufffe",
    "\u202e",
    "\0",
    "a\0b",
    "[object Object]",
    "1".repeat(400),
  ],
  ...["'; DROP TABLE clients; --", "\r\nSet-Cookie: a=b", "👩‍👩‍👧".repeat(50)],
];

/** What every field refuses, whatever it is for. */
const REFUSED = ["\0", "a\0b", "x".repeat(20_000), `${"9".repeat(3_000)}.${"9".repeat(3_000)}`];

const CONFLICTS = [
  "{",
  "null",
  "[]",
  `{"version":1e400,"intent":null,"mine":{},"theirs":{},"groups":[]}`,
  `{"version":1,"intent":null,"mine":{},"theirs":{"__proto__":"x","unknown":"y"},"groups":[]}`,
  `{"version":1,"intent":"issue","mine":{"a":"b"},"theirs":{"unknown":"y"},"groups":[{"label":"","names":["constructor","a"],"mine":"","theirs":""}]}`,
];

const INTENTS = [
  "{",
  "null",
  "1",
  `{"type":"remove","payload":{"name":"lines","index":1e400}}`,
  `{"type":"insert","payload":{"name":"__proto__"}}`,
  `{"type":"reorder","payload":{"name":"lines","from":0,"to":99999999}}`,
  `{"type":"update","payload":{"name":"lines[0]","value":{"x":1}}}`,
  `{"type":"reset","payload":{"name":"constructor"}}`,
  "[".repeat(20_000),
];

/** Each of these leaves a form that may not be carried out. */
const BREAKERS: Record<string, (random: Random, entries: readonly Entry[]) => readonly Entry[]> = {
  "no key": (_, entries) => entries.filter(([name]) => name !== "key"),
  "a bad key": (random, entries) => [
    ...entries.filter(([name]) => name !== "key"),
    ["key", pick(random, VALUES)],
  ],
  "a field twice": (random, entries) => [...entries, entries[below(random, entries.length)] ?? ["key", ""]],
  "an unknown field": (random, entries) => [...entries, [pick(random, NAMES), pick(random, VALUES)]],
  "a refused value": (random, entries) => {
    const names = entries.map(([name]) => name);
    const broken = names[below(random, names.length)];
    return entries.map(([name, value]) => [name, name === broken ? pick(random, REFUSED) : value]);
  },
  "many fields": (random, entries) => [
    ...entries,
    ...Array.from({ length: 300 }, (_, i): Entry => [`unknown${i}`, pick(random, VALUES)]),
  ],
  "a conflict": (random, entries) => [...entries, ["conflict", pick(random, CONFLICTS)]],
  "an intent": (random, entries) => [...entries, ["__intent__", pick(random, INTENTS)]],
};

/** Bodies that are no form at all, or not the one that they say they are. */
const UNREADABLE: Record<
  string,
  (entries: readonly Entry[], random: Random) => [type: string, body: string]
> = {
  "form as JSON": (entries) => ["application/json", JSON.stringify(Object.fromEntries(entries))],
  "form as text": (entries) => ["text/plain", entries.map((entry) => entry.join("=")).join("\r\n")],
  "form without a type": (entries) => ["", urlencoded(entries)],
  "JSON as a form": (entries) => [URLENCODED, JSON.stringify(Object.fromEntries(entries))],
  "multipart without a boundary": (entries) => ["multipart/form-data", multipart(entries)],
  "multipart with another boundary": (entries) => [`${MULTIPART}x`, multipart(entries)],
  "cut-off multipart": (entries, random) => {
    const whole = multipart(entries);
    return [MULTIPART, whole.slice(0, below(random, whole.length - BOUNDARY.length - 6))];
  },
  "a file in a field": (entries) => [
    MULTIPART,
    multipart(entries, `name="name"; filename="../../x.html"\r\nContent-Type: text/html`),
  ],
  "percent signs that lead nowhere": (entries) => [
    URLENCODED,
    `${urlencoded(entries)}&%=%ZZ&%E0%A4=%C0%80&=&&`,
  ],
  nothing: () => [URLENCODED, ""],
};

/** A form broken at one place at least, and at up to two more; the same numbers give the same. */
export function malformed(random: Random, fields: Readonly<Record<string, string>>): Malformed {
  let entries: readonly Entry[] = Object.entries(fields);
  const whats: string[] = [];
  for (let more = below(random, 3); more > 0; more -= 1) {
    const at = below(random, entries.length);
    const value = random() < 0.1 ? null : pick(random, VALUES);
    whats.push(`${entries[at]?.[0]} = ${value === null ? "missing" : JSON.stringify(value.slice(0, 40))}`);
    entries = entries.flatMap((entry, i) => (i !== at ? [entry] : value === null ? [] : [[entry[0], value]]));
  }
  const [breaker, unreadable] = [Object.keys(BREAKERS), Object.keys(UNREADABLE)];
  const chosen = below(random, breaker.length * 2 + unreadable.length);
  const none = unreadable[chosen - breaker.length * 2];
  const name = none ?? breaker[chosen % breaker.length] ?? "";
  whats.push(name);
  if (!none) entries = BREAKERS[name]?.(random, entries) ?? [];
  const [type, text] =
    (none ? UNREADABLE[none]?.(entries, random) : null) ??
    (random() < 0.3 ? [MULTIPART, multipart(entries)] : [URLENCODED, urlencoded(entries)]);
  const body = new TextEncoder().encode(text);
  return { what: whats.join(", "), headers: type ? { "Content-Type": type } : {}, body };
}

/** Lone surrogates go out as three bytes, as nothing but an attacker's program sends them. */
function urlencoded(entries: readonly Entry[]): string {
  const encoded = (text: string) =>
    text.replaceAll(/[^A-Za-z0-9]/gu, (each) => {
      const code = each.codePointAt(0) ?? 0;
      if (code < 0xd800 || code > 0xdfff) return encodeURIComponent(each).replaceAll(/[!'()*]/g, percent);
      return `%ED%${(0x80 | ((code >> 6) & 0x3f)).toString(16)}%${(0x80 | (code & 0x3f)).toString(16)}`;
    });
  return entries.map((entry) => entry.map(encoded).join("=")).join("&");
}

const percent = (each: string): string => `%${each.charCodeAt(0).toString(16)}`;

function multipart(entries: readonly Entry[], file = ""): string {
  const parts = entries.map(
    ([name, value]) => `name="${name.replaceAll('"', "%22").replaceAll(/[\r\n]/g, "")}"\r\n\r\n${value}`,
  );
  const all = file ? [...parts, `${file}\r\n\r\n<p>`] : parts;
  const begun = all.map((part) => `--${BOUNDARY}\r\nContent-Disposition: form-data; ${part}\r\n`);
  return `${begun.join("")}--${BOUNDARY}--\r\n`;
}
