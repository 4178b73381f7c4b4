import * as v from "valibot";
import { MAX_SEQUENCE, type NumberPattern, parsePattern } from "~/domain/numbering/pattern";
import { message } from "~/i18n/message";
import { checkbox, idField, versionField, wholeNumber } from "~/shared/fields";
import { limits } from "~/shared/limits";
import { patternProblem } from "./pattern-words";

const pattern = v.pipe(
  v.string(patternProblem("empty")),
  v.maxLength(limits.numberPattern, patternProblem("too-long")),
  v.rawTransform<string, NumberPattern>(({ dataset, addIssue, NEVER }) => {
    const parsed = parsePattern(dataset.value);
    if (parsed.ok) return parsed.value;
    addIssue({ message: patternProblem(parsed.error) });
    return NEVER;
  }),
);

/** How the next invoice is numbered. `skip`: yes, leave out the numbers in between; `series`: the active one that the form saw. */
export const NumberingSchema = v.strictObject({
  pattern,
  next: wholeNumber(1, MAX_SEQUENCE, message("numbering.problems.next", { most: String(MAX_SEQUENCE) })),
  skip: checkbox,
  series: idField(message("forms.incomplete")),
  version: versionField,
});
