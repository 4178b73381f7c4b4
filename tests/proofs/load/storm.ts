import { brokenRules, differences } from "../support/broken-rules";
import type { Business, Teammate } from "../support/business";
import { freshId } from "../support/business";
import { formClient, type InvoicingClient, type Said } from "../support/invoicing-client";
import { percentile } from "../support/random";
import { grossOf } from "../support/wanted-invoice";
import type { Known } from "../support/work";

export interface StormReport {
  readonly asked: number;
  readonly stored: number;
  /** How often each answer of the app came, by status, and how many requests the dev server before it lost. */
  readonly answers: Record<string, number>;
  readonly seconds: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly violations: readonly string[];
}

export interface Storm {
  readonly url: string;
  readonly businesses: readonly Business[];
  readonly count: number;
  readonly run: string;
}

interface Heard {
  readonly statuses: Record<string, number>;
  readonly times: number[];
}

/** What the dev server lost is sent again, as a browser's person would, so often at most. */
const MOST_TRIES = 5;

async function once(ask: (key: string) => Promise<Said>): Promise<Said> {
  const key = freshId();
  let said = await ask(key);
  for (let tries = 1; tries < MOST_TRIES && "lost" in said; tries += 1) said = await ask(key);
  return said;
}

/** So many new invoices, issued with their creation, all asked for in the same moment: through clients. */
async function storm(
  { url, businesses, count, run }: Storm,
  open: (person: Teammate) => InvoicingClient,
  heard: Heard,
): Promise<StormReport> {
  const known: Known[] = [];
  const violations: string[] = [];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const business = businesses[i % businesses.length];
      const person = business?.people[Math.floor(i / businesses.length) % business.people.length];
      if (!business || !person) throw new Error("Nobody works there.");
      const name = `${run}-${i}`;
      const wanted = {
        name,
        clientId: business.clientId,
        issueDate: "2026-03-01",
        quantity: 1 + (i % 7),
        cents: 100 + i,
      };
      const said = await once((key) => open(person).create(wanted, "issue", key));
      const grossMinor = grossOf(wanted);
      if ("id" in said)
        known.push({
          name,
          ...business,
          id: said.id,
          status: "sent",
          version: 2,
          grossMinor,
          archived: false,
        });
      else violations.push(`${name}: ${JSON.stringify(said)}`);
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  const tenantIds = businesses.map(({ tenantId }) => tenantId);
  violations.push(...(await differences(url, tenantIds, known)), ...(await brokenRules(url, tenantIds)));
  const { statuses, times } = heard;
  const at = (share: number) => Math.round(percentile(times, share));
  return {
    asked: count,
    stored: known.length,
    answers: statuses,
    seconds,
    perSecond: Math.round(known.length / seconds),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    violations,
  };
}

/** Through a running Worker: real forms over HTTP, each person few enough times for the limiter. */
export function stormOverHttp(origin: string, options: Storm): Promise<StormReport> {
  const heard: Heard = { statuses: {}, times: [] };
  const open = (person: Teammate) =>
    formClient(origin, person, (status, ms) => {
      heard.statuses[status] = (heard.statuses[status] ?? 0) + 1;
      heard.times.push(ms);
    });
  return storm(options, open, heard);
}
