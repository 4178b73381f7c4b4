import type { Person } from "./app";
import { PASSWORD } from "./password";
import { pathOf } from "./route-paths";
import { type Known, routeTable } from "./route-table";
import type { Visitor } from "./visitor";

/** What `person` would choose next: nobody else has either. */
export const NEW_PASSWORD = "never to be shown to anybody";
export const newEmailOf = ({ userId }: Person): string => `new-${userId.toLowerCase()}@example.com`;

/** What the forms about a person, and those of nobody yet, need besides what their page has filled in. */
const typed = (id: string, person: Person): Record<string, string> =>
  ({
    "routes/login": { email: person.email, password: PASSWORD },
    "routes/register": {
      ...{ name: "New", email: newEmailOf(person), businessName: "New Ltd", country: "DE", currency: "EUR" },
      password: NEW_PASSWORD,
    },
    "routes/settings._index": { name: "Changed", currentPassword: PASSWORD },
    "routes/settings.password": { currentPassword: PASSWORD, password: NEW_PASSWORD },
  })[id] ?? {};

/** The form of a route as it would be carried out for `person`; `visitor` is whose browser shows it. */
export async function filledIn(
  id: string,
  { visitor, person, known }: { visitor: Visitor; person: Person; known: Known },
): Promise<Record<string, string>> {
  const post = routeTable[id]?.post;
  const form = (await visitor.visit(pathOf(id, { ...known }))).form(post?.button ?? "");
  const fields = Object.entries({ ...form, ...post?.fields?.(known), ...typed(id, person) });
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value ?? "")]));
}
