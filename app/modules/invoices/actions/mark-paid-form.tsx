import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { TextField } from "~/components/field";
import { TypedForm } from "~/components/form";
import { useT } from "~/i18n/language";
import { IntentFields } from "./invoice-actions";

interface MarkPaidFormProps {
  formKey: string;
  version: number;
  /** What stands in the field at first: the tenant's today, or what was typed. */
  paidDate: string;
  errors: string[];
}

const ID = "mark-paid";

/** The day on which the money came, and the button that records it. */
export function MarkPaidForm({ formKey, version, paidDate, errors }: MarkPaidFormProps) {
  const t = useT();
  const field = {
    id: `${ID}-date`,
    name: "paidDate",
    formId: ID,
    errorId: `${ID}-date-error`,
    descriptionId: `${ID}-date-hint`,
    required: true,
    errors,
    initialValue: paidDate,
  };
  return (
    <div className="print:hidden">
      <Card>
        <TypedForm id={ID} action="." className="flex flex-wrap items-end gap-3">
          <IntentFields intent="markPaid" formKey={formKey} version={version} />
          <TextField
            field={field}
            label={t("invoices.actions.paidDate")}
            type="date"
            className="phone:w-full sm:w-48"
          />
          <Button type="submit" className="phone:w-full">
            {t("invoices.actions.markPaid")}
          </Button>
        </TypedForm>
      </Card>
    </div>
  );
}
