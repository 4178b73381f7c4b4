import { expect, it } from "vitest";
import { createTestApp } from "../support/app";
import { addClient } from "../support/client";
import { count, sql } from "../support/sql";

const app = createTestApp();

it("a series whose numbers nobody could tell from another's is refused, also when two are saved at once", async () => {
  const owner = await app.registerPerson();
  const path = `${owner.base}/settings/numbering`;
  const form = (await owner.visit(path)).form("Save numbering");
  for (const pattern of ["\u0406NV-{YYYY}-{0000}", "inv-{YYYY}-{0000}"]) {
    const answer = await owner.submit(path, { ...form, pattern });
    expect([answer.status, answer.messages]).toEqual([
      422,
      expect.stringContaining("Nobody could tell these numbers from those of INV-{YYYY}-{0000}"),
    ]);
  }
  expect((await owner.submit(path, { ...form, pattern: "R\u3164-{0}" })).status).toBe(422);
  const keys = ["01M82Z705TCK0BZ73GV4X4V1KC", "01M82Z705TCK0BZ73GV4X4V1KD"];
  const answers = await Promise.all(
    ["RE-{0000}", "R\u0415-{0000}"].map((pattern, i) =>
      owner.submit(path, { ...form, pattern, next: "1", key: keys[i] }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([302, expect.any(Number)]);
  expect(await count("SELECT count(*) FROM number_series WHERE tenant_id = ?", [owner.tenantId])).toBe(2);
});

it("a name that lies is refused at its field, and what nobody sees is not stored", async () => {
  const owner = await app.registerPerson();
  const path = `${owner.base}/clients/new`;
  for (const name of ["Ad\u202ea", "A\nB", "\u200b\u200d", "\u3164", "A\u0007"])
    expect((await owner.submit(path, { name, country: "DE" })).status, JSON.stringify(name)).toBe(422);
  const id = await addClient(owner, { name: "\ufeffMu\u0308ller\u00a0GmbH\u200b", note: "a\r\nb" });
  const [row] = await sql("SELECT name, note FROM clients WHERE tenant_id = ? AND id = ?", [
    owner.tenantId,
    id,
  ]);
  expect(row).toMatchObject({ name: "Müller GmbH", note: "a\nb" });
});

it("a row from before the rule opens, and its form asks for the text again", async () => {
  const owner = await app.registerPerson();
  const id = await addClient(owner, { name: "Before" });
  await sql("UPDATE clients SET name = ?, version = version + 1 WHERE tenant_id = ? AND id = ?", [
    "A\u202eB\nC",
    owner.tenantId,
    id,
  ]);
  const path = `${owner.base}/clients/${id}`;
  expect((await owner.visit(path)).status).toBe(200);
  const form = (await owner.visit(`${path}/edit`)).form("Save client");
  const answer = await owner.submit(`${path}/edit`, form);
  expect([answer.status, answer.messages]).toEqual([
    422,
    expect.stringContaining("turns the order of the letters around"),
  ]);
  expect((await owner.submit(`${path}/edit`, { ...form, name: "After" })).status).toBe(302);
});
