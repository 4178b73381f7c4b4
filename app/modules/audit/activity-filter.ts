import { type CivilDate, parseCivilDate } from "~/shared/dates";
import { isId } from "~/shared/ids";
import { type Cursor, decodeCursor } from "~/shared/pagination";
import { ENTITIES, VERBS } from "./event-words";

/** What the URL of the activity page says, as far as it makes sense: whatever doesn't is as if it were not there. */
export interface ActivityQuery {
  readonly entity: string | null;
  readonly verb: string | null;
  readonly actorId: string | null;
  /** Days of the business, both inclusive. */
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  readonly cursor: Cursor | null;
}

const oneOf = (names: readonly string[], text: string | null): string | null =>
  text !== null && names.includes(text) ? text : null;

const dateOf = (text: string | null): CivilDate | null => {
  const parsed = parseCivilDate(text ?? "");
  return parsed.ok ? parsed.value : null;
};

/** Reads the filter from the URL. */
export function readActivityQuery(params: URLSearchParams): ActivityQuery {
  const person = params.get("person") ?? "";
  return {
    entity: oneOf(ENTITIES, params.get("about")),
    verb: oneOf(VERBS, params.get("action")),
    actorId: isId(person) ? person : null,
    from: dateOf(params.get("from")),
    to: dateOf(params.get("to")),
    cursor: decodeCursor(params.get("at")),
  };
}

/** Whether the URL asks for anything but the whole trail. */
export const isFiltered = ({ entity, verb, actorId, from, to }: ActivityQuery): boolean =>
  Boolean(entity || verb || actorId || from || to);
