import type { Person } from "./app";

/** A client of the person's business, made through the form; its id. */
export async function addClient(person: Person, fields: Record<string, string> = {}): Promise<string> {
  const answer = await person.submit(`${person.base}/clients/new`, {
    name: "Client Ltd",
    country: "GB",
    ...fields,
  });
  const id = /\/clients\/([0-9A-Z]{26})\?/.exec(answer.location ?? "")?.[1];
  if (!id) throw new Error(`The client was not stored: ${answer.status} ${answer.messages}`);
  return id;
}
