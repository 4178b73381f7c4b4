import { describe, expect, it } from "vitest";
import { createTestApp, type Person } from "../support/app";
import type { Page } from "../support/page";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

const list = (person: Person) => `${person.base}/settings/tax-rates`;
const row = async (person: Person, id: string) => {
  const [category, rate] = id.split("-");
  return (
    await sql("SELECT * FROM tax_rates WHERE tenant_id = ? AND category = ? AND rate_ppm = ?", [
      person.tenantId,
      category ?? "",
      Number(rate),
    ])
  )[0];
};
const press = (person: Person, intent: string, rate: string, version = 1) =>
  person.submit(`${list(person)}?index`, { intent, rate, version });
const add = (person: Person, fields: Record<string, string>) => person.submit(`${list(person)}/new`, fields);
const names = (page: Page) => page.rows.map(([name]) => name);

const REDUCED = { name: "VAT 16%", category: "S", rate: "16" };

describe("tax rates", () => {
  it("begin with the country's own, the standard rate as default", async () => {
    const owner = await createTestApp().registerPerson();
    const page = await owner.visit(list(owner));
    expect(names(page)[0]).toBe("VAT 19%Default");
    expect(page.text).toContain("Reverse charge");
  });

  it("are added with the rate as it was meant", async () => {
    const owner = await createTestApp().registerPerson();
    const answer = await add(owner, { ...REDUCED, rate: "16,0 %" });
    expect(answer.status).toBe(302);
    expect((await owner.visit(answer.location ?? "")).messages).toContain("The tax rate was added.");
    expect(await row(owner, "S-160000")).toMatchObject({
      name: "VAT 16%",
      exemption_reason: null,
      is_default: 0,
      version: 1,
    });
  });

  it("are refused where the rate or the reason doesn't fit the category", async () => {
    const owner = await createTestApp().registerPerson();
    const answer = await add(owner, { name: "Exempt", category: "E", rate: "7" });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("Enter 0 or nothing");
    expect(answer.messages).toContain("Enter why no tax is due");
    expect(answer.value("Name")).toBe("Exempt");
    expect(await row(owner, "E-0")).toBeUndefined();
  });

  it("exist once: a second of the same category and rate is refused by name", async () => {
    const owner = await createTestApp().registerPerson();
    const answer = await add(owner, { ...REDUCED, rate: "19" });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("The business has this category and rate already: VAT 19%.");
    expect(await row(owner, "S-190000")).toMatchObject({ name: "VAT 19%", version: 1 });
  });

  it("that are archived are offered to be brought back instead of added again", async () => {
    const owner = await createTestApp().registerPerson();
    await add(owner, REDUCED);
    expect((await press(owner, "archive", "S-160000")).status).toBe(302);
    const answer = await add(owner, { ...REDUCED, name: "Reduced" });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("VAT 16% is archived");
    const back = await owner.submit(`${list(owner)}?index`, answer.form("Bring back"));
    expect(back.status).toBe(302);
    expect(await row(owner, "S-160000")).toMatchObject({ name: "VAT 16%", archived_at: null, version: 3 });
  });

  it("have one default, which moves", async () => {
    const owner = await createTestApp().registerPerson();
    await add(owner, REDUCED);
    expect((await press(owner, "default", "S-160000")).status).toBe(302);
    expect(await row(owner, "S-160000")).toMatchObject({ is_default: 1, version: 2 });
    expect(await row(owner, "S-190000")).toMatchObject({ is_default: 0, version: 2 });
    const events = await sql(
      "SELECT entity_id, entity_version, changes FROM audit_events WHERE tenant_id = ? ORDER BY seq DESC LIMIT 2",
      [owner.tenantId],
    );
    expect(events).toMatchObject([
      { entity_id: "S-160000", entity_version: 2, changes: '{"isDefault":[false,true]}' },
      { entity_id: "S-190000", entity_version: 2, changes: '{"isDefault":[true,false]}' },
    ]);
  });

  it("keep one default when two are chosen at once", async () => {
    const owner = await createTestApp().registerPerson();
    await add(owner, REDUCED);
    await add(owner, { ...REDUCED, name: "VAT 5%", rate: "5" });
    const answers = await Promise.all([
      press(owner, "default", "S-160000"),
      press(owner, "default", "S-50000"),
    ]);
    for (const { status } of answers) expect([302, 409]).toContain(status);
    expect(
      await count("SELECT count(*) FROM tax_rates WHERE tenant_id = ? AND is_default = 1", [owner.tenantId]),
    ).toBe(1);
  });

  it("can't lose their default by archiving", async () => {
    const owner = await createTestApp().registerPerson();
    const answer = await press(owner, "archive", "S-190000");
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("Choose another default first.");
    expect(await row(owner, "S-190000")).toMatchObject({ archived_at: null, version: 1 });
  });

  it("that are archived are no default", async () => {
    const owner = await createTestApp().registerPerson();
    await add(owner, REDUCED);
    await press(owner, "archive", "S-160000");
    expect((await press(owner, "default", "S-160000", 2)).status).toBe(422);
    expect(await row(owner, "S-190000")).toMatchObject({ is_default: 1, version: 1 });
  });

  it("change their name and reason; the reason stays needed", async () => {
    const owner = await createTestApp().registerPerson();
    const url = `${list(owner)}/AE-0`;
    const fields = (await owner.visit(url)).form("Save tax rate");
    expect((await owner.submit(url, { ...fields, exemptionReason: " " })).messages).toContain(
      "Enter why no tax is due",
    );
    expect(
      (
        await owner.submit(url, {
          ...fields,
          name: "Reverse",
          exemptionReason: "Steuerschuldnerschaft des Leistungsempfängers",
        })
      ).status,
    ).toBe(302);
    expect(await row(owner, "AE-0")).toMatchObject({
      name: "Reverse",
      exemption_reason: "Steuerschuldnerschaft des Leistungsempfängers",
      version: 2,
    });
    const [event] = await sql(
      "SELECT changes FROM audit_events WHERE tenant_id = ? ORDER BY seq DESC LIMIT 1",
      [owner.tenantId],
    );
    expect(JSON.parse(String(event?.changes))).toEqual({
      name: ["Reverse charge", "Reverse"],
      exemptionReason: ["Reverse charge", "Steuerschuldnerschaft des Leistungsempfängers"],
    });
  });

  it("are not overwritten by somebody who saw an older version", async () => {
    const owner = await createTestApp().registerPerson();
    const url = `${list(owner)}/S-190000`;
    const fields = (await owner.visit(url)).form("Save tax rate");
    await owner.submit(url, { ...fields, name: "First" });
    const refused = await owner.submit(url, { ...fields, key: freshId(), name: "Second" });
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("First");
    expect(refused.text).toContain("Second");
    expect(await row(owner, "S-190000")).toMatchObject({ name: "First", version: 2 });
  });

  it.each(["S-999", "X-1", "S-0190000", "S-190000%00"])("has no page for %s", async (id) => {
    const owner = await createTestApp().registerPerson();
    expect((await owner.visit(`${list(owner)}/${encodeURIComponent(id)}`)).status).toBe(404);
  });

  it("of another business are out of reach", async () => {
    const app = createTestApp();
    const [owner, stranger] = await Promise.all([app.registerPerson(), app.registerPerson()]);
    await add(owner, REDUCED);
    expect(
      (await stranger.submit(`${list(owner)}?index`, { intent: "archive", rate: "S-160000", version: 1 }))
        .status,
    ).toBe(404);
    expect((await press(stranger, "archive", "S-160000")).status).toBe(404);
    expect(await row(owner, "S-160000")).toMatchObject({ archived_at: null });
  });
});
