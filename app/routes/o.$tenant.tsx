import { Form, Outlet, useLoaderData } from "@remix-run/react";
import { AppShell, menuItemStyle } from "~/components/app-shell";
import { Flash } from "~/components/flash";
import { useNotice } from "~/http/forms/notice";
import { tenantLoader } from "~/http/guards/tenant.server";
import { useT } from "~/i18n/language";

/** The frame of a business's pages. */
export const loader = tenantLoader(async ({ db }) => {
  const { tenant, user, role } = await db.access();
  return { tenant: { id: tenant.id, name: tenant.name }, user, role };
});

export default function TenantLayout() {
  const { tenant, user, role } = useLoaderData<typeof loader>();
  const t = useT();
  const notice = useNotice();
  const base = `/o/${tenant.id}`;
  return (
    <AppShell
      home={{ name: tenant.name, to: base }}
      items={[
        { to: base, label: t("tenants.navigation.dashboard"), icon: "home", end: true },
        { to: `${base}/invoices`, label: t("tenants.navigation.invoices"), icon: "document" },
        { to: `${base}/clients`, label: t("tenants.navigation.clients"), icon: "people" },
        { to: `${base}/activity`, label: t("tenants.navigation.activity"), icon: "clock" },
        { to: `${base}/settings`, label: t("tenants.navigation.settings"), icon: "sliders" },
      ]}
      menu={{
        label: user.name,
        detail: `${user.email} · ${t(`accounts.roles.${role}.lower`)}`,
        links: [{ to: "/settings", label: t("accounts.title") }],
      }}
      signOut={
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" className={menuItemStyle}>
            {t("accounts.logOut.button")}
          </button>
        </Form>
      }
      notice={notice ? <Flash message={notice.message} dismissTo={notice.dismissTo} /> : null}
    >
      <Outlet />
    </AppShell>
  );
}
