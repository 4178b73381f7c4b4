import { asCivilDate, type CivilDate } from "~/shared/dates";
import { formatDate } from "~/shared/format";
import type { LocaleTag } from "~/shared/locales";

export interface Moment {
  /** UTC, for machines. */
  readonly iso: string;
  /** "23.11.2026 14:05", in the business's time zone. */
  readonly text: string;
}

const MINUTE = 60_000;
/** No zone is further from UTC than 14 hours. */
const FURTHEST = 15 * 60 * MINUTE;

/** How a business's wall clock reads an instant (milliseconds UTC). Make one for a page: it costs more than its use. */
export function clockOf(timeZone: string, locale: LocaleTag) {
  const reader = new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const read = (instant: number) => {
    const parts = new Map(reader.formatToParts(instant).map(({ type, value }) => [type, value]));
    const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? "";
    return {
      date: `${part("year")}-${part("month")}-${part("day")}`,
      time: `${part("hour")}:${part("minute")}`,
    };
  };
  return {
    moment(instant: number): Moment {
      const { date, time } = read(instant);
      return {
        iso: new Date(instant).toISOString(),
        text: `${formatDate(asCivilDate(date), locale)} ${time}`,
      };
    },
    /** The first minute of a civil date there. Sought, because a day may begin at one o'clock or be skipped. */
    startOf(date: CivilDate): number {
      const utc = Date.parse(`${date}T00:00:00Z`);
      let before = utc - FURTHEST;
      let from = utc + FURTHEST;
      while (from - before > MINUTE) {
        const middle = before + Math.floor((from - before) / 2 / MINUTE) * MINUTE;
        if (read(middle).date < date) before = middle;
        else from = middle;
      }
      return from;
    },
  };
}

export type Clock = ReturnType<typeof clockOf>;
