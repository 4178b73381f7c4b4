import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import { SHORT } from "~/domain/retention/policies";
import type { Database, Orm } from "../client.server";
import { keptForms, sessions } from "../schema/accounts";
import { knownSession } from "./sessions";

/** More than a person has at work at once: of more sessions of theirs the oldest go. */
const MOST_OF_A_PERSON = 5;

export interface KeptForm {
  readonly id: string;
  readonly userId: string;
  readonly sessionHash: string;
  readonly path: string;
  readonly nonce: Uint8Array;
  readonly sealed: Uint8Array;
  readonly createdAt: number;
}

const fresh = (now: number): SQL => gt(keptForms.createdAt, now - SHORT.keptForms);

/**
 * Keeps a form in place of the one that its session has, and clears away what is over. False, and nothing kept, where there never was such
 * a session or where it was over long ago.
 */
export async function insertKeptForm(db: Database, form: KeptForm): Promise<boolean> {
  const { build } = db;
  const { id, userId, sessionHash, path, nonce, sealed, createdAt } = form;
  const [, , , kept] = await db.write([
    build.delete(keptForms).where(eq(keptForms.sessionHash, sessionHash)),
    build.delete(keptForms).where(sql`${keptForms.createdAt} <= ${createdAt - SHORT.keptForms}`),
    build.delete(keptForms).where(sql`${keptForms.id} IN (SELECT id FROM kept_forms WHERE user_id = ${userId}
      ORDER BY created_at DESC, id LIMIT -1 OFFSET ${MOST_OF_A_PERSON - 1})`),
    build.all<{
      id: string;
    }>(sql`INSERT INTO kept_forms (id, user_id, session_hash, path, nonce, sealed, created_at)
      SELECT ${id}, ${userId}, ${sessionHash}, ${path}, ${nonce}, ${sealed}, ${createdAt}
      WHERE ${knownSession(sessionHash, createdAt)} AND EXISTS (SELECT 1 FROM users WHERE id = ${userId}) RETURNING id`),
  ]);
  return kept.length > 0;
}

/** Whether there is such a form, whosever it is. */
export async function isKept(db: Database, id: string, now: number): Promise<boolean> {
  const [rows] = await db.read([
    db.build
      .select({ id: keptForms.id })
      .from(keptForms)
      .where(and(eq(keptForms.id, id), fresh(now))),
  ]);
  return rows.length > 0;
}

/** Takes the form of a path away for the person whose it is and who is logged in: whoever asks a second time gets null. */
export async function takeKeptForm(
  db: Database,
  id: string,
  path: string,
  who: { readonly userId: string; readonly tokenHash: string },
  now: number,
): Promise<KeptForm | null> {
  const live = and(
    eq(sessions.tokenHash, who.tokenHash),
    eq(sessions.userId, who.userId),
    gt(sessions.idleExpiresAt, now),
    gt(sessions.expiresAt, now),
  );
  const [taken] = await db.write([
    db.build
      .delete(keptForms)
      .where(
        and(
          eq(keptForms.id, id),
          eq(keptForms.userId, who.userId),
          eq(keptForms.path, path),

          fresh(now),
          sql`EXISTS (SELECT 1 FROM ${sessions} WHERE ${live})`,
        ),
      )
      .returning(),
  ]);
  const [form] = taken;
  return form ? { ...form, nonce: form.nonce as Uint8Array, sealed: form.sealed as Uint8Array } : null;
}

/** For whoever logs in: deletes the browser's form if it is another's, or over; then says where theirs belongs. In this order, in a batch. */
export const keptFor = (build: Orm, id: string, userId: string, now: number) =>
  [
    build
      .delete(keptForms)
      .where(sql`${eq(keptForms.id, id)} AND (${keptForms.userId} <> ${userId} OR NOT ${fresh(now)})`),
    build.select({ path: keptForms.path }).from(keptForms).where(eq(keptForms.id, id)),
  ] as const;

/** Forgets the browser's form, whosever it is. */
export const forgetKeptForm = (build: Orm, id: string) => build.delete(keptForms).where(eq(keptForms.id, id));
