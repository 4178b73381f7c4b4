import type { Business } from "./business";
import { askUntilAnswered, type InvoicingClient } from "./invoicing-client";
import { below } from "./random";
import { grossOf, type WantedInvoice } from "./wanted-invoice";

/** An invoice as everybody was told that it is. */
export interface Known {
  readonly name: string;
  readonly tenantId: string;
  readonly id: string;
  readonly status: "draft" | "sent" | "paid";
  readonly version: number;
  readonly grossMinor: number;
  readonly archived: boolean;
}

export interface WorkOptions {
  readonly businesses: readonly Business[];
  /** The client of a worker at a business; asked for anew with every intent. */
  readonly client: (business: Business, intent: number) => InvoicingClient;
  readonly workers: number;
  readonly intents: number;
  readonly random: () => number;
  /** Goes into the invoices' names. */
  readonly run: string;
  /** After each answer: how many there were. */
  readonly onAnswer?: (answers: number) => void;
}

export interface Done {
  readonly known: readonly Known[];
  readonly answers: number;
  readonly tries: number;
}

const DATES = ["2025-12-31", "2026-01-01", "2026-02-28"];

/**
 * Workers who make invoices side by side, each with its own, at several businesses: half are issued at once, the others drafted,
 * edited, issued, paid, the payment undone, archived, as far as chance goes. Each step is an intent, and goes on until it is answered.
 */
export async function work(options: WorkOptions): Promise<Done> {
  const { businesses, workers, random, run } = options;
  const known: Known[] = [];
  let [left, answers, tries, names] = [options.intents, 0, 0, 0];

  async function invoice(business: Business): Promise<void> {
    names += 1;
    const name = `${run}-${names}`;
    const wanted = (): WantedInvoice => ({
      name,
      clientId: business.clientId,
      issueDate: DATES[below(random, DATES.length)] ?? "",
      quantity: 1 + below(random, 9),
      cents: 1 + below(random, 99_999),
    });
    let now: Known | undefined;
    const step = async (
      ask: (client: InvoicingClient, key: string) => ReturnType<InvoicingClient["act"]>,
      then: Partial<Known>,
    ) => {
      if (left === 0) return false;
      left -= 1;
      const intent = options.intents - left;
      const id = await askUntilAnswered(
        (key) => ask(options.client(business, intent), key),
        () => {
          tries += 1;
        },
      );
      if (now && now.id !== id) throw new Error(`Asked for ${now.id}, answered with ${id}`);
      const base = now ?? { name, tenantId: business.tenantId, id, archived: false };
      now = { ...base, ...then } as Known;
      answers += 1;
      options.onAnswer?.(answers);
      return true;
    };
    const first = wanted();
    const done = (status: Known["status"], by = 1): Partial<Known> => ({
      status,
      version: (now?.version ?? 0) + by,
    });
    const at = () => [now?.id ?? "", now?.version ?? 0] as const;
    const act = (action: Parameters<InvoicingClient["act"]>[2]) => (client: InvoicingClient, key: string) =>
      client.act(...at(), action, key);
    const steps: (() => Promise<boolean>)[] = [];
    if (random() < 0.5) {
      steps.push(() =>
        step((d, key) => d.create(first, "issue", key), { ...done("sent", 2), grossMinor: grossOf(first) }),
      );
    } else {
      const [second, issues] = [wanted(), random() < 0.3];
      steps.push(
        () =>
          step((d, key) => d.create(first, "draft", key), { ...done("draft"), grossMinor: grossOf(first) }),
        () =>
          step((d, key) => d.save(...at(), second, issues ? "issue" : "draft", key), {
            ...done(issues ? "sent" : "draft", issues ? 2 : 1),
            grossMinor: grossOf(second),
          }),
      );
      if (!issues) steps.push(() => step(act("issue"), done("sent")));
    }
    steps.push(
      () => step(act("markPaid"), done("paid")),
      () => step(act("undoPaid"), done("sent")),
      () => step(act("archive"), { ...done("sent"), archived: true }),
      () => step(act("restore"), { ...done("sent"), archived: false }),
    );
    // A third of those that come to a step stop there.
    for (const next of steps) if (!(await next()) || random() < 0.33) break;
    if (now) known.push(now);
  }

  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      const business = businesses[worker % businesses.length];
      while (business && left > 0) await invoice(business);
    }),
  );
  return { known, answers, tries };
}
