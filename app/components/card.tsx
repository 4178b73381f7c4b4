import { type ReactNode, useId } from "react";

export type CardProps = {
  title?: string;
  /** Beside the title: a link or a button. */
  actions?: ReactNode;
  description?: ReactNode;
  /** No padding round the content: for a table. */
  flush?: boolean;
  children: ReactNode;
};

/** A sheet on the canvas; with a title it is a named region. */
export function Card({ title, actions, description, flush = false, children }: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={title ? titleId : undefined}
      className="min-w-0 rounded-lg border border-line bg-surface shadow-card"
    >
      {title ? (
        <div className={`grid gap-1 px-4 pt-4 sm:px-6 sm:pt-5 ${flush ? "pb-3" : ""}`}>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <h2 id={titleId} className="text-lg font-semibold">
              {title}
            </h2>
            {actions ? <div className="cluster">{actions}</div> : null}
          </div>
          {description ? <div className="max-w-text text-sm text-ink-muted">{description}</div> : null}
        </div>
      ) : null}
      <div className={flush ? "" : "p-4 sm:px-6 sm:py-5"}>{children}</div>
    </section>
  );
}
