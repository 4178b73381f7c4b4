import { limits } from "~/shared/limits";

const BASE = "https://gapless.invalid";

/**
 * The address as a path of this site with its search, just as a browser reads it; null when that would lead elsewhere: "//host", "/\host",
 * "/..//host" and their like. Whatever is built from a request's address (a link, a form's action, a Location) goes through here.
 */
export function ownPath(wanted: string): string | null {
  if (!wanted.startsWith("/") || !URL.canParse(wanted, BASE)) return null;
  const { origin, pathname, search } = new URL(wanted, BASE);
  // "/..//evil.example" is "//evil.example" once it is read: that is another site.
  return origin === BASE && !pathname.startsWith("//") ? pathname + search : null;
}

/** A path of our own to go on to after signing in, or "/" for anything else (security.md 12). */
export function redirectPath(wanted: string | null | undefined): string {
  if (!wanted || wanted.startsWith("//") || wanted.includes("\\") || wanted.length > limits.redirectTo)
    return "/";
  return ownPath(wanted) ?? "/";
}
