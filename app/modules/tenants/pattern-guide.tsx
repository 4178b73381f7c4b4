import { Card } from "~/components/card";
import { DataTable } from "~/components/data-table";
import type { CivilDate } from "~/shared/dates";
import { previewNumber } from "./next-number";
import { examplePatterns } from "./pattern-words";

const PARTS = [
  { part: "{YYYY}", meaning: "The year of the issue date. The numbers then begin again at 1 each year." },
  { part: "{MM}", meaning: "The month of the issue date, 01 to 12. The numbers go on all the same." },
  { part: "{0000}", meaning: "The number, with as many digits at least as there are zeros." },
  { part: "Text", meaning: "Letters, digits, spaces and - _ / . # stay as they are." },
];

const EXAMPLE = "43";

/** What a pattern can hold, and what comes of it. */
export function PatternGuide({ today }: { today: CivilDate }) {
  return (
    <>
      <Card title="What the braces mean" flush>
        <DataTable
          caption="Parts of a pattern"
          rows={PARTS}
          rowKey={({ part }) => part}
          columns={[
            { header: "Part", cell: ({ part }) => <span className="font-mono">{part}</span> },
            { header: "What it becomes", cell: ({ meaning }) => meaning },
          ]}
        />
      </Card>
      <Card title="Examples" description={`Each with the number ${EXAMPLE}, issued today.`} flush>
        <DataTable
          caption="Patterns and their numbers"
          rows={[...examplePatterns]}
          rowKey={(pattern) => pattern}
          columns={[
            { header: "Pattern", cell: (pattern) => <span className="font-mono">{pattern}</span> },
            {
              header: "Number",
              cell: (pattern) => <span className="figures">{previewNumber(pattern, EXAMPLE, today)}</span>,
            },
          ]}
        />
      </Card>
    </>
  );
}
