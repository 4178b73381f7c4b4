import { useActionData, useLoaderData } from "@remix-run/react";
import { Page } from "~/components/page";
import { localeOf } from "~/domain/tenants/locale";
import { agreedOf } from "~/domain/terms/agreed";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { ClientForm } from "~/modules/clients/client-form";
import { createClient } from "~/modules/clients/save-client.server";
import { NewClientSchema } from "~/modules/clients/schemas";

export const meta = titled("clients.new");

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const access = await db.require("clients:write");
  return {
    formKey: context.newId(),
    base: `/o/${tenant}/clients`,
    country: access.tenant.country,
    usualTerms: agreedOf(null, null, access.tenant),
    locale: localeOf(access.tenant),
  };
});

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(NewClientSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const created = await createClient(db, { id: context.newId(), content: form.value });
  return respondToForm(created, form, (id) => withNotice(`/o/${tenant}/clients/${id}`, "client-created"));
});

export default function NewClient() {
  const t = useT();
  const { formKey, base, country, usualTerms, locale } = useLoaderData<typeof loader>();
  return (
    <Page title={t("clients.new")} back={{ to: base, label: t("clients.title") }} width="form">
      <ClientForm
        formKey={formKey}
        values={{ country }}
        lastResult={useActionData<typeof action>()?.result}
        cancelTo={base}
        sellerCountry={country}
        usualTerms={usualTerms}
        locale={locale}
      />
    </Page>
  );
}
