import { and, eq, gte, inArray, type SQL, sql } from "drizzle-orm";
import { RECENT_MS } from "~/domain/accounts/password-age";
import { type Permission, permissions, type Role } from "~/domain/accounts/permissions";
import type { TenantId } from "~/shared/ids-brands";
import { err, ok, type Result } from "~/shared/result";
import { type Database, DatabaseError, type Orm } from "./client.server";
import { type Guard, type GuardReason, guard } from "./guard";
import type { Rows, Statement } from "./read-batcher";
import { hasCaughtUp, type Position, positionOf, type Replica } from "./replica";
import { sessions, users } from "./schema/accounts";
import { auditEvents, idempotencyKeys } from "./schema/audit";
import { memberships, tenants } from "./schema/tenants";
import { AccessDenied, type IdempotencyKey, type SessionCredentials, SessionDb } from "./session-db";

interface Credentials extends SessionCredentials {
  /** The tenant named in the URL; nothing is known of it yet. */
  readonly tenant: string;
}

/** What the proof found: the person, their role, and the business with its settings. */
export interface Access {
  readonly tenantId: TenantId;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  /** The person's, BCP 47; null: whatever the browser asks for. */
  readonly language: string | null;
  readonly role: Role;
  readonly tenant: typeof tenants.$inferSelect;
  readonly session: { readonly seenAt: number; readonly remembered: boolean; readonly passwordAt: number };
}

/** Fields that changed: before and after, as stored; "changed" alone where the values must not be kept (see queries/diff.ts). */
export type Changes = Record<string, readonly [before: unknown, after: unknown] | "changed">;

/** What the statements of one write share. */
export interface Transaction {
  readonly build: Orm;
  readonly tenantId: TenantId;
  /** The request's clock, milliseconds UTC: what a write stores and its events say the same moment. */
  readonly now: number;
  /** The id of whoever's session it is. */
  readonly actor: SQL;
}

export interface AuditEntry {
  readonly action: string;
  readonly entity:
    | "tenant"
    | "client"
    | "invoice"
    | "tax_rate"
    | "number_series"
    | "membership"
    | "user"
    | "export"
    | "retention"
    | "erasure";
  /** Left out for the tenant itself. */
  readonly entityId?: string;
  /** The version that the entity has after the change; SQL where the database counts it. */
  readonly entityVersion: number | ((tx: Transaction) => SQL);
  /** SQL where only the transaction knows the value: a number, say, or what the row was before. */
  readonly changes: Changes | ((tx: Transaction) => SQL);
  /** `before`: the event is written behind the guards and ahead of the changes, where its SQL still sees the old row. */
  readonly when?: "before" | "after";
}

export interface Write {
  readonly permission: Permission;
  /** A sensitive step: refused as `password` unless the session's password was given in the last 15 minutes. SQL: only where it is true. */
  readonly password?: true | ((tx: Transaction) => SQL);
  /** What a repeated request is answered with: an id, usually. */
  readonly result: string;
  /** Conditions checked in order, after access and before any change. */
  readonly guards?: (tx: Transaction) => readonly Guard[];
  readonly changes: (tx: Transaction) => readonly Statement[];
  readonly audit: readonly AuditEntry[];
}

/** Rows that leave the house as a file. */
export interface Disclosure<S extends readonly Statement[]> {
  readonly permission: Permission;
  /** Refused as `password` unless the session's password was given in the last 15 minutes. */
  readonly password?: true;
  readonly audit: AuditEntry;
  readonly rows: (tx: Transaction) => S;
}

export type Refusal =
  | Exclude<GuardReason, "signed-out" | "not-found" | "forbidden" | "repeated">
  | "key-reused"
  | "constraint";

/** Rules that the database itself holds, where a guard of the same batch would have said it in the same word. */
const RULES: Readonly<Record<string, Refusal>> = {
  "number-taken": "number",
  "last-owner": "last-owner",
  archived: "archived",
  erased: "erased",
  "tax-rate": "tax-rate",
};

/** `repeated`: this very request was carried out before, and `result` is what it was answered with then. */
export interface Written {
  readonly result: string;
  readonly repeated: boolean;
}

/**
 * A database handle that is already scoped. Reads asked for in the same turn travel in one batch, which begins with the proof
 * of access; a write is one batch: access → once → guards → changes with their audit events. There is no other way to a tenant's rows.
 */
export class TenantDb extends SessionDb<Access> {
  #access: Promise<Access> | undefined;
  /** What was written or refused, for the log. */
  readonly writes: { readonly audit: readonly AuditEntry[]; readonly written: Result<Written, Refusal> }[] =
    [];

  constructor(
    db: Database,
    protected override readonly credentials: Credentials,
    /** Where reads go if it has caught up; writes and the proof of access never do. */
    private readonly replica?: Replica,
  ) {
    super(db, credentials);
  }

  #key: IdempotencyKey | undefined;

  /** From now on writes are that form's: sent again, it is answered as it was. Returns the handle. */
  keyedBy(key: IdempotencyKey): this {
    this.#key = key;
    return this;
  }

  /** The only maker of a TenantId: it goes into statements that run behind the proof, or not at all. */
  get #tenantId(): TenantId {
    return this.credentials.tenant as TenantId;
  }

  /** Rows of one statement. Throws AccessDenied for all that was asked when the proof fails. */
  read<S extends Statement>(statement: (build: Orm, tenantId: TenantId) => S): Promise<Rows<S>> {
    return this.reads.read(statement(this.db.build, this.#tenantId));
  }

  /** The person, role and business behind this handle; rides on a batch that is leaving anyway. */
  access(): Promise<Access> {
    this.#access ??= this.reads.join().then(() => {
      if (!this.proven) throw new AccessDenied("signed-out");
      return this.proven;
    });
    return this.#access;
  }

  /** Access, or AccessDenied when the role does not carry the permission. For pages that only offer a form. */
  async require(permission: Permission): Promise<Access> {
    const access = await this.access();
    if (!(permissions[permission] as readonly Role[]).includes(access.role))
      throw new AccessDenied("forbidden");
    return access;
  }

  protected async send(statements: readonly Statement[]): Promise<readonly unknown[]> {
    const near = statements.length > 0 ? await this.#readNear(statements) : undefined;
    if (near) return near;
    const [proof, ...results] = await this.db.read([this.#accessQuery(this.db.build), ...statements]);
    this.proven = accessFrom(proof);
    return results;
  }

  /**
   * From the replica, while the primary proves access and says how far the business has come: what the replica gave counts only if
   * the proof holds and the replica has all of it (docs/decisions/016). Undefined: it is to be asked of the primary.
   */
  async #readNear(statements: readonly Statement[]): Promise<readonly unknown[] | undefined> {
    const { db, replica, credentials } = this;
    if (!replica) return undefined;
    const [[proof, [here]], near] = await Promise.all([
      db.read([this.#accessQuery(db.build), positionOf(db.build, credentials.tenant)]),
      replica.read([positionOf(replica.build, credentials.tenant), ...statements]),
    ]);
    this.proven = accessFrom(proof);
    const [position, ...results] = near ?? [];
    const caughtUp = hasCaughtUp((position as Position[] | undefined)?.[0], here);
    replica.state = near ? (caughtUp ? "used" : "behind") : "away";
    return caughtUp ? results : undefined;
  }

  #accessQuery(build: Orm) {
    return build
      .select({
        user: { id: users.id, name: users.name, email: users.email },
        language: users.language,
        role: memberships.role,
        tenant: tenants,
        session: {
          seenAt: sessions.seenAt,
          remembered: sessions.remembered,
          passwordAt: sessions.passwordAt,
        },
      })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .leftJoin(memberships, and(eq(memberships.userId, users.id), eq(memberships.tenantId, this.#tenantId)))
      .leftJoin(tenants, eq(tenants.id, memberships.tenantId))
      .where(this.live);
  }

  /** Carries out one use case as one batch. Refusals are values; AccessDenied and DatabaseError are thrown. */
  async write(write: Write): Promise<Result<Written, Refusal>> {
    const written = await this.#carryOut(write);
    this.writes.push({ audit: write.audit, written });
    return written;
  }

  get #tx(): Transaction {
    return {
      build: this.db.build,
      tenantId: this.#tenantId,
      now: this.credentials.now,
      actor: sql`(SELECT ${sessions.userId} FROM ${sessions} WHERE ${sessions.tokenHash} = ${this.credentials.tokenHash})`,
    };
  }

  async #carryOut(write: Write): Promise<Result<Written, Refusal>> {
    this.assertToken();
    const key = this.#key;
    if (!key) throw new Error("a write without its form's key");
    const tx = this.#tx;
    const { build } = tx;
    const guards = write.guards?.(tx) ?? [];
    const events = (when: "before" | "after") =>
      write.audit
        .filter((entry) => (entry.when ?? "after") === when)
        .map((entry) => audited(tx, this.credentials.requestId, entry));
    const batch: [Statement, ...Statement[]] = [
      ...this.#accessGuards(build, write.permission),
      ...once(tx, key, write.result),
      ...this.#password(tx, write),
      ...guards.map((each) => guard(build, each)),
      ...events("before"),
      ...write.changes(tx),
      ...events("after"),
    ];
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.db.write(batch);
        this.wrote = true;
        return ok({ result: write.result, repeated: false });
      } catch (error) {
        if (!(error instanceof DatabaseError)) throw error;
        const { fault } = error;
        // The reply was lost: the key tells on the next try whether the batch had been committed.
        if (fault.kind === "unclear" && attempt === 0) {
          this.db.stats.retries += 1;
          continue;
        }
        if (fault.kind === "constraint") return err("constraint");
        const broken = fault.kind === "rule" ? RULES[fault.reason] : undefined;
        if (broken) return err(broken);
        if (fault.kind !== "guard") throw error;
        if (fault.reason === "repeated") return this.#firstAnswer(key);
        if (fault.reason === "signed-out" || fault.reason === "not-found" || fault.reason === "forbidden")
          throw new AccessDenied(fault.reason);
        return err(fault.reason as Refusal);
      }
    }
  }

  /**
   * Rows for a file that somebody takes along: access, the event that says so and the rows are one batch, so that none is given without its
   * event. Always the primary's. `password`: it was given too long ago, and nothing is written.
   */
  async disclose<const S extends readonly Statement[]>({
    permission,
    password,
    audit,
    rows,
  }: Disclosure<S>): Promise<
    Result<{ readonly access: Access; readonly rows: { [I in keyof S]: Rows<S[I]> } }, "password">
  > {
    this.assertToken();
    const tx = this.#tx;
    const { build } = tx;
    const before: [Statement, ...Statement[]] = [
      ...this.#accessGuards(build, permission),
      ...this.#password(tx, { password }),
      audited(tx, this.credentials.requestId, audit),
    ];
    try {
      const results: unknown[] = await this.db.write([...before, this.#accessQuery(build), ...rows(tx)]);
      const [proof, ...given] = results.slice(before.length);
      const access = accessFrom(proof as AccessRow[]);
      this.proven = access;
      this.wrote = true;
      this.writes.push({ audit: [audit], written: ok({ result: access.tenantId, repeated: false }) });
      return ok({ access, rows: given as { [I in keyof S]: Rows<S[I]> } });
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.fault.kind !== "guard") throw error;
      const { reason } = error.fault;
      if (reason === "signed-out" || reason === "not-found" || reason === "forbidden")
        throw new AccessDenied(reason);
      return err("password");
    }
  }

  #accessGuards(build: Orm, permission: Permission): [Statement, Statement, Statement] {
    const live = this.live;
    const member = sql`SELECT 1 FROM ${memberships} JOIN ${sessions} ON ${sessions.userId} = ${memberships.userId}
      WHERE ${live} AND ${eq(memberships.tenantId, this.#tenantId)}`;
    return [
      guard(build, this.alive),
      guard(build, { reason: "not-found", holds: sql`EXISTS (${member})` }),
      guard(build, {
        reason: "forbidden",
        holds: sql`EXISTS (${member} AND ${inArray(memberships.role, [...permissions[permission]])})`,
      }),
    ];
  }

  #password(tx: Transaction, { password }: Pick<Write, "password">): Statement[] {
    if (!password) return [];
    const recent = sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${this.live}
      AND ${gte(sessions.passwordAt, tx.now - RECENT_MS)})`;
    const holds = password === true ? recent : sql`NOT (${password(tx)}) OR ${recent}`;
    return [guard(tx.build, { reason: "password", holds })];
  }

  async #firstAnswer(once: IdempotencyKey): Promise<Result<Written, Refusal>> {
    const [row] = await this.read((build, tenantId) =>
      build
        .select({ requestHash: idempotencyKeys.requestHash, result: idempotencyKeys.result })
        .from(idempotencyKeys)
        .where(and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, once.key))),
    );
    return row?.requestHash === once.requestHash
      ? ok({ result: row.result, repeated: true })
      : err("key-reused");
  }
}

/** Refuses as `repeated` where the key was used, and keeps it with what a repetition is answered with. */
function once(
  { build, tenantId, now, actor }: Transaction,
  used: IdempotencyKey,
  result: string,
): Statement[] {
  const key = and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, used.key));
  return [
    guard(build, {
      reason: "repeated",
      holds: sql`NOT EXISTS (SELECT 1 FROM ${idempotencyKeys} WHERE ${key})`,
    }),
    build.insert(idempotencyKeys).values({
      tenantId,
      key: used.key,
      requestHash: used.requestHash,
      result,
      userId: actor,
      createdAt: now,
    }),
  ];
}

/** The database gives the order (seq); the chain is hashed later, so writers of one tenant wait for nobody (docs/decisions). */
function audited(tx: Transaction, requestId: string, entry: AuditEntry): Statement {
  const { build, tenantId, now, actor } = tx;
  return build.insert(auditEvents).values({
    tenantId,
    seq: sql`(SELECT 1 + coalesce(max(seq), 0) FROM audit_events WHERE tenant_id = ${tenantId})`,
    at: now,
    actorId: actor,
    action: entry.action,
    entity: entry.entity,
    entityId: entry.entityId ?? tenantId,
    entityVersion: (typeof entry.entityVersion === "function"
      ? entry.entityVersion(tx)
      : entry.entityVersion) as number,
    changes: typeof entry.changes === "function" ? entry.changes(tx) : JSON.stringify(entry.changes),
    requestId,
  });
}

type AccessRow = {
  user: Access["user"];
  language: string | null;
  role: Role | null;
  tenant: Access["tenant"] | null;
  session: Access["session"];
};

function accessFrom(rows: readonly AccessRow[]): Access {
  const row = rows[0];
  if (!row) throw new AccessDenied("signed-out");
  if (!row.role || !row.tenant) throw new AccessDenied("not-found");
  return {
    tenantId: row.tenant.id,
    user: row.user,
    language: row.language,
    role: row.role,
    tenant: row.tenant,
    session: row.session,
  };
}
