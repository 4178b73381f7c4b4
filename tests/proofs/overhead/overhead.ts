import { rowTo, wrongWith } from "../../../scripts/lib/shown.mjs";
import { type Business, freshId, type Teammate } from "../support/business";
import { cpuOf } from "../support/cpu";
import { directClient } from "../support/invoicing-client";
import { percentile } from "../support/random";

const AT_ONCE = 4;
/** Pairs of blocks that are not counted: until the engine has compiled also what one request in twenty runs. */
const WARM_UP = 40;

/** The rows of the list that must be seen, and those that are on its second page. */
export interface ListRows {
  readonly there: string;
  readonly absent: string;
}

/** Puts so many drafts into the business, more than a page. */
export async function fillList(
  url: string,
  { people, clientId }: Business,
  count: number,
): Promise<ListRows> {
  const [owner] = people;
  if (!owner) throw new Error("Nobody works there.");
  const client = directClient(url, owner);
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const wanted = { name: `Work ${i}`, clientId, issueDate: "2026-03-01", quantity: 2, cents: 12_345 };
    const said = await client.create(wanted, "draft", freshId());
    if (!("id" in said)) throw new Error(`The draft was not stored: ${JSON.stringify(said)}`);
    ids.push(said.id);
  }
  return { there: ids.at(-1) ?? "", absent: ids[0] ?? "" };
}

async function open(
  origin: string,
  { tenantId, token }: Teammate,
  { there, absent }: ListRows,
): Promise<void> {
  const headers = { Cookie: `__Host-session=${token}` };
  const response = await fetch(`${origin}/o/${tenantId}/invoices`, { headers });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`The list answered ${response.status}.`);
  const row = (id: string) => rowTo(`/o/${tenantId}/invoices/${id}`);
  const wrong = wrongWith(text, { there: [row(there)], absent: [row(absent)] });
  if (wrong.length > 0) throw new Error(`The list ${wrong.join(" and ")}.`);
}

interface Openers {
  readonly people: readonly Teammate[];
  readonly rows: ListRows;
}

/** How many milliseconds so many openings of the list took, a few at a time. */
async function block(origin: string, { people, rows }: Openers, size: number, at: number): Promise<number> {
  const began = performance.now();
  let next = 0;
  const worker = async () => {
    while (next < size) {
      const person = people[(at + next) % people.length];
      next += 1;
      if (person) await open(origin, person, rows);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return performance.now() - began;
}

export interface Overhead {
  /** Requests a second. */
  readonly plain: number;
  readonly watched: number;
  /** The middle of all pairs: 1.02 is 2 % more time for the watched one; and the pairs a quarter from either end. */
  readonly ratio: number;
  readonly quartiles: readonly [number, number];
  /** The same of the processor's time that workerd used, which other work on the machine does not lengthen; null where none is told. */
  readonly cpu: { readonly plainMs: number; readonly watchedMs: number; readonly ratio: number } | null;
}

export interface Side {
  readonly url: string;
  /** Of its workerd. */
  readonly pid: number;
}

/** Opens the invoice list at two Workers in turn, in blocks, who comes first changing with each pair. */
export async function compare(
  [{ url: plain, pid: plainPid }, { url: watched, pid: watchedPid }]: readonly [plain: Side, watched: Side],
  openers: Openers,
  pairs: number,
  size: number,
): Promise<Overhead> {
  const times = { [plain]: [] as number[], [watched]: [] as number[] };
  const ratios: number[] = [];
  const cpu = () => [cpuOf(plainPid), cpuOf(watchedPid)];
  let before = cpu();
  for (let pair = -WARM_UP; pair < pairs; pair += 1) {
    const took: Record<string, number> = {};
    for (const origin of pair % 2 === 0 ? [plain, watched] : [watched, plain])
      took[origin] = await block(origin, openers, size, (pair + WARM_UP) * size);
    if (pair < 0) {
      before = cpu();
      continue;
    }
    for (const origin of [plain, watched]) times[origin]?.push(took[origin] ?? 0);
    ratios.push((took[watched] ?? 0) / (took[plain] ?? 1));
  }
  const after = cpu();
  const used = [0, 1].map((i) => (1_000 * ((after[i] ?? 0) - (before[i] ?? 0))) / (pairs * size));
  const [plainMs = 0, watchedMs = 0] = used;
  const rate = (origin: string) => (1_000 * size) / percentile(times[origin] ?? [], 0.5);
  return {
    plain: rate(plain),
    watched: rate(watched),
    ratio: percentile(ratios, 0.5),
    cpu: after[0] === null ? null : { plainMs, watchedMs, ratio: watchedMs / plainMs },
    quartiles: [percentile(ratios, 0.25), percentile(ratios, 0.75)],
  };
}
