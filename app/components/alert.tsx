import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import { softTone, type Tone } from "./tone";

const icons: Record<Tone, IconName> = {
  neutral: "info",
  info: "info",
  positive: "check",
  warning: "warning",
  danger: "warning",
};

export type AlertProps = {
  tone?: Tone;
  title?: string;
  children?: ReactNode;
  /** Links or buttons below the text. */
  actions?: ReactNode;
  /** Defaults to `alert` for danger; others are part of the page and need no interruption. */
  role?: "alert" | "status" | "note";
};

/** A message that belongs to the page. For what just happened, use Flash. */
export function Alert({ tone = "info", title, children, actions, role }: AlertProps) {
  return (
    <div
      role={role ?? (tone === "danger" ? "alert" : "note")}
      className={`flex gap-3 rounded-md px-4 py-3 ${softTone[tone]}`}
    >
      <Icon name={icons[tone]} className="mt-0.5 size-5" />
      <div className="grid min-w-0 gap-1">
        {title ? <p className="font-semibold">{title}</p> : null}
        {children ? <div className="text-ink">{children}</div> : null}
        {actions ? <div className="cluster mt-2">{actions}</div> : null}
      </div>
    </div>
  );
}
