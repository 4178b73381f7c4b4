import { limits } from "~/shared/limits";

/** A path of our own to go on to after signing in, or "/" for anything else (security.md 12). */
export function redirectPath(wanted: string | null | undefined): string {
  if (
    !wanted?.startsWith("/") ||
    wanted.startsWith("//") ||
    wanted.includes("\\") ||
    wanted.length > limits.redirectTo
  )
    return "/";
  const base = "https://gapless.invalid";
  const url = URL.canParse(wanted, base) ? new URL(wanted, base) : null;
  // "/..//evil.example" is "//evil.example" once it is read: that is another site.
  return url?.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search : "/";
}
