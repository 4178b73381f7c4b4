import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { previewNumber } from "~/domain/numbering/next-number";
import type { CivilDate } from "~/shared/dates";
import { examplePatterns } from "./pattern-words";

const PARTS = [
  { part: "{YYYY}", value: "The year of the issue date. The numbers then begin again at 1 each year." },
  { part: "{MM}", value: "The month of the issue date, 01 to 12. The numbers go on all the same." },
  { part: "{0000}", value: "The number, with as many digits at least as there are zeros." },
  { part: "Text", value: "Letters, digits, spaces and - _ / . # stay as they are." },
];

const EXAMPLE = "43";

/** What a pattern can hold, and what comes of it. */
export function PatternGuide({ today }: { today: CivilDate }) {
  const examples = examplePatterns.map((term) => ({ term, value: previewNumber(term, EXAMPLE, today) }));
  return (
    <>
      <Card title="What the braces mean">
        <DefinitionList items={PARTS.map(({ part, value }) => ({ term: part, value }))} />
      </Card>
      <Card title="Examples" description={`Each with the number ${EXAMPLE}, issued today.`}>
        <DefinitionList items={examples} />
      </Card>
    </>
  );
}
