import { findClient } from "@db/queries/clients";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Page } from "~/components/page";
import { localeOf } from "~/domain/tenants/locale";
import { agreedOf } from "~/domain/terms/agreed";
import { FormOrConflict } from "~/http/forms/form-or-conflict";
import { withNotice } from "~/http/forms/notice";
import { respondToEdit } from "~/http/forms/respond";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { ClientForm } from "~/modules/clients/client-form";
import { formValuesOf } from "~/modules/clients/form-values";
import { clientLabels } from "~/modules/clients/labels";
import { saveClient } from "~/modules/clients/save-client.server";
import { EditClientSchema } from "~/modules/clients/schemas";
import { kindInWords } from "~/modules/terms/labels";
import { respellTerms } from "~/modules/terms/terms-values";

export const meta = titled<typeof loader>((t, data) =>
  data ? t("clients.editOf", { name: data.values.name ?? "" }) : t("clients.editTitle"),
);

export const loader = tenantLoader(async ({ db, params, context, tenant }) => {
  const [access, client] = await Promise.all([
    db.require("clients:write"),
    findClient(db, params.client ?? ""),
  ]);
  if (!client) throw notFound();
  return {
    formKey: context.newId(),
    to: `/o/${tenant}/clients/${client.id}`,
    values: formValuesOf(client, localeOf(access.tenant)),
    country: access.tenant.country,
    usualTerms: agreedOf(null, null, access.tenant),
    locale: localeOf(access.tenant),
  };
});

export const action = tenantAction(async ({ parse, db, tenant, params }) => {
  const form = await parse(EditClientSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { version, ...content } = form.value;
  const saved = await saveClient(db, { id: params.client ?? "", version, content });
  const stored = async () => {
    const [{ tenant: business }, client] = await Promise.all([
      db.require("clients:write"),
      findClient(db, params.client ?? ""),
    ]);
    const locale = localeOf(business);
    return client
      ? {
          version: client.version,
          values: formValuesOf(client, locale),
          typed: respellTerms(form.typed, locale),
          describe: kindInWords,
        }
      : null;
  };
  return respondToEdit(saved, form, {
    to: (id) => withNotice(`/o/${tenant}/clients/${id}`, "client-saved"),
    stored,
    labels: clientLabels,
  });
});

export default function EditClient() {
  const { formKey, to, values, country, usualTerms, locale } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <Page
      title={t("clients.editOf", { name: values.name ?? "" })}
      back={{ to, label: t("clients.client") }}
      width="form"
    >
      <FormOrConflict
        conflict={answer?.conflict}
        formKey={formKey}
        cancelTo={to}
        submitLabel={t("clients.save")}
      >
        <ClientForm
          formKey={formKey}
          values={values}
          lastResult={answer?.result}
          cancelTo={to}
          sellerCountry={country}
          usualTerms={usualTerms}
          locale={locale}
        />
      </FormOrConflict>
    </Page>
  );
}
