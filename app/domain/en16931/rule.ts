import type { Exact } from "~/shared/exact";
import type { EnInvoice } from "./model";

/** What a rule found missing or wrong. */
export interface Violation {
  /** The rule's id in EN 16931-1, or in Peppol BIS where it says so. */
  readonly rule: string;
  /** The business term or group that is to be mended: BT-40, BG-25. */
  readonly term: string;
  /** Which of several, from 0: line, allowance or charge, tax group, reference. */
  readonly at?: number;
}

export interface Strictness {
  /**
   * By how much a tax, and the base of one that has a rate, may differ from what is calculated. The official validators let 1.00 pass
   * (BR-CO-17, BR-S-08 and -09, and the same of L and M), since others round each line. What Gapless issues differs by nothing.
   */
  readonly tolerance: Exact;
}

/** One rule: where an invoice breaks it. */
export type Rule = (invoice: EnInvoice, strictness: Strictness) => readonly Violation[];

/** A part of an invoice, and which of several it is. */
export type Numbered<T> = readonly [item: T, at: number];

export const numbered = <T>(items: readonly T[]): Numbered<T>[] => items.map((item, at) => [item, at]);

/** A rule of the whole document. */
export const rule =
  (id: string, term: string, holds: (invoice: EnInvoice, strictness: Strictness) => boolean): Rule =>
  (invoice, strictness) =>
    holds(invoice, strictness) ? [] : [{ rule: id, term }];

/** A rule of each part of a kind. */
export const ruleOfEach =
  <T>(
    id: string,
    term: string,
    parts: (invoice: EnInvoice) => readonly Numbered<T>[],
    holds: (part: T, invoice: EnInvoice, strictness: Strictness) => boolean,
  ): Rule =>
  (invoice, strictness) =>
    parts(invoice)
      .filter(([part]) => !holds(part, invoice, strictness))
      .map(([, at]) => ({ rule: id, term, at }));

/** A rule of a part that there may be one of. */
export const ruleOfOne = <T>(
  id: string,
  term: string,
  part: (invoice: EnInvoice) => T | undefined,
  holds: (part: T, invoice: EnInvoice) => boolean,
): Rule =>
  rule(id, term, (invoice) => {
    const of = part(invoice);
    return of === undefined || holds(of, invoice);
  });

/** Whether there is more than white space. */
export const isThere = (text: string | undefined): text is string => text !== undefined && text.trim() !== "";
