import { describe, expect, it } from "vitest";
import { inEnglish } from "~/i18n/in-english";
import { COMMON_PASSWORDS } from "~/modules/accounts/common-passwords.server";
import { refusedPassword } from "~/modules/accounts/refused-password.server";

const about = {
  email: "ada.lovelace@example.com",
  name: "Ada Lovelace",
  businesses: ["Analytical Engines Ltd", "12 34"],
};
const why = (password: string) => {
  const refused = refusedPassword(password, about);
  return refused && inEnglish(refused);
};

describe("the list of common passwords", () => {
  it("is sorted, without doubles, and small", () => {
    const bytes = Buffer.from(COMMON_PASSWORDS, "base64");
    const prefixes = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32BE(i * 4));
    expect(prefixes).toHaveLength(5000);
    expect(prefixes.every((prefix, i) => i === 0 || prefix > (prefixes[i - 1] ?? 0))).toBe(true);
    expect(COMMON_PASSWORDS.length).toBeLessThan(27_000);
  });
});

describe("a password is refused", () => {
  it.each([
    "1qaz2wsx3edc",
    "Q1W2E3R4T5Y6",
    "administrator",
    "justinbieber",
    "Professional",
    "ghjcnjghjcnj",
    "password1234",
  ])("when it is among the commonest: %s", (password) => expect(why(password)).toContain("tried first"));

  it.each([
    ...[
      "aaaaaaaaaaaa",
      "abcabcabcabc",
      "hahahahahaha!",
      "trustno1trustno1",
      "123456789012",
      "098765432109",
      "ijklmnopqrst",
    ],
    ...[
      "qwertyuiopas",
      "mnbvcxzlkjhgf",
      "Password!2026",
      "2026#password#",
      "LetMeIn-123456",
      "gapless 2026 !",
    ],
  ])("when it is a pattern, or a word with signs around it: %s", (password) =>
    expect(why(password)).toContain("tried first"),
  );

  it.each([
    "ada.lovelace@example.com",
    "ADA.LOVELACE",
    "adalovelace99",
    "analytical engines ltd",
    "AnalyticalEnginesLtd2026!",
  ])("when it is about the person: %s", (password) =>
    expect(why(password)).toContain("Don't use your e-mail address or the name of your business."),
  );

  it.each([
    "correct horse battery",
    "a horse, a battery and a staple",
    "Ada wrote the first program",
    "9f8e7d6c5b4a",
    "日本語のながいことばです",
    "x1234567890123",
  ])("never otherwise: %s", (password) => expect(why(password)).toBe(null));

  it("for no name that has no letters", () => {
    expect(refusedPassword("4711 0815 42", { email: "a@b.example", name: "1", businesses: ["&"] })).toBe(
      null,
    );
  });
});
