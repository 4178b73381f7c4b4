import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { inEnglish } from "~/i18n/in-english";
import {
  checkbox,
  civilDate,
  email,
  idField,
  oneOf,
  optionalEmail,
  optionalOneOf,
  optionalText,
  optionalWholeNumber,
  text,
  versionField,
  wholeNumber,
} from "~/shared/fields";

const LONE = "a\ud800b";

/** What the schema makes of a control, or its first message. */
const read = (schema: v.GenericSchema, value: unknown): unknown => {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : `! ${inEnglish(result.issues[0].message)}`;
};

describe("a text", () => {
  const name = text(5, "Enter it.");

  it("is trimmed and has a limit that counts after that", () => {
    expect(read(name, "  abcde \n")).toBe("abcde");
    expect(read(name, "abcdef")).toBe("! Use at most 5 characters.");
  });

  it("must be there, and spaces are nothing", () => {
    for (const empty of [undefined, "", " \t\n"]) expect(read(name, empty)).toBe("! Enter it.");
  });

  it("refuses what no database stores", () => {
    for (const bad of [LONE, "a\0b"]) {
      expect(read(name, bad)).toBe("! This has characters that can't be stored.");
      expect(read(optionalText(5), bad)).toBe("! This has characters that can't be stored.");
      expect(read(optionalEmail(50), `${bad}@example.com`)).toMatch(/^!/);
    }
  });

  it("counts as a browser does: an emoji is two", () => {
    expect(read(text(4, "x"), "😀😀")).toBe("😀😀");
    expect(read(text(3, "x"), "😀😀")).toBe("! Use at most 3 characters.");
  });

  it("counts and keeps a line break as one character, though browsers send two", () => {
    expect(read(text(5, "x", "lines"), "ab\r\ncd")).toBe("ab\ncd");
    expect(read(optionalText(5, "lines"), "ab\r\ncd")).toBe("ab\ncd");
  });

  it("has one line unless it may have more", () => {
    for (const schema of [text(9, "x"), optionalText(9)])
      expect(read(schema, "ab\r\ncd")).toBe("! Behind “ab” there is a line break. Write this on one line.");
  });

  it("counts after what nobody sees is gone", () => {
    expect(read(text(3, "x"), "a\u200bb\u00adc\ufeff")).toBe("abc");
    expect(read(text(1, "x"), "e\u0301")).toBe("é");
    expect(read(text(5, "Enter it."), "\u200b\u0301")).toBe("! Enter it.");
  });

  it("left empty is null where it may be", () => {
    for (const empty of [undefined, "", "  "]) expect(read(optionalText(5), empty)).toBeNull();
    expect(read(optionalText(5), " a ")).toBe("a");
    expect(read(optionalText(5), "abcdef")).toBe("! Use at most 5 characters.");
  });
});

describe("an e-mail address", () => {
  it.each([
    "job@gapless.invalid",
    "A@B.INVALID",
    "a@invalid",
    "a@b.invalid.",
    "a@b.invalid ..",
    "a@b\uFF0Einvalid",
    "a@b\u3002invalid",
    "a@b\uFF61invalid",
    "a@b.\uFF49\uFF4Evalid",
    "a@b.in\u00ADvalid",
    "a@b.in\u200Bvalid",
    "a@b.\u{1D422}nvalid",
  ])("below .invalid is refused however it is spelt: %j", (address) => {
    const words = "! Addresses that end in .invalid reach nobody. Enter one that does.";
    expect(read(email(254), address)).toBe(words);
    expect(read(optionalEmail(254), address)).toBe(words);
  });

  it.each(["invalid@b.example", "a@invalid.example", "a@notinvalid.example", "a@b.notinvalid"])(
    "that only has the word in it is taken: %s",
    (address) => {
      expect(read(email(254), address)).toBe(address);
    },
  );

  it("is trimmed and has the shape of one", () => {
    expect(read(email(254), " ada@example.com ")).toBe("ada@example.com");
    for (const wrong of [
      "",
      "ada",
      "ada@",
      "@example.com",
      "a b@example.com",
      "ada@example.com, eve@example.com",
    ]) {
      expect(read(email(254), wrong), wrong).toBe("! Enter an e-mail address such as name@example.com.");
    }
    expect(read(email(10), "ada@example.com")).toBe("! Use at most 10 characters.");
  });

  it("left empty is null where it may be", () => {
    expect(read(optionalEmail(254), " ")).toBeNull();
    expect(read(optionalEmail(254), "ada@example.com")).toBe("ada@example.com");
    expect(read(optionalEmail(254), "ada")).toMatch(/^! Enter an e-mail/);
  });
});

describe("a choice", () => {
  const isColour = (value: string) => value === "red" || value === "blue";

  it("is one of the list", () => {
    expect(read(oneOf(isColour, "Choose."), "red")).toBe("red");
    for (const wrong of [undefined, "", "green", "RED"])
      expect(read(oneOf(isColour, "Choose."), wrong)).toBe("! Choose.");
  });

  it("left empty is null where it may be", () => {
    expect(read(optionalOneOf(isColour, "Choose."), undefined)).toBeNull();
    expect(read(optionalOneOf(isColour, "Choose."), "blue")).toBe("blue");
    expect(read(optionalOneOf(isColour, "Choose."), "green")).toBe("! Choose.");
  });

  it("of a row is an id", () => {
    expect(read(idField("Choose."), "01M82Z705TCK0BZ73GV4X4V1KC")).toBe("01M82Z705TCK0BZ73GV4X4V1KC");
    expect(read(idField("Choose."), "1 OR 1=1")).toBe("! Choose.");
  });
});

describe("a date", () => {
  it("is a day that exists", () => {
    expect(read(civilDate("Enter a date."), "2028-02-29")).toBe("2028-02-29");
    for (const wrong of ["2026-02-29", "29.02.2028", "2028-2-29", "2028-02-29T00:00"]) {
      expect(read(civilDate("Enter a date."), wrong), wrong).toBe("! Enter a date such as 2026-01-31.");
    }
    for (const empty of [undefined, ""])
      expect(read(civilDate("Enter a date."), empty)).toBe("! Enter a date.");
  });
});

describe("a whole number", () => {
  const days = wholeNumber(0, 365, "0 to 365.");

  it("is typed in digits and lies within its bounds", () => {
    expect(read(days, " 30 ")).toBe(30);
    expect(read(days, "0")).toBe(0);
    expect(read(days, "365")).toBe(365);
    for (const wrong of [undefined, "", "366", "-1", "1.0", "1e2", "0x10", "٣", "9999999999"]) {
      expect(read(days, wrong), String(wrong)).toBe("! 0 to 365.");
    }
  });

  it("left empty is null where it may be", () => {
    expect(read(optionalWholeNumber(0, 365, "0 to 365."), "")).toBeNull();
    expect(read(optionalWholeNumber(0, 365, "0 to 365."), "14")).toBe(14);
    for (const wrong of ["366", "a", "1 2"])
      expect(read(optionalWholeNumber(0, 365, "0 to 365."), wrong)).toBe("! 0 to 365.");
  });

  it("is a version from 1 on", () => {
    expect(read(versionField, "1")).toBe(1);
    expect(read(versionField, "0")).toMatch(/^!/);
  });
});

describe("a checkbox", () => {
  it("is ticked, or not sent at all", () => {
    expect(read(checkbox, "on")).toBe(true);
    expect(read(checkbox, undefined)).toBe(false);
    expect(read(checkbox, "yes")).toMatch(/^!/);
  });
});
