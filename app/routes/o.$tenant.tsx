import { Form, Outlet, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { AppShell, menuItemStyle } from "~/components/app-shell";
import { Flash } from "~/components/flash";
import { errorWithin } from "~/http/errors/error-view";
import { useNotice } from "~/http/forms/notice";
import { tenantLoader } from "~/http/guards/tenant.server";
import { useT } from "~/i18n/language";

/** The frame of a business's pages. */
export const loader = tenantLoader(async ({ db }) => {
  const { tenant, user, role } = await db.access();
  return { tenant: { id: tenant.id, name: tenant.name }, user, role };
});

type FrameProps = Awaited<ReturnType<typeof loader>> & { notice?: ReactNode; children: ReactNode };

function Frame({ tenant, user, role, notice, children }: FrameProps) {
  const t = useT();
  const base = `/o/${tenant.id}`;
  return (
    <AppShell
      home={{ name: tenant.name, to: base }}
      printedFor={tenant.name}
      items={[
        { to: base, label: t("frame.dashboard"), icon: "home", end: true },
        { to: `${base}/invoices`, label: t("frame.invoices"), icon: "document" },
        { to: `${base}/clients`, label: t("frame.clients"), icon: "people" },
        { to: `${base}/activity`, label: t("frame.activity"), icon: "clock" },
        { to: `${base}/settings`, label: t("frame.settings"), icon: "sliders" },
      ]}
      menu={{
        label: user.name,
        detail: `${user.email} · ${t(`frame.roles.${role}`)}`,
        links: [{ to: "/settings", label: t("frame.account") }],
      }}
      signOut={
        <Form method="post" action="/logout" reloadDocument>
          <button type="submit" className={menuItemStyle}>
            {t("frame.logOut")}
          </button>
        </Form>
      }
      notice={notice}
    >
      {children}
    </AppShell>
  );
}

export default function TenantLayout() {
  const notice = useNotice();
  return (
    <Frame {...useLoaderData<typeof loader>()} notice={notice ? <Flash {...notice} /> : null}>
      <Outlet />
    </Frame>
  );
}

export const ErrorBoundary = errorWithin("routes/o.$tenant", Frame);
