import { useId } from "react";
import { useSay, useT } from "~/i18n/language";
import { Alert } from "./alert";
import { Button } from "./button";
import { Card } from "./card";
import { TypedForm } from "./form";
import { FormKey } from "./form-key";
import { LinkButton } from "./link-button";

export interface ConflictFormProps {
  /** As it came from the server; it goes back with the choices. */
  conflict: {
    readonly groups: readonly { readonly label: string; readonly mine: string; readonly theirs: string }[];
  };
  formKey: string;
  /** Names of the fields that the server reads. */
  fieldName: string;
  choiceName: (index: number) => string;
  cancelTo: string;
  submitLabel: string;
}

/** Two people saved the same thing: both versions side by side, and a choice for each difference. Works without JavaScript. */
export function ConflictForm({
  conflict,
  formKey,
  fieldName,
  choiceName,
  cancelTo,
  submitLabel,
}: ConflictFormProps) {
  const [t, say] = [useT(), useSay()];
  const same = conflict.groups.length === 0;
  return (
    <TypedForm id={useId()} fromStart className="stack">
      <FormKey value={formKey} />
      <input type="hidden" name={fieldName} value={JSON.stringify(conflict)} />
      <Alert tone="warning" role="alert" title={t("components.conflict.title")}>
        {t(same ? "components.conflict.same" : "components.conflict.choose")}
      </Alert>
      {conflict.groups.map(({ label, mine, theirs }, i) => (
        <Card key={label}>
          <fieldset className="grid gap-3">
            <legend className="mb-3 font-semibold">{say(label)}</legend>
            <div className="grid gap-3 sm:grid-cols-2">
              <Choice
                name={choiceName(i)}
                value="mine"
                title={t("components.conflict.mine")}
                text={say(mine)}
              />
              <Choice
                name={choiceName(i)}
                value="theirs"
                title={t("components.conflict.theirs")}
                text={say(theirs)}
              />
            </div>
          </fieldset>
        </Card>
      ))}
      <div className="cluster">
        <Button type="submit">{submitLabel}</Button>
        <LinkButton to={cancelTo} variant="quiet">
          {t("components.conflict.leaveIt")}
        </LinkButton>
      </div>
    </TypedForm>
  );
}

interface ChoiceProps {
  name: string;
  value: "mine" | "theirs";
  title: string;
  text: string;
}

function Choice({ name, value, title, text }: ChoiceProps) {
  const t = useT();
  return (
    <label className="tap flex cursor-pointer items-start gap-3 rounded-md border border-line-strong px-3.5 py-3 has-checked:border-accent has-checked:bg-accent-soft">
      <input type="radio" name={name} value={value} required className="mt-1 size-4.5 shrink-0" />
      <span className="grid min-w-0 gap-1">
        <span className="font-medium">{title}</span>
        <span className="whitespace-pre-line wrap-anywhere">
          {text || <span className="text-ink-muted">{t("components.conflict.empty")}</span>}
        </span>
      </span>
    </label>
  );
}
