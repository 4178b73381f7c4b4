import { type HTMLElement, type Node, NodeType } from "node-html-parser";
import { describe, expect, it, vi } from "vitest";
import { POLICIES } from "~/domain/retention/policies";
import { electronicSchemes } from "~/domain/tenants/electronic-schemes";
import { placeholders } from "~/domain/terms/words";
import { isNowhere } from "~/http/pipeline/route-match";
import { languageOf } from "~/i18n/catalogues.server";
import { examplePatterns, PARTS } from "~/modules/numbering/pattern-words";
import { countries, countryDefaults } from "~/shared/countries";
import { currencyCodes, currencyName } from "~/shared/currency";
import { timeZones } from "~/shared/dates";
import { locales } from "~/shared/locales";
import { AREAS } from "../proofs/budget/weights";
import { addMember } from "../support/account";
import { createTestApp, type Person } from "../support/app";
import { insertDraft } from "../support/invoice-rows";
import type { Page } from "../support/page";
import { PASSWORD } from "../support/password";
import { formPathOf, pathOf } from "../support/route-paths";
import { type Known, routeTable } from "../support/route-table";
import { sql } from "../support/sql";
import { withReason } from "../support/tax-rate";

// In the pseudo-language no text of the catalogue has a letter from A to Z, and the test types none: a page that shows one has a text
// outside the catalogue (docs/decisions/041).

const PSEUDO = { headers: { "Accept-Language": "en-XA" } };

const spaced = (zone: string): string => zone.replaceAll("_", " ").replaceAll("/", ", ");

/** Names, and what standards have given a code: the same in every language, or given by CLDR once there is another. */
const NAMES = new Set([
  "Gapless",
  ...countries.map(({ name }) => name),
  ...currencyCodes.map((code) => `${code} – ${currencyName(code)}`),
  ...currencyCodes,
  ...locales.flatMap(({ english, native }) => [english, `${english} – ${native}`]),
  ...timeZones().flatMap((zone) => [zone, zone.slice(zone.indexOf("/") + 1)].map(spaced)),
  ...electronicSchemes.map(({ code, name }) => `${name} (${code})`),
  ...examplePatterns,
  ...Object.values(PARTS),
]);

/** What else may have letters: e-mail addresses, ids, codes in figures ("19.00 %" has none), dates and amounts as a business writes them. */
const TIME_ZONES = [...timeZones(), "UTC"].map((zone) => zone.replaceAll("_", " "));

/** What a country calls its tax; "Tax" itself is a word of ours. */
const taxNames = [...new Set(countries.map(({ code }) => countryDefaults(code).taxName))].filter(
  (name) => name !== "Tax",
);

const DATA = [
  // Laws have their own names everywhere.
  new RegExp(
    Object.values(POLICIES)
      .map(({ source }) => source.replaceAll(/[()§.*+?]/g, "\\$&"))
      .join("|"),
    "g",
  ),
  new RegExp(`(?<![A-Za-z])(${TIME_ZONES.join("|")})(?![A-Za-z])`, "g"),
  /[\w.-]+@[\w.-]+/g,
  /\b[0-9A-HJKMNP-TV-Z]{26}\b/g,
  /\bVATEX-[A-Z0-9-]+/g,
  // What words of payment terms leave open.
  new RegExp(placeholders.map((name) => `\\{${name}\\}`).join("|"), "g"),
  // A category's or a scheme's code behind its name, and numbers of the first series.
  /\([A-Z]{1,2}\)/g,
  new RegExp(`(?<![A-Za-z])(${[...currencyCodes, ...taxNames].join("|")})(?![A-Za-z])`, "g"),
  /\b(INV-|R)[\d{}YM-]+/g,
  /\b\d{1,2} [A-Z][a-z]{2} \d{4}\b/g,
  /\b[A-Z]{2,3}\b(?=[\s\u00A0]?\d)|(?<=\d[\s\u00A0])[A-Z]{3}\b/g,
];

const readable = (text: string): string => text.replaceAll(/\s+/g, " ").trim();

/** Whether a text has letters that came from neither the catalogue nor the test. */
function isOutside(text: string): boolean {
  const said = readable(text);
  if (NAMES.has(said)) return false;
  const rest = DATA.reduce((left, data) => left.replace(data, ""), said).replaceAll("Gapless", "");
  return /[A-Za-z]/.test(rest);
}

const ATTRIBUTES = ["aria-label", "placeholder", "alt", "title", "data-label", "content"];
/** What nobody reads as it stands, or everybody reads alike. */
const SKIPPED = new Set(["SCRIPT", "STYLE", "CODE", "TIME"]);

/** Texts of the page outside the catalogue, with what they stand in. */
function outside(page: Page): string[] {
  const found: string[] = [];
  const look = (text: string | undefined, where: string) => {
    if (text && isOutside(text)) found.push(`${where}: ${readable(text)}`);
  };
  const walk = (node: Node) => {
    if (node.nodeType === NodeType.TEXT_NODE) {
      // The parser takes the doctype for a text.
      if (node.parentNode?.tagName) look(node.text, node.parentNode.tagName);
      return;
    }
    const element = node as HTMLElement;
    if (SKIPPED.has(element.tagName)) return;
    for (const name of ATTRIBUTES) {
      if (element.tagName === "META" && element.getAttribute("name") !== "description") continue;
      look(element.getAttribute(name), name);
    }
    if (element.tagName === "INPUT" && ["submit", "button"].includes(element.getAttribute("type") ?? ""))
      look(element.getAttribute("value"), "value");
    for (const child of element.childNodes) walk(child);
  };
  walk(page.document);
  return [...new Set(found)];
}

/** A business of people and things whose names have no letter from A to Z. */
async function business() {
  const app = createTestApp({ env: { ENVIRONMENT: "development" } });
  const owner = await app.registerPerson({ name: "Αδα", businessName: "Παράδειγμα" });
  const colleague = await app.registerPerson({ name: "Colleague", businessName: "Άλλο" });
  await addMember(owner, colleague, "member");
  const { id, clientId } = await insertDraft(owner);
  await sql("UPDATE users SET name = 'Βοηθός' WHERE id = ?", [colleague.userId]);
  await sql("UPDATE clients SET name = 'Πελάτης', version = 2 WHERE tenant_id = ?", [owner.tenantId]);
  await sql(
    "UPDATE tax_rates SET name = '%', exemption_reason = iif(exemption_reason IS NULL, NULL, 'Λόγος') WHERE tenant_id = ?",
    [owner.tenantId],
  );
  await sql(
    `UPDATE invoices SET version = version + 1, note = 'Σημείωση', internal_note = 'Σημείωση', buyer_reference = '1', order_reference = '2',
      project_reference = '3', remittance_text = '4', preceding_number = '5' WHERE tenant_id = ?`,
    [owner.tenantId],
  );
  await sql("UPDATE invoice_terms SET words = 'Όροι' WHERE tenant_id = ?", [owner.tenantId]);
  await sql("UPDATE invoice_lines SET name = 'Όνομα', description = 'Εργασία' WHERE tenant_id = ?", [
    owner.tenantId,
  ]);
  await sql("UPDATE invoice_allowances SET reason = 'Έκπτωση' WHERE tenant_id = ?", [owner.tenantId]);
  await sql("UPDATE invoice_tax_groups SET exemption_reason = 'Λόγος' WHERE tenant_id = ?", [owner.tenantId]);
  const known: Known = {
    tenant: owner.tenantId,
    client: clientId,
    invoice: id,
    ...(await withReason(owner, "Άλλος λόγος")),
    member: colleague.userId,
  };
  return { app, owner, known };
}

const world = await business();

const isPage = (id: string) => !/^routes\/api\.|\[\.\]/.test(id) && id !== "root";
const pages = Object.keys(routeTable).filter(isPage);
const visitorOf = (id: string): Person | ReturnType<typeof world.app.visitor> =>
  routeTable[id]?.get === "anyone" ? world.app.visitor() : world.owner;

describe("in the pseudo-language", () => {
  it.each(pages)("the page %s has every text from the catalogue", async (id) => {
    const page = await visitorOf(id).visit(pathOf(id, { ...world.known }), PSEUDO);
    expect(page.status).toBe(isNowhere(id) ? 404 : 200);
    expect(page.document.querySelector("html")?.getAttribute("lang")).toBe("en-XA");
    expect(page.text).toContain("⟦");
    expect(outside(page)).toEqual([]);
  });

  const forms = pages.filter((id) => routeTable[id]?.post && id !== "routes/logout");
  it.each(forms)("the form of %s says from the catalogue what is wrong with it", async (id) => {
    const visitor = visitorOf(id);
    const path = formPathOf(id, { ...world.known });
    for (const fields of [
      {},
      { key: null },
      { strange: "x", version: "1" },
      { version: "0", currentPassword: PASSWORD },
    ]) {
      const page = await visitor.submit(path, fields, PSEUDO);
      expect(page.status, JSON.stringify(fields)).toBeGreaterThanOrEqual(400);
      expect(page.messages).not.toBe("");
      expect(outside(page), JSON.stringify(fields)).toEqual([]);
    }
  });

  const refusing = { limit: async () => ({ success: false }) };
  const development = { ENVIRONMENT: "development" };
  it.each([
    [404, () => world.app.visit("/nowhere", PSEUDO)],
    [403, () => world.app.visit("/login", { ...PSEUDO, method: "POST", body: new URLSearchParams() })],
    [405, () => world.app.visit("/login", { ...PSEUDO, method: "DELETE" })],
    [413, () => world.app.submit("/login", { note: "x".repeat(300_000) }, PSEUDO)],
    [
      429,
      () => createTestApp({ env: { ...development, ANONYMOUS_LIMITER: refusing } }).visit("/login", PSEUDO),
    ],
    [
      503,
      () =>
        world.owner
          .visit("/", { method: "HEAD" })
          .then(() => createTestApp({ env: { ...development, TURSO_DATABASE_URL: "http://127.0.0.1:1" } }))
          .then((app) => app.submit("/login", { email: "α", password: "γ" }, PSEUDO)),
    ],
  ])("the error %i is said from the catalogue", async (status, ask) => {
    const page = await ask();
    expect(page.status).toBe(status);
    expect(page.text).toContain("⟦");
    expect(outside(page)).toEqual([]);
  });

  it("the list of invoices asks for the areas of texts that the budget counts, and for no other", async () => {
    const spoken = languageOf("en-XA");
    const said = vi.spyOn(spoken, "piecesOf");
    await world.owner.visit(pathOf("routes/o.$tenant.invoices._index", { ...world.known }), PSEUDO);
    const areas = new Set(said.mock.calls.map(([key]) => key.split(".")[0]));
    expect([...areas].sort()).toEqual(AREAS);
  });

  it("a text outside the catalogue is found", async () => {
    const page = await world.app.visit("/login", PSEUDO);
    const heading = page.document.querySelector("h1");
    heading?.insertAdjacentHTML("afterend", '<p aria-label="Label">Forgotten <b title="Hint">19</b></p>');
    expect(outside(page)).toEqual(["aria-label: Label", "P: Forgotten", "title: Hint"]);
  });
});

describe("the language of an account", () => {
  it("comes before that of the browser, in pages and in what is refused", async () => {
    const app = createTestApp({ env: { ENVIRONMENT: "development" } });
    const person = await app.registerPerson();
    await sql("UPDATE users SET language = 'en-XA' WHERE id = ?", [person.userId]);
    const english = { headers: { "Accept-Language": "en" } };
    const langOf = (page: Page) => page.document.querySelector("html")?.getAttribute("lang");
    expect(langOf(await person.visit("/settings", english))).toBe("en-XA");
    expect(langOf(await person.visit(`${person.base}/settings/members`, english))).toBe("en-XA");
    expect(langOf(await person.submit("/settings?index", {}, english))).toBe("en-XA");
    await sql("UPDATE users SET language = 'tlh' WHERE id = ?", [person.userId]);
    expect(langOf(await person.visit("/settings", english))).toBe("en");
  });

  it("is part of what a person takes along, and goes with the account", async () => {
    const app = createTestApp();
    const person = await app.registerPerson();
    await sql("UPDATE users SET language = 'pt-BR' WHERE id = ?", [person.userId]);
    const data = (await (await person.fetch("/settings/data.json")).json()) as { profile: object[] };
    expect(data.profile).toMatchObject([{ language: "pt-BR" }]);
    // Without whom the business would be left alone.
    await addMember(person, await app.registerPerson(), "owner");
    const { key } = (await person.visit("/settings/data")).form("Delete account");
    await person.submit("/settings/data", { key, meant: "on" });
    const rows = await sql("SELECT name, language FROM users WHERE id = ?", [person.userId]);
    expect(rows).toEqual([{ name: expect.stringContaining("Former"), language: null }]);
  });

  it.each([
    "",
    "e",
    "EN",
    "english",
    "en_GB",
    "en-",
    "en--GB",
    "en GB",
    "e1",
    "en-ÄÖ",
    `en-${"x".repeat(40)}`,
  ])("is never %j in the database", async (language) => {
    const { userId } = await createTestApp().registerPerson();
    await expect(sql("UPDATE users SET language = ? WHERE id = ?", [language, userId])).rejects.toThrow(
      "CHECK",
    );
    await sql("UPDATE users SET language = 'zh-Hant-TW' WHERE id = ?", [userId]);
  });

  it("is the pseudo-language nowhere but in development", async () => {
    const page = await createTestApp().visit("/login", PSEUDO);
    expect(page.document.querySelector("html")?.getAttribute("lang")).toBe("en");
    expect(page.heading).toBe("Log in");
  });
});
