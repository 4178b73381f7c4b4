import { findMember } from "@db/queries/members";
import { redirect } from "@remix-run/cloudflare";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { passwordIfTyped } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors, notFound, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { removeMember } from "~/modules/accounts/end-membership.server";
import { EndMembershipForm } from "~/modules/accounts/end-membership-form";
import { RemoveMemberSchema } from "~/modules/accounts/schemas";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("accounts.remove.title", "tenants.settings");
export const headers = answerHeaders;

export const loader = tenantLoader(async ({ db, context, tenant, params }) => {
  const id = params.member ?? "";
  const [{ session }, member] = await Promise.all([db.require("members:write"), findMember(db, id)]);
  if (!member) throw notFound();
  return {
    base: `/o/${tenant}/settings`,
    formKey: context.newId(),
    asksPassword: needsPassword(session, context.now),
    name: member.name,
    version: String(member.version),
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

export const action = tenantAction(async ({ parse, db, context, tenant, params }) => {
  const form = await parse(RemoveMemberSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { version, currentPassword } = form.value;
  const refused = await passwordIfTyped(context, form, currentPassword);
  if (refused) return refused;
  const member = params.member ?? "";
  const removed = await removeMember(db, { member, version });
  // Whoever took themselves out can't see the members any more.
  if (removed.ok && member === context.session?.userId)
    return redirect(withNotice("/settings", "business-left"));
  return respondToForm(removed, form, () => withNotice(`/o/${tenant}/settings/members`, "member-removed"));
});

export default function RemoveMember() {
  const t = useT();
  const { base, formKey, asksPassword, name, version } = useLoaderData<typeof loader>();
  return (
    <SettingsPage base={base}>
      <Card title={t("accounts.remove.question", { name })} description={t("accounts.remove.text")}>
        <EndMembershipForm
          formKey={formKey}
          version={version}
          asksPassword={asksPassword}
          button={t("accounts.remove.button")}
          cancelTo={`${base}/members`}
          lastResult={useActionData<typeof action>()?.result}
        />
      </Card>
    </SettingsPage>
  );
}
