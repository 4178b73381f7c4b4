import type { Translate } from "~/i18n/translate";
import { changesInWords, parseChanges, type Reader } from "./change-words";
import type { Clock, Moment } from "./clock";
import { eventInWords, pathOf, verbInWords } from "./event-words";

interface StoredRow {
  readonly id: string;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string;
  readonly changes: string;
  readonly name: string | null;
  readonly number: string | null;
  readonly currency: string | null;
}

/** An event as people read it. */
export interface Entry {
  readonly id: string;
  /** "Invoice INV-2026-0001 issued", or "Issued" where the page says of what. */
  readonly what: string;
  readonly who: string;
  readonly when: Moment;
  /** A phrase for each field that changed. */
  readonly details: string[];
}

export interface ActivityEntry extends Entry {
  readonly to: string;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The trail shows people by the names of today. */
const renames = ({ entity, changes }: StoredRow): boolean =>
  entity === "user" && "name" in parseChanges(changes);

const entryOf = (row: StoredRow, clock: Clock, reader: Reader, t: Translate) => {
  const { id, action, actor: who, at, changes, currency } = row;
  const said = changesInWords(changes, currency, reader, t);
  const nothing = action.endsWith(".changed") && said.length === 0;
  return {
    id,
    who,
    when: clock.moment(at),
    details: nothing ? [t("audit.unchanged")] : [...said, ...(renames(row) ? [t("audit.renamed")] : [])],
    copied: "duplicateOf" in parseChanges(changes),
  };
};

/** The rows of the activity page; links lead below `base`, "/o/:tenant". */
export const activityEntries = (
  rows: readonly StoredRow[],
  clock: Clock,
  reader: Reader,
  base: string,
  t: Translate,
): ActivityEntry[] =>
  rows.map((row) => {
    const { copied, ...entry } = entryOf(row, clock, reader, t);
    return { ...entry, what: eventInWords(row, t, copied), to: base + pathOf(row) };
  });

/** The history of one thing. */
export const historyEntries = (
  rows: readonly StoredRow[],
  clock: Clock,
  reader: Reader,
  t: Translate,
): Entry[] =>
  rows.map((row) => {
    const { copied, ...entry } = entryOf(row, clock, reader, t);
    return { ...entry, what: capital(verbInWords(row.action, t, copied)) };
  });
