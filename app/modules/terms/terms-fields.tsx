import { type FieldSource, SelectField, TextAreaField, TextField } from "~/components/field";
import type { TypedTerms } from "~/domain/terms/problems";
import { termsKinds } from "~/domain/terms/terms";
import { braced, placeholders } from "~/domain/terms/words";
import { useSay, useT } from "~/i18n/language";
import { limits } from "~/shared/limits";
import { kindLabels, termsLabels as labels } from "./labels";

interface TermsFieldsProps {
  fields: Readonly<Record<keyof TypedTerms, FieldSource>>;
  /** What the days are where they are left empty. */
  daysHint: string;
}

/** The controls of payment terms: how the due date is counted, the discount for paying early, and the words about both. */
export function TermsFields({ fields, daysHint }: TermsFieldsProps) {
  const [t, say] = [useT(), useSay()];
  return (
    <>
      <TextField
        field={fields.paymentTermsDays}
        label={say(labels.paymentTermsDays)}
        hint={daysHint}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
      />
      <SelectField
        field={fields.paymentTermsKind}
        label={say(labels.paymentTermsKind)}
        required
        options={termsKinds.map((kind) => ({ value: kind, label: say(kindLabels[kind]) }))}
      />
      <TextField
        field={fields.paymentTermsDay}
        label={say(labels.paymentTermsDay)}
        hint={t("terms.dayHint")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={2}
      />
      <TextField
        field={fields.earlyPaymentPpm}
        label={say(labels.earlyPaymentPpm)}
        hint={t("terms.earlyHint")}
        inputMode="decimal"
        autoComplete="off"
        maxLength={limits.decimalText}
      />
      <TextField
        field={fields.earlyPaymentDays}
        label={say(labels.earlyPaymentDays)}
        hint={t("terms.earlyDaysHint")}
        inputMode="numeric"
        autoComplete="off"
        maxLength={3}
      />
      <TextAreaField
        field={fields.paymentTerms}
        label={say(labels.paymentTerms)}
        hint={t("terms.wordsHint", { placeholders: placeholders.map(braced).join(", ") })}
        rows={3}
        maxLength={limits.paymentTerms}
        className="col-span-full"
      />
    </>
  );
}
