import type { SubmissionResult } from "@conform-to/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { Card } from "~/components/card";
import { ConformForm } from "~/components/form";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { PasswordAgainField } from "~/components/password-field";
import { useSchemaForm } from "~/components/use-schema-form";
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
  const [form, fields] = useSchemaForm(PasswordAgainSchema, { lastResult, id: "export" });
  return (
    <Card
      title="Download everything"
      description="One ZIP archive with every table as CSV and JSON, each invoice as it is printed, and a list of all files with their checksums. It is yours: keep it, give it to your accountant, or take it to another program."
    >
      {download ? (
        <Alert
          tone="positive"
          title="The archive is ready"
          actions={
            <LinkButton to={download} reloadDocument download icon="download" variant="primary">
              Download archive
            </LinkButton>
          }
        >
          It is made while you download it, and holds names, addresses and bank details: keep it safe.
        </Alert>
      ) : (
        <ConformForm form={form} errorTitle="The archive was not prepared" isThrowaway>
          <FormKey value={formKey} />
          <input type="hidden" name="intent" value="export" />
          <PasswordAgainField field={fields.currentPassword} isNeeded={asksPassword} />
          <div className="cluster">
            <Button type="submit">Prepare archive</Button>
          </div>
        </ConformForm>
      )}
    </Card>
  );
}
