import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { Printed } from "./printed";

export type PageProps = {
  /** The h1, and the words of the document title. */
  title: string;
  /** What it is called on paper, if not that. */
  printedAs?: string;
  /** Beside the title: a status badge, say. */
  badge?: ReactNode;
  /** The page above this one. */
  back?: { to: string; label: string };
  description?: ReactNode;
  actions?: ReactNode;
  /** `form` keeps lines short; `page` is for lists and overviews. */
  width?: "page" | "form";
  children: ReactNode;
};

/** The frame of every page: one h1, then its content 1.5rem apart. */
export function Page({
  title,
  printedAs,
  badge,
  back,
  description,
  actions,
  width = "page",
  children,
}: PageProps) {
  return (
    <Printed name={printedAs ?? title}>
      <div className={`stack mx-auto w-full ${width === "form" ? "max-w-form" : ""}`}>
        <div className="grid gap-1 print:hidden">
          {back ? (
            <Link
              to={back.to}
              className="tap -ml-1 inline-flex items-center gap-1 justify-self-start rounded-sm px-1 text-sm text-ink-muted hover:text-ink"
            >
              <Icon name="chevron-left" className="size-4" />
              {back.label}
            </Link>
          ) : null}
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              <h1 className="min-w-0 text-2xl font-semibold tracking-tight wrap-anywhere">{title}</h1>
              {badge}
            </div>
            {actions ? <div className="cluster">{actions}</div> : null}
          </div>
          {description ? <div className="max-w-text text-pretty text-ink-muted">{description}</div> : null}
        </div>
        {children}
      </div>
    </Printed>
  );
}
