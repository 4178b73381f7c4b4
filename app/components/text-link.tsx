import { Link, type LinkProps } from "@remix-run/react";

/** A link in running text: underlined, so that colour is not its only sign. */
export function TextLink({ className = "", ...props }: LinkProps) {
  return (
    <Link
      className={`rounded-sm text-accent underline decoration-1 underline-offset-3 hover:text-accent-strong hover:decoration-2 ${className}`}
      {...props}
    />
  );
}
