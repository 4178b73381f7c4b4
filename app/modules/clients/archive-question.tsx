import { Form } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { FormKey } from "~/components/form-key";
import { useT } from "~/i18n/language";

interface ArchiveQuestionProps {
  formKey: string;
  version: number;
}

/** Asks before a client goes out of sight who still owes money. */
export function ArchiveQuestion({ formKey, version }: ArchiveQuestionProps) {
  const t = useT();
  return (
    <Alert
      tone="warning"
      role="alert"
      title={t("clients.archiveOpen.title")}
      actions={
        <Form method="post" action=".">
          <FormKey value={formKey} which={{ intent: "archive" }} />
          <input type="hidden" name="version" value={version} />
          <input type="hidden" name="intent" value="archive" />
          <input type="hidden" name="openToo" value="yes" />
          <Button type="submit">{t("clients.archiveOpen.button")}</Button>
        </Form>
      }
    >
      {t("clients.archiveOpen.text")}
    </Alert>
  );
}
