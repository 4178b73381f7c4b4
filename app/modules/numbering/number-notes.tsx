import { Card } from "~/components/card";
import { TextLink } from "~/components/text-link";
import { T, useT } from "~/i18n/language";
import type { Moment } from "~/modules/audit/clock";
import { limits } from "~/shared/limits";
import { stretchInWords } from "./pattern-words";

/** A stretch that was left out, as the page says it. */
export interface SkippedNote {
  readonly key: string;
  readonly pattern: string;
  readonly period: string;
  readonly from: number;
  readonly to: number;
  readonly raised: { readonly who: string; readonly when: Moment } | null;
}

/** Two numbers in a row whose dates go back, as the page says them. */
export interface OrderNote {
  readonly id: string;
  readonly number: string;
  readonly date: string;
  readonly beforeNumber: string;
  readonly beforeDate: string;
}

const ROW = "grid gap-x-6 gap-y-1 border-t border-line px-4 py-3 first:border-t-0 sm:px-6";

/** Numbers that nobody will ever see, and who said so. */
export function SkippedNumbers({ notes }: { notes: readonly SkippedNote[] }) {
  const t = useT();
  if (notes.length === 0) return null;
  return (
    <Card flush title={t("numbering.skipped.title")} description={t("numbering.skipped.description")}>
      <ul>
        {notes.map((note) => (
          <li key={note.key} className={`${ROW} sm:grid-cols-[1fr_auto]`}>
            <span>
              {t("numbering.skipped.never", {
                count: note.to - note.from + 1,
                stretch: stretchInWords(note, t),
              })}{" "}
              <span className="font-mono wrap-anywhere text-ink-muted">
                {[note.pattern, note.period].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className="text-ink-muted">
              {note.raised ? (
                <T
                  id="numbering.skipped.raised"
                  who={<span className="wrap-anywhere">{note.raised.who}</span>}
                  when={<time dateTime={note.raised.when.iso}>{note.raised.when.text}</time>}
                />
              ) : (
                t("numbering.skipped.unknown")
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Invoices that are dated before the one with the number before. */
export function DatesOutOfOrder({ notes, base }: { notes: readonly OrderNote[]; base: string }) {
  const t = useT();
  if (notes.length === 0) return null;
  return (
    <Card
      flush
      title={t("numbering.order.title")}
      description={t("numbering.order.description", { most: limits.comparedByDate })}
    >
      <ul>
        {notes.map(({ id, number, date, beforeNumber, beforeDate }) => (
          <li key={id} className={ROW}>
            <span>
              <T
                id="numbering.order.goesBack"
                number={
                  <TextLink to={`${base}/invoices/${id}`} className="figures wrap-anywhere">
                    {number}
                  </TextLink>
                }
                date={date}
                beforeNumber={<span className="figures wrap-anywhere">{beforeNumber}</span>}
                beforeDate={beforeDate}
              />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
