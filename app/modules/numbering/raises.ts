import type { Raise } from "~/domain/numbering/runs";
import { parseChanges } from "~/modules/audit/change-words";

interface SeriesEvent {
  readonly seriesId: string;
  readonly changes: string;
  readonly at: number;
  readonly who: string;
}

/** The events of a trail that raised a next number (see save-numbering.server.ts). */
export const raisesOf = (events: readonly SeriesEvent[]): Raise[] =>
  events.flatMap(({ seriesId, changes, at, who }) => {
    const { next, period } = parseChanges(changes);
    if (!Array.isArray(next) || !Array.isArray(period)) return [];
    return [{ seriesId, period: String(period[1]), to: Number(next[1]), at, who }];
  });
