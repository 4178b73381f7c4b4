import { addDays, type CivilDate, todayIn } from "~/shared/dates";
import type { DemoClient } from "./demo-clients";
import type { Random } from "./random";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long the demo businesses have been here. */
export const HISTORY_DAYS = 548;
/** How long the last invoices wait as drafts. */
const DRAFT_DAYS = 12;

/** How an invoice comes to be issued: at once, from a draft, from a draft that was corrected, or as a copy of an earlier one. */
export type Way = "at-once" | "from-draft" | "corrected" | "copied";

export type Happening =
  | { readonly what: "client" | "client-moves" | "client-leaves"; readonly client: number }
  | {
      readonly what: "create";
      readonly invoice: number;
      readonly client: number;
      readonly way: Way;
      /** The day that the draft is meant for. */
      readonly issueDate: CivilDate;
    }
  | { readonly what: "issue" | "undo-paid" | "archive"; readonly invoice: number }
  | { readonly what: "paid"; readonly invoice: number; readonly paidDate: CivilDate };

export type Event = Happening & { readonly at: number };

export interface PlanInput {
  readonly now: number;
  readonly timeZone: string;
  readonly invoices: number;
  readonly clients: readonly DemoClient[];
  /** Days that a client has to pay. */
  readonly termsOf: (client: DemoClient) => number;
}

/** When a business that is `HISTORY_DAYS` old today was opened: in the morning. */
export const openedAt = (now: number): number => now - HISTORY_DAYS * DAY - (now % DAY) + 9 * HOUR;

/** An instant in the office hours of the working day that `at` falls on or before, never before the first morning nor after `now`. */
function atWork(at: number, now: number, random: Random): number {
  const earliest = openedAt(now) + HOUR;
  if (at < earliest + 3 * DAY) return earliest + random.between(0, 5 * 60) * MINUTE;
  const weekday = new Date(at).getUTCDay();
  const day = at - (at % DAY) - (weekday === 0 ? 2 : weekday === 6 ? 1 : 0) * DAY;
  const moment = day + 7 * HOUR + random.between(0, 9 * 60) * MINUTE + random.between(0, 59_999);
  return moment < now ? moment : now - random.between(1, 20 * 60) * 1000;
}

/** All that happens in a demo business up to now, in order. The same for the same random numbers and the same now. */
export function planHistory(input: PlanInput, random: Random): Event[] {
  const { now, clients } = input;
  const opened = openedAt(now);
  const events: Event[] = [];
  const arrivals = clients.map((_, client) => {
    const days = client < 10 ? 0 : random.between(1, 400);
    const at = days === 0 ? opened + (client + 10) * MINUTE : atWork(opened + days * DAY, now, random);
    events.push({ at, what: "client", client });
    if (random.chance(0.3))
      events.push({ at: at + random.between(5, 90) * DAY, what: "client-moves", client });
    return at;
  });
  const leaving = opened + 330 * DAY;
  clients.forEach((client, index) => {
    if (client.leaves)
      events.push({ at: atWork(now - 60 * DAY, now, random), what: "client-leaves", client: index });
  });
  const starts = Array.from({ length: input.invoices }, (_, n) => {
    const share = ((n + random.next()) / input.invoices) ** 0.85;
    return atWork(opened + DAY + share * (now - opened - DAY), now, random);
  }).sort((a, b) => a - b);
  starts.forEach((at, invoice) => {
    const present = clients.flatMap((client, i) =>
      (arrivals[i] ?? now) < at && !(client.leaves && at > leaving) ? [i] : [],
    );
    // One in five visits goes to the first few: every business has its regulars.
    const client = random.pick(random.chance(0.2) ? present.slice(0, 3) : present);
    events.push(...planInvoice(input, invoice, client, at, random));
  });
  return events
    .filter((event) => event.at <= now)
    .map((event, order) => ({ event, order }))
    .sort((a, b) => a.event.at - b.event.at || a.order - b.order)
    .map(({ event }) => event);
}

function planInvoice(input: PlanInput, invoice: number, client: number, at: number, random: Random): Event[] {
  const { now, timeZone, clients } = input;
  const dayOf = (instant: number) => todayIn(timeZone, instant);
  const recent = now - at < DRAFT_DAYS * DAY;
  const way: Way = random.chance(0.5)
    ? "at-once"
    : random.pick(["from-draft", "corrected", "copied"] as const);
  const wait = way === "copied" ? random.between(2, 15) * MINUTE : random.between(1, 60) * HOUR;
  const issued = way === "at-once" ? at : Math.min(at + wait, Math.max(at, now));
  const create = { at, what: "create", invoice, client, issueDate: dayOf(issued) } as const;
  if (random.chance(recent ? 0.4 : 0.012)) {
    const draft: Event = { ...create, way: way === "copied" ? "copied" : "from-draft" };
    return recent || random.chance(0.5) ? [draft] : [draft, { at: at + 20 * DAY, what: "archive", invoice }];
  }
  const events: Event[] = [{ ...create, way }];
  if (way !== "at-once") events.push({ at: issued, what: "issue", invoice });
  const payer = clients[client];
  if (!payer || random.chance(0.045)) return events;

  const due = addDays(dayOf(issued), input.termsOf(payer));
  const paid = addDays(due, Math.max(payer.habit + random.between(-3, 4), 2 - input.termsOf(payer)));
  const paidAt = Math.max(
    Date.parse(`${paid}T00:00:00Z`) + 32 * HOUR + random.between(0, HOUR),
    issued + DAY,
  );
  if (random.chance(0.02)) {
    const mistake = issued + random.between(2, 20) * HOUR;
    events.push({ at: mistake, what: "paid", invoice, paidDate: dayOf(mistake) });
    events.push({ at: mistake + random.between(3, 50) * MINUTE, what: "undo-paid", invoice });
  }
  events.push({ at: paidAt, what: "paid", invoice, paidDate: paid });
  if (now - paidAt > 365 * DAY && random.chance(0.4))
    events.push({ at: paidAt + random.between(200, 364) * DAY, what: "archive", invoice });
  return events;
}
