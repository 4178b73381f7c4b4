import { NavLink, useLocation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Page } from "~/components/page";
import { useT } from "~/i18n/language";

const SECTIONS = [
  { to: "/settings", label: "accounts.sections.profile" },
  { to: "/settings/password", label: "accounts.sections.password" },
  { to: "/settings/sessions", label: "accounts.sections.sessions" },
  { to: "/settings/data", label: "accounts.sections.data" },
] as const;

/** The frame of the person's own settings: their sections beside the one that is open, above it on a phone. */
export function AccountPage({ children }: { children: ReactNode }) {
  const t = useT();
  const { pathname } = useLocation();
  const here = SECTIONS.findLast(({ to }) => pathname.startsWith(to));
  return (
    <Page
      title={t("accounts.title")}
      printedAs={[t("accounts.title"), here && t(here.label)].filter(Boolean).join(" · ")}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 md:grid-cols-[11rem_minmax(0,1fr)] md:gap-10 print:block">
        <nav aria-label={t("accounts.title")} className="-mx-2.5 print:hidden">
          <ul className="flex flex-wrap gap-x-1 md:grid md:gap-0.5">
            {SECTIONS.map(({ to, label }) => (
              <li key={to}>
                <NavLink
                  to={to}
                  end
                  prefetch="intent"
                  className="tap flex items-center rounded-md px-2.5 text-sm text-ink-muted hover:bg-soft hover:text-ink aria-[current=page]:bg-soft aria-[current=page]:font-medium aria-[current=page]:text-ink"
                >
                  {t(label)}
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
