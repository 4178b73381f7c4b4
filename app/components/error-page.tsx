import type { ReactNode } from "react";
import { T, useT } from "~/i18n/language";

export type ErrorPageProps = {
  /** Left out where there was no answer. */
  status?: number | undefined;
  /** "This page does not exist". */
  title: string;
  /** What happened, in a sentence a reader can act on. */
  children: ReactNode;
  /** What to do next: links or a form. */
  actions?: ReactNode;
  /** Lets the people who run it find this very request. */
  requestId?: string | undefined;
};

/** A refusal or a failure, in words: what happened, what to do, and which request it was. */
export function ErrorPage({ status, title, children, actions, requestId }: ErrorPageProps) {
  const t = useT();
  return (
    <div className="mx-auto grid w-full max-w-form gap-3 py-10 sm:py-20">
      {status ? (
        <p className="figures text-sm font-medium text-ink-muted">
          {t("components.error.status", { status: String(status) })}
        </p>
      ) : null}
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="max-w-text text-pretty text-ink-muted">{children}</div>
      {actions ? <div className="cluster mt-3">{actions}</div> : null}
      {requestId ? (
        <p className="mt-8 border-t border-line pt-4 text-sm text-ink-muted">
          <T
            id="components.error.request"
            request={<code className="font-mono wrap-anywhere select-all text-ink">{requestId}</code>}
          />
        </p>
      ) : null}
    </div>
  );
}
