const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const PRIME = 2_147_483_647;

/** A number from 0 to 2,147,483,646 that looks like chance and is always the same for `x` (SQL, below 2^31). Another salt is other luck. */
export const chance = (x: string, salt: number): string =>
  `((((${x}) * (${x}) + ${7919 * salt + 104_729} * (${x}) + ${1_299_709 * salt}) % ${PRIME}) * ${48_271 + 16_807 * salt} % ${PRIME})`;

/** A row's kind, in its id. */
export type Kind = "T" | "V" | "S" | "C" | "J";

/** SQL of an id in the product's form: milliseconds (SQL), then kind, tenant and number in place of random characters. */
export const idSql = (ms: string, kind: Kind, t: string, n: string): string => {
  const time = Array.from(
    { length: 10 },
    (_, i) => `substr('${ALPHABET}', 1 + ((${ms} >> ${45 - 5 * i}) & 31), 1)`,
  );
  return `${time.join(" || ")} || printf('${kind}%04d%011d', ${t}, ${n})`;
};

/** The same in JavaScript. */
export function idOf(ms: number, kind: Kind, t: number, n: number): string {
  let time = "";
  for (let rest = ms; time.length < 10; rest = Math.floor(rest / 32))
    time = ALPHABET.charAt(rest % 32) + time;
  return `${time}${kind}${String(t).padStart(4, "0")}${String(n).padStart(11, "0")}`;
}

/** A text as SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One of the words of a list by its number (SQL). */
export const oneOf = (words: readonly string[], n: string): string =>
  `(json_array(${words.map(quoted).join(", ")}) ->> (${n}))`;
