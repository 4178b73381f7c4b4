import type { SubmissionResult } from "@conform-to/react";
import { Alert } from "~/components/alert";
import { DefinitionList } from "~/components/definition-list";
import { differences } from "./differences";
import { settingInWords } from "./setting-labels";

export interface SavedMeanwhileProps {
  labels: Readonly<Record<string, string>>;
  /** What is stored now. */
  values: Readonly<Record<string, string | null>>;
  result: SubmissionResult<string[]> | undefined;
}

/** After a refused save (rule 6): what is stored now, where it is not what was typed. Nothing when nobody else had saved. */
export function SavedMeanwhile({ labels, values, result }: SavedMeanwhileProps) {
  const typed = result?.initialValue;
  if (result?.status !== "error" || !typed) return null;
  // A row is known by its version; a series by its id too.
  if (typed.version === values.version && typed.series === values.series) return null;
  const others = differences(Object.keys(labels), typed, values);
  if (others.length === 0) return null;
  return (
    <Alert tone="warning" title="Stored by somebody else">
      <div className="stack">
        <p>
          Where it differs from what you typed, this is stored now. Saving again replaces it with what is in
          the form.
        </p>
        <DefinitionList
          items={others.map((field) => {
            const value = values[field];
            return { term: labels[field] ?? field, value: value ? settingInWords(field, value) : "nothing" };
          })}
        />
      </div>
    </Alert>
  );
}
