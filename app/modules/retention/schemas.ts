import * as v from "valibot";
import { versionField, wholeNumber } from "~/shared/fields";
import { MOST_YEARS } from "./policies";

/** What each field is called, in its form and where two saves are compared. */
export const yearsLabels = { years: "Years to keep issued invoices" };

export const YearsSchema = v.strictObject({
  version: versionField,
  years: wholeNumber(1, MOST_YEARS, `Enter a number of years from 1 to ${MOST_YEARS}.`),
});
