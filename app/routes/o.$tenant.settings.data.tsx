import { useActionData, useLoaderData } from "@remix-run/react";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { passwordAgain } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled } from "~/i18n/language";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { PasswordAgainSchema } from "~/modules/accounts/schemas";
import { ExportForm } from "~/modules/exports/export-form";
import { prepareExport } from "~/modules/exports/prepare-export.server";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("tenants.sections.data", "tenants.settings");
export const headers = answerHeaders;

export const loader = tenantLoader(async ({ db, context, tenant, url }) => {
  const { session } = await db.require("business:export");
  const asksPassword = needsPassword(session, context.now);
  return {
    base: `/o/${tenant}/settings`,
    formKey: context.newId(),
    asksPassword,
    download:
      url.searchParams.get("done") === "export-ready" && !asksPassword ? `/o/${tenant}/export.zip` : null,
  };
});

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(PasswordAgainSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  await db.require("business:export");
  const refused = await passwordAgain(context, form, form.value.currentPassword);
  if (refused) return refused;
  const prepared = await prepareExport(db, { tenant });
  return respondToForm(prepared, form, () => withNotice(`/o/${tenant}/settings/data`, "export-ready"));
});

export default function YourData() {
  const { base, formKey, asksPassword, download } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      <ExportForm
        formKey={formKey}
        asksPassword={asksPassword}
        download={download}
        lastResult={answer?.result}
      />
    </SettingsPage>
  );
}
