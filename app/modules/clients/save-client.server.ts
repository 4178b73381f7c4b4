import { clientDiff, insertClient, updateClient } from "@db/queries/client-writes";
import type { Refusal, TenantDb, Write, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";
import type { ClientContent } from "./schemas";

type Once = Write["once"];

/** A new client. `id` is fresh; the answer bears the id of the client that the form made, also when it comes twice. */
export const createClient = (
  db: TenantDb,
  content: ClientContent,
  id: string,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "clients:write",
    once,
    result: id,
    changes: insertClient(id, content, now),
    audit: [{ action: "client.created", entity: "client", entityId: id, entityVersion: 1, changes: {} }],
  });

/** Saves a client; refused as `stale` when somebody saved it after `version` was read. */
export const saveClient = (
  db: TenantDb,
  id: string,
  version: number,
  content: ClientContent,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "clients:write",
    once,
    result: id,
    ...updateClient(id, version, { ...content, updatedAt: now }),
    audit: [
      {
        action: "client.changed",
        entity: "client",
        entityId: id,
        entityVersion: version + 1,
        changes: clientDiff(id, content),
        when: "before",
      },
    ],
  });

/** Takes a client out of sight, or brings it back. Its invoices stay where they are. */
export const archiveClient = (
  db: TenantDb,
  id: string,
  version: number,
  archived: boolean,
  now: number,
  once: Once,
): Promise<Result<Written, Refusal>> => {
  const patch = { archivedAt: archived ? now : null };
  return db.write({
    permission: "clients:write",
    once,
    result: id,
    ...updateClient(id, version, { ...patch, updatedAt: now }),
    audit: [
      {
        action: archived ? "client.archived" : "client.restored",
        entity: "client",
        entityId: id,
        entityVersion: version + 1,
        changes: clientDiff(id, patch),
        when: "before",
      },
    ],
  });
};
