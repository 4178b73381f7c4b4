import { setTimeout as pause } from "node:timers/promises";
import { firstSteps, newMemory, readingSteps, steps, take } from "./journeys.mjs";
import { logIn, register } from "./newcomer.mjs";
import { newVisitor, someAddress } from "./visitor.mjs";

/**
 * @typedef {object} SyntheticOptions
 * @property {string} url
 * @property {number} rate requests a second, over all
 * @property {number} seconds
 * @property {{ email: string, password: string }} [account] reads only, as this one person: in production, where nobody should be made up
 * @property {boolean} [addresses] each person has an address of its own; only where nothing before the Worker sets it, as in the box
 * @property {Record<string, string>} [headers]
 * @property {() => void} [onReady] called when the people are there and the load begins
 *
 * @typedef {{ people: number, asked: number, reads: number, writes: number, perSecond: number, p50: number, p95: number, p99: number, failures: string[] }} SyntheticReport
 */

/** A signed-in person may ask 100 times a minute: one request a second leaves room. */
const PACE_MS = 1000;

/** @param {number[]} sorted @param {number} share */
const at = (sorted, share) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0);

/** Registered one after another: each has a password to hash, and an address may do ten things a minute. @param {SyntheticOptions} options */
async function people({ url, rate, account, addresses, headers }) {
  /** @param {import("./visitor.mjs").Visitor} visitor @param {string} base @param {number} turn */
  const person = (visitor, base, turn) => ({ visitor, memory: newMemory(base, turn) });
  if (account) {
    const visitor = newVisitor(url, headers);
    return [person(visitor, await logIn(visitor, account), 0)];
  }
  const all = [];
  for (let i = 0; i < Math.max(1, Math.round((rate * PACE_MS) / 1000)); i += 1) {
    const own = addresses ? someAddress() : {};
    const visitor = newVisitor(url, { ...headers, ...own });
    const base = await register(visitor, `Synthetic ${i}`);
    all.push(person(visitor, base, i));
  }
  return all;
}

/**
 * People of many businesses, each at its own work, one request a second each, until the time is up.
 * @param {SyntheticOptions} options
 * @returns {Promise<SyntheticReport>}
 */
export async function synthetic(options) {
  const all = await people(options);
  const [first, then] = options.account ? [[], readingSteps] : [firstSteps, steps];
  options.onReady?.();
  /** @type {number[]} */
  const times = [];
  /** @type {string[]} */
  const failures = [];
  const count = { read: 0, write: 0 };
  const began = performance.now();
  const until = began + options.seconds * 1000;

  /** @param {typeof all[number]} person @param {number} index */
  async function work(person, index) {
    // Not all in the same moment, and not all on the same page.
    await pause((index * PACE_MS) / all.length);
    let todo = [...first];
    for (let next = performance.now(); next < until; next += PACE_MS) {
      await pause(Math.max(0, next - performance.now()));
      if (todo.length === 0) todo = [...then];
      const [step] = todo.splice(0, 1);
      if (!step) continue;
      try {
        await take(step, person.visitor, person.memory, ({ ms }) => {
          times.push(ms);
          count[step.kind] += 1;
        });
      } catch (error) {
        const cause = error instanceof Error && error.cause ? ` (${error.cause})` : "";
        const name = `${step.kind} ${first.includes(step) ? "at first" : then.indexOf(step)}`;
        failures.push(`${name}: ${error instanceof Error ? error.message : error}${cause}`);
        // What follows would build on it.
        todo = [...(person.memory.other ? then : first)];
      }
    }
  }
  await Promise.all(all.map(work));
  const seconds = (performance.now() - began) / 1000;
  const sorted = times.sort((a, b) => a - b);
  const asked = times.length;
  return {
    people: all.length,
    asked,
    reads: count.read,
    writes: count.write,
    perSecond: Math.round((asked / seconds) * 10) / 10,
    p50: at(sorted, 0.5),
    p95: at(sorted, 0.95),
    p99: at(sorted, 0.99),
    failures,
  };
}
