import { Form, Outlet, useLoaderData } from "@remix-run/react";
import { AppShell, menuItemStyle } from "~/components/app-shell";
import { Flash } from "~/components/flash";
import { useNotice } from "~/http/forms/notice";
import { tenantLoader } from "~/http/guards/tenant.server";

/** The frame of a business's pages. */
export const loader = tenantLoader(async ({ db }) => {
  const { tenant, user, role } = await db.access();
  return { tenant: { id: tenant.id, name: tenant.name }, user, role };
});

export default function TenantLayout() {
  const { tenant, user, role } = useLoaderData<typeof loader>();
  const notice = useNotice();
  const base = `/o/${tenant.id}`;
  return (
    <AppShell
      home={{ name: tenant.name, to: base }}
      items={[
        { to: base, label: "Dashboard", icon: "home", end: true },
        { to: `${base}/invoices`, label: "Invoices", icon: "document" },
        { to: `${base}/clients`, label: "Clients", icon: "people" },
        { to: `${base}/activity`, label: "Activity", icon: "clock" },
        { to: `${base}/settings`, label: "Settings", icon: "sliders" },
      ]}
      menu={{
        label: user.name,
        detail: `${user.email} · ${role}`,
        links: [{ to: "/settings", label: "Your account" }],
      }}
      signOut={
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" className={menuItemStyle}>
            Log out
          </button>
        </Form>
      }
      notice={notice ? <Flash message={notice.message} dismissTo={notice.dismissTo} /> : null}
    >
      <Outlet />
    </AppShell>
  );
}
