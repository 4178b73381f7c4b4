import { notFound } from "~/http/tenant.server";

export async function loader(): Promise<never> {
  throw notFound();
}

export const action = loader;

export default function NoSuchPage() {
  return null;
}
