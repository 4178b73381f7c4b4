import { describe, expect, it, vi } from "vitest";
import { en } from "~/i18n/en";
import { inEnglish } from "~/i18n/in-english";
import { negotiate } from "~/i18n/languages";
import { languageInBrowser } from "~/i18n/load-catalogue";
import { message, readMessage } from "~/i18n/message";
import { pseudo } from "~/i18n/pseudo";
import { piecesIn, type Texts, translateBy, translationOf } from "~/i18n/translate";

const t = translateBy(piecesIn("en", en));

/** Every text with its key; forms have one for each. */
function* textsOf(texts: Texts, path = ""): Generator<readonly [key: string, text: string]> {
  for (const [name, text] of Object.entries(texts)) {
    const key = path ? `${path}.${name}` : name;
    if (typeof text === "string") yield [key, text];
    else yield* textsOf(text as Texts, key);
  }
}

const open = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name).sort();

describe("a text", () => {
  it("has what it leaves open filled in, as often as it does", () => {
    expect(t("accounts.members.give", { name: "Ada {role}", role: "Owner" })).toBe(
      "Give Ada {role} the role Owner?",
    );
  });

  it("is chosen by its number, which is written as the language writes it", () => {
    const said = [1, 2, 12_345].map((count) => t("accounts.limits.passwordsSeconds", { count }));
    expect(said.map((text) => text.slice(40, -17))).toEqual(["1 second", "2 seconds", "12,345 seconds"]);
  });

  it("has the forms of a language that English does not have", () => {
    const many = {
      one: "{count} faktura",
      few: "{count} faktury",
      many: "{count} faktur",
      other: "{count} faktury",
    };
    const polish = piecesIn("pl", { invoices: many });
    const said = [1, 2, 5, 12_345].map((count) => polish("invoices", { count })?.join(""));
    expect(said).toEqual(["1 faktura", "2 faktury", "5 faktur", "12\u00A0345 faktur"]);
  });

  it("keeps what is no text as it is, for links within a sentence", () => {
    const link = { to: "/" };
    expect(piecesIn("en", en)("accounts.leave.first", { members: link, erase: "x" })?.[1]).toBe(link);
  });

  it("that is not there is none, whatever its name", () => {
    const pieces = piecesIn("en", en);
    for (const key of ["", "accounts", "accounts.no", "toString", "accounts.__proto__", "forms.tooLong.most"])
      expect(pieces(key), key).toBeUndefined();
  });

  it("is neither empty nor led or followed by a space: no sentence is glued together", () => {
    const wrong = [...textsOf(en)].filter(([, text]) => text.trim() !== text || text === "");
    expect(wrong).toEqual([]);
  });
});

describe("the compiler", () => {
  // tsc fails where one of these lines is no error.
  it("refuses a key that is not there, and parameters that are missing, misspelt or too many", () => {
    // @ts-expect-error: there is no such key
    t("accounts.logIn.titel");
    // @ts-expect-error: a group is no text
    t("accounts.logIn");
    // @ts-expect-error: a parameter is missing
    t("accounts.members.roleOf");
    // @ts-expect-error: one of two is missing
    t("accounts.members.give", { name: "Ada" });
    // @ts-expect-error: a parameter is misspelt
    t("accounts.members.roleOf", { nam: "Ada" });
    // @ts-expect-error: the text leaves nothing open
    t("accounts.logIn.title", { name: "Ada" });
    // @ts-expect-error: the number of a text with forms is a number
    t("accounts.limits.passwordsSeconds", { count: "1" });
    // @ts-expect-error: the same for a message
    message("forms.tooLong");
    expect(t("accounts.logIn.title")).toBe("Log in");
  });

  it("refuses a translation that lacks a text, or leaves something else open", () => {
    const { errors: _, ...rest } = en;
    // @ts-expect-error: a whole area is missing
    translationOf(rest);
    // @ts-expect-error: the parameter has another name
    translationOf({ ...en, forms: { ...en.forms, tooLong: "Höchstens {max} Zeichen." } });
    // @ts-expect-error: the parameter is missing
    translationOf({ ...en, forms: { ...en.forms, tooLong: "Zu lang." } });
    expect(
      translationOf({ ...en, forms: { ...en.forms, tooLong: "Höchstens {most} Zeichen." } }),
    ).toBeDefined();
  });
});

describe("a message", () => {
  it("travels as a string and is said later", () => {
    const text = message("forms.tooLong", { most: 12_000 });
    expect(readMessage(text)).toEqual(["forms.tooLong", { most: 12_000 }]);
    expect(inEnglish(text)).toBe("Use at most 12,000 characters.");
  });

  it("is nothing else that looks a bit like one", () => {
    const others = ["", "plain", "[]", '["', '["a b"]', '["a.b"', '["a.b"] and more', "[1]", '{"a":1}'];
    expect(others.map(readMessage)).toEqual(others.map(() => null));
  });
});

describe("the language of an answer", () => {
  it.each([
    [null, null, "en"],
    [null, "", "en"],
    [null, "de-DE,de;q=0.9,fr", "en"],
    [null, "de;q=0.9, en-XA;q=0.1", "en-XA"],
    [null, "en-GB;q=0.9, en-XA", "en-XA"],
    [null, "EN-xa", "en-XA"],
    [null, "en-XA-x-more", "en-XA"],
    [null, "en-XA;q=0, en;q=0.1", "en"],
    [null, "en-XA;q=nonsense", "en"],
    [null, "*", "en"],
    ["en", "en-XA", "en"],
    ["en-XA", "en", "en-XA"],
    ["tlh", "en-XA", "en-XA"],
    [null, `${"x,".repeat(10_000)}en-XA`, "en"],
  ])("of an account with %j, asked for %j, is %s", (account, accept, expected) => {
    expect(negotiate(account, accept, { pseudo: true })).toBe(expected);
  });

  it("is no pseudo-language where people work", () => {
    expect(negotiate("en-XA", "en-XA")).toBe("en");
  });
});

describe("the pseudo-language", () => {
  const accented = new Map(textsOf(pseudo(en)));

  it("has every text, with the same things left open", () => {
    for (const [key, text] of textsOf(en)) expect(open(accented.get(key) ?? ""), key).toEqual(open(text));
  });

  it("has no letter from A to Z", () => {
    const plain = [...accented].filter(([, text]) => /[A-Za-z]/.test(text.replaceAll(/\{\w+\}/g, "")));
    expect(plain).toEqual([]);
  });
});

describe("the texts of a page in the browser", () => {
  it("come area by area; who asked for one too early is told when it is there", async () => {
    const { piecesOf, load, loadAll, subscribe } = languageInBrowser("en");
    await load(["components", "nothing"]);
    expect(piecesOf("components.cancel")).toEqual(["Cancel"]);
    expect(piecesOf("forms.email")).toEqual([]);
    const told = new Promise<void>((resolve) => subscribe(resolve));
    await told;
    expect(piecesOf("forms.email")).toEqual([en.forms.email]);
    const listener = vi.fn();
    const end = subscribe(listener);
    await loadAll();
    expect(listener).not.toHaveBeenCalled();
    end();
    for (const [key, text] of textsOf(en))
      if (!/\.(one|other)$/.test(key))
        expect(piecesOf(key)?.join(""), key).toBe(text.replaceAll(/\{\w+\}/g, ""));
  });

  it("are told also to whoever subscribes after they came", async () => {
    const { piecesOf, load, subscribe } = languageInBrowser("en-XA");
    expect(piecesOf("components.next")).toEqual([]);
    await load(["components"]);
    const listener = vi.fn();
    subscribe(listener);
    expect(listener).toHaveBeenCalledOnce();
    expect(piecesOf("components.next")).toEqual(["⟦Ńėẋţ⟧"]);
  });
});
