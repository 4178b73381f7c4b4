import { findBusinessErasure } from "@db/queries/erase-business";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { policyOf } from "~/domain/retention/policies";
import { localeOf } from "~/domain/tenants/locale";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { passwordAgain } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { askToErase, keep } from "~/modules/erasure/business.server";
import { EraseForm } from "~/modules/erasure/erase-form";
import { EraseBusinessSchema } from "~/modules/erasure/schemas";
import { SettingsPage } from "~/modules/tenants/settings-page";
import { todayIn } from "~/shared/dates";
import { formatDate } from "~/shared/format";

export const meta = titled("erasure.business.title", "tenants.settings");
export const headers = answerHeaders;

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [access, asked] = await Promise.all([db.require("business:erase"), findBusinessErasure(db)]);
  const day = (at: number) => formatDate(todayIn(access.tenant.timeZone, at), localeOf(access.tenant));
  return {
    base: `/o/${tenant}/settings`,
    formKey: context.newId(),
    asksPassword: needsPassword(access.session, context.now),
    due: asked && day(asked.dueAt),
    source: policyOf(access.tenant.country).source,
  };
});

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(EraseBusinessSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  await db.require("business:erase");
  const refused = await passwordAgain(context, form, form.value.currentPassword);
  if (refused) return refused;
  const keeps = form.value.intent === "keep";
  const done = await (keeps ? keep(db, { tenant }) : askToErase(db, { tenant }));
  const notice = keeps ? "business-kept" : "business-erase";
  return respondToForm(done, form, () => withNotice(`/o/${tenant}/settings/erase`, notice));
});

export default function EraseBusiness() {
  const { base, formKey, asksPassword, due, source } = useLoaderData<typeof loader>();
  const t = useT();
  const lastResult = useActionData<typeof action>()?.result;
  const form = { formKey, asksPassword, cancelTo: `${base}/data`, lastResult };
  return (
    <SettingsPage base={base}>
      {due ? (
        <Card title={t("erasure.business.willBe")}>
          <div className="stack">
            <Alert tone="warning" title={t("erasure.business.on", { day: due })}>
              {t("erasure.business.until")}
            </Alert>
            <EraseForm
              {...form}
              intent="keep"
              meant={t("erasure.business.keepMeant")}
              button={t("erasure.business.keepButton")}
            />
          </div>
        </Card>
      ) : (
        <Card title={t("erasure.business.erase")} description={t("erasure.business.grace")}>
          <div className="stack">
            <Alert tone="warning" title={t("erasure.business.downloadFirst")}>
              {t("erasure.business.what", { source })}
            </Alert>
            <EraseForm
              {...form}
              intent="erase"
              meant={t("erasure.business.meant")}
              button={t("erasure.business.button")}
            />
          </div>
        </Card>
      )}
    </SettingsPage>
  );
}
