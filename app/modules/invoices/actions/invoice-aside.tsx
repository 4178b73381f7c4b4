import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { TextLink } from "~/components/text-link";

interface InvoiceAsideProps {
  client: { name: string; to: string; archived: boolean };
  /** Per line breaks as typed. */
  internalNote: string | null;
}

/** What belongs to an invoice and is not on it. */
export function InvoiceAside({ client, internalNote }: InvoiceAsideProps) {
  return (
    <div className="print:hidden">
      <Card title="For yourself" description="Never on the invoice.">
        <DefinitionList
          items={[
            {
              term: "Client",
              value: (
                <>
                  <TextLink to={client.to}>{client.name}</TextLink>
                  {client.archived ? " (archived)" : ""}
                </>
              ),
            },
            {
              term: "Internal note",
              value: internalNote ? <span className="whitespace-pre-line">{internalNote}</span> : null,
            },
          ]}
        />
      </Card>
    </div>
  );
}
