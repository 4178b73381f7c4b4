import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";

export type EmptyStateProps = {
  icon?: IconName;
  title: string;
  /** Why there is nothing here, or what will be. */
  children?: ReactNode;
  /** The one thing to do next. */
  action?: ReactNode;
};

/** In place of a list that has nothing in it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center sm:py-16">
      {icon ? (
        <span className="mb-2 grid size-11 place-items-center rounded-lg border border-line bg-canvas text-ink-muted">
          <Icon name={icon} />
        </span>
      ) : null}
      <h2 className="text-lg font-semibold">{title}</h2>
      {children ? <div className="max-w-panel text-pretty text-ink-muted">{children}</div> : null}
      {action ? <div className="cluster mt-4 justify-center">{action}</div> : null}
    </div>
  );
}
