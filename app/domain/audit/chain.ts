import { createHash, createHmac } from "node:crypto";

/** An audit event as it is stored; `changes` is the JSON text itself, so that not one byte of it can change unseen. */
export interface ChainedEvent {
  readonly tenantId: string;
  readonly seq: number;
  readonly at: number;
  readonly actorId: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly entityVersion: number;
  readonly changes: string;
  readonly requestId: string;
}

/** The one spelling of an event: a JSON array in this order, forever. */
const canonical = (e: ChainedEvent): string =>
  JSON.stringify([
    ...[e.tenantId, e.seq, e.at, e.actorId, e.action],
    ...[e.entity, e.entityId, e.entityVersion, e.changes, e.requestId],
  ]);

/** What event 1 is chained to. */
export const chainStart = (tenantId: string): string => tenantId;

/**
 * base64url of SHA-256(hash of the event before ‖ newline ‖ event), or HMAC-SHA-256 of the same with a key, which whoever can write
 * the database does not have.
 */
export function sealHash(previous: string, event: ChainedEvent, key: string | null): string {
  const hash = key ? createHmac("sha256", key) : createHash("sha256");
  return hash.update(`${previous}\n${canonical(event)}`).digest("base64url");
}

/** Eight characters that tell keys apart and give nothing of them away; empty for no key. */
export const keyIdOf = (key: string | null): string =>
  key ? createHmac("sha256", key).update("gapless audit key id").digest("base64url").slice(0, 8) : "";

/** AUDIT_KEY: the key that seals, after it any earlier ones that still prove what they sealed, separated by commas. */
export const auditKeys = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((key) => key.trim())
    .filter(Boolean);
