import { isUsualUnit, type UsualUnit, unitCodes } from "~/domain/invoices/units";
import { message } from "~/i18n/message";
import type { Translate } from "~/i18n/translate";
import { MICRO_PER_UNIT, type Micro } from "~/shared/decimal";

interface UnitChoice {
  readonly code: string;
  /** A message, or a code that has no name here. */
  readonly name: string;
}

/** What a line may be measured in: the usual units, and the one that it has. */
export const unitChoices = (current: string | undefined): UnitChoice[] =>
  unitCodes(current).map((code) => ({
    code,
    name: isUsualUnit(code) ? message(`units.names.${code}`) : code,
  }));

/** A unit's name; for one that isn't usual, its code. */
export const unitName = (code: string, t: Translate): string =>
  isUsualUnit(code) ? t(`units.names.${code}`) : code;

/** "EA" and "LS" are the same behind any number. */
type Uncounted = "EA" | "LS";
const isUncounted = (code: UsualUnit): code is Uncounted => code === "EA" || code === "LS";

/** The unit behind a quantity: "hour", "hours". A code that isn't usual stays as it is. */
export function unitBehind(code: string, quantity: Micro, t: Translate): string {
  if (!isUsualUnit(code)) return code;
  if (isUncounted(code)) return t(`units.behind.${code}`);
  // A credit of one hour is one hour.
  return t(`units.behind.${code}`, { count: Math.abs(quantity) / MICRO_PER_UNIT });
}
