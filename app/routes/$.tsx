import { notFound } from "~/http/guards/tenant.server";

export async function loader(): Promise<never> {
  throw notFound();
}

export const action = loader;

export default function NoSuchPage() {
  return null;
}
