import type { ReactNode } from "react";
import { useT } from "~/i18n/language";
import { BrandMark } from "./brand-mark";

export type PublicShellProps = {
  brand: string;
  /** Links at the top right. */
  nav?: ReactNode;
  /** `form`: a narrow column for logging in. `page`: the full width. */
  width?: "form" | "page";
  footer?: ReactNode;
  children: ReactNode;
};

/** The frame of pages without a session. */
export function PublicShell({ brand, nav, width = "form", footer, children }: PublicShellProps) {
  const t = useT();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="print:hidden">
        <div className="mx-auto flex h-16 max-w-page items-center justify-between gap-4 px-4 sm:px-6">
          {/* No router's link: error pages have this frame too, and those are also shown where no router is. */}
          <a
            href="/"
            className="tap flex items-center gap-2.5 rounded-md text-lg font-semibold tracking-tight"
          >
            <BrandMark />
            {brand}
          </a>
          {nav ? (
            <nav aria-label={t("components.mainNavigation")} className="cluster">
              {nav}
            </nav>
          ) : null}
        </div>
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={`mx-auto w-full flex-1 px-4 pb-16 sm:px-6 ${width === "form" ? "stack max-w-panel content-start pt-8 sm:pt-[10vh]" : "max-w-page pt-6"}`}
      >
        {children}
      </main>
      {footer ? (
        <footer className="border-t border-line print:hidden">
          <div className="mx-auto max-w-page px-4 py-6 text-sm text-ink-muted sm:px-6">{footer}</div>
        </footer>
      ) : null}
    </div>
  );
}
