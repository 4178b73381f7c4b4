import { Link, NavLink } from "@remix-run/react";
import { type ReactNode, useRef } from "react";
import { useT } from "~/i18n/language";
import { BrandMark } from "./brand-mark";
import { Icon, type IconName } from "./icon";
import { PrintedFor } from "./printed";
import { useDismissibleDetails } from "./use-dismissible-details";

export type NavItem = {
  to: string;
  label: string;
  icon: IconName;
  /** Current only at exactly this URL, not below it. */
  end?: boolean;
};

export type AppShellProps = {
  /** Whose data this is, and where its first page is. */
  home: { name: string; to: string };
  /** Whose pages they are, on paper. */
  printedFor: string;
  /** Up to five fit a phone; more scroll sideways. */
  items: NavItem[];
  menu: {
    /** Who is signed in: on the menu's button. */
    label: string;
    /** Second line in the menu: e-mail, role. */
    detail?: string;
    links: { to: string; label: string }[];
  };
  /** A form with a button; class `menuItemStyle` makes the button look like the links. */
  signOut: ReactNode;
  /** Above every page: a Flash, or a note that the network is gone. */
  notice?: ReactNode;
  children: ReactNode;
};

export const menuItemStyle =
  "tap flex w-full cursor-pointer items-center gap-2 rounded-md px-2.5 text-left text-sm text-ink hover:bg-soft";

function UserMenu({ menu, signOut }: Pick<AppShellProps, "menu" | "signOut">) {
  const details = useRef<HTMLDetailsElement>(null);
  useDismissibleDetails(details);
  return (
    <details ref={details} className="group relative ml-auto shrink-0">
      <summary className="tap flex max-w-56 items-center gap-1.5 rounded-md px-2 text-sm text-ink-muted group-open:bg-soft hover:bg-soft hover:text-ink">
        <Icon name="user" className="size-5" />
        <span className="truncate max-md:sr-only">{menu.label}</span>
        <Icon name="chevron-down" className="size-4 max-md:hidden" />
      </summary>
      <div className="absolute right-0 z-30 mt-1.5 grid w-64 gap-0.5 rounded-lg bg-raised p-1.5 shadow-menu">
        <div className="border-b border-line px-2.5 pt-1.5 pb-2.5 mb-1 text-sm">
          <p className="font-medium wrap-anywhere">{menu.label}</p>
          {menu.detail ? <p className="text-ink-muted wrap-anywhere">{menu.detail}</p> : null}
        </div>
        {menu.links.map(({ to, label }) => (
          <Link key={to} to={to} className={menuItemStyle}>
            {label}
          </Link>
        ))}
        {signOut}
      </div>
    </details>
  );
}

/** The frame of signed-in pages: skip link, whose data, navigation (at the bottom of a phone), user menu, main. */
export function AppShell({ home, printedFor, items, menu, signOut, notice, children }: AppShellProps) {
  const t = useT();
  return (
    <>
      <a
        href="#main"
        className="tap fixed top-2 left-2 z-50 flex -translate-y-20 items-center rounded-md bg-accent px-4 font-medium text-accent-ink focus:translate-y-0 print:hidden"
      >
        {t("components.skip")}
      </a>
      <header className="border-b border-line bg-surface sm:sticky sm:top-0 sm:z-30 print:hidden">
        <div className="mx-auto flex h-14 max-w-page items-center gap-4 px-4 sm:px-6 lg:gap-8">
          {/* Grows into what the menu leaves: a long name is cut before a link of the menu is. */}
          <Link
            to={home.to}
            className="tap flex max-w-max min-w-12 flex-1 items-center gap-2.5 rounded-md font-semibold"
          >
            <BrandMark className="size-6.5" />
            <span className="truncate">{home.name}</span>
          </Link>
          <nav
            aria-label={t("components.mainNavigation")}
            className="min-w-0 phone:fixed phone:inset-x-0 phone:bottom-0 phone:z-20 phone:border-t phone:border-line phone:bg-surface phone:pb-[env(safe-area-inset-bottom)]"
          >
            <ul className="flex overflow-x-auto sm:gap-1">
              {items.map(({ to, label, icon, end }) => (
                <li key={to} className="phone:min-w-15 phone:flex-1">
                  <NavLink
                    to={to}
                    end={end}
                    prefetch="intent"
                    className="tap flex items-center rounded-md px-2.5 text-sm -outline-offset-2 text-ink-muted hover:bg-soft hover:text-ink aria-[current=page]:bg-soft aria-[current=page]:font-medium aria-[current=page]:text-ink phone:h-14 phone:flex-col phone:justify-center phone:gap-0.5 phone:rounded-none phone:px-0.5 phone:text-xs phone:aria-[current=page]:bg-transparent phone:aria-[current=page]:text-accent"
                  >
                    <Icon name={icon} className="size-5 sm:hidden" />
                    <span className="max-w-48 truncate phone:max-w-full">{label}</span>
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <UserMenu menu={menu} signOut={signOut} />
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-page px-4 pt-5 pb-28 sm:px-6 sm:pt-8 sm:pb-20 print:max-w-none print:p-0"
      >
        {notice ? <div className="mb-5 empty:hidden">{notice}</div> : null}
        <PrintedFor.Provider value={printedFor}>{children}</PrintedFor.Provider>
      </main>
    </>
  );
}
