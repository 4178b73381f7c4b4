import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { servedByVersion } from "../../scripts/lib/telemetry.mjs";

const queries: { path?: string | undefined; token?: string | undefined; body: Record<string, unknown> }[] =
  [];
let answer: { status: number; body: unknown };
const server = createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  queries.push({ path: request.url, token: request.headers.authorization, body: JSON.parse(body) });
  response.writeHead(answer.status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(answer.body));
});

async function ask(status: number, body: unknown) {
  answer = { status, body };
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v4`;
  return await servedByVersion(
    { account: "acc", token: "may-read", worker: "gapless-production", api },
    1_000,
  );
}

afterEach(async () => {
  queries.length = 0;
  await new Promise((resolve) => void server.close(resolve));
});

const group = (version: string, status: number | null, value: number) => ({
  groups: [
    { key: "$workers.scriptVersion.id", value: version },
    { key: "$workers.event.response.status", value: status },
  ],
  value,
  interval: 60,
  sampleInterval: 1,
});
const counted = (...aggregates: object[]) => ({
  success: true,
  result: { calculations: [{ calculation: "count", aggregates, series: [] }] },
});

describe("what Workers Logs counted", () => {
  it("is added up by version, and a 5xx is an error", async () => {
    const served = await ask(
      200,
      counted(group("old", 200, 90), group("old", 404, 8), group("old", 503, 2), group("new", 500, 3)),
    );
    expect(Object.fromEntries(served)).toEqual({
      old: { requests: 100, errors: 2 },
      new: { requests: 3, errors: 3 },
    });
  });

  it("is asked of one Worker, an event for each request, since the instant", async () => {
    expect((await ask(200, counted())).size).toBe(0);
    expect(queries).toMatchObject([
      { path: "/v4/accounts/acc/workers/observability/telemetry/query", token: "Bearer may-read" },
    ]);
    expect(queries[0]?.body).toMatchObject({
      view: "calculations",
      timeframe: { from: 1_000 },
      parameters: {
        filters: [
          { key: "$metadata.service", operation: "eq", value: "gapless-production" },
          { key: "$metadata.type", operation: "eq", value: "cf-worker-event" },
        ],
        calculations: [{ operator: "count" }],
      },
    });
  });

  it("stops a rollout when it may not be read, or says something else", async () => {
    await expect(ask(403, { errors: [{ message: "not allowed" }] })).rejects.toThrow(/403.*not allowed/);
    await new Promise((resolve) => void server.close(resolve));
    await expect(ask(200, { success: true, result: {} })).rejects.toThrow("without a count");
  });
});
