import type { ButtonHTMLAttributes } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Icon, type IconName } from "./icon";

export type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  /** One primary per page. */
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
};

/** A button. It submits its form unless told otherwise; give it `name` and `value` to say which intent. */
export function Button({
  variant = "primary",
  size = "medium",
  type = "submit",
  icon,
  className,
  children,
  ...props
}: ButtonProps) {
  return (
    <button type={type} className={buttonStyle(variant, size, className)} {...props}>
      {icon ? <Icon name={icon} className="-ml-0.5 size-4.5" /> : null}
      {children}
    </button>
  );
}
