import { describe, expect, it } from "vitest";
import { cleanEvent, plainAddress } from "~/http/monitoring/sentry-event";

const ID = "01KB2N7Y6ZQ8R4T5V6W7X8Y9Z0";

/** All that Sentry's SDKs may put into an event, with a secret in each place. */
const FULL = {
  event_id: "e",
  timestamp: 1,
  platform: "javascript",
  release: "abc",
  environment: "production",
  message: "SECRET",
  server_name: "SECRET",
  transaction: `/o/${ID}/clients?search=SECRET`,
  request: {
    url: "https://x/?SECRET",
    headers: { Cookie: "SECRET" },
    data: "SECRET",
    cookies: { a: "SECRET" },
  },
  breadcrumbs: [{ message: "SECRET" }],
  extra: { a: "SECRET" },
  modules: { a: "SECRET" },
  user: { id: ID, email: "SECRET", ip_address: "SECRET", username: "SECRET" },
  tags: { request_id: "r", tenant: ID, other: "SECRET" },
  contexts: { trace: { trace_id: "t", span_id: "s", data: { url: "SECRET" } }, culture: { a: "SECRET" } },
  exception: {
    values: [
      {
        type: "Error",
        value: "no row for ada@example.com",
        mechanism: { type: "loader", handled: false, data: { a: "SECRET" } },
        stacktrace: {
          frames: [
            {
              filename: `https://x/o/${ID}?q=SECRET#SECRET`,
              function: "f",
              lineno: 1,
              colno: 2,
              vars: { a: "SECRET" },
              context_line: "SECRET",
              pre_context: ["SECRET"],
            },
          ],
        },
      },
    ],
  },
  spans: [
    { span_id: "1", op: "http.client", description: "GET https://x/?SECRET", data: { "http.url": "SECRET" } },
    { span_id: "2", op: "function.remix.loader", description: "routes/o.$tenant.clients._index", data: {} },
  ],
};

describe("an event for Sentry", () => {
  it("has no place left in which something personal could be", () => {
    const clean = cleanEvent(FULL);
    expect(JSON.stringify(clean)).not.toMatch(/SECRET|example\.com/);
  });

  it("says which build, where, and for which request, person and business", () => {
    expect(cleanEvent(FULL)).toMatchObject({
      event_id: "e",
      release: "abc",
      environment: "production",
      transaction: "/o/:id/clients",
      user: { id: ID },
      tags: { request_id: "r", tenant: ID },
      contexts: { trace: { trace_id: "t", span_id: "s" } },
      exception: {
        values: [
          {
            type: "Error",
            value: "no row for [e-mail]",
            stacktrace: { frames: [{ filename: "https://x/o/:id", function: "f", lineno: 1, colno: 2 }] },
          },
        ],
      },
      spans: [{ op: "http.client" }, { description: "routes/o.$tenant.clients._index" }],
    });
  });

  it("has nothing of what the form said", () => {
    const event = { exception: { values: [{ type: "Error", value: "Umbrella Ltd is taken" }] } };
    expect(JSON.stringify(cleanEvent(event, ["Umbrella Ltd"]))).not.toContain("Umbrella");
  });
});

it("an address without what may say too much", () => {
  expect(plainAddress(`/o/${ID}/invoices/${ID}?a=b#c`)).toBe("/o/:id/invoices/:id");
  expect(plainAddress("https://x/assets/entry-AbC.js")).toBe("https://x/assets/entry-AbC.js");
});
