import { eq, type SQL, sql } from "drizzle-orm";
import { err, ok, type Result } from "~/shared/result";
import { type Database, DatabaseError, type Orm } from "../client.server";
import { type Guard, guard } from "../guard";
import type { Rows, Statement } from "../read-batcher";
import { sessions, users } from "../schema/accounts";
import { AccessDenied, type SessionCredentials, SessionDb } from "../session-db";

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

/** What the statements of one write share. */
export interface AccountTransaction {
  readonly build: Orm;
  /** The id of whoever's session it is; NULL, which is nobody's, when it is over. */
  readonly me: SQL;
  /** Milliseconds UTC; the one clock of the request. */
  readonly now: number;
  readonly requestId: string;
}

export type AccountRefusal = "stale" | "constraint";

/**
 * A database handle of one person, whatever business they are in. Every batch begins with the proof that the session is alive,
 * and `me` is the id of whoever it belongs to: NULL, which is nobody's, when it is not.
 */
export class AccountDb extends SessionDb<Account> {
  /** Businesses in whose trail the person's own writes stand: their events then wait to be sealed. */
  readonly businessesToSeal: string[] = [];

  constructor(
    db: Database,
    credentials: SessionCredentials,
    /** Told ahead of every write, whatever becomes of it. */
    private readonly writing: () => void = () => {},
  ) {
    super(db, credentials);
  }

  get #me(): SQL {
    return sql`(SELECT ${sessions.userId} FROM ${sessions} WHERE ${this.live})`;
  }

  get #tx(): AccountTransaction {
    const { now, requestId } = this.credentials;
    return { build: this.db.build, me: this.#me, now, requestId };
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
      .where(this.live);
  }

  /** Who it is. Throws AccessDenied when the session is over. */
  async account(): Promise<Account> {
    await this.reads.join();
    if (!this.proven) throw new AccessDenied("signed-out");
    return this.proven;
  }

  /** Rows of one statement, behind the proof; what is asked for in the same turn travels with it. */
  async read<S extends Statement>(
    statement: (build: Orm, me: SQL) => S,
  ): Promise<{ account: Account; rows: Rows<S> }> {
    const rows = await this.reads.read(statement(this.db.build, this.#me));
    if (!this.proven) throw new AccessDenied("signed-out");
    return { account: this.proven, rows };
  }

  protected async send(statements: readonly Statement[]): Promise<readonly unknown[]> {
    const [proof, ...results] = await this.db.read([this.#proof(), ...statements]);
    this.proven = proof[0];
    if (!this.proven) throw new AccessDenied("signed-out");
    return results;
  }

  /** All of the statements or none, and none without a live session; their rows. Refusals are values. */
  async write<const S extends readonly Statement[]>(
    changes: (tx: AccountTransaction) => S,
    guards: (tx: AccountTransaction) => readonly Guard[] = () => [],
  ): Promise<Result<{ [I in keyof S]: Rows<S[I]> }, AccountRefusal>> {
    this.writing();
    const written = await this.#carryOut(changes, guards);
    if (written.ok) this.wrote = true;
    return written;
  }

  /** The same for what is no change of the account: a guess that is counted. */
  count<const S extends readonly Statement[]>(
    changes: (tx: AccountTransaction) => S,
  ): Promise<Result<{ [I in keyof S]: Rows<S[I]> }, AccountRefusal>> {
    return this.#carryOut(changes, () => []);
  }

  async #carryOut<const S extends readonly Statement[]>(
    changes: (tx: AccountTransaction) => S,
    guards: (tx: AccountTransaction) => readonly Guard[],
  ): Promise<Result<{ [I in keyof S]: Rows<S[I]> }, AccountRefusal>> {
    this.assertToken();
    const tx = this.#tx;
    const before: [Statement, ...Statement[]] = [
      guard(tx.build, this.alive),
      ...guards(tx).map((each) => guard(tx.build, each)),
    ];
    try {
      const rows: unknown[] = await this.db.write([...before, this.#proof(), ...changes(tx)]);
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
