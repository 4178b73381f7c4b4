import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isNowhere } from "~/http/pipeline/route-match";
import { ACTIONS } from "../proofs/support/write-actions";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { requestLines } from "../support/console";
import { knownOf } from "../support/known";
import { paramsOf, pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { explain, startStatementRecorder } from "../support/statement-recorder";
import { freshId } from "../support/visitor";

// What a page costs must not grow with the business: every page and every write does its database work in one sequential step, and
// no statement of a page reads more than an index leads it to.

/** Pages that need two steps, each with its reason. */
const MORE_STEPS: Record<string, string> = {
  "/activity?from=2026-01-01&to=2026-12-31":
    "days are the business's: its time zone has to be known before instants can be asked for",
};

/** Writes that need two steps, each with its reason. */
const TWO_STEPS: Record<string, string> = {
  duplicate: "the copy is of the business's today: its time zone has to be known before",
  raise: "what the next number was is in the guard and in the audit event",
  "another pattern": "what the next number was is in the guard and in the audit event",
  "erase client": "what the law keeps of the client is looked at before, and said in the audit event",
  "keep longer":
    "what the law asks for is by the country, which is looked at before; what the years were is in the audit event",
  rename: "what the rate was is in the audit event",
  default: "what the default was is in the audit event",
  "reword a reason": "what the reason was is in the audit event",
  reasonDefault: "what the reasons were is in the audit event",
  reasonArchive: "what the reason was is in the audit event",
  role: "what the role was is in the audit event, and who may change it depends on it",
};

/** Writes that need three, each with its reason. */
const THREE_STEPS: Record<string, string> = {
  "erase business": "whether they gave their password lately, is looked at before",
  export: "who may take everything along, and whether they gave their password lately, is looked at before",
};

/** Plans that read more than they show, each with its reason. */
const WIDE: readonly { readonly sql: RegExp; readonly reason: string }[] = [
  { sql: /lag\(up_to\)/, reason: "the proof that no number is missing looks at every number" },
  { sql: /OVER one_by_one/, reason: "sorts the few runs of a business, and looks at 1,000 numbers of each" },
  {
    sql: /"number" IS NOT NULL AND NOT EXISTS/i,
    reason: "the proof that no number lies outside a run looks at every number",
  },
  {
    sql: /from "(tax_rates|number_series|number_runs|memberships|invoice_tax_groups)"/,
    reason: "sorts the few that a business or an invoice has",
  },
  {
    sql: /UNION SELECT actor_id FROM audit_events/,
    reason: "an archive has everybody who ever did something",
  },
  {
    sql: /FROM memberships m JOIN audit_events e/,
    reason: "what somebody did, in whichever business: each found by one seek",
  },
  {
    sql: /entry DESC LIMIT 200\) AS found/,
    reason: "sorts what a search found, a few hundred at most; its tables are read by their indexes",
  },
  { sql: /RECURSIVE actors/, reason: "sorts the few people of a business, each found by one seek" },
];

/** A scan of a table, an index built for the occasion, or a sort. A subquery's own rows may be scanned: it read them by an index. */
const isWide = (step: string): boolean =>
  (/^SCAN /.test(step) &&
    !/VIRTUAL TABLE INDEX|CONSTANT ROW|^SCAN (latest|json_each|\(subquery)/.test(step)) ||
  /TEMP B-TREE|AUTOMATIC/.test(step);

let recorder: Awaited<ReturnType<typeof startStatementRecorder>>;
let owner: Person;
let known: Known;

beforeAll(async () => {
  recorder = await startStatementRecorder(inject("databaseUrl"));
  const app = createTestApp({ env: { TURSO_DATABASE_URL: recorder.url } });
  owner = await app.registerPerson();
  const colleague = await app.registerPerson({ name: "Colleague" });
  await addMember(owner, colleague, "member");
  known = await knownOf(owner, colleague);
});
afterAll(() => recorder.stop());

/** A place in a list, as the pager writes it. */
const cursor = (value: string | number, towards: 0 | 1): string =>
  Buffer.from(JSON.stringify([towards, value, freshId()])).toString("base64url");

/** Every filter × sort × direction × place of the list of invoices. */
function listQueries(): string[] {
  const found: string[] = [];
  for (const status of ["", "draft", "sent", "paid", "overdue"])
    for (const client of ["", "client"])
      for (const archived of ["", "yes"])
        for (const range of ["", "&from=2026-01-01&to=2026-12-31"]) {
          for (const sort of status === "overdue" ? ["due"] : ["issued", "due"])
            for (const order of ["asc", "desc"])
              for (const at of ["", cursor("2026-06-01", 1), cursor("2026-06-01", 0)])
                found.push(
                  `?status=${status}&client=${client}&archived=${archived}${range}&sort=${sort}&order=${order}&at=${at}`,
                );
          if (!range)
            for (const at of ["", cursor(268435457, 1), cursor(268435457, 0)])
              found.push(`?search=work+2026&status=${status}&client=${client}&archived=${archived}&at=${at}`);
        }
  return found;
}

async function widePlans(): Promise<string[]> {
  const seen = new Map(recorder.take().map((statement) => [statement.sql, statement]));
  const found: string[] = [];
  for (const statement of seen.values()) {
    if (WIDE.some(({ sql }) => sql.test(statement.sql))) continue;
    const wide = (await explain(inject("databaseUrl"), statement)).filter(isWide);
    if (wide.length > 0) found.push(`${wide.join("; ")} ← ${statement.sql}`);
  }
  return found;
}

const steps = () => requestLines().map(({ roundTrips }) => roundTrips);

describe("a page", () => {
  const pages = Object.entries(routeTable)
    .filter(([id, { get }]) => get !== "anyone" && id !== "routes/o.$tenant")
    .map(([id]) => id);

  it.each(pages)("%s takes one step, and reads what an index leads it to", async (id) => {
    recorder.take();
    const { status } = await owner.visit(pathOf(id, { ...known }));
    expect(isNowhere(id) ? [404] : [200, 302]).toContain(status);
    expect(steps()).toEqual([MORE_STEPS[id] ? 2 : 1]);
    expect(await widePlans()).toEqual([]);
  });

  const lists = [
    ...["", "a", "b"].map((at) => `/clients?at=${at && cursor("m", at === "a" ? 1 : 0)}`),
    `/clients?archived=yes&at=${cursor("m", 1)}`,
    "/clients?search=example",
    `/clients?search=example&archived=yes&at=${cursor(268435457, 1)}`,
    `/clients?search=example&at=${cursor(268435457, 0)}`,
    "/clients/client",
    `/clients/client?at=${cursor("2026-06-01", 1)}`,
    "/invoices/new?client=client",
    "/activity",
    "/activity?from=2026-01-01&to=2026-12-31",
  ];
  it.each(lists)("%s takes one step, and reads what an index leads it to", async (path) => {
    recorder.take();
    const { status } = await owner.visit(
      `${owner.base}${path
        .replace("client=client", `client=${known.client}`)
        .replace("/client?", `/${known.client}?`)
        .replace(/\/client$/, `/${known.client}`)}`,
    );
    expect(status).toBe(200);
    expect(steps()).toEqual([MORE_STEPS[path] ? 2 : 1]);
    expect(await widePlans()).toEqual([]);
  });

  it("of the list of invoices has an index for every filter, sort, direction and place", async () => {
    recorder.take();
    const queries = listQueries();
    for (const query of queries) {
      const { status } = await owner.visit(
        `${owner.base}/invoices${query.replace("client=client", `client=${known.client}`)}`,
      );
      expect(status, query).toBe(200);
    }
    expect(new Set(steps())).toEqual(new Set([1]));
    expect(await widePlans()).toEqual([]);
  });
});

describe("a write", () => {
  it.each(ACTIONS)("$route: $name takes one step", async (action) => {
    const app = createTestApp({ env: { TURSO_DATABASE_URL: recorder.url } });
    const person = await app.registerPerson({ businessName: "Example & Co" });
    const { path, fields } = await action.prepare({ person, ids: new Map() });
    const before = requestLines().length;
    const { status } = await person.submit(`${person.base}${path}`, { ...fields, key: freshId() });
    expect(status).toBe(302);
    expect(steps().slice(before)).toEqual([THREE_STEPS[action.name] ? 3 : TWO_STEPS[action.name] ? 2 : 1]);
  });
});

it("every route with parameters is among them", () => {
  expect(new Set(Object.keys(routeTable).flatMap(paramsOf))).toEqual(new Set(Object.keys(known)));
});
