import { DefinitionList } from "~/components/definition-list";
import { useSay, useT } from "~/i18n/language";
import { settingInWords } from "./setting-labels";

export interface SettingFactsProps {
  labels: Readonly<Record<string, string>>;
  values: Readonly<Record<string, string | null>>;
}

/** Settings as they are, for whoever may not change them. */
export function SettingFacts({ labels, values }: SettingFactsProps) {
  const [t, say] = [useT(), useSay()];
  return (
    <DefinitionList
      items={Object.entries(labels).map(([field, term]) => {
        const value = values[field];
        return { term: say(term), value: value ? say(settingInWords(field, value)) : t("tenants.none") };
      })}
    />
  );
}
