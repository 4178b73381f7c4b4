import type { Permission } from "~/domain/accounts/permissions";
import type { Fields } from "./visitor";

/** Rows that exist in the business under attack, for the parameters of a route. */
export interface Known {
  readonly tenant: string;
  readonly client: string;
  /** A draft. */
  readonly invoice: string;
  /** One that has no tax. */
  readonly rate: string;
  /** Another reason for that than the rate's own, by its number. */
  readonly reason: string;
  /** Somebody else of the business. */
  readonly member: string;
}

/** `signed-in`: whoever is logged in, about themselves. */
type Who = "anyone" | "signed-in" | Permission;

interface Form {
  readonly who: Who;
  /** The button that sends it, on the page of the same address: its text or its aria-label. */
  readonly button: string;
  /** What has to be filled in before it can be carried out. */
  readonly fields?: (known: Known) => Fields;
}

interface Listed {
  readonly get: Who;
  readonly post?: Form;
}

/**
 * Who may do what, for every route (security.md, "How it is shown"). tests/arch/routes.test.ts fails for a route or an action
 * that is not here; tests/integration/tenancy.test.ts attacks each of them.
 */
export const routeTable: Record<string, Listed> = {
  root: { get: "anyone" },
  "routes/$": { get: "anyone" },
  "routes/_index": { get: "anyone" },
  "routes/api.active": { get: "anyone" },
  "routes/api.envelope": { get: "anyone" },
  "routes/api.health": { get: "anyone" },
  "routes/login": { get: "anyone", post: { who: "anyone", button: "Log in" } },
  "routes/logout": { get: "anyone", post: { who: "anyone", button: "Log out" } },
  "routes/register": { get: "anyone", post: { who: "anyone", button: "Create account" } },

  "routes/settings": { get: "signed-in" },
  "routes/settings.$": { get: "signed-in" },
  "routes/settings._index": { get: "signed-in", post: { who: "signed-in", button: "Save profile" } },
  "routes/settings.password": { get: "signed-in", post: { who: "signed-in", button: "Change password" } },
  "routes/settings.sessions": { get: "signed-in", post: { who: "signed-in", button: "End this one" } },
  "routes/settings.data": {
    get: "signed-in",
    post: { who: "signed-in", button: "Delete account", fields: () => ({ meant: "on" }) },
  },
  "routes/settings.data[.]json": { get: "signed-in" },

  "routes/o.$tenant": { get: "business:read" },
  "routes/o.$tenant.$": { get: "business:read" },
  "routes/o.$tenant._index": { get: "business:read" },
  "routes/o.$tenant.activity": { get: "business:read" },
  "routes/o.$tenant.clients._index": { get: "business:read" },
  "routes/o.$tenant.clients.new": {
    get: "clients:write",
    post: { who: "clients:write", button: "Save client", fields: () => ({ name: "New client" }) },
  },
  "routes/o.$tenant.clients.$client": {
    get: "business:read",
    post: { who: "clients:write", button: "Archive" },
  },
  "routes/o.$tenant.clients.$client_.edit": {
    get: "clients:write",
    post: { who: "clients:write", button: "Save client", fields: () => ({ name: "Renamed" }) },
  },
  "routes/o.$tenant.invoices._index": { get: "business:read" },
  "routes/o.$tenant.invoices.new": {
    get: "invoices:write",
    post: {
      who: "invoices:write",
      button: "Save draft",
      fields: ({ client }) => ({ client, "lines[0].description": "Work", "lines[0].unitPrice": "10" }),
    },
  },
  "routes/o.$tenant.invoices.$invoice": {
    get: "business:read",
    post: { who: "invoices:write", button: "Issue invoice" },
  },
  "routes/o.$tenant.invoices.$invoice_.edit": {
    get: "invoices:write",
    post: { who: "invoices:write", button: "Save draft", fields: () => ({ note: "changed" }) },
  },
  "routes/o.$tenant_.invoices.$invoice.print": { get: "business:read" },
  "routes/o.$tenant.settings.members": {
    get: "members:write",
    post: { who: "members:write", button: "Save role of Colleague", fields: () => ({ role: "viewer" }) },
  },
  "routes/o.$tenant.settings.members_.$member.remove": {
    get: "members:write",
    post: { who: "members:write", button: "Remove member" },
  },
  "routes/o.$tenant.settings.leave": {
    get: "business:leave",
    post: { who: "business:leave", button: "Leave this business" },
  },
  "routes/o.$tenant.clients.$client_.erase": {
    get: "clients:erase",
    post: { who: "clients:erase", button: "Erase client", fields: () => ({ meant: "on" }) },
  },
  "routes/o.$tenant.export[.]zip": { get: "business:export" },
  "routes/o.$tenant.settings.erase": {
    get: "business:erase",
    post: { who: "business:erase", button: "Erase business", fields: () => ({ meant: "on" }) },
  },
  "routes/o.$tenant.settings.retention": {
    get: "business:erase",
    post: { who: "business:erase", button: "Save years", fields: () => ({ years: "20" }) },
  },
  "routes/o.$tenant.settings.data": {
    get: "business:export",
    post: { who: "business:export", button: "Prepare archive" },
  },
  "routes/o.$tenant.numbers": { get: "business:read" },
  "routes/o.$tenant.numbers[.]csv": { get: "business:read" },
  "routes/o.$tenant.settings._index": {
    get: "business:read",
    post: { who: "business:write", button: "Save business" },
  },
  "routes/o.$tenant.settings.formats": {
    get: "business:read",
    post: { who: "business:write", button: "Save dates and amounts" },
  },
  "routes/o.$tenant.settings.numbering": {
    get: "business:read",
    post: { who: "business:write", button: "Save numbering", fields: () => ({ next: "7", skip: "on" }) },
  },
  "routes/o.$tenant.settings.payment": {
    get: "business:read",
    post: { who: "business:write", button: "Save payment" },
  },
  "routes/o.$tenant.settings.tax-rates._index": {
    get: "business:read",
    post: { who: "business:write", button: "Archive" },
  },
  "routes/o.$tenant.settings.tax-rates.new": {
    get: "business:write",
    post: {
      who: "business:write",
      button: "Add tax rate",
      fields: () => ({ name: "Special", category: "S", rate: "3" }),
    },
  },
  "routes/o.$tenant.settings.tax-rates.$rate_.reasons.new": {
    get: "business:write",
    post: {
      who: "business:write",
      button: "Add reason",
      fields: () => ({ exemptionReason: "Not due for another reason" }),
    },
  },
  "routes/o.$tenant.settings.tax-rates.$rate_.reasons.$reason": {
    get: "business:write",
    post: {
      who: "business:write",
      button: "Save reason",
      fields: () => ({ exemptionReason: "Not due, said anew" }),
    },
  },
  "routes/o.$tenant.settings.tax-rates.$rate": {
    get: "business:write",
    post: { who: "business:write", button: "Save tax rate", fields: () => ({ name: "Renamed" }) },
  },
};
