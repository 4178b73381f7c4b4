import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useT } from "~/i18n/language";
import { buttonStyle } from "./button-style";
import { Icon } from "./icon";

export type PagerProps = {
  /** What is being paged, for the landmark's name: "Pages of entries". */
  label: string;
  /** Missing: this is the first page. */
  previousTo?: string;
  /** Missing: this is the last page. */
  nextTo?: string;
  /** "26–50 of 312". */
  summary?: string;
};

function Step({ to, rel, children }: { to?: string; rel: "prev" | "next"; children: ReactNode }) {
  return to ? (
    <Link to={to} rel={rel} prefetch="intent" className={buttonStyle("secondary", "small")}>
      {children}
    </Link>
  ) : (
    <span className="tap inline-flex items-center gap-1.5 px-2.5 text-sm text-ink-muted">{children}</span>
  );
}

/** Earlier and later pages of a list: nothing where there is one page. At either end the word stays, as text. */
export function Pager({ label, previousTo, nextTo, summary }: PagerProps) {
  const t = useT();
  if (!previousTo && !nextTo) return null;
  return (
    <nav aria-label={label} className="flex items-center justify-between gap-3 print:hidden">
      <Step to={previousTo} rel="prev">
        <Icon name="chevron-left" className="size-4" />
        {t("components.previous")}
      </Step>
      {summary ? <p className="figures text-sm text-ink-muted">{summary}</p> : null}
      <Step to={nextTo} rel="next">
        {t("components.next")}
        <Icon name="chevron-right" className="size-4" />
      </Step>
    </nav>
  );
}
