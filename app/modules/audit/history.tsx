import { Card } from "~/components/card";
import { Time } from "~/components/time";
import { T, useT } from "~/i18n/language";
import type { Entry } from "./entries";

/** How many events a page shows of its own history. */
export const HISTORY_LENGTH = 50;

interface HistoryProps {
  /** The newest first. */
  entries: Entry[];
}

/** What happened to the thing that the page is about: what, who, when, which fields. */
export function History({ entries }: HistoryProps) {
  const t = useT();
  return (
    <div className="print:hidden">
      <Card
        title={t("audit.history.title")}
        description={
          entries.length >= HISTORY_LENGTH ? t("audit.history.latest", { count: HISTORY_LENGTH }) : undefined
        }
      >
        <ol className="grid gap-3.5">
          {entries.map(({ id, what, who, when, details }) => (
            <li key={id} className="min-w-0 wrap-anywhere">
              <p>
                <span className="font-medium">{what}</span>{" "}
                <span className="text-ink-muted">
                  <T id="audit.history.by" who={who} when={<Time dateTime={when.iso}>{when.text}</Time>} />
                </span>
              </p>
              {details.length > 0 ? <p className="text-sm text-ink-muted">{details.join(" · ")}</p> : null}
            </li>
          ))}
        </ol>
      </Card>
    </div>
  );
}
