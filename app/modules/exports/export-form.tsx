import type { SubmissionResult } from "@conform-to/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
import { useT } from "~/i18n/language";
import { PasswordAgainSchema } from "~/modules/accounts/schemas";

export interface ExportFormProps {
  formKey: string;
  asksPassword: boolean;
  /** Where the archive is, once it was asked for. */
  download: string | null;
  lastResult: SubmissionResult<string[]> | undefined;
}

/** Everything of the business as one archive: asked for here, downloaded by a link that is good for 15 minutes. */
export function ExportForm({ formKey, asksPassword, download, lastResult }: ExportFormProps) {
  const t = useT();
  const [form, fields] = useSchemaForm(PasswordAgainSchema, { lastResult, id: "export" });
  return (
    <Card title={t("exports.title")} description={t("exports.description")}>
      {download ? (
        <Alert
          tone="positive"
          title={t("exports.ready")}
          actions={
            <LinkButton to={download} reloadDocument download icon="download" variant="primary">
              {t("exports.download")}
            </LinkButton>
          }
        >
          {t("exports.readyText")}
        </Alert>
      ) : (
        <ConformForm form={form} errorTitle={t("exports.notPrepared")} isThrowaway>
          <FormKey value={formKey} />
          <input type="hidden" name="intent" value="export" />
          <PasswordAgainField field={fields.currentPassword} asked={asksPassword} />
          <div className="cluster">
            <Button type="submit">{t("exports.prepare")}</Button>
          </div>
        </ConformForm>
      )}
    </Card>
  );
}
