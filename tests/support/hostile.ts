type Entry = readonly [name: string, value: string];

/** A body that is made to do harm, and what it does. */
export interface Hostile {
  readonly what: string;
  readonly type: string;
  readonly body: string;
}

const FORM = "application/x-www-form-urlencoded";

const times = (count: number, entry: (i: number) => Entry): Entry[] =>
  Array.from({ length: count }, (_, i) => entry(i));

const INSERT_A = '{"type":"insert","payload":{"name":"a"}}';

/** What is added to a form that would otherwise be carried out. `at`: which variant, so that two thousand bodies are not thirty. */
const ADDED: Readonly<Record<string, (at: number) => readonly Entry[]>> = {
  "a hundred far indexes": (at) => times(100, (i) => [`a${i}[${999_999 - at}].b`, "x"]),
  "one far index": (at) => [[`a[${900_000 + at}].b`, "x"]],
  "a far row": (at) => [[`lines[${10 ** (3 + (at % 3))}].quantity`, "x"]],
  "a sparse list": (at) => [[`lines[${2 + (at % 197)}].quantity`, "1"]],
  "a list as a text": () => [["lines", "x"]],
  "a list as an object": () => [["lines.quantity", "x"]],
  "a list as both": () => [
    ["lines", "x"],
    ["lines.quantity", "x"],
    ["lines[0].quantity", "x"],
  ],
  "an unknown list and its button": () => [
    ["a.b", "x"],
    ["__intent__", INSERT_A],
  ],
  "a button for an unknown list": (at) => [["__intent__", INSERT_A.replace('"a"', `"a${at}"`)]],
  "a button far away": () => [["__intent__", '{"type":"remove","payload":{"name":"lines","index":999999}}']],
  "a button with strange values": () => [
    ["__intent__", '{"type":"insert","payload":{"name":"lines","defaultValue":{"__proto__":"x","a":"b"}}}'],
  ],
  "a deep button": (at) => [["__intent__", "[".repeat(20_000 + at)]],
  "the state of another form": () => [["__state__", '{"validated":{"a":true}}']],
  "the prototype": () => [
    ["__proto__", "x"],
    ["__proto__.a", "x"],
    ["__proto__[0].a", "x"],
  ],
  "the constructor": () => [
    ["constructor", "x"],
    ["constructor.prototype.a", "x"],
    ["a.constructor", "x"],
  ],
  "what every object has": () => [
    ["toString", "x"],
    ["valueOf", "x"],
    ["lines[0].hasOwnProperty", "x"],
  ],
  "a deep name": (at) => [[`a${".a".repeat(10_000 + at)}`, "x"]],
  "a deep list": (at) => [[`a${"[0]".repeat(10_000 + at)}`, "x"]],
  "a wide name": (at) => [["a".repeat(100_000 + at), "x"]],
  "ten thousand fields": (at) => times(10_000, (i) => [`u${at}_${i}`, "x"]),
  "ten thousand times a field": () => times(10_000, () => ["name", "x"]),
  "a hundred thousand nothings": () => times(100_000, () => ["", ""]),
  "a long text": (at) => [["name", "x".repeat(200_000 + at)]],
  "long unseen characters": () => [["name", "\u200b".repeat(20_000)]],
  "a conflict of nobody": () => [
    ["conflict", '{"version":1,"intent":null,"mine":{"a":"b"},"theirs":{},"groups":[]}'],
  ],
  "a deep conflict": (at) => [["conflict", `{"version":1,"intent":null,"mine":${"[".repeat(60_000 + at)}`]],
  "a wide conflict": () => [["conflict", `[${"0,".repeat(50_000)}0]`]],
  "choices without a conflict": () => times(500, (i) => [`use[${i}]`, "mine"]),
};

const encoded = (entries: readonly Entry[]): string =>
  entries
    .map(([name, value]) => (name || value ? `${encodeURIComponent(name)}=${encodeURIComponent(value)}` : ""))
    .join("&");

const multipart = (entries: readonly Entry[]): string =>
  `${entries.map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--b--\r\n`;

/** The same in another wrapping. */
const WRAPPED: Readonly<
  Record<string, (entries: readonly Entry[]) => readonly [type: string, body: string]>
> = {
  "as parts": (entries) => ["multipart/form-data; boundary=b", multipart(entries)],
  "as JSON": (entries) => ["application/json", JSON.stringify(Object.fromEntries(entries))],
  "as text": (entries) => ["text/plain", encoded(entries)],
  "without a type": (entries) => ["", encoded(entries)],
};

const kinds = [...Object.keys(ADDED), ...Object.keys(WRAPPED)];

/** How many kinds there are: so many bodies have each once. */
export const HOSTILE_KINDS = kinds.length;

/** The hostile body of this place: a form as it would be carried out, with what is added to it, or wrapped as no page sends it. */
export function hostile(at: number, fields: Readonly<Record<string, string>>): Hostile {
  const what = kinds[at % kinds.length] ?? "";
  const honest = Object.entries(fields);
  const wrapped = WRAPPED[what]?.(honest);
  if (wrapped) return { what, type: wrapped[0], body: wrapped[1] };
  const added = ADDED[what]?.(at) ?? [];
  return { what, type: FORM, body: encoded([...honest, ...added]) };
}

/** The form with one thing missing, as a person may send it: what a refusal costs. */
export function honestMistake(fields: Readonly<Record<string, string>>): Hostile {
  const { key: _, ...rest } = fields;
  return { what: "an honest mistake", type: FORM, body: encoded(Object.entries(rest)) };
}
