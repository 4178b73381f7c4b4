import type { ReactNode } from "react";
import { ConflictForm, type ConflictFormProps } from "~/components/conflict-form";
import { CONFLICT_FIELD, choiceName } from "./conflict";

export interface FormOrConflictProps extends Pick<ConflictFormProps, "formKey" | "cancelTo" | "submitLabel"> {
  /** From the action's answer; null or undefined where nobody else saved first. */
  conflict: ConflictFormProps["conflict"] | null | undefined;
  /** The form, and what stands beside it. */
  children: ReactNode;
}

/** A form that edits; in its place, where somebody else saved first, both versions to choose from (rule 6). */
export function FormOrConflict({ conflict, children, ...form }: FormOrConflictProps) {
  if (!conflict) return children;
  return <ConflictForm conflict={conflict} fieldName={CONFLICT_FIELD} choiceName={choiceName} {...form} />;
}
