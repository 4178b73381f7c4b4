import * as v from "valibot";
import { wholeNumber } from "~/shared/fields";
import { MOST_YEARS } from "./policies";

export const YearsSchema = v.strictObject({
  years: wholeNumber(1, MOST_YEARS, `Enter a number of years from 1 to ${MOST_YEARS}.`),
});
