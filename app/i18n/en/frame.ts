/** Around every page of a business: a file of its own, since the other areas are large. */
export const frame = {
  dashboard: "Dashboard",
  invoices: "Invoices",
  clients: "Clients",
  activity: "Activity",
  settings: "Settings",
  account: "Your account",
  logOut: "Log out",
  roles: { owner: "owner", member: "member", viewer: "viewer" },
} as const;
