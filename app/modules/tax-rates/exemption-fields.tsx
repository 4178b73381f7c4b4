import { type FieldSource, TextField } from "~/components/field";
import { useSay, useT } from "~/i18n/language";
import { taxRateLabels as labels } from "~/modules/tenants/setting-labels";
import { limits } from "~/shared/limits";

interface ExemptionFieldsProps {
  fields: Readonly<Record<"exemptionReason" | "exemptionCode", FieldSource>>;
  reasonHint: string;
  /** Usual wordings to choose from. */
  reasons?: string[];
  codes: readonly string[];
}

/** Why there is no tax: in words, and by a code of the VATEX list. */
export function ExemptionFields({ fields, reasonHint, reasons, codes }: ExemptionFieldsProps) {
  const [t, say] = [useT(), useSay()];
  return (
    <>
      <TextField
        field={fields.exemptionReason}
        label={say(labels.exemptionReason)}
        hint={reasonHint}
        autoComplete="off"
        maxLength={limits.exemptionReason}
        {...(reasons ? { suggestions: reasons } : {})}
      />
      <TextField
        field={fields.exemptionCode}
        label={say(labels.exemptionCode)}
        hint={t("taxRates.form.codeHint")}
        autoComplete="off"
        maxLength={limits.exemptionCode}
        suggestions={[...codes]}
      />
    </>
  );
}
