import { Link, type LinkProps } from "@remix-run/react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Icon, type IconName } from "./icon";

export type LinkButtonProps = LinkProps & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  icon?: IconName;
};

/** A link that looks like a button: for going somewhere, never for changing something. */
export function LinkButton({
  variant = "secondary",
  size = "medium",
  icon,
  className,
  children,
  ...props
}: LinkButtonProps) {
  return (
    <Link className={buttonStyle(variant, size, className)} {...props}>
      {icon ? <Icon name={icon} className="-ml-0.5 size-4.5" /> : null}
      {children}
    </Link>
  );
}
