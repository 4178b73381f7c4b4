import { DatabaseError } from "./client.server";
import type { Copies, CopyAnswer } from "./copies";
import type { Pass, Passes } from "./pass";
import { hasCaughtUp, type Position } from "./position";
import type { Statement } from "./read-batcher";

/** A copy that lacks what was proven so long ago is behind, and not only by the moment that every copy is. */
const BEHIND_MS = 1_000;
/** How often a copy is asked whether it has caught up, at first and at most. */
const POLL_MS = [10, 100] as const;
/** How long a copy may take to catch up where the primary does not answer. */
const ALONE_MS = 2_000;

export const pause = (milliseconds: number) =>
  new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), milliseconds));

interface Reading {
  readonly pass: Pass;
  /** The request's clock, milliseconds UTC. */
  readonly now: number;
  /** Position, person and business, of the same moment as the rows. */
  readonly about: readonly [Statement, Statement, Statement];
  readonly statements: readonly Statement[];
  /** The same rows and the proof, of the primary. */
  readonly askPrimary: () => Promise<readonly unknown[]>;
  /** The proof alone, for the next request. */
  readonly prove: () => Promise<unknown>;
}

/** What a copy had, all of one moment; or the rows that the primary gave. */
type Read =
  | { readonly rows: readonly unknown[]; readonly person: unknown; readonly tenant: unknown }
  | { readonly primary: readonly unknown[] };

/**
 * Rows of the nearest copy alone, where it has all that the session may have seen; the primary is asked behind the response whether the
 * pass still holds. Where the copy is behind, slow or away, the primary is asked for everything, and whichever has it first answers: so
 * a page never takes longer than the way to the primary and back. The primary's refusal counts at once; its silence does not, while the
 * pass holds.
 */
export async function readByPass(
  copies: Copies,
  passes: Passes,
  { pass, now, about, statements, askPrimary, prove }: Reading,
): Promise<Read> {
  const { report } = copies;
  let latest: CopyAnswer | undefined;
  const askCopy = async (): Promise<Read | undefined> => {
    latest = await copies.read([...about, ...statements]);
    if (!latest) return undefined;
    const [[position], [person], [tenant], ...rows] = latest.rows as [
      Position[],
      unknown[],
      unknown[],
      ...unknown[],
    ];
    if (!position || !hasCaughtUp(position, pass.position) || !person || !tenant) {
      report.state = "behind";
      report.behind = Math.max(0, pass.position.seq - (position?.seq ?? 0));
      return undefined;
    }
    report.state = "used";
    report.behind = 0;
    passes.shown(position);
    return { rows, person, tenant };
  };

  const first = askCopy();
  const soon = await Promise.race([first, pause(copies.patienceMs())]);
  if (soon) {
    passes.renew(prove);
    return soon;
  }
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  const primary = askPrimary();
  primary.then(over, (error: unknown) => {
    if (!(error instanceof DatabaseError)) over();
  });
  passes.renew(() => primary);
  /** Never fails: it is the primary that says how it ends. */
  const untilCaughtUp = async (): Promise<Read> => {
    let read = await first;
    for (let wait: number = POLL_MS[0]; !read; wait = Math.min(POLL_MS[1], wait * 1.5)) {
      if (!isOver && latest) await pause(wait);
      if (isOver || !latest) return new Promise(() => {});
      read = await askCopy();
    }
    over();
    return read;
  };
  const caughtUp = untilCaughtUp();
  const fromPrimary = async (): Promise<Read> => {
    try {
      const rows = await primary;
      if (latest && report.state === "behind" && now - pass.provenAt > BEHIND_MS) latest.leaveAlone();
      return { primary: rows };
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      // The primary is away, and the pass holds: the copy is there, or may be slow, or a moment behind.
      await first;
      if (!latest) throw error;
      const alone = await Promise.race([caughtUp, pause(ALONE_MS)]);
      over();
      if (!alone) throw error;
      return alone;
    }
  };
  return Promise.race([caughtUp, fromPrimary()]);
}
