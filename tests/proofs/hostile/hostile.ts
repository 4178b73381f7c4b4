import { createClient } from "@libsql/client/http";
import { HOSTILE_KINDS, hostile } from "../../support/hostile";
import { openCollector } from "../bench/inspector";
import type { BareWorker } from "../support/bare-worker";
import type { Business, Teammate } from "../support/business";
import { freshId } from "../support/business";
import { residentOf } from "../support/cpu";

/** Forms of every shape there is: of nobody yet, plain, long, and with a list. */
const paths = ({ tenantId }: Teammate): readonly string[] => [
  "/login",
  "/register",
  `/o/${tenantId}/clients/new`,
  `/o/${tenantId}/invoices/new`,
  "/settings?index",
  `/o/${tenantId}/settings/numbering`,
];

export interface HostileReport {
  readonly bodies: number;
  /** Answers that are no 4xx, and what was sent. */
  readonly wrong: readonly string[];
  /** Megabytes that the Worker's isolate still holds after a collection, before and after; null where nobody could ask it. */
  readonly held: readonly [before: number, after: number] | null;
  /** Megabytes of the process, at most. */
  readonly resident: number;
}

/** How many rows there are of all that a form can store. */
export async function rowsIn(databaseUrl: string): Promise<number> {
  const client = createClient({ url: databaseUrl });
  const tables = [
    "users",
    "tenants",
    "memberships",
    "clients",
    "invoices",
    "number_series",
    "audit_events",
    "sessions",
  ];
  const counts = tables.map((table) => `(SELECT count(*) FROM ${table})`);
  const { rows } = await client.execute(`SELECT ${counts.join(" + ")} AS n`);
  client.close();
  return Number(rows[0]?.n);
}

async function send(url: string, person: Teammate, path: string, at: number): Promise<string | null> {
  const { what, type, body } = hostile(at, { key: freshId() });
  const response = await fetch(url + path, {
    method: "POST",
    headers: {
      Cookie: path.startsWith("/o/") || path.startsWith("/settings") ? `__Host-session=${person.token}` : "",
      "Sec-Fetch-Site": "same-origin",
      // Another stranger each time: this is about what a body costs, not about how many there may be.
      "CF-Connecting-IP": `10.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`,
      ...(type ? { "Content-Type": type } : {}),
    },
    body: new TextEncoder().encode(body),
  });
  await response.arrayBuffer();
  const { status } = response;
  return status >= 400 && status < 500 && status !== 429 ? null : `${status} ${path}: ${what}`;
}

/** Gives what `work` gives, while the Worker has something to do: an isolate that is idle answers no inspector. */
async function whileBusy<T>(url: string, work: Promise<T>): Promise<T> {
  let over = false;
  const ended = work.finally(() => {
    over = true;
  });
  while (!over) await (await fetch(`${url}/api/health`)).arrayBuffer();
  return ended;
}

/** Sends so many hostile bodies, four at a time, and watches the Worker's memory. Each person may send 100 a minute. */
export async function besiege(
  { url, pid, inspectorUrl }: BareWorker,
  { people }: Business,
  bodies: number,
): Promise<HostileReport> {
  const inspected = "WebSocket" in globalThis;
  const collector = inspected ? await openCollector(inspectorUrl) : null;
  const wrong: string[] = [];
  let [next, resident] = [0, 0];
  const round = async (until: number) => {
    const work = async () => {
      while (next < until) {
        const at = next;
        next += 1;
        const person = people[Math.floor(at / 60) % people.length];
        if (!person) throw new Error("Nobody works there.");
        const list = paths(person);
        // Each form gets each kind.
        const path = list[Math.floor(at / HOSTILE_KINDS) % list.length] ?? "/login";
        const said = await send(url, person, path, at).catch(
          (error: unknown) => `no answer to ${path}: ${error}`,
        );
        if (said) wrong.push(said);
        if (at % 20 === 0) resident = Math.max(resident, residentOf(pid));
      }
    };
    await Promise.all(Array.from({ length: 4 }, work));
  };
  // Until every page was rendered once, and what is kept for good is there.
  const warm = Math.min(bodies / 2, HOSTILE_KINDS * 6);
  await round(warm);
  const held = async () => (collector ? whileBusy(url, collector.collect()) : Number.NaN);
  const before = await held();
  await round(bodies);
  const after = await held();
  collector?.close();
  return { bodies, wrong, held: collector ? [before, after] : null, resident };
}
