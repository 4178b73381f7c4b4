import { listMembers } from "@db/queries/members";
import type { MetaFunction } from "@remix-run/cloudflare";
import { useActionData, useLoaderData } from "@remix-run/react";
import { Card } from "~/components/card";
import { DefinitionList } from "~/components/definition-list";
import { FormProblems } from "~/components/form-problems";
import { withNotice } from "~/http/notice";
import { parseForm } from "~/http/parse-form";
import { submitted } from "~/http/submitted";
import { formAgain, tenantAction, tenantLoader } from "~/http/tenant.server";
import { changeRole } from "~/modules/accounts/change-role.server";
import { MemberTable, roleWords } from "~/modules/accounts/member-table";
import { roles } from "~/modules/accounts/permissions";
import { RoleSchema } from "~/modules/accounts/schemas";
import { SettingsPage } from "~/modules/tenants/settings-page";

export const meta: MetaFunction = () => [{ title: "Members · Settings · Gapless" }];

export const loader = tenantLoader(async ({ db, context, tenant }) => {
  const [{ user }, members] = await Promise.all([db.require("members:write"), listMembers(db)]);
  return {
    base: `/o/${tenant}/settings`,
    members: members.map(({ version, ...member }) => ({
      ...member,
      version: String(version),
      isMe: member.id === user.id,
      formKey: context.newId(),
    })),
  };
});

export const action = tenantAction(async ({ request, db, context, tenant }) => {
  const form = await parseForm(request, RoleSchema);
  if (!form.ok) return formAgain(form.result, form.status);
  const saved = await changeRole(db, form.value, context.now, form.once);
  const { member, role } = form.value;
  // Whoever is no owner any more can't see this page.
  const gone = member === context.session?.userId && role !== "owner";
  return submitted(saved, form, () =>
    withNotice(gone ? `/o/${tenant}` : `/o/${tenant}/settings/members`, "role-saved"),
  );
});

export default function Members() {
  const { base, members } = useLoaderData<typeof loader>();
  return (
    <SettingsPage base={base}>
      <FormProblems result={useActionData<typeof action>()?.result} />
      <Card title="Members" description="Who works in this business, and what they may do." flush>
        <MemberTable rows={members} />
      </Card>
      <Card title="Roles">
        <DefinitionList
          items={roles.map((role) => ({ term: roleWords[role].name, value: `May ${roleWords[role].may}.` }))}
        />
      </Card>
    </SettingsPage>
  );
}
