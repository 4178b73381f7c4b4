import { expect, it } from "vitest";
import { createTestApp } from "../support/app";

it("a developer's browser is told how long the database took, nobody else", async () => {
  const local = createTestApp({ env: { ENVIRONMENT: "development" } });
  const person = await local.registerPerson();
  for (const path of [`${person.base}/clients`, `${person.base}/clients.data`])
    expect((await person.fetch(path)).headers.get("Server-Timing")).toMatch(
      /^total;dur=\d+, db;dur=\d+;desc="1 round trips"$/,
    );
  const other = await createTestApp().registerPerson();
  expect((await other.fetch(`${other.base}/clients`)).headers.get("Server-Timing")).toBeNull();
});
