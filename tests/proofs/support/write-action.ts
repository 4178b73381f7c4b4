import type { Person } from "../../support/app";
import { addClient } from "../../support/client";
import type { Fields } from "../../support/visitor";

/** A business, and what its ids are called in a snapshot. */
export interface Setting {
  readonly person: Person;
  readonly ids: Map<string, string>;
}

export interface Action {
  readonly route: string;
  readonly name: string;
  /** Makes what the action needs; the form is then sent to a path below the business. */
  readonly prepare: (setting: Setting) => Promise<{ path: string; fields: Fields }>;
}

/** The business's client, made when it is first needed. */
export async function client({ person, ids }: Setting): Promise<string> {
  const id = ids.get("client") ?? (await addClient(person));
  ids.set("client", id);
  return id;
}
