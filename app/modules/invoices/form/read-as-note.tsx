import { Alert } from "~/components/alert";
import { DefinitionList } from "~/components/definition-list";
import { useSay, useT } from "~/i18n/language";
import type { ReadAs } from "./doubts";

/** How the numbers of the saved form were read that could have been read in another way. */
export function ReadAsNote({ read }: { read: readonly ReadAs[] }) {
  const [t, say] = [useT(), useSay()];
  if (read.length === 0) return null;
  return (
    <Alert title={t("drafts.readAs.title")}>
      <DefinitionList items={read.map(({ field, value }) => ({ term: say(field), value: say(value) }))} />
    </Alert>
  );
}
