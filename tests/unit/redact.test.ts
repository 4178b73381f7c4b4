import { describe, expect, it } from "vitest";
import { redact } from "~/http/monitoring/redact";

const token = "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0".repeat(2).slice(0, 43);

/** What must not be read in a log or at Sentry, in sentences as libraries make them. */
const SECRETS: [what: string, text: string, secret: string][] = [
  ["an e-mail address", 'no row for "ada.lovelace+x@mail.example.com"', "ada.lovelace"],
  ["an encoded e-mail address", "GET /clients?search=ada%40example.com", "ada%40example.com"],
  ["a bearer token", `fetch failed: Authorization: Bearer ${token}`, token],
  ["a cookie", `header Cookie: __Host-session=${token}; theme=dark`, "dark"],
  ["a password in words", "login failed, password is hunter2", "hunter2"],
  ["a password in JSON", '{"password":"correct horse"}', "correct"],
  ["a token in an address", "https://db.example/?authToken=abc123xyz", "abc123xyz"],
  ["a password in an address", `libsql://ada:${"hunter2"}@db.example`, "hunter2"],
  ["a session token by its look", `unknown ${token}`, token],
  ["a JWT", `${"ey"}JhbGciOiJFZERTQSJ9.${"ey"}JpYXQiOjE3MDAwMDAwMDB9.c2lnbmF0dXJl`, "JpYXQiOjE3"],
  ["a password's hash", "stored $scrypt$ln=14,r=8,p=5$c2FsdA$aGFzaA", "c2FsdA"],
  ["an IBAN", "bad checksum: DE89370400440532013000", "370400440532013000"],
  ["an IBAN in groups", "bad checksum: GB82 WEST 1234 5698 7654 32", "5698"],
  ["a card's number", "declined 4111 1111 1111 1111", "1111"],
  ["an IP address", "refused 203.0.113.77:443", "203.0.113.77"],
  ["an IPv6 address", "refused 2001:db8:0:1::17", "2001:db8"],
  ["the values of a query", 'Failed query: insert into "clients"\nparams: Ada Ltd,ada,7', "Ada Ltd"],
];

describe("a text for the log", () => {
  it.each(SECRETS)("has no %s", (_what, text, secret) => {
    expect(text).toContain(secret);
    expect(redact(text)).not.toContain(secret);
  });

  it("has nothing that the form said, and no secret setting", () => {
    const typed = ["Umbrella Holding", "Umbrella", "EUR", ""];
    expect(redact("client Umbrella Holding has EUR", typed)).toBe("client [typed] has EUR");
  });

  it("can still be read: ids, routes, places in files and SQL stay", () => {
    for (const text of [
      "TypeError: Cannot read properties of undefined (reading 'email')",
      "    at loader (file:///entry.worker.js:1234:56)",
      "    at readSessionToken (app/modules/accounts/session-token.server.ts:12:3)",
      "SQLITE_ERROR: no such column: clients.colour",
      "UNIQUE constraint failed: invoices.tenant_id, invoices.number",
      "routes/o.$tenant.invoices._index 01KB2N7Y6ZQ8R4T5V6W7X8Y9Z0",
      "9f86d081884c7d65",
      "took 5000 ms, 12 round trips at 2026-11-23T03:27:09.000Z",
    ])
      expect(redact(text)).toBe(text);
  });

  it("keeps the stack behind a query's values", () => {
    const text = "Failed query: select 1\nparams: ada,secret\n    at run (db/client.server.ts:1:2)";
    expect(redact(text)).toBe(
      "Failed query: select 1\nparams: [values]\n    at run (db/client.server.ts:1:2)",
    );
  });

  it("takes a time that grows with its length, not with the square of it", () => {
    // Processor time, since the machine may be busy: some tenths of a second; with the square it is half a minute.
    const before = process.cpuUsage();
    for (const each of ["a", "1", "a@", "x=", "A1 ", "ab:", "password "]) redact(each.repeat(80_000));
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(12);
  });
});
