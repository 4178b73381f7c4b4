import { describe, expect, it } from "vitest";
import { addressKey, clientAddress } from "~/http/client-address";
import type { Env } from "~/http/env";
import { limitRequest, type Verdict } from "~/http/rate-limit";

const rateLimit = async (
  given: Env,
  asked: Request,
  who: Parameters<typeof limitRequest>[2],
  route = "routes/_index",
): Promise<Verdict> => (await limitRequest(given, asked, who, route)).verdict;

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
