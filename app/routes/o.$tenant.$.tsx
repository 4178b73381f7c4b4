import { notFound, tenantLoader } from "~/http/guards/tenant.server";

/** An address of the business that leads nowhere: below its frame, so that the menu stays. */
export const loader = tenantLoader(async (): Promise<never> => {
  throw notFound();
});

export default function NoSuchPage() {
  return null;
}
