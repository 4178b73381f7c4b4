import { describe, expect, it } from "vitest";
import { DUMMY_HASH, hashPassword, verifyPassword } from "~/modules/accounts/password.server";

const SALT = Buffer.from(Array.from({ length: 16 }, (_, i) => i));

// Both made with Python's hashlib.scrypt.
const PINNED = "$scrypt$ln=14,r=8,p=5$AAECAwQFBgcICQoLDA0ODw$UFRs7XLBIT3tMBcpOy4dfM9ysWC6y36NIEeNiEjVHg4";
const WEAKER = "$scrypt$ln=10,r=8,p=1$AAECAwQFBgcICQoLDA0ODw$hKGWL22WtdGfIbxEPAZ06BS2bWyYKuZIKvypfAlYOWk";

describe("a password's hash", () => {
  it("is scrypt with ln=14, r=8, p=5, as another implementation computes it", async () => {
    expect(await hashPassword("Ünïcode pässphrase 日本", SALT)).toBe(PINNED);
    expect(await verifyPassword("Ünïcode pässphrase 日本", PINNED)).toEqual({ valid: true, outdated: false });
  });

  it("differs each time, for its salt does", async () => {
    const [one, two] = await Promise.all([
      hashPassword("the same password"),
      hashPassword("the same password"),
    ]);
    expect(one).not.toBe(two);
  });

  it("tells apart two long passwords beyond ASCII that differ only in the last character", async () => {
    const long = "ü".repeat(127);
    const stored = await hashPassword(`${long}ä`);
    expect((await verifyPassword(`${long}ä`, stored)).valid).toBe(true);
    expect((await verifyPassword(`${long}ö`, stored)).valid).toBe(false);
  });

  it("is the same however a keyboard composes its letters", async () => {
    const stored = await hashPassword("caf\u00e9 au lait noir");
    expect((await verifyPassword("cafe\u0301 au lait noir", stored)).valid).toBe(true);
  });

  it("is verified with its own parameters, and outdated when ours are stronger", async () => {
    expect(await verifyPassword("correct horse battery", WEAKER)).toEqual({ valid: true, outdated: true });
    expect(await verifyPassword("a wrong horse battery", WEAKER)).toEqual({ valid: false, outdated: false });
  });

  it("in another format lets nobody in", async () => {
    for (const stored of ["", "$argon2id$x", PINNED.slice(0, -1), `${PINNED}A`, `x${PINNED}`]) {
      expect(await verifyPassword("Ünïcode pässphrase 日本", stored)).toEqual({
        valid: false,
        outdated: false,
      });
    }
  });

  it("for an unknown address has today's parameters, so that it costs as much", async () => {
    expect(DUMMY_HASH.split("$").slice(0, 3)).toEqual(PINNED.split("$").slice(0, 3));
    expect(DUMMY_HASH).toHaveLength(PINNED.length);
    expect(await verifyPassword("anything at all", DUMMY_HASH)).toEqual({ valid: false, outdated: false });
  });
});
