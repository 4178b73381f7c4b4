import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { previewNumber } from "~/domain/numbering/next-number";
import { useT } from "~/i18n/language";
import type { CivilDate } from "~/shared/dates";
import { examplePatterns, PARTS } from "./pattern-words";

const EXAMPLE = "43";

/** What a pattern can hold, and what comes of it. */
export function PatternGuide({ today }: { today: CivilDate }) {
  const t = useT();
  const parts = [
    { term: PARTS.year, value: t("numbering.guide.year") },
    { term: PARTS.month, value: t("numbering.guide.month") },
    { term: PARTS.number, value: t("numbering.guide.number") },
    { term: t("numbering.guide.text"), value: t("numbering.guide.textMeaning") },
  ];
  const examples = examplePatterns.map((term) => ({ term, value: previewNumber(term, EXAMPLE, today) }));
  return (
    <>
      <Card title={t("numbering.guide.title")}>
        <DefinitionList items={parts} />
      </Card>
      <Card
        title={t("numbering.guide.examples")}
        description={t("numbering.guide.examplesText", { number: EXAMPLE })}
      >
        <DefinitionList items={examples} />
      </Card>
    </>
  );
}
