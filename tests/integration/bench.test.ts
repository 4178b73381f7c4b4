import { checkDatabase } from "@db/check";
import { formatViolation } from "@db/check/violation";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runVerifyAudit } from "~/commands/verify-audit";
import { type Asked, type Case, casesFor } from "../proofs/bench/cases";
import { fillDatabase, measuredOf } from "../proofs/bench/generate/build";
import { lastDay, type Shape } from "../proofs/bench/generate/shape";
import { hire } from "../proofs/bench/people";
import { type Fetch, send } from "../proofs/bench/send";
import { learn, type Target } from "../proofs/bench/target";
import { createTestApp, SESSION_SECRET } from "../support/app";
import { patientClient } from "../support/sql";
import { startTemporarySqld } from "../support/sqld";
import { ORIGIN } from "../support/visitor";

const NOW = Date.UTC(2026, 10, 20, 16, 30);
const shape: Shape = {
  name: "thousand",
  tenants: [
    { invoices: 1_000, clients: 120 },
    { invoices: 100, clients: 7 },
    { invoices: 100, clients: 7 },
  ],
};

let server: Awaited<ReturnType<typeof startTemporarySqld>>;

beforeAll(async () => {
  server = await startTemporarySqld({ oneWriter: true });
  await fillDatabase(server.url, shape, NOW, () => {});
});

afterAll(() => server.stop());

test("the bench's data break no rule", async () => {
  const violations: string[] = [];
  const checked = await checkDatabase(server.url, undefined, (violation) =>
    violations.push(formatViolation(violation)),
  );
  expect(violations).toEqual([]);
  expect(checked).toMatchObject({ tenants: 3, clients: 134, invoices: 1_200 });
});

test("the measured business's trail is sealed, and every trail is whole", async () => {
  const said: string[] = [];
  expect(await runVerifyAudit({ url: server.url }, [], (line) => said.push(line))).toBe(true);
  const client = patientClient(server.url);
  const { rows } = await client.execute({
    sql: "SELECT max(seq) = (SELECT max(seq) FROM audit_events WHERE tenant_id = s.tenant_id) AS whole FROM audit_seals s WHERE tenant_id = ?",
    args: [measuredOf(shape, NOW).tenantId],
  });
  client.close();
  expect(rows[0]?.whole).toBe(1);
});

test("the bench's data are what a business of three years has", async () => {
  const client = patientClient(server.url);
  const { rows } = await client.execute(
    `SELECT count(*) FILTER (WHERE status = 'draft') * 100 / count(*) AS draft, count(*) FILTER (WHERE status = 'sent') * 100 / count(*) AS sent,
      count(*) FILTER (WHERE status = 'paid' AND archived_at IS NULL) * 100 / count(*) AS paid, count(*) FILTER (WHERE archived_at IS NOT NULL) * 100 / count(*)
      AS archived, min(issue_date) AS first, max(issue_date) AS last FROM invoices`,
  );
  client.close();
  const [found] = rows;
  expect(found).toMatchObject({ first: "2023-11-01", last: expect.stringMatching(/^2026-10-3/) });
  expect(Number(found?.draft)).toBeLessThan(6);
  expect(Number(found?.sent)).toBeGreaterThan(8);
  expect(Number(found?.paid)).toBeGreaterThan(60);
  expect(Number(found?.archived)).toBeGreaterThan(8);
});

describe("the cases of the bench", () => {
  let ask: Fetch;
  let target: Target;
  let cases: readonly Case[];

  beforeAll(async () => {
    const app = createTestApp({ env: { TURSO_DATABASE_URL: server.url } });
    ask = (url, init) => app.fetch(url, init);
    const measured = measuredOf(shape, NOW);
    const known = await learn(server.url, measured, { from: "2025-03-01", to: "2025-06-30" });
    const people = await hire(server.url, measured.tenantId, 2, SESSION_SECRET);
    target = { label: "small", origin: ORIGIN, databaseUrl: server.url, measured, people, known };
    cases = await casesFor([target], lastDay(NOW));
  });

  /** What is wrong with the page that this request gets. */
  const problem = (request: Asked) =>
    send(ORIGIN, request, target.people, ask).then(
      () => null,
      (error: Error) => error.message,
    );

  test("each fail when one of their parameters is misspelt, or has a value that nobody reads", async () => {
    const withQuery = cases
      .map((each) => ({ ...each, request: each.ask(target) }))
      .filter(({ request }) => request.path.includes("?"));
    expect(withQuery.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["list: overdue", "list: search: number"]),
    );
    for (const { name, request } of withQuery) {
      const [path = "", query = ""] = request.path.split("?");
      const params = [...new URLSearchParams(query)];
      for (const [i, [parameter, value]] of params.entries()) {
        const broken = { [`${parameter}x`]: value, [parameter]: `${value.slice(0, 1)}zzzz` };
        for (const wrong of Object.entries(broken)) {
          const changed = new URLSearchParams(params.with(i, wrong));
          const found = await problem({ ...request, path: `${path}?${changed}` });
          expect
            .soft(found, `${name}: ${wrong.join("=")}`)
            .toEqual(expect.stringMatching(/does not show|shows/));
        }
      }
    }
  });

  test("each get the page that they are for, before and after something was written", async () => {
    for (const round of [1, 2])
      for (const { name, ask: asks } of cases)
        expect.soft(await problem(asks(target)), `${name}, round ${round}`).toBeNull();
  });

  test("fail when a form stores something else than it says", async () => {
    for (const { name, ask: asks } of cases.filter(({ kind }) => kind === "write")) {
      const request = asks(target);
      const fields = { ...request.fields, "lines[1].quantity": "77" };
      expect
        .soft(await problem({ ...request, fields }), name)
        .toEqual(expect.stringMatching(/does not show/));
    }
  });
});
