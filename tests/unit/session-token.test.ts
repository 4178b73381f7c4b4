import { describe, expect, it } from "vitest";
import {
  clearedSessionCookie,
  hashToken,
  newSessionToken,
  readSessionToken,
  SESSION_COOKIE,
  sessionCookie,
  sessionTokenFrom,
} from "~/modules/accounts/session-token.server";

const SECRET = "x".repeat(32);
const USER = "01M82Z705TCK0BZ73GV4X4V1KC";

describe("a session token", () => {
  it("says whose it is, and the database gets its hash only", () => {
    const token = newSessionToken(USER, SECRET);
    expect(readSessionToken(token, SECRET)).toEqual({ userId: USER, tokenHash: hashToken(token) });
    expect(hashToken(token)).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(token).not.toContain(hashToken(token));
  });

  it("is new every time", () => {
    const tokens = new Set(Array.from({ length: 100 }, () => newSessionToken(USER, SECRET)));
    expect(tokens.size).toBe(100);
  });

  it("that was not signed here is nobody's", () => {
    const [user = "", random = "", signature = ""] = newSessionToken(USER, SECRET).split(".");
    const other = newSessionToken("01M82Z705TCK0BZ73GV4X4V1KD", SECRET).split(".");
    const made = [
      null,
      "",
      `${user}.${random}`,
      `${user}.${random}.${"A".repeat(43)}`,
      `${other[0]}.${random}.${signature}`,
      `${user}.${other[1]}.${signature}`,
      `${user}.${random}.${signature}.`,
      ` ${user}.${random}.${signature}`,
      `${user.toLowerCase()}.${random}.${signature}`,
    ];
    for (const token of made) expect(readSessionToken(token, SECRET), String(token)).toBeNull();
    expect(readSessionToken(newSessionToken(USER, SECRET), "y".repeat(32))).toBeNull();
  });
});

describe("a signature", () => {
  it("has one spelling: no other last character will do, not even one that decodes to the same bytes", () => {
    const token = newSessionToken(USER, SECRET);
    const alphabet = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code)).filter((character) =>
      /[\w-]/.test(character),
    );
    expect(alphabet).toHaveLength(64);
    const read = alphabet.filter((last) => readSessionToken(`${token.slice(0, -1)}${last}`, SECRET));
    expect(read).toEqual([token.at(-1)]);
  });
});

describe("the session cookie", () => {
  it("belongs to this host and path alone, and no script reads it", () => {
    expect(sessionCookie("token")).toBe("__Host-session=token; Path=/; Secure; HttpOnly; SameSite=Lax");
  });

  it("lasts beyond the browser only with an age", () => {
    expect(sessionCookie("token", 60)).toBe(
      "__Host-session=token; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60",
    );
    expect(clearedSessionCookie()).toBe("__Host-session=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0");
  });

  it("is found among others by its whole name", () => {
    expect(sessionTokenFrom(`a=1; ${SESSION_COOKIE}=token; b=2`)).toBe("token");
    expect(sessionTokenFrom(`x${SESSION_COOKIE}=1; session=2`)).toBeNull();
    expect(sessionTokenFrom(`${SESSION_COOKIE}=`)).toBeNull();
    expect(sessionTokenFrom("")).toBeNull();
    expect(sessionTokenFrom(null)).toBeNull();
  });
});
