import { Stop } from "./say.mjs";

const API = "https://api.cloudflare.com/client/v4";
const VERSION = "$workers.scriptVersion.id";
const STATUS = "$workers.event.response.status";
/** Versions × statuses: two versions have some dozens. */
const MOST_GROUPS = 500;

/**
 * @typedef {object} Telemetry
 * @property {string} account
 * @property {string} token with the permission "Workers Observability: Read"
 * @property {string} worker
 * @property {string} [api] another address, for tests
 *
 * @typedef {{ groups?: { key: string, value: unknown }[], value?: number, count?: number }} Aggregate
 */

/**
 * What each version of a Worker answered since an instant, as Workers Logs counted it: one event for each request. Needs
 * `head_sampling_rate = 1` to be whole, and some seconds until events have arrived.
 * Source: POST /accounts/{id}/workers/observability/telemetry/query of Cloudflare's API.
 * @param {Telemetry} telemetry @param {number} from milliseconds UTC
 * @returns {Promise<Map<string, import("./error-rate.mjs").Served>>} by version; a Stop where the API does not answer as documented
 */
export async function servedByVersion({ account, token, worker, api = API }, from) {
  const equal = (/** @type {string} */ key, /** @type {string} */ value) => ({
    key,
    operation: "eq",
    type: "string",
    value,
  });
  const response = await fetch(`${api}/accounts/${account}/workers/observability/telemetry/query`, {
    method: "POST",
    headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    body: JSON.stringify({
      queryId: "gapless-rollout",
      view: "calculations",
      dry: true,
      timeframe: { from, to: Date.now() },
      limit: MOST_GROUPS,
      parameters: {
        datasets: ["cloudflare-workers"],
        filters: [equal("$metadata.service", worker), equal("$metadata.type", "cf-worker-event")],
        calculations: [{ operator: "count" }],
        groupBys: [
          { type: "string", value: VERSION },
          { type: "number", value: STATUS },
        ],
        limit: MOST_GROUPS,
      },
    }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  if (!response.ok) throw new Stop(`Workers Logs answered ${response.status}: ${text.slice(0, 300)}`);
  /** @type {{ result?: { calculations?: { aggregates?: Aggregate[] }[] } }} */
  const { result } = JSON.parse(text);
  const calculations = result?.calculations;
  if (!calculations) throw new Stop(`Workers Logs answered without a count: ${text.slice(0, 300)}`);
  /** @type {Map<string, import("./error-rate.mjs").Served>} */
  const served = new Map();
  for (const { groups = [], value, count } of calculations[0]?.aggregates ?? []) {
    const of = (/** @type {string} */ key) => groups.find((group) => group.key === key)?.value;
    const [version, status, number] = [String(of(VERSION)), Number(of(STATUS)), value ?? count ?? 0];
    const { requests, errors } = served.get(version) ?? { requests: 0, errors: 0 };
    served.set(version, { requests: requests + number, errors: errors + (status >= 500 ? number : 0) });
  }
  return served;
}
