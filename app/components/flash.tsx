import { Link } from "@remix-run/react";
import { useT } from "~/i18n/language";
import { Icon } from "./icon";
import { softTone, type Tone } from "./tone";

export type FlashProps = {
  /** One sentence that says what happened. */
  message: string;
  tone?: Extract<Tone, "info" | "positive" | "warning">;
  /** The same page without the message; without it the message stays until the next page. */
  dismissTo?: string;
};

/** What the last action did, as the server tells it after the redirect. Announced politely, never timed out. */
export function Flash({ message, tone = "positive", dismissTo }: FlashProps) {
  const t = useT();
  return (
    <div
      role="status"
      className={`flex items-center gap-3 rounded-md py-2 pr-2 pl-4 print:hidden ${softTone[tone]}`}
    >
      <Icon name={tone === "positive" ? "check" : tone === "warning" ? "warning" : "info"} />
      <p className="min-w-0 flex-1 py-1 text-ink">{message}</p>
      {dismissTo ? (
        <Link
          to={dismissTo}
          replace
          preventScrollReset
          className="tap grid aspect-square place-items-center rounded-md hover:bg-surface"
        >
          <Icon name="close" className="size-4.5" />
          <span className="sr-only">{t("components.dismiss")}</span>
        </Link>
      ) : null}
    </div>
  );
}
