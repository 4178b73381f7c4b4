import { findClient } from "@db/queries/clients";
import { findHolding } from "@db/queries/erase-client";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { Page } from "~/components/page";
import { localeOf } from "~/domain/tenants/locale";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useSay, useT } from "~/i18n/language";
import { eraseClient } from "~/modules/erasure/erase-client.server";
import { EraseForm } from "~/modules/erasure/erase-form";
import { whyKept } from "~/modules/erasure/reasons";
import { EraseClientSchema } from "~/modules/erasure/schemas";
import { formatDate } from "~/shared/format";

export const meta = titled("erasure.client.title");

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
      reason: kept.words,
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
  const [t, say] = [useT(), useSay()];
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={t("erasure.client.question", { client: name })}
      back={{ to: back, label: name }}
      width="form"
    >
      <Card title={t("erasure.client.what")}>
        <div className="stack">
          <DefinitionList
            items={[
              { term: t("erasure.client.erased"), value: t("erasure.client.erasedFacts") },
              { term: t("erasure.client.drafts"), value: String(held.drafts) },
              { term: t("erasure.client.notes"), value: String(held.notes) },
              { term: t("erasure.client.issued"), value: String(held.issued) },
              { term: t("erasure.client.until"), value: kept?.until },
              { term: t("erasure.client.why"), value: kept && say(kept.reason) },
            ]}
          />
          {kept ? (
            <Alert tone="warning" title={t("erasure.client.stay")}>
              {t("erasure.client.stayText")}
            </Alert>
          ) : null}
          <EraseForm
            formKey={formKey}
            version={version}
            meant={t("erasure.client.meant")}
            button={t("erasure.client.button")}
            cancelTo={back}
            lastResult={answer?.result}
          />
        </div>
      </Card>
    </Page>
  );
}
