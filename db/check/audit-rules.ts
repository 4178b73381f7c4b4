import type { AuditEvent, TenantRows } from "./rows";
import { type Violation, violationsOf } from "./violation";

/** What a field was and became, as an event's changes tell it; nothing where they don't. */
export function changeOf(changes: string, field: string): readonly unknown[] {
  try {
    const said = (JSON.parse(changes) as Record<string, unknown>)[field];
    return Array.isArray(said) ? said : [];
  } catch {
    return [];
  }
}

/**
 * Rules 6 and 8: each save of a row counted its version and left one event: 1, 2, 3 … in the trail's order, and the last is the
 * row's. `born` is the first audited version: 2 for rows that come with the business and have no event of their own. Where the first
 * events of the trail were purged (`anchored`), a row's begin later.
 */
export function checkVersions(
  table: string,
  ids: Violation["ids"],
  version: number,
  events: readonly Pick<AuditEvent, "seq" | "action" | "entityVersion">[],
  born: 1 | 2 = 1,
  anchored = false,
): Violation[] {
  const violation = violationsOf(table, ids);
  if (anchored && events.length === 0) return [];
  const first = anchored ? Math.max(born, events[0]?.entityVersion ?? born) : born;
  const wrong = events.find(({ entityVersion }, i) => entityVersion !== first + i);
  if (wrong) {
    const message = `${wrong.action} says version ${wrong.entityVersion}, ${first + events.indexOf(wrong)} comes next`;
    return [violation(8, message, { ids: { seq: wrong.seq } })];
  }
  const last = first + events.length - 1;
  return last === version ? [] : [violation(8, `version is ${version}, the audit trail ends at ${last}`)];
}

/** Rule 8: a tenant's events are 1, 2, 3 … without a hole. */
export function checkSequence({
  tenant,
  audit,
  anchor,
}: Pick<TenantRows, "tenant" | "audit" | "anchor">): Violation[] {
  const { count, first, last } = audit;
  if (count === 0)
    return [violationsOf("audit_events", { tenant_id: tenant.id })(8, "there is no event at all")];
  if (first === anchor + 1 && last === anchor + count) return [];
  const message = `${count} events from ${first} to ${last}: seq has a hole`;
  return [violationsOf("audit_events", { tenant_id: tenant.id })(8, message)];
}

/** Rule 1 and 8: events tell of rows of their own tenant. */
export function checkSubjects(
  tenantId: string,
  table: string,
  known: Pick<ReadonlySet<string>, "has">,
  events: readonly AuditEvent[],
): Violation[] {
  return events
    .filter(({ entityId }) => !known.has(entityId))
    .map(({ seq, action, entityId }) =>
      violationsOf("audit_events", { tenant_id: tenantId, seq })(
        1,
        `${action} tells of ${entityId}, which is not in this tenant's ${table}`,
      ),
    );
}
