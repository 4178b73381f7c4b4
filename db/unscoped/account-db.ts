import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { err, ok, type Result } from "~/shared/result";
import { type Database, DatabaseError, type Orm } from "../client.server";
import { type GuardReason, guard } from "../guard";
import { ReadBatcher, type Rows, type Statement } from "../read-batcher";
import { sessions, users } from "../schema/accounts";
import { AccessDenied } from "../tenant-db";

/** The person behind the session, and the session itself. */
export interface Account {
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly version: number;
  };
  /** BCP 47; null: whatever the browser asks for. */
  readonly language: string | null;
  readonly session: {
    readonly id: string;
    readonly seenAt: number;
    readonly remembered: boolean;
    readonly passwordAt: number;
  };
}

export type AccountRefusal = "stale" | "constraint";

/**
 * A database handle of one person, whatever business they are in. Every batch begins with the proof that the session is alive,
 * and `me` is the id of whoever it belongs to: NULL, which is nobody's, when it is not.
 */
export class AccountDb {
  /** What the latest proof found; undefined before the first batch. */
  proven: Account | undefined;
  /** Whether a write was carried out. */
  wrote = false;
  /** Businesses in whose trail the person's own writes stand: their events then wait to be sealed. */
  readonly told: string[] = [];
  readonly #reads = new ReadBatcher((statements) => this.#send(statements));

  constructor(
    private readonly db: Database,
    private readonly credentials: { readonly tokenHash: string | null; readonly now: number },
  ) {}

  get #live() {
    const { tokenHash, now } = this.credentials;
    return and(
      eq(sessions.tokenHash, tokenHash ?? ""),
      gt(sessions.idleExpiresAt, now),
      gt(sessions.expiresAt, now),
    );
  }

  get #me(): SQL {
    return sql`(SELECT ${sessions.userId} FROM ${sessions} WHERE ${this.#live})`;
  }

  #proof() {
    const { id, name, email, version } = users;
    const { seenAt, remembered, passwordAt } = sessions;
    return this.db.build
      .select({
        user: { id, name, email, version },
        language: users.language,
        session: { id: sessions.id, seenAt, remembered, passwordAt },
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(this.#live);
  }

  /** Who it is. Throws AccessDenied when the session is over. */
  async account(): Promise<Account> {
    await this.#reads.join();
    if (!this.proven) throw new AccessDenied("signed-out");
    return this.proven;
  }

  /** Rows of one statement, behind the proof; what is asked for in the same turn travels with it. */
  async read<S extends Statement>(
    statement: (build: Orm, me: SQL) => S,
  ): Promise<{ account: Account; rows: Rows<S> }> {
    const rows = await this.#reads.read(statement(this.db.build, this.#me));
    if (!this.proven) throw new AccessDenied("signed-out");
    return { account: this.proven, rows };
  }

  async #send(statements: readonly Statement[]): Promise<readonly unknown[]> {
    if (!this.credentials.tokenHash) throw new AccessDenied("signed-out");
    const [proof, ...results] = await this.db.read([this.#proof(), ...statements]);
    this.proven = proof[0];
    if (!this.proven) throw new AccessDenied("signed-out");
    return results;
  }

  /** All of the statements or none, and none without a live session; their rows. Refusals are values. */
  async write<const S extends readonly Statement[]>(
    changes: (build: Orm, me: SQL) => S,
    guards: (build: Orm, me: SQL) => readonly { reason: GuardReason; holds: SQL }[] = () => [],
  ): Promise<Result<{ [I in keyof S]: Rows<S[I]> }, AccountRefusal>> {
    const written = await this.#carryOut(changes, guards);
    if (written.ok) this.wrote = true;
    return written;
  }

  /** The same for what is no change of the account: a guess that is counted. */
  count<const S extends readonly Statement[]>(
    changes: (build: Orm, me: SQL) => S,
  ): Promise<Result<{ [I in keyof S]: Rows<S[I]> }, AccountRefusal>> {
    return this.#carryOut(changes, () => []);
  }

  async #carryOut<const S extends readonly Statement[]>(
    changes: (build: Orm, me: SQL) => S,
    guards: (build: Orm, me: SQL) => readonly { reason: GuardReason; holds: SQL }[],
  ): Promise<Result<{ [I in keyof S]: Rows<S[I]> }, AccountRefusal>> {
    if (!this.credentials.tokenHash) throw new AccessDenied("signed-out");
    const { build } = this.db;
    const alive = guard(build, "signed-out", sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${this.#live})`);
    const conditions = guards(build, this.#me).map(({ reason, holds }) => guard(build, reason, holds));
    const before: [Statement, ...Statement[]] = [alive, ...conditions];
    try {
      const rows: unknown[] = await this.db.write([...before, this.#proof(), ...changes(build, this.#me)]);
      const [proof, ...results] = rows.slice(before.length);
      this.proven = (proof as Account[])[0];
      return ok(results as { [I in keyof S]: Rows<S[I]> });
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (error.fault.kind === "constraint") return err("constraint");
      if (error.fault.kind !== "guard") throw error;
      if (error.fault.reason === "signed-out") throw new AccessDenied("signed-out");
      return err("stale");
    }
  }
}
