import { err, ok, type Result } from "./result";

export type IbanError = "shape" | "check-digits";

const compact = (text: string): string => text.replace(/\s/g, "").toUpperCase();

/** Reads an IBAN (ISO 13616) with or without spaces: country, two check digits that must fit (mod 97), up to 34 characters in all. */
export function parseIban(text: string): Result<string, IbanError> {
  const iban = compact(text);
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return err("shape");
  const digits = [...iban.slice(4), ...iban.slice(0, 4)]
    .map((character) => Number.parseInt(character, 36))
    .join("");
  const rest = [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
  return rest === 1 ? ok(iban) : err("check-digits");
}

/** An IBAN as it is printed: groups of four. */
export function formatIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}

/** Reads a BIC (ISO 9362): bank, country and place in 8 characters, or 11 with the branch. */
export function parseBic(text: string): Result<string, "shape"> {
  const bic = compact(text);
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic) ? ok(bic) : err("shape");
}
