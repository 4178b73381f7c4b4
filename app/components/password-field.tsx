import { useActionData } from "@remix-run/react";
import { useEffect } from "react";
import { useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import { type FieldSource, TextField } from "./field";

export interface PasswordAgainFieldProps {
  field: FieldSource;
  /** Whether it had to be given again when the page was made; it may be asked for since. */
  isNeeded: boolean;
  /** Where only some of the form's changes ask for it: which. */
  only?: string;
}

/**
 * The password once more, ahead of a sensitive step; nothing where it was given a moment ago. Where the form came back for want of it
 * alone, it is the question that the page asks.
 */
export function PasswordAgainField({ field, isNeeded, only }: PasswordAgainFieldProps) {
  const t = useT();
  const answer = useActionData<{ result?: { asksPassword?: boolean } | null }>();
  const asks = answer?.result?.asksPassword ?? false;
  const { id } = field;
  useEffect(() => {
    if (answer?.result?.asksPassword) document.getElementById(id)?.focus();
  }, [answer, id]);
  if (!isNeeded && !asks && !field.errors?.length) return null;
  const control = (
    <TextField
      field={field}
      label={t("components.passwordAgain.label")}
      hint={asks ? t("components.passwordAgain.question") : (only ?? t("components.passwordAgain.hint"))}
      type="password"
      autoComplete="current-password"
      maxLength={limits.passwordMax}
      required={asks || !only}
      className="max-w-panel"
      isFocused={asks}
    />
  );
  return asks ? (
    <div role="status" className="grid gap-2 rounded-md bg-accent-soft px-4 py-3">
      <p className="font-semibold">{t("components.passwordAgain.title")}</p>
      {control}
    </div>
  ) : (
    control
  );
}
