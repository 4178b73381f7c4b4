import type { ServerBuild } from "@remix-run/cloudflare";

/** Some 200 bytes each. */
const MOST = 5_000;

/** Hashes of session tokens of which the database said that they are over; the oldest are forgotten first. A session that is over stays so. */
export class EndedSessions {
  readonly #hashes = new Set<string>();

  constructor(private readonly most = MOST) {}

  has(tokenHash: string): boolean {
    return this.#hashes.has(tokenHash);
  }

  add(tokenHash: string): void {
    this.#hashes.delete(tokenHash);
    this.#hashes.add(tokenHash);
    const [oldest] = this.#hashes;
    if (oldest !== undefined && this.#hashes.size > this.most) this.#hashes.delete(oldest);
  }
}

const known = new WeakMap<ServerBuild, EndedSessions>();

/** Those of this isolate. */
export function endedSessionsOf(build: ServerBuild): EndedSessions {
  const ended = known.get(build) ?? new EndedSessions();
  known.set(build, ended);
  return ended;
}
