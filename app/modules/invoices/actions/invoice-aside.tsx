import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { TextLink } from "~/components/text-link";
import { T, useT } from "~/i18n/language";

interface InvoiceAsideProps {
  client: { name: string; to: string; archived: boolean };
  /** Per line breaks as typed. */
  internalNote: string | null;
}

/** What belongs to an invoice and is not on it. */
export function InvoiceAside({ client, internalNote }: InvoiceAsideProps) {
  const t = useT();
  const link = <TextLink to={client.to}>{client.name}</TextLink>;
  return (
    <div className="print:hidden">
      <Card title={t("invoices.aside.title")} description={t("invoices.aside.text")}>
        <DefinitionList
          items={[
            {
              term: t("invoices.aside.client"),
              value: client.archived ? <T id="invoices.aside.archivedClient" client={link} /> : link,
            },
            {
              term: t("invoices.aside.internalNote"),
              value: internalNote ? <span className="whitespace-pre-line">{internalNote}</span> : null,
            },
          ]}
        />
      </Card>
    </div>
  );
}
