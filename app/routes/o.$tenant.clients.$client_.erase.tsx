import { findClient } from "@db/queries/clients";
import { findHolding } from "@db/queries/erase-client";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { Page } from "~/components/page";
import { localeOf } from "~/domain/tenants/locale";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { eraseClient } from "~/modules/erasure/erase-client.server";
import { EraseForm } from "~/modules/erasure/erase-form";
import { whyKept } from "~/modules/erasure/reasons";
import { EraseClientSchema } from "~/modules/erasure/schemas";
import { formatDate } from "~/shared/format";

export const meta: MetaFunction = () => [{ title: "Erase client · Gapless" }];

export const loader = tenantLoader(async ({ db, params, tenant, context }) => {
  const id = params.client ?? "";
  const [access, client, held] = await Promise.all([
    db.require("clients:erase"),
    findClient(db, id),
    findHolding(db, id),
  ]);
  if (!client || !held) throw notFound();
  const kept = whyKept(access.tenant.country, held);
  return {
    formKey: context.newId(),
    back: `/o/${tenant}/clients/${id}`,
    name: client.name,
    version: String(client.version),
    held,
    kept: kept && {
      reason: kept.reason,
      until: formatDate(kept.until, localeOf(access.tenant)),
    },
  };
});

export const action = tenantAction(async ({ parse, db, params, tenant }) => {
  const form = await parse(EraseClientSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const id = params.client ?? "";
  const [access, held] = await Promise.all([db.require("clients:erase"), findHolding(db, id)]);
  const kept = held ? whyKept(access.tenant.country, held) : null;
  const erasure = { id, version: form.value.version, kept };
  const to = `/o/${tenant}/clients`;
  const erased = await eraseClient(db, erasure);
  return respondToForm(erased, form, () => withNotice(kept ? `${to}/${id}` : to, "client-erased"));
});

export default function EraseClient() {
  const { formKey, back, name, version, held, kept } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={`Erase ${name}?`} back={{ to: back, label: name }} width="form">
      <Card title="What goes at once, and what is kept">
        <div className="stack">
          <DefinitionList
            items={[
              { term: "Erased", value: "Name, addresses, tax ids, contact and notes of the client" },
              { term: "Drafts deleted", value: String(held.drafts) },
              { term: "Internal notes erased", value: String(held.notes) },
              { term: "Issued invoices kept", value: String(held.issued) },
              { term: "Kept until", value: kept?.until },
              { term: "Why", value: kept?.reason },
            ]}
          />
          {kept ? (
            <Alert tone="warning" title="Issued invoices stay as they are">
              They bear the client's name and address as they were. They can be seen and exported, not used
              for anything new, and are deleted when their time is over. It counts from the end of the year in
              which an invoice was issued, or of its date, whichever is later.
            </Alert>
          ) : null}
          <EraseForm
            formKey={formKey}
            version={version}
            meant="Yes, erase this client"
            button="Erase client"
            cancelTo={back}
            lastResult={answer?.result}
          />
        </div>
      </Card>
    </Page>
  );
}
