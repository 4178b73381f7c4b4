import ts from "typescript";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { sqlmapTargets } from "../proofs/scan/targets";
import { OPEN_PAGES, ownPages } from "../proofs/scan/wapiti";
import { createTestApp, type Person } from "../support/app";
import { addClient } from "../support/client";
import { parametersRead } from "../support/parameters-read";
import { paramsOf, pathOf } from "../support/route-paths";
import { routeTable } from "../support/route-table";
import { parsed, type SourceFile, sourceFiles } from "../support/source-files";
import { withReason } from "../support/tax-rate";

// A misspelt parameter is as if it were not there: the page answers, and whoever measures it measures another one. So every address
// that is written down anywhere may only have parameters that its page reads.

const app = createTestApp();
let person: Person;
let ids: Record<string, string>;
/** The parameters that each route reads, by the pattern of its path. */
const readBy = new Map<string, Set<string>>();

beforeAll(async () => {
  person = await app.registerPerson();
  const client = await addClient(person);
  const { location } = await person.submit(`${person.base}/invoices/new`, {
    client,
    issueDate: "2026-05-01",
    currency: "EUR",
    intent: "draft",
    "lines[0].description": "Work",
    "lines[0].quantity": "1",
    "lines[0].unit": "HUR",
    "lines[0].unitPrice": "10",
    "lines[0].taxRate": "S-190000",
  });
  const invoice = /\/invoices\/([0-9A-Z]{26})/.exec(location ?? "")?.[1] ?? "";
  ids = { tenant: person.tenantId, client, invoice, ...(await withReason(person)), "*": "nowhere" };
  for (const { id } of inject("routes")) {
    const by = routeTable[id]?.get === "anyone" ? app : person;
    const read = await parametersRead(() => by.visit(pathOf(id, ids)));
    const pattern = pathOf(id, Object.fromEntries(paramsOf(id).map((name) => [name, "*"])));
    readBy.set(pattern, new Set([...(readBy.get(pattern) ?? []), ...read]));
  }
});

const UNKNOWN = "\u0000";

/** A text with whatever is put into it left open; undefined for what is no text. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => UNKNOWN + literal.text).join("");
}

interface Address {
  readonly at: string;
  readonly path: string;
  readonly names: readonly string[];
}

/** Addresses with parameters: "/invoices?status=sent". */
function addressesIn(source: SourceFile): Address[] {
  const found: Address[] = [];
  if (!/\?[\w$]/.test(source.text)) return found;
  const walk = (node: ts.Node) => {
    const [, path = "", query] = /^([^\s?#]*)\?([\w\0]+=[^\s?]*)$/.exec(textOf(node) ?? "") ?? [];
    // With two slashes it is another site's.
    if (query && !path.includes("//")) {
      const names = [...new URLSearchParams(query.split("#")[0]).keys()];
      found.push({
        at: `${source.path}: ${path}?${query}`.replaceAll(UNKNOWN, "…"),
        path,
        names: names.filter((name) => !name.includes(UNKNOWN)),
      });
    }
    ts.forEachChild(node, walk);
  };
  walk(parsed(source));
  return found;
}

/** The routes that this may be the address of, or its end. */
function routesAt(path: string): string[] {
  const known = path.slice(path.lastIndexOf(UNKNOWN) + 1);
  const wanted = known.split("/").filter(Boolean).reverse();
  return [...readBy.keys()].filter((pattern) => {
    const words = pattern.split("/").filter(Boolean).reverse();
    return wanted.every((word, i) => words[i] === word || words[i] === "*");
  });
}

/** Parameters that none of the pages at such an address reads. */
const unread = ({ at, path, names }: Address): string[] => {
  const routes = routesAt(path);
  return names
    .filter((name) => routes.length > 0 && !routes.some((route) => readBy.get(route)?.has(name)))
    .map((name) => `${at} has ${name}`);
};

const folders = ["app", "scripts", "tests/e2e", "tests/integration", "tests/proofs"];

describe("the parameters of an address", () => {
  it("are all read by its page, wherever one is written down", () => {
    const addresses = sourceFiles(...folders).flatMap(addressesIn);
    expect(addresses.length).toBeGreaterThan(40);
    expect(addresses.flatMap(unread)).toEqual([]);
  });

  it.each([
    ["read(() => '/invoices?q=client')", "q"],
    ["read(() => `/clients?serach=\u0024{word}`)", "serach"],
    ["page.goto(`\u0024{base}/invoices?status=paid&form=2026-01-01`)", "form"],
    ["const to = `?\u0024{name}=x&sortBy=due`", "sortBy"],
    ['visitor.get(`/api/health\u0024{token ? "?depp=1" : ""}`)', "depp"],
    ["`\u0024{invoices}/new?clientId=\u0024{id}`", "clientId"],
  ])("are found out when one is misspelt: %s", (text, name) => {
    const [found, ...others] = addressesIn({ path: `${name}.ts`, text }).flatMap(unread);
    expect(others).toEqual([]);
    expect(found).toMatch(new RegExp(` has ${name}$`));
  });
});

describe("what the scanners attack", () => {
  const targets = () => {
    const { tenant = "", client = "", invoice = "" } = ids;
    return sqlmapTargets({ tenant, client, invoice, user: person.userId, cursor: "x" });
  };
  const plain = (path: string) => path.replaceAll("*", "");

  it("is there", async () => {
    const open = [...OPEN_PAGES, ...targets().flatMap(({ path, anonymous }) => (anonymous ? path : []))];
    const own = [
      ...ownPages(person.base),
      ...targets().flatMap(({ path, anonymous }) => (anonymous ? [] : path)),
    ];
    for (const path of [...open, ...own]) {
      const { status, location } = await (open.includes(path) ? app : person).visit(plain(path));
      expect.soft([status, location], path).toEqual([200, null]);
    }
  });

  it("are parameters that the page reads and fields that its form has", async () => {
    for (const { name, path, data = "", parameters, anonymous } of targets()) {
      const by = anonymous ? app : person;
      const read = await parametersRead(() => by.visit(plain(path)));
      const query = [...new URLSearchParams(path.split("?")[1] ?? "").keys()];
      expect.soft([...read], name).toEqual(expect.arrayContaining(query));
      const controls = (await by.visit(plain(path))).document.querySelectorAll("[name]");
      const fields = controls.map((each) => each.getAttribute("name"));
      const sent = [...new URLSearchParams(data).keys()];
      expect.soft(fields, name).toEqual(expect.arrayContaining(sent));
      const attacked = parameters?.split(",") ?? [];
      expect.soft([...query, ...sent], name).toEqual(expect.arrayContaining(attacked));
    }
  });
});
