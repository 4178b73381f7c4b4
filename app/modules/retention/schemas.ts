import * as v from "valibot";
import { MOST_YEARS } from "~/domain/retention/policies";
import { versionField, wholeNumber } from "~/shared/fields";

/** What each field is called, in its form and where two saves are compared. */
export const yearsLabels = { years: "Years to keep issued invoices" };

export const YearsSchema = v.strictObject({
  version: versionField,
  years: wholeNumber(1, MOST_YEARS, `Enter a number of years from 1 to ${MOST_YEARS}.`),
});
