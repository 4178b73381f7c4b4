import { useSay, useT } from "~/i18n/language";
import { Alert } from "./alert";

export interface FormProblemsProps {
  /** "Nothing was changed", unless it is something else. */
  title?: string;
  /** The action's answer. */
  result: { error?: Record<string, string[] | null> | null } | null | undefined;
}

/** What was wrong with a form that is only a button or a choice, above the list that it stands in. */
export function FormProblems({ result, title }: FormProblemsProps) {
  const [t, say] = [useT(), useSay()];
  const problems = Object.values(result?.error ?? {}).flatMap((said) => said ?? []);
  return problems.length > 0 ? (
    <Alert tone="danger" title={title ?? t("components.nothingChanged")}>
      {problems.map(say).join(" ")}
    </Alert>
  ) : null;
}
