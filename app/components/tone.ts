export type Tone = "neutral" | "info" | "positive" | "warning" | "danger";

/** Text on a soft background of the same tone. */
export const softTone: Record<Tone, string> = {
  neutral: "bg-soft text-ink-muted",
  info: "bg-accent-soft text-accent",
  positive: "bg-positive-soft text-positive",
  warning: "bg-warning-soft text-warning",
  danger: "bg-danger-soft text-danger",
};

/** Text on canvas or surface. */
export const textTone: Record<Tone, string> = {
  neutral: "text-ink",
  info: "text-accent",
  positive: "text-positive",
  warning: "text-warning",
  danger: "text-danger",
};
