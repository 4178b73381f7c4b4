import { Form } from "@remix-run/react";
import { Button, type ButtonProps } from "~/components/button";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import type { InvoiceStatus } from "~/domain/invoices/invoice";
import { useT } from "~/i18n/language";

interface IntentProps {
  intent: string;
  formKey: string;
  version: number;
}

/** What a form sends that asks for one thing to be done with one version of the invoice. */
export function IntentFields({ intent, formKey, version }: IntentProps) {
  return (
    <>
      <FormKey value={formKey} which={{ intent }} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="intent" value={intent} />
    </>
  );
}

export interface InvoiceActionsProps {
  /** Of this invoice: "/o/:tenant/invoices/:id". */
  to: string;
  status: InvoiceStatus;
  archived: boolean;
  version: number;
  /** One each, since Back can lead to a page on which one of them was used. */
  keys: { status: string; duplicate: string; archive: string };
  mayWrite: boolean;
}

/** What can be done with an invoice in its status; payment has a form of its own, because it asks for a date. */
export function InvoiceActions({ to, status, archived, version, keys, mayWrite }: InvoiceActionsProps) {
  const t = useT();
  const button = (intent: string, formKey: string, label: string, props: ButtonProps) => (
    <Form method="post" action=".">
      <IntentFields intent={intent} formKey={formKey} version={version} />
      <Button type="submit" {...props}>
        {label}
      </Button>
    </Form>
  );
  return (
    <>
      {mayWrite && status === "draft" ? (
        <LinkButton to={`${to}/edit`}>{t("invoices.actions.edit")}</LinkButton>
      ) : null}
      {mayWrite && status === "draft" && !archived
        ? button("issue", keys.status, t("invoices.actions.issue"), { variant: "primary" })
        : null}
      {mayWrite && status === "paid"
        ? button("undoPaid", keys.status, t("invoices.actions.undoPaid"), { variant: "secondary" })
        : null}
      {mayWrite
        ? button("duplicate", keys.duplicate, t("invoices.actions.duplicate"), {
            variant: "secondary",
            icon: "copy",
          })
        : null}
      <LinkButton to={`${to}/print`} icon="print">
        {t("invoices.print")}
      </LinkButton>
      {mayWrite
        ? button(
            archived ? "restore" : "archive",
            keys.archive,
            t(archived ? "invoices.actions.restore" : "invoices.actions.archive"),
            {
              variant: "quiet",
              icon: "archive",
            },
          )
        : null}
    </>
  );
}
