import { execFileSync } from "node:child_process";

/** The commit that is built, in 12 letters; GAPLESS_BUILD_ID where there is no git. */
export function buildId(): string {
  if (process.env.GAPLESS_BUILD_ID) return process.env.GAPLESS_BUILD_ID;
  try {
    return execFileSync("git", ["rev-parse", "--short=12", "HEAD"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  } catch {
    return "unknown";
  }
}
