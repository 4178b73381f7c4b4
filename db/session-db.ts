import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.server";
import type { Guard } from "./guard";
import { ReadBatcher, type Statement } from "./read-batcher";
import { sessions } from "./schema/accounts";

/** Who asks: proved again inside every batch, so that an ended session or a role taken away counts at once. */
export interface SessionCredentials {
  /** base64url(SHA-256(session token)), or null for nobody. */
  readonly tokenHash: string | null;
  readonly now: number;
  readonly requestId: string;
}

/** Why a request got nowhere. Turned into a redirect or a status by http/guards/tenant.server.ts, in one place. */
export class AccessDenied extends Error {
  constructor(readonly reason: "signed-out" | "not-found" | "forbidden") {
    super(`access denied: ${reason}`);
    this.name = "AccessDenied";
  }
}

/** A form's one-time key and the hash of what it said: the same key with another hash is another request (rule 7). */
export interface IdempotencyKey {
  readonly key: string;
  /** base64url(SHA-256). */
  readonly requestHash: string;
}

/**
 * What the handles of a business and of a person have in common: the session behind them, proved in every batch, and reads of one turn
 * that travel together. `Proof` is what the proof finds.
 */
export abstract class SessionDb<Proof> {
  /** What the latest proof found; undefined before the first batch. */
  proven: Proof | undefined;
  /** Whether a write was carried out. */
  wrote = false;
  protected readonly reads = new ReadBatcher((statements) => {
    this.assertToken();
    return this.send(statements);
  });

  constructor(
    protected readonly db: Database,
    protected readonly credentials: SessionCredentials,
  ) {}

  /** Sends reads behind the proof, and remembers what it found. */
  protected abstract send(statements: readonly Statement[]): Promise<readonly unknown[]>;

  /** The request's clock, milliseconds UTC: what it stores and its events say the same moment. */
  get now(): number {
    return this.credentials.now;
  }

  /** Spares the database whoever has no session at all. */
  protected assertToken(): void {
    if (!this.credentials.tokenHash) throw new AccessDenied("signed-out");
  }

  /** Whether a row of `sessions` is the one that asks, and alive. */
  protected get live(): SQL | undefined {
    const { tokenHash, now } = this.credentials;
    return and(
      eq(sessions.tokenHash, tokenHash ?? ""),
      gt(sessions.idleExpiresAt, now),
      gt(sessions.expiresAt, now),
    );
  }

  /** Every batch that writes begins with it. */
  protected get alive(): Guard {
    return { reason: "signed-out", holds: sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${this.live})` };
  }
}
