import * as v from "valibot";
import { MOST_YEARS } from "~/domain/retention/policies";
import { message } from "~/i18n/message";
import { versionField, wholeNumber } from "~/shared/fields";

/** What each field is called, in its form and where two saves are compared. */
export const yearsLabels = { years: message("retention.years") };

export const YearsSchema = v.strictObject({
  version: versionField,
  years: wholeNumber(1, MOST_YEARS, message("retention.bounds", { most: MOST_YEARS })),
});
