import { Alert } from "./alert";

export interface FormProblemsProps {
  /** The action's answer. */
  result: { error?: Record<string, string[] | null> | null } | null | undefined;
}

/** What was wrong with a form that is only a button or a choice, above the list that it stands in. */
export function FormProblems({ result }: FormProblemsProps) {
  const problems = Object.values(result?.error ?? {}).flatMap((said) => said ?? []);
  return problems.length > 0 ? (
    <Alert tone="danger" title="Nothing was changed">
      {problems.join(" ")}
    </Alert>
  ) : null;
}
