import { describe, expect, it } from "vitest";
import { addressKey, clientAddress, countedAddress } from "~/http/pipeline/client-address";
import type { Env } from "~/http/pipeline/env";
import { limitAddress, limitRequest, loginLimit, type Verdict } from "~/http/pipeline/rate-limit";
import { countingLimiter } from "../support/counting-limiter";

const rateLimit = async (
  given: Env,
  incoming: Request,
  who: Parameters<typeof limitRequest>[2],
  route = "routes/_index",
): Promise<Verdict> => (await limitRequest(given, incoming, who, route)).verdict;

const request = (headers: Record<string, string> = {}) => new Request("https://gapless.test/", { headers });
const session = { userId: "01M82Z705TCK0BZ73GV4X4V1KC", tokenHash: "x" };
const env = (given: Partial<Env>): Env => ({
  TURSO_DATABASE_URL: "https://x",
  SESSION_SECRET: "x",
  ...given,
});

function limiter(success = true) {
  const keys: string[] = [];
  const limit = async ({ key }: { key: string }) => {
    keys.push(key);
    return { success };
  };
  return { keys, limit };
}

describe("an address counts", () => {
  it("as itself in IPv4", () => {
    expect(addressKey("203.0.113.7")).toBe("203.0.113.7");
  });

  it("as its /64 in IPv6, however it is written", () => {
    const same = [
      "2001:db8:0:1::",
      "2001:db8:0:1::ffff",
      "2001:0db8:0000:0001:aaaa:bbbb:cccc:dddd",
      "2001:DB8:0:1:1:2:3:4",
    ];
    expect(new Set(same.map(addressKey))).toEqual(new Set(["2001:db8:0:1::/64"]));
    expect(addressKey("2001:db8::1")).toBe("2001:db8:0:0::/64");
    expect(addressKey("::1")).toBe("0:0:0:0::/64");
    expect(addressKey("2001:db8:0:2::1")).not.toBe(addressKey("2001:db8:0:1::1"));
  });

  it("as its IPv4 where that is written as IPv6", () => {
    for (const mapped of [
      "::ffff:203.0.113.7",
      "::FFFF:203.0.113.7",
      "::ffff:cb00:7107",
      "0:0:0:0:0:ffff:cb00:7107",
      "0000:0000:0000:0000:0000:ffff:203.0.113.7",
    ])
      expect(countedAddress(mapped), mapped).toEqual({ key: "203.0.113.7", wider: null });
    // Addresses that only look like it.
    expect(addressKey("::fffe:203.0.113.7")).toBe("0:0:0:0::/64");
    expect(addressKey("::1:ffff:cb00:7107")).toBe("0:0:0:0::/64");
    expect(addressKey("64:ff9b::203.0.113.7")).toBe("64:ff9b:0:0::/64");
  });

  it("in IPv6 also as its /56 and its /48", () => {
    expect(countedAddress("2001:db8:1:2345::1").wider).toEqual({
      56: "2001:db8:1:2300::/56",
      48: "2001:db8:1::/48",
    });
    expect(countedAddress("2001:db8:1:23ff:1:2:3:4").wider).toEqual(
      countedAddress("2001:0DB8:1:2300::").wider,
    );
    expect(countedAddress("2001:db8:1:2400::").wider?.[56]).toBe("2001:db8:1:2400::/56");
    expect(countedAddress("2001:db8::1").wider).toEqual({ 56: "2001:db8:0:0::/56", 48: "2001:db8:0::/48" });
    expect(countedAddress("203.0.113.7").wider).toBeNull();
  });

  it("as Cloudflare saw it, never as the request claims", () => {
    expect(
      clientAddress(request({ "CF-Connecting-IP": "203.0.113.7", "X-Forwarded-For": "198.51.100.1" })),
    ).toBe("203.0.113.7");
    expect(clientAddress(request({ "X-Forwarded-For": "198.51.100.1" }))).toBe("127.0.0.1");
  });
});

describe("the rate limit", () => {
  it("counts an anonymous request by address and a person's by person", async () => {
    const [anonymous, user] = [limiter(), limiter()];
    const both = env({ ANONYMOUS_LIMITER: anonymous, USER_LIMITER: user });
    expect(await rateLimit(both, request({ "CF-Connecting-IP": "2001:db8::1" }), null)).toBe("pass");
    expect(await rateLimit(both, request(), session)).toBe("pass");
    expect(anonymous.keys).toEqual(["address:2001:db8:0:0::/64"]);
    expect(user.keys).toEqual([`user:${session.userId}`]);
  });

  it("says when it is enough", async () => {
    expect(await rateLimit(env({ ANONYMOUS_LIMITER: limiter(false) }), request(), null)).toBe("limited");
    expect(await rateLimit(env({ USER_LIMITER: limiter(false) }), request(), session)).toBe("limited");
  });

  it("says when there is none, or none that answers", async () => {
    const broken = { limit: async () => Promise.reject(new Error("down")) };
    expect(await rateLimit(env({}), request(), null)).toBe("unguarded");
    expect(await rateLimit(env({ ANONYMOUS_LIMITER: broken }), request(), null)).toBe("unguarded");
    expect(await rateLimit(env({ ANONYMOUS_LIMITER: limiter() }), request(), session)).toBe("unguarded");
  });
});

describe("many networks of one customer", () => {
  const requestFrom = (address: string) => request({ "CF-Connecting-IP": address });

  it.each([
    ["requests of strangers", limitAddress, "address", "ANONYMOUS_LIMITER"],
    ["guesses at passwords", loginLimit, "login", "LOGIN_LIMITER"],
  ] as const)("are counted together too: %s", async (_, limit, purpose, binding) => {
    const [small, of56, of48] = [countingLimiter(10), countingLimiter(40), countingLimiter(160)];
    const given = env({ [binding]: small, NETWORK_56_LIMITER: of56, NETWORK_48_LIMITER: of48 });
    // 256 networks of one /56, each asking once: none of them would be limited by itself.
    const verdicts: Verdict[] = [];
    for (let n = 0; n < 256; n += 1)
      verdicts.push(await limit(given, requestFrom(`2001:db8:1:5${n.toString(16).padStart(2, "0")}::1`)));
    expect(verdicts.filter((verdict) => verdict === "pass")).toHaveLength(40);
    expect([...of56.counts.keys()]).toEqual([`${purpose}:2001:db8:1:500::/56`]);
    // 256 /56 of one /48 have four times as much.
    const wide: Verdict[] = [];
    for (let n = 0; n < 256; n += 1)
      wide.push(await limit(given, requestFrom(`2001:db8:2:${n.toString(16).padStart(2, "0")}01::1`)));
    expect(wide.filter((verdict) => verdict === "pass")).toHaveLength(160);
    expect(await limit(given, requestFrom("2001:db8:3::1"))).toBe("pass");
  });

  it("are no matter for IPv4", async () => {
    const wide = countingLimiter(0);
    const given = env({ ANONYMOUS_LIMITER: limiter(), NETWORK_56_LIMITER: wide, NETWORK_48_LIMITER: wide });
    expect(await limitAddress(given, requestFrom("203.0.113.7"))).toBe("pass");
    expect(await limitAddress(given, requestFrom("::ffff:203.0.113.7"))).toBe("pass");
    expect(wide.counts.size).toBe(0);
  });

  it("whose count nobody can tell are not let through unseen", async () => {
    const broken = { limit: async () => Promise.reject(new Error("down")) };
    const given = env({ LOGIN_LIMITER: limiter(), NETWORK_56_LIMITER: broken });
    expect(await loginLimit(given, requestFrom("2001:db8::1"))).toBe("unguarded");
  });
});
