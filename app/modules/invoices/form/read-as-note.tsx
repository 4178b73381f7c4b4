import { Alert } from "~/components/alert";
import { DefinitionList } from "~/components/definition-list";
import type { ReadAs } from "./doubts";

/** How the numbers of the saved form were read that could have been read in another way. */
export function ReadAsNote({ read }: { read: readonly ReadAs[] }) {
  if (read.length === 0) return null;
  return (
    <Alert title="Some numbers could be read in two ways. This is how they were read">
      <DefinitionList items={read.map(({ field, value }) => ({ term: field, value }))} />
    </Alert>
  );
}
