import { and, eq, gte, inArray, type SQL, sql } from "drizzle-orm";
import { RECENT_MS } from "~/domain/accounts/password-age";
import { type Permission, permissions, type Role } from "~/domain/accounts/permissions";
import type { TenantId } from "~/shared/ids-brands";
import { err, ok, type Result } from "~/shared/result";
import { type Database, DatabaseError, type Orm } from "./client.server";
import { type Guard, type GuardReason, guard } from "./guard";
import type { Near, SessionState } from "./pass";
import { hasCaughtUp, type Position, positionOf } from "./position";
import type { Rows, Statement } from "./read-batcher";
import { pause, readByPass } from "./read-by-pass";
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
  readonly session: SessionState;
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
    /** Where reads go if it has caught up; writes never do. */
    private readonly near?: Near,
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

  #asksPrimary = false;
  #byPass = false;

  /** From now on the primary alone answers: whatever is decided from what is read must be so at this moment. */
  askPrimary(): void {
    this.#asksPrimary = true;
    if (!this.#byPass) return;
    this.#byPass = false;
    this.proven = undefined;
    this.#access = undefined;
  }

  /** Whether a copy alone answered, for somebody who had a pass: what it did not know or forbade may be so no longer. */
  get readByPass(): boolean {
    return this.#byPass;
  }

  protected async send(statements: readonly Statement[]): Promise<readonly unknown[]> {
    const { near } = this;
    if (!near || this.#asksPrimary) return this.#readPrimary(statements);
    const pass = await near.passes?.current();
    if (near.copies.isPrimaryNearest()) {
      const own = this.#readPrimary(statements);
      // While it is away, a pass is as good as anywhere.
      const lost = (error: unknown) => {
        if (!pass || !(error instanceof DatabaseError)) throw error;
        return undefined;
      };
      const rows = await own.catch(lost);
      if (rows) return rows;
    }
    if (!near.passes || !pass) return this.#readWithProof(near, statements);
    const { db, credentials } = this;
    const read = await readByPass(near.copies, near.passes, {
      pass,
      now: credentials.now,
      about: [
        positionOf(db.build, credentials.tenant),
        this.#personQuery(db.build, pass.userId),
        this.#tenantQuery(db.build),
      ],
      statements,
      askPrimary: () => this.#readPrimary(statements),
      prove: () => this.#prove(),
    });
    if ("primary" in read) return read.primary;
    const { language, ...user } = read.person as PersonRow;
    const { role, session } = pass;
    this.proven = {
      tenantId: this.#tenantId,
      user,
      language,
      role,
      session,
      tenant: read.tenant as TenantRow,
    };
    this.#byPass = true;
    return read.rows;
  }

  /** Access and rows, both the primary's. */
  async #readPrimary(statements: readonly Statement[]): Promise<readonly unknown[]> {
    const { db, near } = this;
    const about = near?.passes ? [positionOf(db.build, this.credentials.tenant)] : [];
    const ask = (): Promise<unknown[]> => db.read([this.#accessQuery(db.build), ...about, ...statements]);
    const [proof, ...answers] = await (near ? near.copies.timePrimary(ask) : ask());
    this.proven = this.#passFrom(proof as AccessRow[], (answers[0] as Position[])?.[0]);
    return answers.slice(about.length);
  }

  /** Notes what the primary said; throws AccessDenied where it says no. */
  #passFrom(proof: readonly AccessRow[], position: Position | undefined): Access {
    const passes = this.near?.passes;
    try {
      const access = accessFrom(proof);
      const { role, session, user } = access;
      if (passes && position)
        passes.proved({ userId: user.id, role, session, position, provenAt: this.credentials.now });
      return access;
    } catch (error) {
      passes?.denied();
      throw error;
    }
  }

  /** Asks the primary behind the response, past the request's own account of round trips. */
  async #prove(): Promise<void> {
    const db = this.db.apart();
    const position = positionOf(db.build, this.credentials.tenant);
    const ask = () => db.read([this.#accessQuery(db.build), position]);
    const [proof, [here]] = await (this.near ? this.near.copies.timePrimary(ask) : ask());
    this.#passFrom(proof, here);
  }

  /**
   * Rows of a copy, while the primary proves access and says how far the business has come: what the copy gave counts only if the proof
   * holds and the copy has all of it. Otherwise the copy is asked again, for it is near, and then the primary.
   */
  async #readWithProof(near: Near, statements: readonly Statement[]): Promise<readonly unknown[]> {
    const { db, credentials } = this;
    const { copies } = near;
    const { report } = copies;
    if (!copies.isAnyAwake()) report.state = "resting";
    if (statements.length === 0 || !copies.isAnyAwake()) return this.#readPrimary(statements);
    const there = positionOf(db.build, credentials.tenant);
    const ask = () => copies.read([there, this.#tenantQuery(db.build), ...statements]);
    const first = ask();
    const [proof, [here]] = await copies.timePrimary(() => db.read([this.#accessQuery(db.build), there]));
    this.proven = this.#passFrom(proof, here);
    let answer = await Promise.race([first, pause(copies.patienceMs())]);
    for (const again of [true, false]) {
      if (!answer) {
        if (report.state !== "resting") report.state = "away";
        return this.#readPrimary(statements);
      }
      const [[position], [tenant], ...rows] = answer.rows as [Position[], TenantRow[], ...unknown[]];
      if (hasCaughtUp(position, here) && tenant && position && this.proven) {
        report.state = "used";
        // Of the same moment as the rows.
        this.proven = { ...this.proven, tenant };
        near.passes?.shown(position);
        return rows;
      }
      report.state = "behind";
      report.behind = Math.max(0, (here?.seq ?? 0) - (position?.seq ?? 0));
      if (again) answer = await ask();
      else answer.leaveAlone();
    }
    return this.#readPrimary(statements);
  }

  #tenantQuery(build: Orm) {
    return build.select().from(tenants).where(eq(tenants.id, this.#tenantId));
  }

  #personQuery(build: Orm, userId: string) {
    return build
      .select({ id: users.id, name: users.name, email: users.email, language: users.language })
      .from(users)
      .where(eq(users.id, userId));
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
    // What follows, whatever becomes of the write, is what the primary has.
    this.askPrimary();
    const key = this.#key;
    if (!key) throw new Error("a write without its form's key");
    const tx = this.#tx;
    const { build } = tx;
    const guards = write.guards?.(tx) ?? [];
    const events = (when: "before" | "after") =>
      write.audit
        .filter((entry) => (entry.when ?? "after") === when)
        .map((entry) => audited(tx, this.credentials.requestId, entry));
    const about = this.near?.passes
      ? [this.#accessQuery(build), positionOf(build, this.credentials.tenant)]
      : [];
    const batch: [Statement, ...Statement[]] = [
      ...this.#accessGuards(build, write.permission),
      ...once(tx, key, write.result),
      ...this.#password(tx, write),
      ...guards.map((each) => guard(build, each)),
      ...events("before"),
      ...write.changes(tx),
      ...events("after"),
      ...about,
    ];
    for (let attempt = 0; ; attempt += 1) {
      try {
        const results: unknown[] = await this.db.write(batch);
        this.wrote = true;
        if (about.length > 0) this.#passAfterWrite(results);
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
      const position = positionOf(build, this.credentials.tenant);
      const results: unknown[] = await this.db.write([
        ...before,
        this.#accessQuery(build),
        position,
        ...rows(tx),
      ]);
      const [proof, [here], ...given] = results.slice(before.length) as [
        AccessRow[],
        Position[],
        ...unknown[],
      ];
      const access = this.#passFrom(proof, here);
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

  /** The page after a write needs no other crossing to know what it must show: the write's own answer says it. */
  #passAfterWrite(results: readonly unknown[]): void {
    const [proof, [position]] = results.slice(-2) as [AccessRow[], Position[]];
    try {
      this.#passFrom(proof, position);
    } catch (error) {
      // Somebody left the business: the write is done all the same.
      if (!(error instanceof AccessDenied)) throw error;
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

type TenantRow = Access["tenant"];
type PersonRow = Access["user"] & { language: string | null };
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
