import { SYSTEM_USER } from "../unscoped/system-event";
import type { TenantRows } from "./rows";
import { type Violation, violationsOf } from "./violation";

const ENDS = new Set(["membership.removed", "membership.left"]);

/**
 * Rules 6 and 8: whoever was removed or left is no member, whoever the trail knows in a role is one, each at the version that the last event
 * says. A membership begins at version 1 without an event of its own. Those of an archive did not come with it: an event ahead of its storing says
 * nothing of today's. People who are erased are in no business, and nobody is in an erased one.
 */
export function checkMemberships(
  rows: Pick<TenantRows, "tenant" | "members" | "events" | "anchor" | "erased" | "people">,
): Violation[] {
  const { tenant, members, events } = rows;
  const violation = (userId: string) =>
    violationsOf("memberships", { tenant_id: tenant.id, user_id: userId });
  const stored = events.findLast(({ action }) => action === "import.stored")?.seq ?? 0;
  const memberEvents = events.filter(({ entity, seq }) => entity === "membership" && seq > stored);
  const last = new Map(memberEvents.map((event) => [event.entityId, event]));
  const found = [...last].flatMap(([userId, event]) => {
    const member = members.find((each) => each.userId === userId);
    if (ENDS.has(event.action))
      return member ? [violation(userId)(8, `is there, the audit trail says ${event.action}`)] : [];
    if (!member)
      return rows.erased || !rows.people.has(userId)
        ? []
        : [violation(userId)(8, "is gone, and the audit trail does not say so")];
    if (member.version === event.entityVersion) return [];
    return [
      violation(userId)(8, `version is ${member.version}, the audit trail ends at ${event.entityVersion}`),
    ];
  });
  for (const { userId, version } of members) {
    if (userId === SYSTEM_USER)
      found.push(violation(userId)("settings", "the system's user is in a business"));
    if (version > 1 && !last.has(userId) && rows.anchor === 0)
      found.push(violation(userId)(8, `version is ${version}, the audit trail says nothing of it`));
  }
  return found;
}
