export type ButtonVariant = "primary" | "secondary" | "danger" | "quiet";
export type ButtonSize = "medium" | "small";

const variants: Record<ButtonVariant, string> = {
  primary: "border-transparent bg-accent text-accent-ink hover:bg-accent-strong",
  secondary: "border-line-strong bg-surface text-ink hover:bg-soft",
  danger: "border-transparent bg-danger text-danger-ink hover:bg-danger-strong",
  quiet: "border-transparent text-ink-muted hover:bg-soft hover:text-ink",
};

const sizes: Record<ButtonSize, string> = {
  medium: "px-3.5 text-base",
  small: "px-2.5 text-sm",
};

/** Class names of a button, for the components that look like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className = ""): string {
  return `tap inline-flex cursor-pointer items-center justify-center gap-1.5 rounded-md border text-center font-medium no-underline transition-colors select-none disabled:cursor-not-allowed disabled:opacity-60 print:hidden ${variants[variant]} ${sizes[size]} ${className}`;
}
