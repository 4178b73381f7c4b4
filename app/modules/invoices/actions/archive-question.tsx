import { Form } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Button } from "~/components/button";
import { useT } from "~/i18n/language";
import { IntentFields } from "./invoice-actions";

interface ArchiveQuestionProps {
  formKey: string;
  version: number;
  /** What is owed, formatted. */
  due: string;
}

/** Asks before an invoice goes out of sight that somebody still owes money for. */
export function ArchiveQuestion({ formKey, version, due }: ArchiveQuestionProps) {
  const t = useT();
  return (
    <Alert
      tone="warning"
      role="alert"
      title={t("invoices.archiveOpen.title")}
      actions={
        <Form method="post" action=".">
          <IntentFields intent="archive" formKey={formKey} version={version} />
          <input type="hidden" name="openToo" value="yes" />
          <Button type="submit">{t("invoices.archiveOpen.button")}</Button>
        </Form>
      }
    >
      {t("invoices.archiveOpen.text", { amount: due })}
    </Alert>
  );
}
