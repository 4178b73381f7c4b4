import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import { type FieldSource, TextField } from "./field";

export interface PasswordAgainFieldProps {
  field: FieldSource;
  /** Whether it had to be given again when the page was made; it may be asked for since. */
  asked: boolean;
  /** Where only some of the form's changes ask for it: which. */
  only?: string;
}

/** The password once more, ahead of a sensitive step; nothing where it was given a moment ago. */
export function PasswordAgainField({ field, asked, only }: PasswordAgainFieldProps) {
  const t = useT();
  if (!asked && !field.errors?.length) return null;
  return (
    <TextField
      field={field}
      label={t("components.passwordAgain.label")}
      hint={only ?? t("components.passwordAgain.hint")}
      type="password"
      autoComplete="current-password"
      maxLength={limits.passwordMax}
      required={!only}
      className="max-w-panel"
    />
  );
}
