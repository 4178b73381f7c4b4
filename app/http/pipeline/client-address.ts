/** Who made the request, as Cloudflare saw it. X-Forwarded-For is anybody's to write, so it is never read. */
export const clientAddress = (request: Request): string =>
  request.headers.get("CF-Connecting-IP") ?? "127.0.0.1";

/** "203.0.113.7" as the last two groups of an IPv6 address. */
function inGroups(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
  return [a * 256 + b, c * 256 + d].map((group) => group.toString(16)).join(":");
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const plain = address
    .toLowerCase()
    .replace(/[\d.]+$/, (tail) => (tail.includes(".") ? inGroups(tail) : tail));
  const [left = [], right] = plain
    .split("::")
    .map((side) => side.split(":").flatMap((group) => (group ? [group.replace(/^0+(?=.)/, "")] : [])));
  if (!right) return left;
  return [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
}

/** An IPv4 address inside of IPv6 (RFC 4291, 2.5.5.2): a socket that listens to both writes it so. */
const MAPPED = /^0:0:0:0:0:ffff:([\da-f]{1,4}):([\da-f]{1,4})$/;

function unmapped(groups: readonly string[]): string | null {
  const [, high = "", low = ""] = MAPPED.exec(groups.join(":")) ?? [];
  if (!high) return null;
  const [a, b] = [high, low].map((group) => Number.parseInt(group, 16));
  return [a, b].flatMap((two = 0) => [two >> 8, two & 255]).join(".");
}

/** What is counted of an address: IPv4 as it is, IPv6 by networks of three sizes. */
export interface CountedAddress {
  /** The address in IPv4, the /64 in IPv6: what one customer has at least. */
  readonly key: string;
  /** In IPv6, what one customer may have besides: a home's /56, a company's /48. */
  readonly wider: { readonly 56: string; readonly 48: string } | null;
}

/** An IPv6 customer has a whole /64 and often 256 or 65,536 of them, so that is what is counted. An IPv4-mapped address is its IPv4. */
export function countedAddress(address: string): CountedAddress {
  if (!address.includes(":")) return { key: address, wider: null };
  const groups = groupsOf(address);
  const ipv4 = unmapped(groups);
  if (ipv4) return { key: ipv4, wider: null };
  const [a, b, c, d = "0"] = groups;
  const of56 = (Number.parseInt(d, 16) & 0xff00).toString(16);
  return {
    key: `${a}:${b}:${c}:${d}::/64`,
    wider: { 56: `${a}:${b}:${c}:${of56}::/56`, 48: `${a}:${b}:${c}::/48` },
  };
}

/** What the address is counted as first. */
export const addressKey = (address: string): string => countedAddress(address).key;
