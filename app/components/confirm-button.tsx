import { type ReactNode, useRef } from "react";
import { useT } from "~/i18n/language";
import { Button } from "./button";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Icon, type IconName } from "./icon";
import { useDismissibleDetails } from "./use-dismissible-details";

export type ConfirmButtonProps = {
  /** What it will do, as a verb: "Archive". */
  label: string;
  /** Is it meant? And what follows from it. */
  question: ReactNode;
  /** On the button that does it: the verb again, never "Yes". */
  confirmLabel: string;
  tone?: "danger" | "primary";
  /** Of the first button. */
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
  /** Which side of the first button the question lines up with, above phone width. */
  align?: "start" | "end";
  /** Sent by the confirming button. */
  name?: string;
  value?: string;
  disabled?: boolean;
};

/**
 * A submit button that asks first, by <details>, so without JavaScript too. Put it in a form of its own:
 * in a form with text fields, Enter could press the hidden button.
 */
export function ConfirmButton({
  label,
  question,
  confirmLabel,
  tone = "danger",
  variant = "secondary",
  size = "medium",
  icon,
  align = "end",
  name,
  value,
  disabled,
}: ConfirmButtonProps) {
  const t = useT();
  const details = useRef<HTMLDetailsElement>(null);
  useDismissibleDetails(details);
  return (
    <details ref={details} className="group relative phone:open:w-full print:hidden">
      <summary className={buttonStyle(variant, size)}>
        {icon ? <Icon name={icon} className="-ml-0.5 size-4.5 group-open:hidden" /> : null}
        <span className="group-open:hidden">{label}</span>
        <span className="hidden group-open:inline">{t("components.cancel")}</span>
      </summary>
      <div
        className={`z-20 mt-2 grid w-80 max-w-full justify-items-start gap-3 rounded-lg bg-raised p-4 shadow-menu phone:w-full sm:absolute sm:max-w-none ${align === "end" ? "right-0" : "left-0"}`}
      >
        <div className="text-sm text-pretty">{question}</div>
        <Button variant={tone} size={size} name={name} value={value} disabled={disabled}>
          {confirmLabel}
        </Button>
      </div>
    </details>
  );
}
