import { clientDiff, insertClient, owesNothing, updateClient } from "@db/queries/client-writes";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";
import type { ClientContent } from "./schemas";

interface NewClient {
  readonly id: string;
  readonly content: ClientContent;
}

/** A new client. `id` is fresh; the answer bears the id of the client that the form made, also when it comes twice. */
export const createClient = (db: TenantDb, { id, content }: NewClient): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "clients:write",
    result: id,
    changes: insertClient(id, content),
    audit: [{ action: "client.created", entity: "client", entityId: id, entityVersion: 1, changes: {} }],
  });

/** Saves a client; refused as `stale` when somebody saved it after `version` was read. */
export const saveClient = (
  db: TenantDb,
  { id, version, content }: NewClient & { readonly version: number },
): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "clients:write",
    result: id,
    ...updateClient(id, version, content),
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

interface Archiving {
  readonly id: string;
  readonly version: number;
  readonly archived: boolean;
  /** The answer to the question of a client who still owes money. */
  readonly confirmed?: boolean;
}

/** Takes a client out of sight, or brings it back. Its invoices stay where they are, and what it owes is counted; that is asked about first. */
export const archiveClient = (
  db: TenantDb,
  { id, version, archived, confirmed = false }: Archiving,
): Promise<Result<Written, Refusal>> => {
  const patch = { archivedAt: archived ? db.now : null };
  const { guards = () => [], ...updated } = updateClient(id, version, patch);
  return db.write({
    permission: "clients:write",
    result: id,
    ...updated,
    guards: (scope) => [...guards(scope), ...(archived && !confirmed ? owesNothing(scope.tenantId, id) : [])],
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
