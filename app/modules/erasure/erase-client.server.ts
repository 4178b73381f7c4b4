import { type ClientErasure, eraseClientRows } from "@db/queries/erase-client";
import type { Refusal, TenantDb, Written } from "@db/tenant-db";
import type { Result } from "~/shared/result";

/** Erases a client at once, but for what the law keeps (GDPR Art. 17); the trail says that and why. */
export const eraseClient = (db: TenantDb, erasure: ClientErasure): Promise<Result<Written, Refusal>> =>
  db.write({
    permission: "clients:erase",
    result: erasure.id,
    ...eraseClientRows(erasure),
    audit: [
      {
        action: "client.erased",
        entity: "client",
        entityId: erasure.id,
        entityVersion: erasure.version + 1,
        changes: erasure.kept
          ? { keptBecause: [null, erasure.kept.reason], keptUntil: [null, erasure.kept.until] }
          : {},
        when: "before",
      },
    ],
  });
