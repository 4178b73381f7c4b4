import { isLastOwner } from "@db/queries/members";
import { redirect } from "@remix-run/cloudflare";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { Alert } from "~/components/alert";
import { Card } from "~/components/card";
import { TextLink } from "~/components/text-link";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { accountDb } from "~/http/guards/account.server";
import { passwordIfTyped } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { T, titled, useT } from "~/i18n/language";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { leaveBusiness } from "~/modules/accounts/end-membership.server";
import { EndMembershipForm } from "~/modules/accounts/end-membership-form";
import { LeaveSchema } from "~/modules/accounts/schemas";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("accounts.leave.title", "tenants.settings");
export const headers = answerHeaders;

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const me = context.session?.userId ?? "";
  const [access, isLast] = await Promise.all([db.require("business:leave"), isLastOwner(db, me)]);
  return {
    base: `/o/${tenant}/settings`,
    formKey: context.newId(),
    asksPassword: needsPassword(access.session, context.now),
    name: access.tenant.name,
    isLast,
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(LeaveSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const refused = await passwordIfTyped(context, form, form.value.currentPassword);
  if (refused) return refused;
  const leaving = {
    tenant,
    me: context.session?.userId ?? "",
    account: accountDb({ context }),
    key: form.idempotencyKey,
  };
  const left = await leaveBusiness(db, leaving);
  if (left.ok) return redirect(withNotice("/settings", "business-left"));
  return respondToForm(left, form, () => "/settings");
});

export default function LeaveBusiness() {
  const { base, formKey, asksPassword, name, isLast } = useLoaderData<typeof loader>();
  const t = useT();
  const answer = useActionData<typeof action>();
  return (
    <SettingsPage base={base}>
      <Card title={t("accounts.leave.question", { business: name })} description={t("accounts.leave.text")}>
        <div className="stack">
          {isLast ? (
            <Alert tone="warning" title={t("accounts.leave.onlyOwner")}>
              <T
                id="accounts.leave.first"
                members={<TextLink to={`${base}/members`}>{t("accounts.leave.firstMembers")}</TextLink>}
                erase={<TextLink to={`${base}/erase`}>{t("accounts.leave.firstErase")}</TextLink>}
              />
            </Alert>
          ) : null}
          <EndMembershipForm
            formKey={formKey}
            asksPassword={asksPassword}
            button={t("accounts.leave.button")}
            cancelTo={base}
            lastResult={answer?.result}
          />
        </div>
      </Card>
    </SettingsPage>
  );
}
