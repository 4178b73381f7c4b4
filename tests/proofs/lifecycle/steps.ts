import fc from "fast-check";
import type { Model } from "./model";
import type { Content, Request } from "./request";

/** A step before it is known what there is to act on: places and versions are worked out from the model when its turn comes. */
export interface Step {
  readonly act: Request["kind"];
  readonly place: number;
  readonly client: number;
  readonly content: Content;
  readonly issues: boolean;
  /** How far the version is from the right one. */
  readonly off: number;
  /** A fresh key; an earlier request again under its key; or this request under the key of another. */
  readonly key: "fresh" | "again" | "reused";
}

const content: fc.Arbitrary<Content> = fc.record({
  issueDate: fc.constantFrom("2025-12-31", "2026-01-01", "2026-07-15"),
  quantity: fc.integer({ min: 1, max: 9 }),
  cents: fc.integer({ min: 1, max: 99_999 }),
  lines: fc.integer({ min: 0, max: 2 }),
});

const weighted = <T>(...choices: readonly (readonly [weight: number, value: T])[]): fc.Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, value]) => ({ weight, arbitrary: fc.constant(value) })));

/** Mostly what a person does, now and then what they should not. */
export const step: fc.Arbitrary<Step> = fc.record({
  act: weighted<Request["kind"]>(
    [5, "create"],
    [4, "edit"],
    [4, "issue"],
    [4, "markPaid"],
    [2, "undoPaid"],
    [2, "archive"],
    [2, "restore"],
    [2, "duplicate"],
    [1, "client"],
  ),
  place: fc.nat(7),
  client: fc.nat(1),
  content,
  issues: fc.boolean(),
  off: weighted([8, 0], [1, -1], [1, 1]),
  key: weighted<Step["key"]>([8, "fresh"], [1, "again"], [1, "reused"]),
});

/** A version that is off by so much; there is none below 1. */
const beside = (version: number, off: number) => (version + off < 1 ? version + 1 : version + off);

/** The request of a step, in a business that is as the model has it. Place 7 is an invoice that nobody made. */
export function requestOf({ act, place: wanted, client, content, issues, off }: Step, model: Model): Request {
  const count = model.invoices.length;
  const place = wanted === 7 || count === 0 ? count + 1 : wanted % count;
  const version = beside(model.invoices[place]?.version ?? 1, off);
  // The form of an invoice without lines has no answer but "Add at least one line".
  const whole = issues ? { ...content, lines: Math.max(1, content.lines) } : content;
  switch (act) {
    case "create":
      return { kind: act, client, content: whole, issues };
    case "edit":
      return { kind: act, invoice: place, version, client, content: whole, issues };
    case "duplicate":
      return { kind: act, invoice: place };
    case "client": {
      const known = model.clients[client];
      return {
        kind: act,
        client,
        version: beside(known?.version ?? 1, off),
        archived: !known?.archived,
      };
    }
    default:
      return { kind: act, invoice: place, version };
  }
}
