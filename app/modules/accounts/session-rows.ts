import { message } from "~/i18n/message";
import { countryName, isCountry } from "~/shared/countries";
import { deviceName } from "./device-name";

/** A session as its owner knows it: which device, where, when; the first two are messages, or names. */
export interface SessionRow {
  readonly id: string;
  readonly device: string;
  readonly place: string;
  readonly seen: Moment;
  readonly since: Moment;
  readonly isThis: boolean;
  /** Kept after the browser is closed. */
  readonly remembered: boolean;
}

interface Moment {
  readonly iso: string;
  readonly text: string;
}

interface StoredSession {
  readonly id: string;
  readonly remembered: boolean;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly userAgent: string | null;
  readonly country: string | null;
}

/** The rows of the list, this one first. `moment` writes an instant for people. */
export const sessionRows = (
  sessions: readonly StoredSession[],
  thisId: string,
  moment: (instant: number) => Moment,
): SessionRow[] =>
  sessions
    .map(({ id, remembered, createdAt, seenAt, userAgent, country }) => ({
      id,
      device: deviceName(userAgent),
      place: country && isCountry(country) ? countryName(country) : message("accounts.sessions.unknownPlace"),
      seen: moment(seenAt),
      since: moment(createdAt),
      isThis: id === thisId,
      remembered,
    }))
    .sort((a, b) => Number(b.isThis) - Number(a.isThis));
