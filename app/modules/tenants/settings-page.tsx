import { NavLink, useLocation, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { Page } from "~/components/page";
import { may, type Role } from "~/domain/accounts/permissions";
import { useT } from "~/i18n/language";

const SECTIONS = [
  { path: "", label: "tenants.sections.business" },
  { path: "/payment", label: "tenants.sections.payment" },
  { path: "/formats", label: "tenants.sections.formats" },
  { path: "/numbering", label: "tenants.sections.numbering" },
  { path: "/tax-rates", label: "tenants.sections.taxRates" },
] as const;

export interface SettingsPageProps {
  /** `/o/:tenant/settings` */
  base: string;
  children: ReactNode;
}

/** The frame of the settings: their sections beside the one that is open, above it on a phone. */
export function SettingsPage({ base, children }: SettingsPageProps) {
  const t = useT();
  const frame = useRouteLoaderData("routes/o.$tenant") as { role?: Role } | undefined;
  const links: { to: string; label: string }[] = SECTIONS.map(({ path, label }) => ({
    to: `${base}${path}`,
    label: t(label),
  }));
  if (frame?.role && may(frame.role, "members:write"))
    links.push({ to: `${base}/members`, label: t("tenants.sections.members") });
  if (frame?.role && may(frame.role, "business:export"))
    links.push(
      { to: `${base}/data`, label: t("tenants.sections.data") },
      { to: `${base}/retention`, label: t("tenants.sections.retention") },
      { to: `${base}/erase`, label: t("tenants.sections.erase") },
    );
  links.push({ to: `${base}/leave`, label: t("tenants.sections.leave") });
  const { pathname } = useLocation();
  const here = links.findLast(({ to }) => pathname.startsWith(to));
  return (
    <Page
      title={t("tenants.settings")}
      printedAs={[t("tenants.settings"), here?.label].filter(Boolean).join(" · ")}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-[11rem_minmax(0,1fr)] md:gap-10 print:block">
        <nav aria-label={t("tenants.settings")} className="-mx-2.5 print:hidden">
          <ul className="flex flex-wrap gap-x-1 md:grid md:gap-0.5">
            {links.map(({ to, label }) => (
              <li key={to}>
                <NavLink
                  to={to}
                  end={to === base}
                  prefetch="intent"
                  className="tap flex items-center rounded-md px-2.5 text-sm text-ink-muted hover:bg-soft hover:text-ink aria-[current=page]:bg-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
                >
                  {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </nav>
        <div className="stack">{children}</div>
      </div>
    </Page>
  );
}
