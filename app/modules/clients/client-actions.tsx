import { Form } from "@remix-run/react";
import { Button } from "~/components/button";
import { FormKey } from "~/components/form-key";
import { LinkButton } from "~/components/link-button";
import { useT } from "~/i18n/language";

interface ClientActionsProps {
  /** The business: "/o/:tenant". */
  base: string;
  id: string;
  version: number;
  archived: boolean;
  formKey: string;
}

/** What can be done with a client; an archived one gets no new invoices. */
export function ClientActions({ base, id, version, archived, formKey }: ClientActionsProps) {
  const t = useT();
  return (
    <>
      {archived ? null : (
        <LinkButton to={`${base}/invoices/new?client=${id}`} variant="primary" icon="plus">
          {t("clients.actions.newInvoice")}
        </LinkButton>
      )}
      <LinkButton to={`${base}/clients/${id}/edit`}>{t("clients.actions.edit")}</LinkButton>
      <Form method="post" action=".">
        <FormKey value={formKey} />
        <input type="hidden" name="version" value={version} />
        <Button
          type="submit"
          name="intent"
          value={archived ? "restore" : "archive"}
          variant="quiet"
          icon="archive"
        >
          {t(archived ? "clients.actions.restore" : "clients.actions.archive")}
        </Button>
      </Form>
    </>
  );
}
