import { and, eq, type SQL, sql } from "drizzle-orm";
import type { ClientField } from "~/domain/clients/fields";
import type { TenantId } from "~/shared/ids-brands";
import type { Guard } from "../guard";
import { clients } from "../schema/clients";
import type { AuditEntry, Write } from "../tenant-db";
import { diffOf } from "./diff";
import { unchanged } from "./unchanged";

/** What a form says of a client: a field without a column does not compile. */
type NewClient = Pick<typeof clients.$inferInsert, ClientField>;
type ClientPatch = Partial<NewClient & Pick<typeof clients.$inferInsert, "archivedAt">>;

/** The statement that adds a client. */
export const insertClient =
  (id: string, content: NewClient): Write["changes"] =>
  ({ build, tenantId, now }) => [
    build.insert(clients).values({ ...content, tenantId, id, createdAt: now, updatedAt: now }),
  ];

/** Whether the client was erased: what is left of it stays as it is (docs/decisions/030). */
export const isErased = (tenantId: TenantId, clientId: string | SQL): SQL =>
  sql`EXISTS (SELECT 1 FROM erasures WHERE tenant_id = ${tenantId} AND entity = 'client' AND entity_id = ${clientId})`;

/** Guards and statement that change one version of a client: `not-found` when it is not there, `erased`, `stale` when it moved on. */
export const updateClient = (
  id: string,
  version: number,
  patch: ClientPatch,
): Pick<Write, "guards" | "changes"> => ({
  guards: ({ tenantId }) => {
    const [there, ...same] = unchanged(clients, tenantId, id, version);
    const kept = { reason: "erased", holds: sql`NOT ${isErased(tenantId, id)}` } as const;
    return [...(there ? [there] : []), kept, ...same];
  },
  changes: ({ build, tenantId, now }) => [
    build
      .update(clients)
      .set({ ...patch, updatedAt: now, version: sql`${clients.version} + 1` })
      .where(and(eq(clients.tenantId, tenantId), eq(clients.id, id))),
  ],
});

/** Guard of archiving without a question: no claim on the client is open. By the totals, however many invoices there are. */
export const owesNothing = (tenantId: TenantId, id: string): readonly Guard[] => [
  {
    reason: "receivable",
    holds: sql`NOT EXISTS (SELECT 1 FROM open_totals WHERE tenant_id = ${tenantId} AND client_id = ${id} AND grain = 'month' AND claim_count > 0)`,
  },
];

/** What that changes, for its audit event. */
export const clientDiff =
  (id: string, patch: ClientPatch): AuditEntry["changes"] =>
  ({ tenantId }) =>
    diffOf(clients, and(eq(clients.tenantId, tenantId), eq(clients.id, id)), patch);
