import { Card } from "~/components/card";
import { Time } from "~/components/time";
import type { Entry } from "./entries";

/** How many events a page shows of its own history. */
export const HISTORY_LENGTH = 50;

interface HistoryProps {
  /** The newest first. */
  entries: Entry[];
}

/** What happened to the thing that the page is about: what, who, when, which fields. */
export function History({ entries }: HistoryProps) {
  return (
    <div className="print:hidden">
      <Card
        title="History"
        description={entries.length >= HISTORY_LENGTH ? `The latest ${HISTORY_LENGTH} changes.` : undefined}
      >
        <ol className="grid gap-3.5">
          {entries.map(({ id, what, who, when, details }) => (
            <li key={id} className="min-w-0 wrap-anywhere">
              <p>
                <span className="font-medium">{what}</span>{" "}
                <span className="text-ink-muted">
                  by {who}, <Time dateTime={when.iso}>{when.text}</Time>
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
