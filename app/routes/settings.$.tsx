import { accountLoader } from "~/http/guards/account.server";
import { notFound } from "~/http/guards/tenant.server";

/** As o.$tenant.$, among the person's own pages. */
export const loader = accountLoader(async (): Promise<never> => {
  throw notFound();
});

export default function NoSuchPage() {
  return null;
}
