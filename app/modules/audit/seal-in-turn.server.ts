import type { Database } from "@db/client.server";
import { sealEvents } from "./seal.server";

/** A turn that lasts longer was cut off with its request. */
const TURN_MS = 20_000;
/** Between two rounds of a turn, so that a rush is sealed in few of them. */
const PAUSE_MS = 100;

interface Turn {
  readonly ends: number;
  /** Whether there were further writes since it last looked. */
  more: boolean;
}

const turns = new Map<string, Turn>();

/**
 * Seals a tenant's events, one request of the isolate at a time; the others only leave word. In a rush each of a thousand would
 * read and hash what all of them wrote.
 */
export async function sealInTurn(db: Database, tenantId: string, key: string | null): Promise<void> {
  const other = turns.get(tenantId);
  if (other && other.ends > Date.now()) {
    other.more = true;
    return;
  }
  const turn: Turn = { ends: Date.now() + TURN_MS, more: false };
  turns.set(tenantId, turn);
  try {
    await sealEvents(db, tenantId, key);
    while (turn.more && Date.now() < turn.ends) {
      turn.more = false;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      await sealEvents(db, tenantId, key);
    }
  } finally {
    if (turns.get(tenantId) === turn) turns.delete(tenantId);
  }
}
