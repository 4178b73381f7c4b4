import { compare, NOTHING } from "~/shared/exact";
import type { EnAllowanceCharge, EnLine } from "./model";
import { allowancesOf, chargesOf, lineAllowancesOf, lineChargesOf, linesOf } from "./parts";
import { isThere, type Numbered, type Rule, rule, ruleOfEach } from "./rule";
import { isInOrder } from "./rules-document";

const hasAmount = ({ amount }: EnAllowanceCharge): boolean => amount !== undefined;
const hasReason = ({ reason, reasonCode }: EnAllowanceCharge): boolean =>
  reason !== undefined || reasonCode !== undefined;
const hasCategory = ({ taxCategory }: EnAllowanceCharge): boolean => isThere(taxCategory);
const isNotNegative = (amount: EnLine["price"]): boolean =>
  amount === undefined || compare(amount, NOTHING) >= 0;

/** A part of each line that has one, with the line that it is of. */
const ofEachLine =
  <T>(part: (line: EnLine) => T | undefined) =>
  ({ lines }: { readonly lines: readonly EnLine[] }): Numbered<T>[] =>
    lines.flatMap((line, at) => {
      const of = part(line);
      return of === undefined ? [] : [[of, at] as const];
    });

/** What each line, allowance and charge has to say. BR-CO-05 to -08 (code and words mean the same) no program can tell. */
export const lineRules: readonly Rule[] = [
  rule("BR-16", "BG-25", ({ lines }) => lines.length > 0),
  ruleOfEach("BR-21", "BT-126", linesOf, ({ id }) => isThere(id)),
  ruleOfEach("BR-22", "BT-129", linesOf, ({ quantity }) => quantity !== undefined),
  ruleOfEach("BR-23", "BT-130", linesOf, ({ unit }) => isThere(unit)),
  ruleOfEach("BR-24", "BT-131", linesOf, ({ net }) => net !== undefined),
  ruleOfEach("BR-25", "BT-153", linesOf, ({ name }) => isThere(name)),
  ruleOfEach("BR-26", "BT-146", linesOf, ({ price }) => price !== undefined),
  ruleOfEach("BR-27", "BT-146", linesOf, ({ price }) => isNotNegative(price)),
  ruleOfEach("BR-28", "BT-148", linesOf, ({ grossPrice }) => isNotNegative(grossPrice)),
  ruleOfEach(
    "BR-30",
    "BT-135",
    ofEachLine(({ period }) => period),
    isInOrder,
  ),
  ruleOfEach("BR-31", "BT-92", allowancesOf, hasAmount),
  ruleOfEach("BR-32", "BT-95", allowancesOf, hasCategory),
  ruleOfEach("BR-33", "BT-97", allowancesOf, hasReason),
  ruleOfEach("BR-36", "BT-99", chargesOf, hasAmount),
  ruleOfEach("BR-37", "BT-102", chargesOf, hasCategory),
  ruleOfEach("BR-38", "BT-104", chargesOf, hasReason),
  ruleOfEach("BR-41", "BT-136", lineAllowancesOf, hasAmount),
  ruleOfEach("BR-42", "BT-139", lineAllowancesOf, hasReason),
  ruleOfEach("BR-43", "BT-141", lineChargesOf, hasAmount),
  ruleOfEach("BR-44", "BT-144", lineChargesOf, hasReason),
  ruleOfEach("BR-54", "BG-32", linesOf, ({ attributes }) =>
    attributes.every(({ name, value }) => name !== undefined && value !== undefined),
  ),
  ruleOfEach(
    "BR-64",
    "BT-157-1",
    ofEachLine(({ standardItemId }) => standardItemId),
    ({ scheme }) => isThere(scheme),
  ),
  ruleOfEach("BR-65", "BT-158-1", linesOf, ({ classifications }) =>
    classifications.every(({ scheme }) => isThere(scheme)),
  ),
  ruleOfEach("BR-CO-04", "BT-151", linesOf, ({ taxCategory }) => isThere(taxCategory)),
  ruleOfEach(
    "BR-CO-20",
    "BG-26",
    ofEachLine(({ period }) => period),
    ({ start, end }) => isThere(start) || isThere(end),
  ),
  ruleOfEach("BR-CO-21", "BT-97", allowancesOf, hasReason),
  ruleOfEach("BR-CO-22", "BT-104", chargesOf, hasReason),
  ruleOfEach("BR-CO-23", "BT-139", lineAllowancesOf, hasReason),
  ruleOfEach("BR-CO-24", "BT-144", lineChargesOf, hasReason),
];
