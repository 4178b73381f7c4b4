import type { Person } from "./app";
import { insertDraft } from "./invoice-rows";
import type { Known } from "./route-table";
import { withReason } from "./tax-rate";

/** A client, a draft and a reason for no tax in the person's business: with them every parameter of an address names something. */
export async function knownOf(owner: Person, member: Person = owner): Promise<Known> {
  const { id, clientId } = await insertDraft(owner);
  return {
    tenant: owner.tenantId,
    client: clientId,
    invoice: id,
    ...(await withReason(owner)),
    member: member.userId,
  };
}
