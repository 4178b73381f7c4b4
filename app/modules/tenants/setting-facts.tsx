import { DefinitionList } from "~/components/definition-list";
import { settingInWords } from "./setting-labels";

export interface SettingFactsProps {
  labels: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string | null>>;
}

/** Settings as they are, for whoever may not change them. */
export function SettingFacts({ labels, values }: SettingFactsProps) {
  return (
    <DefinitionList
      items={Object.entries(labels).map(([field, term]) => {
        const value = values[field];
        return { term, value: value ? settingInWords(field, value) : "–" };
      })}
    />
  );
}
