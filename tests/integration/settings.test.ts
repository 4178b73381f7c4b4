import { describe, expect, it } from "vitest";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { count, sql } from "../support/sql";
import { freshId } from "../support/visitor";

const IBAN = "DE89 3704 0044 0532 0130 00";

const tenantOf = async (person: Person) =>
  (await sql("SELECT * FROM tenants WHERE id = ?", [person.tenantId]))[0];
const lastEvent = async (person: Person) =>
  (
    await sql("SELECT * FROM audit_events WHERE tenant_id = ? ORDER BY seq DESC LIMIT 1", [person.tenantId])
  )[0];

async function inTheRoleOf(role: "member" | "viewer") {
  const app = createTestApp();
  const owner = await app.registerPerson();
  const other = await app.registerPerson();
  await addMember(owner, other, role);
  return { owner, other, base: owner.base };
}

describe("the business's settings", () => {
  it("are saved as they were typed, without the spaces around", async () => {
    const owner = await createTestApp().registerPerson();
    const page = await owner.visit(`${owner.base}/settings`);
    expect(page.value("Legal name")).toBe("Example & Co");
    const fields = {
      ...page.form("Save business"),
      name: " Example GmbH ",
      city: "Berlin",
      vatId: "DE123456788",
    };
    const answer = await owner.submit(`${owner.base}/settings`, fields);
    expect(answer.status).toBe(302);
    const after = await owner.visit(answer.location ?? "");
    expect(after.messages).toContain("The settings were saved.");
    expect(after.value("Legal name")).toBe("Example GmbH");
    expect(await tenantOf(owner)).toMatchObject({
      name: "Example GmbH",
      city: "Berlin",
      vat_id: "DE123456788",
      version: 2,
    });
  });

  it("of one page leave those of the others alone", async () => {
    const owner = await createTestApp().registerPerson();
    const payment = await owner.visit(`${owner.base}/settings/payment`);
    await owner.submit(`${owner.base}/settings/payment`, {
      ...payment.form("Save payment"),
      iban: IBAN,
      bic: "cobadeff",
      paymentTermsDays: "14",
    });
    const formats = await owner.visit(`${owner.base}/settings/formats`);
    await owner.submit(`${owner.base}/settings/formats`, {
      ...formats.form("Save dates and amounts"),
      locale: "de-CH",
      timeZone: "Europe/Zurich",
      currency: "CHF",
    });
    expect(await tenantOf(owner)).toMatchObject({
      name: "Example & Co",
      iban: "DE89370400440532013000",
      bic: "COBADEFF",
      payment_terms_days: 14,
      locale: "de-CH",
      time_zone: "Europe/Zurich",
      currency: "CHF",
      version: 3,
    });
    expect((await owner.visit(`${owner.base}/settings/payment`)).value("IBAN")).toBe(IBAN);
  });

  it("tell the audit trail what changed, and nothing of a person but the field's name", async () => {
    const owner = await createTestApp().registerPerson();
    const page = await owner.visit(`${owner.base}/settings/payment`);
    await owner.submit(`${owner.base}/settings/payment`, {
      ...page.form("Save payment"),
      iban: IBAN,
      paymentTermsDays: "14",
    });
    const event = await lastEvent(owner);
    expect(event).toMatchObject({ action: "tenant.changed", entity: "tenant", entity_version: 2 });
    expect(JSON.parse(String(event?.changes))).toEqual({
      paymentTermsDays: [30, 14],
      iban: [null, "DE · 37040044 · …3000"],
    });
  });

  it("keep what was typed when something is wrong, say what, and store nothing", async () => {
    const owner = await createTestApp().registerPerson();
    const page = await owner.visit(`${owner.base}/settings/payment`);
    const answer = await owner.submit(`${owner.base}/settings/payment`, {
      ...page.form("Save payment"),
      iban: "DE89 3704 0044 0532 0130 01",
      paymentTermsDays: "14",
    });
    expect(answer.status).toBe(422);
    expect(answer.messages).toContain("The check digits don't fit");
    expect(answer.value("IBAN")).toBe("DE89 3704 0044 0532 0130 01");
    expect(answer.value("Payment terms in days")).toBe("14");
    expect(await tenantOf(owner)).toMatchObject({ version: 1, payment_terms_days: 30, iban: null });
  });

  it("refuse a time zone, a language and a currency that don't exist", async () => {
    const owner = await createTestApp().registerPerson();
    const answer = await owner.submit(`${owner.base}/settings/formats`, {
      version: 1,
      locale: "xx-XX",
      timeZone: "Europe/Nowhere",
      currency: "EUX",
    });
    expect(answer.status).toBe(422);
    for (const words of ["Choose a language.", "Choose a time zone.", "Choose a currency."])
      expect(answer.messages).toContain(words);
    expect(await tenantOf(owner)).toMatchObject({ version: 1 });
  });

  it("are not overwritten by somebody who saw an older version: the page shows both, and what is chosen is saved", async () => {
    const owner = await createTestApp().registerPerson();
    const url = `${owner.base}/settings`;
    const page = await owner.visit(url);
    const fields = page.form("Save business");
    await owner.submit(url, { ...fields, city: "Berlin" });
    const mine = { ...fields, key: freshId(), city: "Hamburg" };
    const refused = await owner.submit(url, mine);
    expect(refused.status).toBe(409);
    expect(refused.text).toContain("Somebody else saved this while you were editing");
    expect(refused.text).toContain("Berlin");
    expect(refused.text).toContain("Hamburg");
    expect(await tenantOf(owner)).toMatchObject({ city: "Berlin", version: 2 });
    const again = await owner.submit(url, { ...refused.form("Save business"), "use[0]": "mine" });
    expect(again.status).toBe(302);
    expect(await tenantOf(owner)).toMatchObject({ city: "Hamburg", version: 3 });
  });

  it("are saved once, however often the form arrives", async () => {
    const owner = await createTestApp().registerPerson();
    const url = `${owner.base}/settings`;
    const fields = { ...(await owner.visit(url)).form("Save business"), city: "Berlin" };
    const answers = await Promise.all([1, 2, 3].map(() => owner.submit(url, fields)));
    expect(answers.map(({ status }) => status)).toEqual([302, 302, 302]);
    expect(await tenantOf(owner)).toMatchObject({ version: 2 });
    expect(
      await count("SELECT count(*) FROM audit_events WHERE tenant_id = ? AND action = 'tenant.changed'", [
        owner.tenantId,
      ]),
    ).toBe(1);
  });
});

describe.each(["member", "viewer"] as const)("a %s", (role) => {
  const pages = ["", "/payment", "/formats", "/numbering", "/tax-rates"];

  it("reads every page of the settings, and finds no form there", async () => {
    const { other, base } = await inTheRoleOf(role);
    for (const path of pages) {
      const page = await other.visit(`${base}/settings${path}`);
      expect(page.status).toBe(200);
      expect(page.document.querySelectorAll("main form")).toHaveLength(0);
    }
    expect((await other.visit(`${base}/settings`)).text).toContain("Example & Co");
    expect((await other.visit(`${base}/numbers`)).status).toBe(200);
    expect((await other.fetch(`${base}/numbers.csv`)).status).toBe(200);
  });

  it("changes nothing", async () => {
    const { owner, other, base } = await inTheRoleOf(role);
    const forms = await Promise.all([
      owner.visit(`${base}/settings`).then((page) => ["", page.form("Save business")] as const),
      owner
        .visit(`${base}/settings/payment`)
        .then((page) => ["/payment", page.form("Save payment")] as const),
      owner
        .visit(`${base}/settings/formats`)
        .then((page) => ["/formats", page.form("Save dates and amounts")] as const),
      owner
        .visit(`${base}/settings/numbering`)
        .then((page) => ["/numbering", { ...page.form("Save numbering"), next: "9", skip: "on" }] as const),
      owner
        .visit(`${base}/settings/tax-rates`)
        .then((page) => ["/tax-rates?index", page.form("Archive")] as const),
      owner
        .visit(`${base}/settings/tax-rates/S-190000`)
        .then((page) => ["/tax-rates/S-190000", page.form("Save tax rate")] as const),
      ["/tax-rates/new", { name: "VAT 16%", category: "S", rate: "16" }] as const,
    ]);
    for (const [path, fields] of forms)
      expect([path, (await other.submit(`${base}/settings${path}`, fields)).status]).toEqual([path, 403]);
    for (const path of ["/tax-rates/new", "/tax-rates/S-190000"])
      expect((await other.visit(`${base}/settings${path}`)).status).toBe(403);
    expect(await count("SELECT count(*) FROM audit_events WHERE tenant_id = ?", [owner.tenantId])).toBe(1);
  });
});
