import { electronicFormatIBAN, friendlyFormatIBAN, ValidationErrorsIBAN, validateIBAN } from "ibantools";
import { err, ok, type Result } from "./result";

export type IbanError = "shape" | "length" | "check-digits";

const compact = (text: string): string => text.replace(/\s/g, "").toUpperCase();

/** National check digits inside an account number are left to the bank: some banks have accounts from before the rule. */
const LEFT_TO_THE_BANK: readonly ValidationErrorsIBAN[] = [
  ValidationErrorsIBAN.WrongAccountBankBranchChecksum,
];

/**
 * Reads an IBAN (ISO 13616) with or without spaces and hyphens. `shape`: its country has no IBAN, or one of other characters (SWIFT's
 * IBAN registry). `length`: a character is missing, or one too many. `check-digits`: one is mistyped (mod 97).
 */
export function parseIban(text: string): Result<string, IbanError> {
  const iban = electronicFormatIBAN(compact(text)) ?? "";
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(iban)) return err("shape");
  const errors = validateIBAN(iban).errorCodes.filter((code) => !LEFT_TO_THE_BANK.includes(code));
  if (errors.length === 0) return ok(iban);
  if (errors.includes(ValidationErrorsIBAN.WrongBBANLength)) return err("length");
  return err(
    errors.includes(ValidationErrorsIBAN.WrongIBANChecksum) && errors.length === 1 ? "check-digits" : "shape",
  );
}

/** An IBAN as it is printed: groups of four. */
export const formatIban = (iban: string): string => friendlyFormatIBAN(iban) ?? iban;

/** Reads a BIC (ISO 9362): bank, country and place in 8 characters, or 11 with the branch. */
export function parseBic(text: string): Result<string, "shape"> {
  const bic = compact(text);
  return /^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/.test(bic) ? ok(bic) : err("shape");
}
