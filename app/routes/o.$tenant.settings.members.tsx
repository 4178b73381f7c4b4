import { listMembers } from "@db/queries/members";
import { type ShouldRevalidateFunction, useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { FormProblems } from "~/components/form-problems";
import { isRole, roles } from "~/domain/accounts/permissions";
import { withNotice } from "~/http/forms/notice";
import { respondToForm } from "~/http/forms/respond";
import { passwordIfTyped } from "~/http/guards/password-again";
import { answerHeaders } from "~/http/guards/password-limits";
import { formWithErrors, tenantAction, tenantLoader } from "~/http/guards/tenant.server";
import { titled, useT } from "~/i18n/language";
import { changeRole } from "~/modules/accounts/change-role.server";
import { needsPassword } from "~/modules/accounts/confirm-password.server";
import { ConfirmRoleForm } from "~/modules/accounts/confirm-role-form";
import { MemberTable } from "~/modules/accounts/member-table";
import { RoleSchema } from "~/modules/accounts/schemas";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta = titled("accounts.members.title", "tenants.settings");
export const headers = answerHeaders;

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [{ user, session }, members] = await Promise.all([db.require("members:write"), listMembers(db)]);
  const base = `/o/${tenant}/settings`;
  return {
    base,
    asksPassword: needsPassword(session, context.now),
    members: members.map(({ version, ...member }) => ({
      ...member,
      version: String(version),
      isMe: member.id === user.id,
      formKey: context.newId(),
      endTo: member.id === user.id ? `${base}/leave` : `${base}/members/${member.id}/remove`,
    })),
  };
});

/** A refusal is mostly about what somebody else did: the page then has to show it. */
export const shouldRevalidate: ShouldRevalidateFunction = ({ actionStatus, defaultShouldRevalidate }) =>
  (actionStatus ?? 0) >= 400 || defaultShouldRevalidate;

export const action = tenantAction(async ({ parse, db, context, tenant }) => {
  const form = await parse(RoleSchema);
  if (!form.ok) return formWithErrors(form.result, form.status);
  const { currentPassword, ...change } = form.value;
  const refused = await passwordIfTyped(context, form, currentPassword);
  if (refused) return refused;
  const saved = await changeRole(db, change);
  // Whoever is no owner any more can't see this page.
  const losesAccess = change.member === context.session?.userId && change.role !== "owner";
  return respondToForm(saved, form, () =>
    withNotice(losesAccess ? `/o/${tenant}` : `/o/${tenant}/settings/members`, "role-saved"),
  );
});

export default function Members() {
  const t = useT();
  const { base, members, asksPassword } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>()?.result;
  const { member: id, role = "", version = "" } = (result?.initialValue ?? {}) as Record<string, string>;
  const chosen = members.find((member) => member.id === id);
  const confirms = result?.asksPassword || (result?.error && (asksPassword || result.error.currentPassword));
  return (
    <SettingsPage base={base}>
      {confirms && chosen && isRole(role) ? (
        <ConfirmRoleForm
          member={chosen}
          role={role}
          version={version}
          cancelTo={`${base}/members`}
          lastResult={result}
        />
      ) : (
        <FormProblems result={result} />
      )}
      <Card title={t("accounts.members.title")} description={t("accounts.members.description")} flush>
        <MemberTable rows={members} />
      </Card>
      <Card title={t("accounts.members.roles")}>
        <DefinitionList
          items={roles.map((role) => ({
            term: t(`accounts.roles.${role}.name`),
            value: t(`accounts.roles.${role}.may`),
          }))}
        />
      </Card>
    </SettingsPage>
  );
}
