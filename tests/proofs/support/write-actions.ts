import type { Role } from "~/domain/accounts/permissions";
import { addMember } from "../../support/account";
import { sql } from "../../support/sql";
import type { Fields } from "../../support/visitor";
import { invoiceActions } from "./invoice-actions";
import { type Action, client, type Setting } from "./write-action";

const clients: Action[] = [
  {
    route: "routes/o.$tenant.clients.new",
    name: "create",
    prepare: async () => ({ path: "/clients/new", fields: { name: "New Ltd", country: "FR" } }),
  },
  {
    route: "routes/o.$tenant.clients.$client_.edit",
    name: "save",
    prepare: async (setting) => ({
      path: `/clients/${await client(setting)}/edit`,
      fields: { name: "Other Ltd", country: "DE", version: 1 },
    }),
  },
  {
    route: "routes/o.$tenant.clients.$client",
    name: "archive",
    prepare: async (setting) => ({
      path: `/clients/${await client(setting)}`,
      fields: { intent: "archive", version: 1 },
    }),
  },
  {
    route: "routes/o.$tenant.clients.$client",
    name: "restore",
    prepare: async (setting) => {
      const path = `/clients/${await client(setting)}`;
      await setting.person.submit(`${setting.person.base}${path}`, { intent: "archive", version: 1 });
      return { path, fields: { intent: "restore", version: 2 } };
    },
  },
];

const erasure: Action = {
  route: "routes/o.$tenant.clients.$client_.erase",
  name: "erase client",
  prepare: async (setting) => ({
    path: `/clients/${await client(setting)}/erase`,
    fields: { version: 1, meant: "on" },
  }),
};

const setting = (route: string, path: string, name: string, fields: Fields): Action => ({
  route: `routes/o.$tenant.settings.${route}`,
  name,
  prepare: async () => ({ path: `/settings${path}`, fields }),
});

/** Of a rate that has two. */
const reason = (route: string, path: string, name: string, fields: Fields): Action => ({
  ...setting(route, path, name, fields),
  prepare: async ({ person }) => {
    await person.submit(`${person.base}/settings/tax-rates/AE-0/reasons/new`, {
      exemptionReason: "Said otherwise",
      version: 1,
    });
    return { path: `/settings${path}`, fields: { ...fields, version: 2 } };
  },
});

async function numbering(business: Setting, fields: Fields) {
  const { tenantId } = business.person;
  const [row] = await sql("SELECT id FROM number_series WHERE tenant_id = ? AND is_active = 1", [tenantId]);
  const series = String(row?.id);
  business.ids.set("series", series);
  return { path: "/settings/numbering", fields: { ...fields, series, version: 1 } };
}

const settings: Action[] = [
  setting("_index", "", "save", {
    name: "Example GmbH",
    country: "DE",
    city: "Berlin",
    chargesTax: "yes",
    fiscalYearEndMonth: 12,
    version: 1,
  }),
  setting("payment", "/payment", "save", { paymentTermsDays: 14, version: 1 }),
  setting("formats", "/formats", "save", {
    locale: "de-DE",
    timeZone: "Europe/Zurich",
    currency: "CHF",
    version: 1,
  }),
  {
    route: "routes/o.$tenant.settings.numbering",
    name: "raise",
    prepare: (business) => numbering(business, { pattern: "INV-{YYYY}-{0000}", next: 50, skip: "on" }),
  },
  {
    route: "routes/o.$tenant.settings.numbering",
    name: "another pattern",
    prepare: (business) => numbering(business, { pattern: "R-{00000}", next: 1 }),
  },
  setting("tax-rates.new", "/tax-rates/new", "add", {
    ...{ writtenIn: "en-GB", name: "VAT 5%", category: "S", rate: "5" },
  }),
  setting("tax-rates.$rate", "/tax-rates/S-190000", "rename", { name: "VAT full", version: 1 }),
  setting("tax-rates.$rate_.reasons.new", "/tax-rates/AE-0/reasons/new", "add a reason", {
    exemptionReason: "Reverse charge, said otherwise",
    version: 1,
  }),
  reason("tax-rates.$rate_.reasons.$reason", "/tax-rates/AE-0/reasons/2", "reword a reason", {
    exemptionReason: "Said anew",
  }),
  ...["reasonDefault", "reasonArchive"].map((intent) =>
    reason("tax-rates._index", "/tax-rates?index", intent, { intent, rate: "AE-0", reason: 2 }),
  ),
  setting("tax-rates._index", "/tax-rates?index", "default", {
    intent: "default",
    rate: "Z-0",
    version: 1,
  }),
  setting("tax-rates._index", "/tax-rates?index", "archive", {
    intent: "archive",
    rate: "Z-0",
    version: 1,
  }),
  // Nothing of the business changes: that somebody took it along is in its trail.
  setting("data", "/data", "export", { intent: "export" }),
  setting("retention", "/retention", "keep longer", { years: 20, version: 1 }),
  setting("erase", "/erase", "erase business", { intent: "erase", meant: "on" }),
];

/** Somebody of another business, who is in this one too. */
async function another({ person, ids }: Setting, role: Role): Promise<string> {
  const [other] = await sql("SELECT user_id FROM memberships WHERE tenant_id <> ? AND user_id <> ? LIMIT 1", [
    person.tenantId,
    person.userId,
  ]);
  const member = String(other?.user_id);
  ids.set("member", member);
  await addMember(person, { userId: member }, role);
  return member;
}

const members: Action[] = [
  {
    route: "routes/o.$tenant.settings.members",
    name: "role",
    prepare: async (business) => {
      const member = await another(business, "viewer");
      return { path: "/settings/members", fields: { member, role: "member", version: 1 } };
    },
  },
  {
    route: "routes/o.$tenant.settings.members_.$member.remove",
    name: "remove",
    prepare: async (business) => ({
      path: `/settings/members/${await another(business, "member")}/remove`,
      fields: { version: 1 },
    }),
  },
  {
    route: "routes/o.$tenant.settings.leave",
    name: "leave",
    prepare: async (business) => {
      await another(business, "owner");
      return { path: "/settings/leave", fields: { intent: "leave" } };
    },
  },
];

/** Every way to change a business's rows, by route. */
export const ACTIONS: readonly Action[] = [...invoiceActions, ...clients, erasure, ...settings, ...members];
